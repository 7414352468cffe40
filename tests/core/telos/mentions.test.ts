/** Mentions: found by the index, kept for a while, looked for in slices, and looked for again when the index knows more. */
import { createApp } from '../../../src/core/app';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { Mentions } from '../../../src/core/telos/mentions';
import { memoryHost } from '../../support/memory-host';
import { indexed } from '../../support/search-world';
import { ContentIndex } from '../../../src/core/search/content-index';
import { graphOf } from '../../support/telos-vault';

/** Each look at the clock and each search takes its time. */
function world(notes: Readonly<Record<string, string>>): { mentions: Mentions; graph: ReturnType<typeof graphOf>; searches: string[]; state: { now: number; yields: number } } {
	const graph = graphOf(notes);
	const index = new ContentIndex();
	for (const [path, text] of Object.entries(notes)) index.put(indexed(path, text));
	const searches: string[] = [];
	const state = { now: 0, yields: 0 };
	const mentions = new Mentions({
		graph, clock: () => state.now,
		index: { find: (query, options) => {
			searches.push(query);
			state.now += 5;
			return index.find(query, options);
		} },
		yieldToHost: () => Promise.resolve(void state.yields++),
	});
	return { mentions, graph, searches, state };
}

const goals = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, i) => [`Swim lake ${i}.md`, '---\ntelos: goal\n---\n']));

test('each title is looked for once, with a pause after every few, and then answers at once', async () => {
	const { mentions, graph, searches, state } = world({ ...goals(30), 'Journal/2026-11-20.md': 'Today: swim lake 7, at last.\n' });
	await mentions.prepare(graph.items());
	expect([searches.length, state.yields]).toEqual([30, 15]);
	expect(graph.items().flatMap((item) => mentions.of(item))).toEqual([{ day: '2026-11-20', path: 'Journal/2026-11-20.md', line: 1, text: 'Mentions “Swim lake 7”' }]);
	expect(searches).toHaveLength(30);
	state.now += 60_000;
	await mentions.prepare(graph.items());
	expect(searches).toHaveLength(60);
});

test('of thousands of goals a hundred are looked for, and none that is done or has a title of one word', async () => {
	const { mentions, graph, searches } = world({ ...goals(2_000), 'Swim.md': '---\ntelos: goal\n---\n', 'Old lake.md': '---\ntelos: goal\nstatus: done\n---\n' });
	await mentions.prepare([...graph.items()].reverse());
	expect(searches.length).toBeLessThanOrEqual(100);
	expect(searches).not.toContain('"Swim"');
	expect(searches).not.toContain('"Old lake"');
});

test('whoever has given up waiting costs no more searches', async () => {
	const { mentions, graph, searches } = world(goals(30));
	await mentions.prepare(graph.items(), AbortSignal.abort());
	expect(searches).toEqual([]);
});

test('an index that is ready after the graph is asked again, and those who look are told', async () => {
	const host = memoryHost({ 'Telos/Swim far.md': '---\ntelos: goal\n---\n', 'Journal/2026-11-20.md': 'I want to swim far.\n' }, { at: '2026-11-22T12:00:00Z' });
	const app = createApp(host, DEFAULT_SETTINGS);
	await app.telos.ready();
	const traces = (): string[] => app.telos.activity().flatMap(({ proofs }) => proofs.map(({ kind, path }) => `${kind} ${path}`));
	expect(traces()).toEqual([]);
	let told = 0;
	app.telos.onChange(() => told++);
	await app.index.rebuild();
	expect(traces()).toEqual(['mention Journal/2026-11-20.md']);
	expect(told).toBe(1);
});
