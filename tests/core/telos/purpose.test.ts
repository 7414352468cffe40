/** What a run is told of the person's purpose: never what is private, never in others' words, and no more than fits. */
import fc from 'fast-check';
import type { Label } from '../../../src/core/guard/labels';
import { readNote } from '../../../src/core/lib/markdown';
import { estimateTokens } from '../../../src/core/models/estimate-tokens';
import { digestOf } from '../../../src/core/telos/digest';
import { TelosGraph } from '../../../src/core/telos/graph';
import { ITEM_TYPES } from '../../../src/core/telos/item';
import { purposeFor, type PurposeOptions } from '../../../src/core/telos/purpose';
import { graphOf } from '../../support/telos-vault';

const OWN: Label = { integrity: 'trusted', secrecy: 'vault', reasons: [] };
const ABOUT: PurposeOptions = { ownPurpose: [], isRemote: true, budgetTokens: 600, today: '2026-11-22', labelNow: () => Promise.resolve(OWN) };
const NOTES = {
	'Mission.md': '---\ntelos: mission\n---\nClean rivers.\n',
	'Weirs.md': '---\ntelos: goal\nid: G1\nsupports: "[[Mission]]"\npriority: 1\n---\nMap the weirs.\n## Log\n- 2026-10-02: forty, of ninety\n',
	'Fish.md': '---\ntelos: goal\nid: G2\nsupports: "[[Mission]]"\npriority: 2\n---\nCount fish.\n## Log\n- 2026-11-02: nets are torn\n',
};

test('an agent is told what it serves first, by link, id or title, and words of its own as they are', async () => {
	const serving = (...ownPurpose: string[]) => purposeFor(graphOf(NOTES), { ...ABOUT, ownPurpose });
	const { text, goals } = await serving('[[Fish]]');
	expect(text.split('\n').slice(0, 4)).toEqual(['This agent serves:', '- Fish. Count fish. — for: Mission', 'Other goals:', '- Weirs. Map the weirs. — for: Mission']);
	expect(goals.map(({ title }) => title)).toEqual(['Fish', 'Weirs']);
	for (const named of ['G2', 'fish']) expect((await serving(named)).text).toBe(text);
	expect((await serving('Make people laugh.')).text).toMatch(/^This agent's purpose: Make people laugh\.\nGoals:\n- Weirs/);
	expect((await serving('[[Nowhere]]')).text).not.toContain('Nowhere');
});

test('what was noted lately comes last, oldest first, and the rule that it holds is said', () => {
	expect(digestOf(graphOf(NOTES), ABOUT).text.split('\n').slice(-3)).toEqual(['Lately, oldest first; where this differs from the above, this holds:', '- 2026-10-02 Weirs: forty, of ninety', '- 2026-11-02 Fish: nets are torn']);
});

test('when the person wants it, each goal has half the words of the one before', () => {
	const long = (n: number): string => `---\ntelos: goal\npriority: ${n}\n---\n${'word '.repeat(60)}\n`;
	const { text } = digestOf(graphOf({ 'A.md': long(1), 'B.md': long(2), 'C.md': long(3) }), { ...ABOUT, isHalving: true });
	expect(text).toContain('Each goal counts half as much as the one before it.');
	const [first = 0, second = 0, third = 0] = text.split('\n').filter((line) => line.startsWith('- ')).map(({ length }) => length);
	expect([first > 1.8 * second, second > 1.7 * third, third >= 40]).toEqual([true, true, true]);
});

test('a note whose label got worse since it was read is not told', async () => {
	const labelNow = (label: Label | null) => (path: string) => Promise.resolve(path === 'Fish.md' ? label : OWN);
	for (const label of [null, { ...OWN, integrity: 'untrusted' as const }, { ...OWN, secrecy: 'private' as const }]) {
		const { text, goals } = await purposeFor(graphOf(NOTES), { ...ABOUT, ownPurpose: ['[[Fish]]'], labelNow: labelNow(label) });
		expect(text).not.toMatch(/fish|nets/i);
		expect(goals.map(({ title }) => title)).toEqual(['Weirs']);
	}
	expect((await purposeFor(graphOf(NOTES), { ...ABOUT, isRemote: false, labelNow: labelNow({ ...OWN, secrecy: 'private' }) })).text).toContain('Count fish.');
});

test('a link to a private note is not spelled out to a remote model', () => {
	const graph = new TelosGraph({ isPrivate: ({ path }) => path.startsWith('Private/') });
	const notes = { 'Private/Dr Halm.md': 'ward 4', 'Loss.md': '---\ntelos: trauma\n---\n', 'Goal.md': '---\ntelos: goal\n---\nBe well, see [[Dr Halm|my doctor]] and [[Loss]] and [[Nobody]].\n' };
	for (const [path, text] of Object.entries(notes)) graph.put(readNote(path, text), text);
	expect(digestOf(graph, ABOUT).text).toBe('Goals:\n- Goal. Be well, see … and … and Nobody.');
	expect(digestOf(graph, { ...ABOUT, isRemote: false }).text).toContain('see my doctor and Loss and');
});

const SECRET = 'zq7secret';
const vault = fc.array(fc.record({
	type: fc.constantFrom(...ITEM_TYPES),
	reason: fc.constantFrom('none', 'property', 'folder', 'trauma'),
	links: fc.array(fc.nat(11), { maxLength: 3 }),
	edge: fc.constantFrom('supports', 'metric', 'rests-on', 'related', 'blocked-by'),
	status: fc.constantFrom('', 'status: active\n', 'status: done\n'),
}), { minLength: 1, maxLength: 12 });

test('whatever the notes are: nothing private and no trauma is in a remote digest, and no digest is longer than its budget', () => {
	fc.assert(fc.property(vault, fc.nat(400), fc.boolean(), (notes, budgetTokens, isHalving) => {
		const isHidden = (i: number): boolean => notes[i] !== undefined && (notes[i].reason !== 'none' || notes[i].type === 'trauma');
		const nameOf = (i: number): string => `${isHidden(i) ? SECRET : 'Open'} ${i}`;
		const graph = new TelosGraph({ isPrivate: ({ path }) => path.startsWith('Private/') });
		notes.forEach(({ type, reason, links, edge, status }, i) => {
			const word = isHidden(i) ? SECRET : 'plain';
			const edges = links.map((to) => `"[[${nameOf(to)}]]"`).join(', ');
			const text = `---\ntelos: ${reason === 'trauma' ? 'trauma' : type}\n${reason === 'property' ? 'private: true\n' : ''}${status}${edge}: [${edges}]\n---\nWords of ${word}, see ${links.map((to) => `[[${nameOf(to)}]]`).join(' ')}.\n- 2026-11-0${1 + (i % 9)}: ${word} 3\n`;
			const path = `${reason === 'folder' ? 'Private/' : ''}${nameOf(i)}.md`;
			graph.put(readNote(path, text), text);
		});
		const remote = digestOf(graph, { ...ABOUT, budgetTokens, isHalving, own: graph.items().map(({ key }) => key).slice(0, 2) });
		expect(remote.text).not.toContain(SECRET);
		for (const isRemote of [true, false]) expect(estimateTokens(digestOf(graph, { ...ABOUT, isRemote, budgetTokens, isHalving }).text)).toBeLessThanOrEqual(budgetTokens);
	}), { numRuns: 300 });
});
