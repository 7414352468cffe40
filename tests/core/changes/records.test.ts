/** Records survive being notes, and the same work is done once. */
import fc from 'fast-check';
import { changedText } from '../../../src/core/changes/rewrite';
import { isJobDone, jobId, jobPath, jobRunId, whenQuiet, type JobInput } from '../../../src/core/changes/jobs';
import { createChanges } from '../../../src/core/changes/changes';
import { parseRecords, printRecord, recordChange, recordPath, type ActionRecord } from '../../../src/core/changes/records';
import type { Change } from '../../../src/core/changes/change';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== '__proto__');
const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)), fc.boolean(), fc.constant(null), fc.constantFrom('[[Note]]', '12', 'true', '{"a":1}', ' x ', '> y', '## z'));
const record: fc.Arbitrary<ActionRecord> = fc.record({
	at: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
	kind: word,
	fields: fc.dictionary(word, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { noNullPrototype: true }),
	body: fc.oneof(fc.string(), fc.array(fc.constantFrom('', '# x', '> y', '- a: b', '## 2026-01-01T00:00:00.000Z run'), { maxLength: 5 }).map((lines) => lines.join('\n'))),
});

describe('records', () => {
	it('are read back as they were written, one after the other', () => {
		fc.assert(
			fc.property(fc.array(record, { maxLength: 4 }), (records) => {
				const path = vaultPath('R.md');
				const change = (one: ActionRecord, text: string): string => {
					const made: Change = recordChange(path, one, text !== '');
					return made.type === 'create' ? made.text : changedText(path, text, made.type === 'append' ? [made] : []);
				};
				const text = records.reduce((note, one) => change(one, note), '');
				expect(parseRecords('R.md', text)).toEqual({ records, problems: [] });
			}),
			{ numRuns: 500 },
		);
	});

	it('keep plain words plain, and tell of lines that are none', () => {
		const text = printRecord({ at: '2026-11-22T09:14:00.000Z', kind: 'run', fields: { title: 'Morning brief', notes: ['A.md'] }, body: 'Two\nlines' });
		expect(text).toBe('## 2026-11-22T09:14:00.000Z run\n- title: Morning brief\n- notes: ["A.md"]\n\n> Two\n> lines\n');
		expect(parseRecords('R.md', `Hello\n${text}`).problems).toEqual([{ path: 'R.md', line: 1, message: expect.any(String) as string }]);
		expect(recordPath('Praxis/Records', 'phone', new Date('2026-11-30T23:59:00Z'))).toBe('Praxis/Records/phone/2026-11.md');
	});
});

describe('jobs', () => {
	it('have one id for the same inputs in any order, and another for others', () => {
		const input = fc.letrec<{ value: JobInput }>((tie) => ({ value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(word, tie('value'), { maxKeys: 3, noNullPrototype: true })) })).value;
		const reversed = (value: JobInput): JobInput => (typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).reverse()));
		fc.assert(fc.property(input, (one) => expect(jobId(reversed(one))).toBe(jobId(one))));
		fc.assert(fc.property(input, input, (one, other) => expect(jobId(one) === jobId(other)).toBe(JSON.stringify(one) === JSON.stringify(other) || jobId(one) === jobId(other))));
		expect(jobId({ day: '2026-11-22' })).not.toBe(jobId({ day: '2026-11-23' }));
		expect(jobId(['a', 'b'])).not.toBe(jobId(['a,b']));
	});

	it('done a second time do nothing, also when the note was moved or removed', async () => {
		const host = memoryHost();
		const changes = createChanges(host);
		const id = jobId({ job: 'brief', day: '2026-11-22' });
		const brief = async (): Promise<void> => {
			const plan = await changes.plan([{ type: 'create', path: jobPath('Briefs', 'Morning', id), text: 'Good morning.', ifExists: 'skip' }], { id: jobRunId(id) });
			await changes.apply(plan);
		};
		expect(await isJobDone(id, host.vault)).toBe(false);
		await brief();
		await host.vault.rename(jobPath('Briefs', 'Morning', id), vaultPath(`Old/My (${id}) brief.md`));
		expect(await isJobDone(id, host.vault)).toBe(true);
		await brief();
		await host.vault.trash(vaultPath(`Old/My (${id}) brief.md`));
		await brief();
		expect(host.vault.snapshot()).toEqual({});
	});
});

describe('waiting for quiet', () => {
	/** A clock for timers that the test moves by hand. */
	function timers() {
		let now = 0;
		let jobs: { at: number; work: () => void }[] = [];
		return {
			after: (ms: number, work: () => void) => {
				const job = { at: now + ms, work };
				jobs.push(job);
				return () => void (jobs = jobs.filter((one) => one !== job));
			},
			advance: (ms: number) => {
				now += ms;
				for (const job of jobs.filter((one) => one.at <= now)) {
					jobs = jobs.filter((one) => one !== job);
					job.work();
				}
			},
			pending: () => jobs.length,
		};
	}

	it.each([
		['changes stop', [800, 800, 1000], true],
		['changes never stop', [800, 800, 800, 800, 800], false],
	])('ends when %s', async (_name, pauses, isQuiet) => {
		const host = memoryHost({ 'A.md': '' });
		const clock = timers();
		let result: boolean | null = null;
		const waiting = whenQuiet(host.vault, { quietMs: 1000, maxMs: 4000, after: clock.after }).then((quiet) => (result = quiet));
		for (const pause of pauses) {
			expect(result).toBeNull();
			clock.advance(pause);
			if (pause < 1000) host.vault.putForeign('A.md', String(pause));
		}
		expect(await waiting).toBe(isQuiet);
		expect(clock.pending()).toBe(0);
	});
});
