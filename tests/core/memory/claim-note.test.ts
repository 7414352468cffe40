/** A claim as a note: the format byte for byte, the way there and back, and whatever a person may make of it. */
import fc from 'fast-check';
import type { Claim } from '../../../src/core/memory/claim';
import { CLAIM_TYPES, SOURCE_KINDS, TIERS } from '../../../src/core/memory/claim';
import { linkText, printClaim, readClaim, type PrintedClaim } from '../../../src/core/memory/claim-note';
import { readHead, readPlainHead, readWholeHead } from '../../../src/core/memory/read-head';
import { hashText } from '../../../src/core/lib/hash';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { ulid } from '../../../src/core/lib/ulid';

const ID = '01KBN3W8Q2X7M4T9V6RZ5C0HJD';
const PATH = vaultPath(`Praxis/Memory/${ID}.md`);
const NOTE = `---
praxis: memory
id: ${ID}
type: fact
subject: "[[Anna Meyer]]"
source: ["[[2026-11-20 Standup#^k3]]"]
quote: Anna moves to Lyon on 1 December
source-kind: note
confidence: 0.9
importance: 3
recorded: 2026-11-22T09:14:05Z
valid-from: 2026-12-01
valid-to:
supersedes: []
private: false
agent: archivist
run: r-20261122-0914-7f3a
---
Anna Meyer lives in Lyon.
`;
const CLAIM: PrintedClaim = {
	id: ID, text: 'Anna Meyer lives in Lyon.', type: 'fact', subject: 'Anna Meyer', attribute: '', sources: ['2026-11-20 Standup#^k3'], quote: 'Anna moves to Lyon on 1 December',
	sourceKind: 'note', confidence: 0.9, importance: 3, recorded: '2026-11-22T09:14:05Z', validFrom: '2026-12-01', validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: 'archivist', run: 'r-20261122-0914-7f3a',
};
const read = (text: string, path = PATH) => readClaim(path, { text, version: hashText(text) }, true);
const claimIn = (text: string): Claim => {
	const claim = read(text)?.claim;
	if (!claim) throw new Error('no claim');
	return claim;
};

test('the note of the format is read as it says, and printed byte for byte', () => {
	const { claim, problems } = read(NOTE) ?? {};
	expect(claim).toEqual({ ...CLAIM, path: PATH, version: hashText(NOTE) });
	expect(problems).toEqual([]);
	expect(printClaim(CLAIM)).toBe(NOTE);
});

const words = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('true', 'no', '12', '2026-01-01', '- x', 'a: b', '#tag', '"quoted"', "it's", '01', 'null', '~', '[[x]]', '---', '\u2028x', 'x\ny'));
const line = words.map((text) => text.replace(/\p{Cs}/gu, '').trim());
const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const id = fc.tuple(fc.nat({ max: 2 ** 31 }), fc.uint8Array({ minLength: 10, maxLength: 10 })).map(([ms, bytes]) => ulid(ms * 800, bytes));
const claims: fc.Arbitrary<PrintedClaim> = fc.record({
	id, text: words.map((text) => text.replace(/\p{Cs}/gu, '').replace(/\r\n?/g, '\n').trim()), type: fc.constantFrom(...CLAIM_TYPES), subject: line.map(linkText), attribute: line, sources: fc.array(line.filter((one) => one !== '').map(linkText).filter((one) => one !== ''), { maxLength: 3 }),
	quote: line, sourceKind: fc.constantFrom(...SOURCE_KINDS), confidence: fc.integer({ min: 0, max: 100 }).map((n) => n / 100), importance: fc.integer({ min: 1, max: 5 }), recorded: fc.tuple(day, fc.constantFrom('', '.5', '.120')).map(([one, ms]) => `${one}T09:14:05${ms}Z`),
	validFrom: fc.option(day), validTo: fc.constant(null), supersedes: fc.uniqueArray(id, { maxLength: 3 }), tier: fc.constantFrom(...TIERS), isPrivate: fc.boolean(), agent: line, run: line,
});

test('what is written is what is read', () => {
	fc.assert(
		fc.property(claims, (claim) => {
			const { path, version, ...back } = claimIn(printClaim(claim));
			// A body may hold a tag that says private.
			expect({ ...back, isPrivate: claim.isPrivate }).toEqual(claim);
			expect([path, version.length]).toEqual([PATH, 64]);
		}),
		{ numRuns: 500 },
	);
});

