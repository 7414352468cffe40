/** Labels and run state: front matter only lowers trust, states only get worse. */
import fc from 'fast-check';
import { foreign, joinLabels, labelNote, OWN, type Label, type LabelRules, type NoteFacts } from '../../../src/core/guard/labels';
import { isTyped, join, labelOfOutput, mayEnter, observe, startRun, startSubRun, type } from '../../../src/core/guard/run-state';

const RULES: LabelRules = { privateFolders: ['Health'], untrustedFolders: ['Saved'], outputFolders: ['Agent notes'] };
const note = (changes: Partial<NoteFacts>): NoteFacts => ({ path: 'Journal/Monday.md', hash: 'h', properties: null, tags: [], record: null, accepted: new Set(), ...changes });
const rank = (label: Label): number => (label.integrity === 'untrusted' ? 1 : 0) + (label.secrecy === 'private' ? 2 : 0);

test('given any properties, when they are added to a note, then it is never more trusted and never less private', () => {
	fc.assert(fc.property(fc.dictionary(fc.constantFrom('trust', 'label', 'approved', 'source', 'url', 'Author-Email', 'private', 'tools', 'status'), fc.anything()), fc.constantFrom('Journal/a.md', 'Saved/a.md', 'Health/a.md', 'a.png'), (properties, path) => {
		const bare = labelNote(note({ path }), RULES);
		const marked = labelNote(note({ path, properties }), RULES);
		expect(bare.integrity === 'untrusted' && marked.integrity === 'trusted').toBe(false);
		expect(bare.secrecy === 'private' && marked.secrecy === 'vault').toBe(false);
	}));
});

test.each([
	['an own note', {}, 'trusted', 'vault'],
	['an attachment', { path: 'Journal/scan.pdf' }, 'untrusted', 'vault'],
	['a saved page, by folder in another spelling', { path: 'SAVED/page.md' }, 'untrusted', 'vault'],
	['a page that names where it came from', { properties: { source: 'https://example.org' } }, 'untrusted', 'vault'],
	['a mail', { properties: { 'author-email': 'a@example.org' } }, 'untrusted', 'vault'],
	['a summary of own notes', { properties: { source: ['[[Monday]]'] } }, 'trusted', 'vault'],
	['a note in the agents’ folder that no run here wrote', { path: 'Agent notes/x.md' }, 'untrusted', 'vault'],
	['a note in the agents’ folder from a clean run', { path: 'Agent notes/x.md', record: { integrity: 'trusted', secrecy: 'vault' } }, 'trusted', 'vault'],
	['a moved note from a tainted run', { record: { integrity: 'untrusted', secrecy: 'vault' } }, 'untrusted', 'vault'],
	['a note marked private in words', { properties: { Private: 'yes' } }, 'trusted', 'private'],
	['a note marked not private', { properties: { private: false } }, 'trusted', 'vault'],
	['a note with a private tag', { tags: ['Private/family'] }, 'trusted', 'private'],
	['a note in a private folder', { path: 'health/Doctor.md' }, 'trusted', 'private'],
	['a note made of private ones', { record: { integrity: 'trusted', secrecy: 'private' } }, 'trusted', 'private'],
] as const)('given %s, then its label follows', (_name, changes, integrity, secrecy) => {
	expect(labelNote(note(changes as Partial<NoteFacts>), RULES)).toMatchObject({ integrity, secrecy });
});

test('given an accepted content, when one byte changes, then it is untrusted again', () => {
	const record = { integrity: 'untrusted', secrecy: 'vault' } as const;
	expect(labelNote(note({ record, accepted: new Set(['h']) }), RULES).integrity).toBe('trusted');
	expect(labelNote(note({ record, hash: 'other', accepted: new Set(['h']) }), RULES).integrity).toBe('untrusted');
});

const labels = fc.record({ integrity: fc.constantFrom('trusted' as const, 'untrusted' as const), secrecy: fc.constantFrom('vault' as const, 'private' as const), reasons: fc.constant([]) });

test('given any texts, when a run reads them in any order, then it ends with their joined label', () => {
	fc.assert(fc.property(fc.array(labels), (read) => {
		const state = read.reduce((before, label, i) => observe(before, `n${i}`, label), startRun(false));
		expect(rank(labelOfOutput(state))).toBe(rank(joinLabels([OWN, ...read])));
	}));
});

test('given a sub-run, when it reads a page and returns, then its parent is tainted and names the page', () => {
	const parent = type(startRun(true), 'look at it');
	const child = observe(startSubRun(parent, true), 'https://example.org', foreign('is a web page'));
	expect(join(parent, child)).toMatchObject({ taint: true, typed: ['look at it'], sources: [{ name: 'https://example.org', reason: 'is a web page' }] });
	expect(startSubRun(child, false).taint).toBe(true);
});

test('given a paste of more than 500 characters, then it is content: it taints and names no destination', () => {
	const state = type(startRun(false), `https://example.org/ ${'a'.repeat(500)}`);
	expect(state.taint).toBe(true);
	expect(isTyped(state, 'https://example.org/')).toBe(false);
});

test('given a remote model, then private text may not enter, and a local one may read it', () => {
	expect(mayEnter(startRun(true), { ...OWN, secrecy: 'private' })).toBe(false);
	expect(mayEnter(startRun(false), { ...OWN, secrecy: 'private' })).toBe(true);
});

test.each([
	['save https://example.org/a.', 'https://example.org/a', true],
	['save https://example.org/a.', 'https://example.org/a?x=1', false],
	['save https://example.org/a.', 'https://example.org/', false],
	['put it into [[Week/Plan]]', 'Week/Plan.md', true],
	['put it into "Week/My plan.md", please', 'Week/My plan.md', true],
	['put it into Old Week/Plan.md.bak', 'Week/Plan.md', false],
	['the plan', 'plan', false],
])('given “%s” was typed, then %s is a typed destination: %s', (text, destination, expected) => {
	expect(isTyped(type(startRun(true), text), destination)).toBe(expected);
});
