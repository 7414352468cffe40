/** Pieces of work read from notes as PAI, people and chance write them; and edits that touch only their own lines. */
import fc from 'fast-check';
import { createChanges } from '../../../../src/core/changes/changes';
import { vaultPath } from '../../../../src/core/lib/vault-path';
import { criteriaChanges, criterionOf, decideChanges, phaseChanges, printPrd, slugOf, tickChanges, untickChanges } from '../../../../src/core/memory/work/prd-edits';
import { printProgress, readPrd, type Prd } from '../../../../src/core/memory/work/prd';
import type { Change } from '../../../../src/core/changes/change';
import { memoryHost } from '../../../support/memory-host';

const AT = new Date('2026-03-04T05:06:07.000Z');
const PATH = 'Praxis/Work/fence/PRD.md';
const FENCE = `---
task: "Paint the fence before the wedding"   # in white
slug: 20260301-090000_paint-the-fence
effort: standard
phase: execute
progress: 1/4
mode: interactive
started: 2026-03-01T09:00:00Z
updated: 2026-03-02T09:00:00Z
sessionId: abc-123
---

## Context

Two coats, and no drop on the roses.

### Plan
North side first.

## Criteria

### Boards
- [x] ISC-1: All boards are sanded
- [ ] ISC-2: North side has two coats
* [ ] ISC-3: South side has two coats
### Anti
- [ ] ISC-A-1: Anti: No rose has paint on it

## Decisions

- 2026-03-01 09:10: White, because the house is

## Verification

- ISC-1: “sanded the last board” ([[2026-03-01]])

## Something of mine
Keep this.
`;

function readOrFail(text: string): Prd {
	const prd = readPrd(PATH, text);
	if (!prd) throw new Error('It was not read.');
	return prd;
}

async function edited(text: string, make: (prd: Prd) => readonly Change[]): Promise<string> {
	const host = memoryHost({ [PATH]: text });
	const { vault, store, now, newId, deviceId } = host;
	const changes = createChanges({ vault, store, now, newId, deviceId });
	await changes.apply(await changes.plan(make(readOrFail(text))));
	return (await vault.read(vaultPath(PATH)))?.text ?? '';
}

test('reads a PRD: properties, criteria with their evidence, decisions, and what it is not', () => {
	const prd = readOrFail(FENCE);
	expect(prd).toMatchObject({ task: 'Paint the fence before the wedding', slug: '20260301-090000_paint-the-fence', effort: 'standard', phase: 'execute', mode: 'interactive', iteration: 0, problems: [] });
	expect(prd.criteria.map(({ id, text, isAnti, isDone }) => [id, text, isAnti, isDone])).toEqual([
		['ISC-1', 'All boards are sanded', false, true],
		['ISC-2', 'North side has two coats', false, false],
		['ISC-3', 'South side has two coats', false, false],
		['ISC-A-1', 'Anti: No rose has paint on it', true, false],
	]);
	expect(prd.criteria[0]?.evidence).toEqual({ kind: 'note', quote: 'sanded the last board', link: '2026-03-01', text: '“sanded the last board” ([[2026-03-01]])' });
	expect(prd.decisions).toEqual(['2026-03-01 09:10: White, because the house is']);
	expect(prd.context).toContain('no drop on the roses');
	expect(readPrd('Notes/Shopping.md', '## Criteria\n\n- [ ] milk\n')).toBeNull();
	expect(readPrd('x.md', '')).toBeNull();
});

test.each([
	['- ISC-1 through ISC-3: All of it was looked at', ['ISC-1', 'ISC-2', 'ISC-3']],
	['- ISC-1-3: `sand --all` passes', ['ISC-1', 'ISC-2', 'ISC-3']],
	['- ISC-1, ISC-3: seen', ['ISC-1', 'ISC-3']],
	['- ISC-A-1: Confirmed by looking', ['ISC-A-1']],
	['- Build: passes', []],
	['- ISC-1:', []],
	['- ISC-1 through ISC-99999999: too many', []],
])('evidence “%s” is for %j', (line, ids) => {
	const prd = readOrFail(FENCE.replace('- ISC-1: “sanded the last board” ([[2026-03-01]])', line));
	expect(prd.criteria.filter(({ evidence }) => evidence !== null).map(({ id }) => id)).toEqual(ids);
});

test('a PRD edited into nonsense is read as far as it goes, and says where it does not', () => {
	const text = FENCE.replace('phase: execute', 'phase: dancing').replace('progress: 1/4', 'progress: 9/9').replace('- [ ] ISC-2: North side has two coats', '- [x] ISC-1: The same id\n- [?] half\n- not a task').replace('## Verification', '## Verifikation');
	const prd = readOrFail(text);
	expect(prd.phase).toBeNull();
	expect(printProgress(prd)).toBe('3/5');
	const told = prd.problems.map(({ message }) => message).join('\n');
	expect(told).toContain('“dancing” is no phase');
	expect(told).toContain('says 9/9; the criteria say 3/5');
	expect(told).toContain('two criteria “ISC-1”');
	expect(told).toContain('nothing under “Verification” shows it');
	expect(readPrd(PATH, '---\ntask: [unclosed\nphase: x\n---\n## Criteria\n- [ ] ISC-1: a\n')?.criteria).toHaveLength(1);
});

