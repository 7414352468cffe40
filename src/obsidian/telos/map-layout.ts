/**
 * Places the boxes of the map: problems at the top, projects at the bottom, one band a type, straight edges, no physics.
 *
 * Within a band a box stands below those of its own type that it serves. Order by the mean place of neighbours (Sugiyama,
 * Tagawa, Toda 1981, barycentre heuristic), then places by least squares at a given distance (pool adjacent violators).
 * Deterministic: the same items and edges give the same map. Pure.
 */
import type { Item } from '../../core/telos/item';
import type { MapEdge } from './map-scope';
import { CHAIN } from './tree-places';

export interface MapBox {
	readonly item: Item;
	/** Of its middle, in pixels at zoom 1. */
	readonly x: number;
	readonly y: number;
	/** Counted from the top. */
	readonly row: number;
}

/** How many boxes stand beside each other in so many pixels at zoom 1. */
export function boxesIn(width: number): number {
	return Math.max(LEAST_IN_ROW, Math.floor((width - 2 * MARGIN + GAP_X) / (BOX_WIDTH + GAP_X)));
}

export interface MapLayout {
	/** Row by row, from left to right. */
	readonly boxes: readonly MapBox[];
	readonly width: number;
	readonly height: number;
}

export const BOX_WIDTH = 176;
export const BOX_HEIGHT = 48;
const GAP_X = 16;
const GAP_IN_BAND = 24;
const GAP_BETWEEN = 56;
const MARGIN = 24;
const SWEEPS = 4;
const LEAST_IN_ROW = 2;

/** `fit` boxes stand beside each other where there are not too many for that. */
export function layoutMap(items: readonly Item[], edges: readonly MapEdge[], fit = LEAST_IN_ROW): MapLayout {
	const { up, down } = neighbourKeys(edges);
	const bands = bandsOf(items, up);
	for (let sweep = 0; sweep < SWEEPS; sweep++) orderBands(bands, sweep % 2 === 0 ? up : down, sweep % 2 === 0);
	const inRow = Math.max(fit, Math.ceil(Math.sqrt(items.length) / 2));
	const rows = bands.flatMap((band) => split(band, inRow).map((keys, part) => ({ keys, isFirst: part === 0 })));
	const x = new Map<string, number>();
	for (const { keys } of rows) keys.forEach((key, index) => x.set(key, (index - (keys.length - 1) / 2) * (BOX_WIDTH + GAP_X)));
	const side = ((Math.max(...rows.map(({ keys }) => keys.length), 1) - 1) / 2) * (BOX_WIDTH + GAP_X);
	for (const [neighbours, isDown] of [[up, true], [down, false], [up, true]] as const) {
		for (const { keys } of isDown ? rows : [...rows].reverse()) placeRow(keys, { neighbours, x, side });
	}
	return boxesOf(rows, x, new Map(items.map((item) => [item.key, item])));
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighbourKeys(edges: readonly MapEdge[]): { up: Neighbours; down: Neighbours } {
	const up = new Map<string, string[]>();
	const down = new Map<string, string[]>();
	const add = (map: Map<string, string[]>, key: string, other: string): void => void map.set(key, [...(map.get(key) ?? []), other]);
	for (const { lower, upper } of edges) {
		add(up, lower, upper);
		add(down, upper, lower);
	}
	return { up, down };
}

/** One band a type and depth: an item that serves others of its type stands below them. Circles end where they began. */
function bandsOf(items: readonly Item[], up: Neighbours): string[][] {
	const types = new Map(items.map(({ key, type }) => [key, type]));
	const depths = new Map<string, number>();
	const sameAbove = (key: string): string[] => (up.get(key) ?? []).filter((other) => types.get(other) === types.get(key));
	for (const { key: start } of items) {
		const path = [start];
		const onPath = new Set<string>();
		for (let key = path[path.length - 1]; key !== undefined; key = path[path.length - 1]) {
			onPath.add(key);
			const open = depths.has(key) ? undefined : sameAbove(key).find((other) => !depths.has(other) && !onPath.has(other));
			if (open !== undefined) {
				path.push(open);
				continue;
			}
			if (!depths.has(key)) depths.set(key, Math.max(-1, ...sameAbove(key).map((other) => depths.get(other) ?? -1)) + 1);
			onPath.delete(key);
			path.pop();
		}
	}
	const bands = new Map<string, string[]>();
	const rank = ({ key, type }: Item): string => `${String(CHAIN.indexOf(type)).padStart(2, '0')} ${String(depths.get(key) ?? 0).padStart(6, '0')}`;
	for (const item of items) bands.set(rank(item), [...(bands.get(rank(item)) ?? []), item.key]);
	return [...bands.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, keys]) => keys);
}

