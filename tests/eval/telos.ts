/**
 * `npm run eval -- telos`: what one edit costs the purpose graph, in milliseconds of processor time, in a vault of N notes
 * (`--n`, 10,000) with 1,000 items: the edit taken in and the graph read again. Made notes, from a seed (`--seed`).
 *
 * item: an item gets another due day. edge: an item serves another goal. prose: an ordinary note changes. list: a list
 * note of 100 items gets a line. fresh: a note is new. All from note text: reading the Markdown is part of it.
 */
import { readNote } from '../../src/core/lib/markdown';
import { randomOf } from '../../src/core/lib/random';
import { TelosGraph } from '../../src/core/telos/graph';
import type { EvalRow } from './search';

const ITEMS = 1_000;
const EDITS = 400;
const TYPES = ['mission', 'goal', 'goal', 'challenge', 'strategy', 'project', 'belief', 'idea'];

export function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number }): Promise<EvalRow[]> {
	const random = randomOf(seed);
	const pick = (below: number): number => Math.floor(random() * below);
	const item = (i: number): string => `---\ntelos: ${TYPES[i % TYPES.length] ?? 'goal'}\nid: G${i}\nsupports: ["[[Item ${pick(ITEMS - 100)}]]", G${pick(ITEMS)}]\ndue: 2027-01-${10 + pick(18)}\n---\nWords about [[Item ${pick(ITEMS - 100)}]] and [[Note ${pick(n)}]].\n\n- 2026-10-${10 + pick(20)}: ${pick(100)} done\n`;
	const prose = (i: number): string => `# Note ${i}\n\n${'Some words that say little. '.repeat(20)}\n\nSee [[Item ${pick(ITEMS)}]] and [[Note ${pick(n)}]].\n\n- [ ] a task for [[Item ${pick(ITEMS)}]]\n`;
	const list = (lines: number): string => `# GOALS\n${Array.from({ length: lines }, (_, i) => `### G${2000 + i}: List goal ${i}\n**Supports:** G${pick(ITEMS)}\n`).join('')}`;
	const graph = new TelosGraph();
	const put = (path: string, text: string): void => {
		graph.put(readNote(path, text), text);
		graph.items();
	};
	for (let i = 0; i < n - ITEMS; i++) graph.put(readNote(`Notes/${i % 50}/Note ${i}.md`, prose(i)), prose(i));
	for (let i = 0; i < ITEMS - 100; i++) graph.put(readNote(`Telos/Item ${i}.md`, item(i)), item(i));
	put('Telos/GOALS.md', list(100));
	const edits: Record<string, (i: number) => void> = {
		item: (i) => put(`Telos/Item ${i}.md`, item(i).replace(/G\d+\]/, 'G5]')),
		edge: (i) => put(`Telos/Item ${i}.md`, item(i)),
		prose: (i) => put(`Notes/${i % 50}/Note ${i}.md`, prose(i)),
		list: () => put('Telos/GOALS.md', list(100)),
		fresh: (i) => put(`Notes/New ${i}.md`, prose(i)),
	};
	const rows = Object.entries(edits).flatMap(([set, edit]) => {
		const costs = Array.from({ length: EDITS }, () => {
			const i = pick(ITEMS - 100);
			const before = process.cpuUsage();
			edit(i);
			const { user, system } = process.cpuUsage(before);
			return (user + system) / 1_000;
		}).sort((one, other) => one - other);
		return [['cpu_p50_ms', 0.5], ['cpu_p95_ms', 0.95], ['cpu_max_ms', 1]].map(([metric, share]): EvalRow => ({ set, engine: 'praxis', metric: String(metric), value: costs[Math.min(EDITS - 1, Math.floor(EDITS * Number(share)))] ?? 0, n: EDITS }));
	});
	return Promise.resolve([...rows, { set: 'vault', engine: 'praxis', metric: 'items', value: graph.items().length, n }]);
}
