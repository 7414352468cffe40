/** Edits the items of a list property one by one, so that kept items keep their quotes, comments and indentation. Pure. */
import { isScalar, isSeq, type Scalar } from 'yaml';
import type { PropertyScalar } from './change';
import type { TextEdit } from './edit-text';
import { printScalar } from './property-print';

/**
 * Edits that make the list at `node` hold `values`: items that stay are not touched, new ones go to the end.
 * Null when the list cannot be edited so (another order, nested items, nothing left): its lines are then replaced.
 */
export function listEdits(yaml: string, node: unknown, values: readonly PropertyScalar[], eol: string): TextEdit[] | null {
	if (!isSeq(node) || node.items.length === 0 || values.length === 0 || !node.items.every((item) => isScalar(item))) return null;
	const items = node.items;
	const { kept, added } = align(items.map((item) => item.value), values);
	if (kept === null || kept.size === 0) return null;
	return node.flow ? flowEdits(yaml, items, kept, added) : blockEdits({ yaml, items, kept, added, eol });
}

/** Which items stay, when the new list is some of the old ones in their order with new ones after; else null. */
function align(old: readonly unknown[], values: readonly PropertyScalar[]): { kept: Set<number> | null; added: readonly PropertyScalar[] } {
	const kept = new Set<number>();
	let next = 0;
	old.forEach((item, index) => {
		if (next < values.length && item === values[next]) {
			kept.add(index);
			next++;
		}
	});
	return { kept, added: values.slice(next) };
}

interface BlockList {
	readonly yaml: string;
	readonly items: readonly Scalar[];
	readonly kept: ReadonlySet<number>;
	readonly added: readonly PropertyScalar[];
	readonly eol: string;
}

function blockEdits({ yaml, items, kept, added, eol }: BlockList): TextEdit[] | null {
	const lines = items.map((item) => itemLines(yaml, item));
	if (lines.some((line) => line === null)) return null;
	const known = lines as { start: number; end: number; indent: string }[];
	const edits: TextEdit[] = known.flatMap((line, index) => (kept.has(index) ? [] : [{ start: line.start, end: line.end, insert: '' }]));
	const last = known[known.length - 1];
	if (last && added.length > 0) edits.push({ start: last.end, end: last.end, insert: added.map((value) => `${last.indent}- ${printScalar(value)}${eol}`).join('') });
	return edits;
}

function itemLines(yaml: string, item: Scalar): { start: number; end: number; indent: string } | null {
	const [from, to] = item.range ?? [0, 0];
	const start = yaml.lastIndexOf('\n', from - 1) + 1;
	const newline = yaml.indexOf('\n', Math.max(from, to - 1));
	const lead = /^([ \t]*)-[ \t]+$/.exec(yaml.slice(start, from));
	if (lead === null || newline < 0 || yaml.slice(from, to).includes('\n')) return null;
	return { start, end: newline + 1, indent: lead[1] ?? '' };
}

function flowEdits(yaml: string, items: readonly Scalar[], kept: ReadonlySet<number>, added: readonly PropertyScalar[]): TextEdit[] | null {
	const last = items[items.length - 1];
	if (kept.size !== items.length || !last?.range) return null;
	const at = last.range[1];
	// Inside brackets a comma or a bracket ends a plain value, so whatever could be misread is quoted.
	const printed = added.map((value) => (typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : printScalar(value)));
	return yaml.includes('\n', at) ? [{ start: at, end: at, insert: printed.map((value) => `, ${value}`).join('') }] : null;
}
