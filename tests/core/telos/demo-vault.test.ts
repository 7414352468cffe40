/** Trace, neglect, progress and review on the demo vault, as approved text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../../../src/core/lib/markdown';
import { activityOfGoals } from '../../../src/core/telos/activity';
import { digestOf } from '../../../src/core/telos/digest';
import { TelosGraph } from '../../../src/core/telos/graph';
import { reviewOf } from '../../../src/core/telos/review';
import { printTrace, trace } from '../../../src/core/telos/trace';
import { expectApproved } from '../../support/approved';

const VAULT = join(__dirname, '../../vault');
const TODAY = '2026-11-22';
const graph = new TelosGraph();
for (const path of readdirSync(VAULT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))) {
	const text = readFileSync(join(VAULT, path), 'utf8');
	graph.put(readNote(path, text), text);
}

test('notes are traced by links, items by their edges, and what serves nothing says so', async () => {
	const lines: string[] = [];
	for (const start of ['Telos/Sleep on every quote.md', 'Telos/Publish the fountain map.md', 'Telos/Runway.md', 'Telos/GOALS.md#G0', 'Projects/Sousa/Sousa night flow.md', 'Home/Moving.md', 'Journal/2026-10-31.md']) {
		lines.push(start, ...printTrace(await trace(start, graph)).split('\n').map((line) => `  ${line}`));
	}
	expectApproved('telos-trace', `${lines.join('\n')}\n`);
});

test('what links do not say is looked for in the words, and shown as likeness', async () => {
	const find = (): Promise<{ key: string; score: number }[]> => Promise.resolve([{ key: 'Telos/Six months of runway.md', score: 1 }]);
	const path = 'Recipes/does not exist.md';
	expect(printTrace(await trace(path, graph, find))).toBe('by likeness: Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)');
	expect(printTrace(await trace(path, graph))).toBe('serves no stated purpose');
});

test('goals are worked on or neglected by the traces they left', () => {
	const lines = activityOfGoals(graph, { today: TODAY }).flatMap(({ item, lastDay, idleDays, cadenceDays, isNeglected, proofs }) => [
		`${item.title}: ${isNeglected ? 'neglected' : 'alive'}, ${lastDay === null ? 'no trace' : `last on ${lastDay}, ${idleDays ?? 0} days ago`}, looked for every ${cadenceDays} days`,
		...proofs.map(({ day, kind, path, line, text }) => `  ${day} ${kind.padEnd(9)} ${path}:${line}  ${text}`),
	]);
	expectApproved('telos-neglect', `${lines.join('\n')}\n`);
});

test('a weekly review is written from evidence, and asks little', () => {
	expectApproved('telos-review', reviewOf(graph, { kind: 'weekly', today: TODAY }).text);
});

test('the digest holds what fits, best first', () => {
	const whole = digestOf(graph, { budgetTokens: 2_000, isRemote: true, today: TODAY });
	expectApproved('telos-digest', `${whole.text}\n`);
	const small = digestOf(graph, { budgetTokens: 150, isRemote: true, today: TODAY });
	const items = small.text.split('\n').filter((line) => line.startsWith('- '));
	expect(items.length).toBeGreaterThan(0);
	expect(whole.text.split('\n')).toEqual(expect.arrayContaining(items));
	expect(small.leftOut).toBe(whole.text.split('\n').filter((line) => line.startsWith('- ') && !line.startsWith('- 20')).length - items.filter((line) => !line.startsWith('- 20')).length);
});
