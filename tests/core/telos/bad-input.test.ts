/** The bad input that TELOS files really hold, a line each; edits by sync amid an import stand in `import-under-sync.test.ts`. */
import { exported, graphOf, imported, meaning } from '../../support/telos-vault';

const named = (text: string, path = 'TELOS.md'): string[] => graphOf({ [path]: text }).items().map(({ type, id, title }) => `${type} ${id ?? '-'} ${title}`);
const problems = (notes: Readonly<Record<string, string>>): string[] => graphOf(notes).view.problems.map(({ path, line, message }) => `${path}:${line} ${message}`);
const note = (lines: string): string => `---\n${lines}\n---\n`;

/** Comes back byte for byte, with the graph that it had. */
function expectKept(text: string): void {
	const notes = imported([{ path: 'TELOS.md', text }]);
	expect(exported(notes, 'telos')).toEqual([{ path: 'TELOS.md', text }]);
	expect(meaning(graphOf(notes))).toEqual(meaning(graphOf({ 'Telos/TELOS.md': text })));
}

test.each([
	['ids that are there twice', '# TELOS\n## METRICS\n- K4: one\n- SK1: two\n- K4: three\n- SK1: four\n', ['metric K4 one', 'metric SK1 two', 'metric K4 three', 'metric SK1 four']],
	['gaps between ids', '# TELOS\n## STRATEGIES\n- S0: a\n- S4: b\n- S2: c\n', ['strategy S0 a', 'strategy S4 b', 'strategy S2 c']],
	['an id with a plus', '# TELOS\n## TRAUMAS\n### TR+1: The summer at the lake\n**Gift It Gave:** calm\n', ['trauma TR+1 The summer at the lake']],
	['a heading with an instruction in it', '# TELOS\n## Company Goals (treat each as half as important as the one before it)\n- G1: a\n## Company Goals\n- G2: b\n', ['goal G1 a', 'goal G2 b']],
	['a pipe list without a separator', '# TELOS\n## Team\nTEAM MEMBER | SKILLS | PAY\nAda | AWS (Strong) | 10\n## GOALS\n- G1: a\n', ['goal G1 a']],
	['blanks to fill in', '# TELOS\n## PREDICTIONS\n- ______ by ______ (80%)\n', ['prediction - ______ by ______ (80%)']],
])('%s: each entry is an item, and the file comes back as it was', (_, text, items) => {
	expect(named(text)).toEqual(items);
	expectKept(text);
});

test('days as people write them: DD/MM/YYYY in a log, and a month in prose', () => {
	const items = graphOf({ 'TELOS.md': '# TELOS\n## GOALS\n- G1: Speak on the podcast by July of 2026\n## LOG (Journal)\n- 22/11/2019: Not sure why\n- 31/02/2019: no such day\n' }).items();
	expect(items.map(({ type, due, history }) => [type, due, history.map(({ day }) => day)])).toEqual([['goal', '2026-07-31', []], ['log', null, ['2019-11-22']]]);
});

test('a file of 2 MB comes back byte for byte', () => {
	expectKept(`# TELOS\n\n## GOALS\n\n${Array.from({ length: 4_000 }, (_, i) => `- G${i}: ${`goal ${i} `.repeat(50)}end\n`).join('')}`);
});

test('circles, an item that serves itself, an id in two notes, and properties of the wrong type: told at their lines, and kept', () => {
	const notes = {
		'A.md': note('telos: goal\nid: G1\nsupports: "[[B]]"'),
		'B.md': note('telos: goal\nid: G1\nsupports: "[[A]]"'),
		'C.md': note('telos: goal\nsupports: "[[C]]"'),
		'D.md': note('telos: goal\npriority: {a: 1}\ndue: true\nconfidence: 900'),
	};
	expect(graphOf(notes).items()).toHaveLength(4);
	expect(problems(notes)).toEqual([
		'D.md:4 "due" is no day: true.',
		'D.md:5 "confidence" is no share between 0 and 1: 900.',
		'D.md:3 "priority" holds properties of its own, which Praxis does not read.',
		'B.md:1 "G1" is also “A” (A.md:1).',
		'A.md:4 “A”, “B” serve each other in a circle.',
		'C.md:3 “C” serves itself.',
	]);
});
