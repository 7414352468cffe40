/** What is odd in the TELOS notes, each at its note and line. All of it is legal; nothing is mended unasked. */
import { titleOf } from '../../core/lib/vault-path';
import type { Problem } from '../../core/lib/errors';
import type { TelosGraph } from '../../core/telos/graph';
import type { Item } from '../../core/telos/item';
import { words } from '../words';
import { drawList, drawNoteLink, drawSection, type PageContext } from './page-parts';

const AT_ONCE = 10;

export function drawProblems(parent: HTMLElement, problems: readonly Problem[], context: PageContext): void {
	const { telos } = words;
	if (problems.length === 0) return;
	drawList(drawSection(parent, telos.problems), { items: problems, atOnce: AT_ONCE, label: telos.problems, draw: (line, { path, line: number, message }) => {
		line.addClass('is-stacked');
		line.createSpan({ text: message });
		drawNoteLink(line, { path, line: number, text: telos.place(titleOf(path), number) }, context);
	} });
}

/** Those in the item's own lines: in a list note others' problems stand beside it. */
export function problemsOf(item: Item, graph: TelosGraph): readonly Problem[] {
	if (item.form === 'note') return graph.view.problems.filter(({ path }) => path === item.path);
	const after = graph.itemsIn(item.path).reduce((least, { line }) => (line > item.line && line < least ? line : least), Infinity);
	return graph.view.problems.filter(({ path, line }) => path === item.path && line >= item.line && line < after);
}
