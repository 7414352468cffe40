/** The purpose graph: edges, problems, and that the order of edits does not matter. */
import fc from 'fast-check';
import { readNote } from '../../../src/core/lib/markdown';
import { TelosGraph } from '../../../src/core/telos/graph';
import { trace } from '../../../src/core/telos/trace';
import { graphOf } from '../../support/telos-vault';

const goal = (supports: string, more = ''): string => `---\ntelos: goal\nsupports: ${supports}\n${more}---\n`;
const edgesOf = (graph: TelosGraph): string[] => graph.view.edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
const problemsOf = (graph: TelosGraph): string[] => graph.view.problems.map(({ path, line, message }) => `${path}:${line} ${message}`);

test('edges lead by link, by heading of a list note, and by id: the same note first, then the same folder', () => {
	const graph = graphOf({
		'A/GOALS.md': '# GOALS\n### G0: Swim\n**Supports:** M0\n',
		'A/Mission.md': '---\ntelos: mission\nid: M0\n---\n',
		'B/Other.md': '---\ntelos: mission\nid: M0\n---\n',
		'B/Goal.md': goal('[M0, "[[GOALS#G0 Swim]]", "[[Plain]]"]'),
		'Plain.md': 'no item',
	});
	expect(edgesOf(graph)).toEqual(['A/GOALS.md#G0 supports A/Mission.md', 'B/Goal.md supports B/Other.md', 'B/Goal.md supports A/GOALS.md#G0', 'B/Goal.md supports Plain.md']);
});

test('what is odd is told at its note and line, and nothing is left out for it', () => {
	const graph = graphOf({
		'One.md': goal('["[[Two]]", M9]', 'id: G1\n'),
		'Self.md': goal('"[[Self]]"', 'id: G1\n'),
		'Two.md': goal('"[[One]]"'),
		'Typo.md': '---\ntelos: gaol\n---\n',
		'Lost.md': 'See [[Nowhere]].',
	});
	expect(problemsOf(graph)).toEqual([
		'Typo.md:2 "gaol" is no type of TELOS item.',
		'One.md:3 "M9" leads nowhere.',
		'Self.md:1 "G1" is also “One” (One.md:1).',
		'One.md:3 “One”, “Two” serve each other in a circle.',
		'Self.md:3 “Self” serves itself.',
	]);
	expect(graph.items()).toHaveLength(3);
});

test('a circle ends a trace instead of running for ever', async () => {
	const graph = graphOf({ 'One.md': goal('"[[Two]]"'), 'Two.md': goal('"[[One]]"'), 'Self.md': goal('"[[Self]]"') });
	expect((await trace('One.md', graph)).paths).toHaveLength(1);
	expect(await trace('Self.md', graph)).toEqual({ by: 'none', paths: [] });
});

test('a name that appears later is found then, and one that goes is missed', () => {
	const graph = graphOf({ 'One.md': goal('"[[Two]]"') });
	expect(problemsOf(graph)).toEqual(['One.md:3 "Two" leads nowhere.']);
	graph.put(readNote('Two.md', 'words'), 'words');
	expect(problemsOf(graph)).toEqual([]);
	graph.remove('Two.md');
	expect(problemsOf(graph)).toEqual(['One.md:3 "Two" leads nowhere.']);
});

test('after any edits the graph is that of the notes as they stand', () => {
	const path = fc.constantFrom('A.md', 'B.md', 'X/A.md', 'X/GOALS.md', 'GOALS.md', 'C.md');
	const text = fc.constantFrom(goal('"[[A]]"', 'id: G1\n'), goal('["[[B]]", G1]'), '# GOALS\n### G1: one\n**Supports:** M0\n### G1: two\n', '---\ntelos: mission\nid: M0\n---\n[[C]]', 'see [[A]] and [[X/A]]', '');
	const edit = fc.oneof(fc.record({ do: fc.constant('put' as const), path, text }), fc.record({ do: fc.constant('remove' as const), path }), fc.record({ do: fc.constant('rename' as const), path, to: path }));
	fc.assert(fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
		const notes = new Map<string, string>();
		const graph = new TelosGraph();
		for (const one of edits) {
			const there = notes.get(one.path);
			if (one.do === 'put') {
				notes.set(one.path, one.text);
				graph.put(readNote(one.path, one.text), one.text);
			} else if (one.do === 'remove') {
				notes.delete(one.path);
				graph.remove(one.path);
			} else if (there !== undefined && !notes.has(one.to)) {
				notes.delete(one.path);
				notes.set(one.to, there);
				graph.rename(one.path, readNote(one.to, there), there);
			}
			expect(graph.view.items.size).toBeGreaterThanOrEqual(0);
		}
		const rebuilt = graphOf(notes);
		expect(graph.view).toEqual(rebuilt.view);
		for (const item of graph.items()) expect(graph.backlinks(item)).toEqual(rebuilt.backlinks(item));
	}));
});