test('what is read line by line is what the full reader reads', () => {
	let plain = 0;
	const mutated = fc.tuple(claims.map(printClaim), fc.nat(600), fc.constantFrom('', ' ', ':', '"', "'", '#', '- ', '\n', '[', '&', '!', '|', '1', 'e', '\t', '---\n'));
	fc.assert(
		fc.property(fc.oneof(claims.map(printClaim), mutated.map(([text, at, cut]) => text.slice(0, at) + cut + text.slice(at))), (text) => {
			const [fast, whole] = [readPlainHead(text), readWholeHead('n.md', text)];
			if (!fast) return;
			plain++;
			expect({ ...fast, data: { ...fast.data } }).toEqual({ ...whole, data: { ...whole.data } });
		}),
		{ numRuns: 1500 },
	);
	expect(plain).toBeGreaterThan(40);
	expect(readPlainHead(NOTE)).not.toBeNull();
});

describe('a note that somebody edited', () => {
	const edit = (from: string, to: string) => read(NOTE.replace(from, to));
	const said = (from: string, to: string): readonly string[] => edit(from, to)?.problems.map(({ line: at, message }) => `${at}: ${message}`) ?? [];

	test.each([
		['type: fact', 'type: wish', '4: “wish” is no “type” that Praxis knows; it counts as “fact”.'],
		['confidence: 0.9', 'confidence: lots', '9: “confidence” is a number from 0 to 1; 0.9 counts.'],
		['importance: 3', 'importance: 11', '10: “importance” is a number from 1 to 5; 3 counts.'],
		['valid-from: 2026-12-01', 'valid-from: next week', '12: “next week” is no date, such as 2026-12-01.'],
		['valid-from: 2026-12-01', 'valid-from: 2026-02-31', '12: “2026-02-31” is no date, such as 2026-12-01.'],
		['valid-to:', 'valid-to: 2026-11-01', '13: It stops to hold before it begins.'],
		[`id: ${ID}`, 'id: seven', '3: “seven” is no id of a claim.'],
		['Anna Meyer lives in Lyon.', '', '1: It says nothing below its properties.'],
		['recorded: 2026-11-22T09:14:05Z\n', '', '1: It does not say when it was “recorded”.'],
	])('%s as %s is told of in plain words, and the claim stays', (from, to, message) => {
		expect(said(from, to)).toContain(message);
		expect(edit(from, to)?.claim?.subject).toBe('Anna Meyer');
	});

	test('without a usable id it is known by its name, else by its path', () => {
		expect(edit(`id: ${ID}`, 'id: seven')?.claim?.id).toBe(ID);
		const moved = vaultPath('Notes/Anna lives in Lyon.md');
		expect(readClaim(moved, { text: NOTE.replace(`id: ${ID}`, 'id: seven'), version: '' })?.claim?.id).toBe(moved);
		expect(edit('recorded: 2026-11-22T09:14:05Z\n', '')?.claim?.recorded).toMatch(/^20\d\d-/);
	});

	test('unknown keys are passed over, links may stand without quotes, a single value may stand for a list', () => {
		const { claim, problems } = read(NOTE.replace('source: ["[[2026-11-20 Standup#^k3]]"]', 'source: "[[2026-11-20 Standup#^k3|the standup]]"').replace('subject: "[[Anna Meyer]]"', 'subject: [[Anna Meyer]]\nmood: [happy, {deep: 3}]')) ?? {};
		expect([claim?.sources, claim?.subject, problems]).toEqual([['2026-11-20 Standup#^k3'], 'Anna Meyer', []]);
	});

	test('properties that cannot be read, or say something else, make no claim where claims lie, and are told of', () => {
		expect(read(NOTE.replace('type: fact', 'type: [fact'))).toMatchObject({ claim: null });
		expect(read(NOTE.replace('praxis: memory', 'praxis: shopping'))).toMatchObject({ claim: null, problems: [{ line: 1, message: 'It does not say “praxis: memory” any more, so it is not used as a memory.' }] });
		expect(readClaim(vaultPath('Notes/x.md'), { text: '# A note', version: '' })).toBeNull();
	});

	test('anything at all is read without a throw', () => {
		fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.nat(500), fc.string()).map(([at, more]) => NOTE.slice(0, at) + more + NOTE.slice(at + more.length))), (text) => void read(text)));
		expect(readHead('n.md', '---\n').problems).toEqual([]);
	});
});
