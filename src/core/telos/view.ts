/** The graph with its references resolved: types only. */
import type { Problem } from '../lib/errors';
import type { EdgeKind, Item, Reference } from './item';

/** An edge as typed. An end is the key of an item, or the path of a note that is none. */
export interface Edge {
	readonly from: string;
	readonly to: string;
	readonly kind: EdgeKind;
	readonly source: Reference['source'];
	/** Where it is stated. */
	readonly path: string;
	readonly line: number;
}

/** One step towards purpose: `lower` is there because of `upper`. */
export interface Step {
	readonly lower: string;
	readonly upper: string;
	readonly edge: Edge;
}

export interface View {
	readonly items: ReadonlyMap<string, Item>;
	readonly edges: readonly Edge[];
	/** Steps up from a key or path, and down to it. */
	readonly above: ReadonlyMap<string, readonly Step[]>;
	readonly below: ReadonlyMap<string, readonly Step[]>;
	readonly problems: readonly Problem[];
}

export interface Dangling {
	readonly path: string;
	readonly line: number;
	readonly target: string;
}