test('a tick changes its box, its evidence, progress and date; every other byte stays', async () => {
	const after = await edited(FENCE, (prd) => tickChanges(prd, criterionOf(prd, 'isc-3'), { evidence: '“south side done” ([[2026-03-03#^s]])', at: AT }));
	const expected = FENCE.replace('* [ ] ISC-3', '* [x] ISC-3').replace('progress: 1/4', 'progress: 2/4').replace('updated: 2026-03-02T09:00:00Z', 'updated: 2026-03-04T05:06:07.000Z').replace('([[2026-03-01]])\n', '([[2026-03-01]])\n- ISC-3: “south side done” ([[2026-03-03#^s]])\n');
	expect(after).toBe(expected);
	expect(await edited(after, (prd) => untickChanges(prd, criterionOf(prd, 'ISC-3'), AT))).toBe(expected.replace('* [x] ISC-3', '* [ ] ISC-3').replace('progress: 2/4', 'progress: 1/4'));
});

test('decisions, phases and further criteria go where they belong, with line ends as they are', async () => {
	const windows = FENCE.replace(/\n/g, '\r\n');
	const decided = await edited(windows, (prd) => decideChanges(prd, 'Oil paint,\nnot water', AT));
	expect(decided).toMatch(/because the house is\r\n- 2026-03-0\d \d\d:\d\d: Oil paint, not water\r\n/);
	expect(decided.replace(/\r\n/g, '')).not.toContain('\n');
	expect(await edited(FENCE, (prd) => phaseChanges(prd, 'verify', AT))).toContain('phase: verify\n');
	const added = await edited(FENCE, (prd) => criteriaChanges(prd, { criteria: ['ISC-9: The gate closes'], anti: ['Anti: no wet paint at night'] }, AT));
	expect(added).toContain('No rose has paint on it\n- [ ] ISC-4: The gate closes\n- [ ] ISC-A-2: Anti: no wet paint at night\n');
	expect(added).toContain('progress: 1/6');
});

test('sections that are missing are made in their order', async () => {
	const bare = '---\ntask: Bake\nphase: plan\n---\nSome words.\n';
	const withCriteria = await edited(bare, (prd) => criteriaChanges(prd, { criteria: ['It rises'] }, AT));
	const ticked = await edited(withCriteria, (prd) => tickChanges(prd, criterionOf(prd, 'ISC-1'), { evidence: 'unverified: still in the oven', at: AT }));
	const decided = await edited(ticked, (prd) => decideChanges(prd, 'Rye', AT));
	expect(decided.slice(decided.indexOf('Some words.'))).toMatch(/^Some words\.\n\n## Criteria\n\n- \[x\] ISC-1: It rises\n\n## Decisions\n\n- .*: Rye\n\n## Verification\n\n- ISC-1: unverified: still in the oven\n$/);
	expect(readOrFail(decided).criteria[0]?.evidence).toEqual({ kind: 'unverified', text: 'still in the oven' });
});

test('a new piece of work reads back as it was meant', () => {
	const slug = slugOf('Füße der Bank: streichen & ölen!', AT);
	expect(slug).toBe('20260304-050607_füße-der-bank-streichen-ölen');
	const prd = readOrFail(printPrd({ task: 'Say "no": never\nagain', criteria: ['It is: said', ''], anti: ['Nobody cries'], context: 'Because.' }, { slug, at: AT }));
	expect(prd).toMatchObject({ task: 'Say "no": never again', slug, phase: 'observe', context: 'Because.', problems: [] });
	expect(prd.criteria.map(({ id, text }) => `${id}: ${text}`)).toEqual(['ISC-1: It is: said', 'ISC-A-1: Anti: Nobody cries']);
	expect(() => printPrd({ task: ' ', criteria: [] }, { slug, at: AT })).toThrow('needs a task');
});

test('whatever a person has made of the note, an edit keeps every line of theirs', async () => {
	const piece = fc.constantFrom('## Criteria', '## Verification', '## Decisions', '# Criteria', '### Sub', '- [ ] ISC-1: one', '- [x] ISC-2: two', '- [ ] ', '- ISC-1: “q” ([[N]])', '```', '> quote', '', 'words', '\t- [ ] ISC-3: deep', '<!-- c', '- item ^id', '| a | b |', '%%', 'ISC-1: x', '---');
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.boolean(), async (lines, isLast) => {
			const text = `---\ntask: T\nphase: odd\nmine: [1, 2] # keep\n---\n${lines.join('\n')}${isLast ? '' : '\n'}`;
			const prd = readOrFail(text);
			const makes: ((prd: Prd) => readonly Change[])[] = [
				(one) => decideChanges(one, 'd', AT),
				(one) => criteriaChanges(one, { criteria: ['c'] }, AT),
				...prd.criteria.slice(0, 1).map((criterion) => (one: Prd) => tickChanges(one, one.criteria.find(({ box }) => box === criterion.box) ?? criterion, { evidence: 'e', at: AT })),
			];
			for (const make of makes) {
				const left = (await edited(text, make)).split('\n');
				for (const line of text.split('\n')) {
					const at = left.findIndex((one) => one === line || one === line.replace('[ ]', '[x]'));
					expect(at).toBeGreaterThanOrEqual(0);
					left.splice(0, at + 1);
				}
			}
		}),
		{ numRuns: 150 },
	);
});