function orderBands(bands: string[][], neighbours: Neighbours, isDown: boolean): void {
	const place = new Map<string, number>();
	const note = (band: readonly string[]): void => band.forEach((key, index) => place.set(key, (index + 0.5) / band.length));
	bands.forEach(note);
	for (const band of isDown ? bands : [...bands].reverse()) {
		const wanted = new Map(band.map((key) => [key, mean(neighbours.get(key), place) ?? place.get(key) ?? 0]));
		band.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
		note(band);
	}
}

function mean(keys: readonly string[] | undefined, of: ReadonlyMap<string, number>): number | null {
	const values = (keys ?? []).flatMap((key) => of.get(key) ?? []);
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function split(keys: readonly string[], most: number): string[][] {
	const parts = Math.ceil(keys.length / most);
	const each = Math.ceil(keys.length / parts);
	return Array.from({ length: parts }, (_none, part) => keys.slice(part * each, (part + 1) * each));
}

interface RowPlaces {
	readonly neighbours: Neighbours;
	readonly x: Map<string, number>;
	/** How far from the middle a box may stand: no row is wider than the widest. */
	readonly side: number;
}

/** Each box as near to the mean of its neighbours as order, distance and width allow. */
function placeRow(keys: readonly string[], { neighbours, x, side }: RowPlaces): void {
	const step = BOX_WIDTH + GAP_X;
	const wanted = keys.map((key, index) => (mean(neighbours.get(key), x) ?? x.get(key) ?? 0) - index * step);
	const most = side - (keys.length - 1) * step;
	rising(wanted).forEach((value, index) => x.set(keys[index] ?? '', Math.min(most, Math.max(-side, value)) + index * step));
}

/** The rising numbers nearest to `values` by least squares (pool adjacent violators). */
export function rising(values: readonly number[]): number[] {
	const pools: { sum: number; n: number }[] = [];
	for (const value of values) {
		let pool = { sum: value, n: 1 };
		for (let last = pools[pools.length - 1]; last && last.sum / last.n >= pool.sum / pool.n; last = pools[pools.length - 1]) {
			pool = { sum: last.sum + pool.sum, n: last.n + pool.n };
			pools.pop();
		}
		pools.push(pool);
	}
	return pools.flatMap(({ sum, n }) => Array.from({ length: n }, () => sum / n));
}

function boxesOf(rows: readonly { readonly keys: readonly string[]; readonly isFirst: boolean }[], x: ReadonlyMap<string, number>, items: ReadonlyMap<string, Item>): MapLayout {
	const all = [...x.values()];
	const left = all.reduce((least, value) => Math.min(least, value), Infinity) - BOX_WIDTH / 2 - MARGIN;
	const right = all.reduce((most, value) => Math.max(most, value), -Infinity) + BOX_WIDTH / 2 + MARGIN;
	let y = MARGIN + BOX_HEIGHT / 2;
	const boxes = rows.flatMap(({ keys, isFirst }, row) => {
		if (row > 0) y += BOX_HEIGHT + (isFirst ? GAP_BETWEEN : GAP_IN_BAND);
		return keys.flatMap((key) => {
			const item = items.get(key);
			return item ? [{ item, x: (x.get(key) ?? 0) - left, y, row }] : [];
		});
	});
	return boxes.length === 0 ? { boxes, width: 0, height: 0 } : { boxes, width: right - left, height: y + BOX_HEIGHT / 2 + MARGIN };
}
