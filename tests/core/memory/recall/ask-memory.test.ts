import { createApp, type App } from '../../../../src/core/app';
import type { VaultPath } from '../../../../src/core/lib/vault-path';
import type { Answer } from '../../../../src/core/runs/outcome';
import { DEFAULT_SETTINGS } from '../../../../src/core/settings';
import { claimNote, ID } from '../../../support/claim-notes';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../../support/memory-host';

const NOW = '2026-11-23T12:00:00Z';
const at = (n: number, folder = 'Praxis/Memory'): string => `${folder}/${ID(n)}.md`;
const ANNA = { subject: '"[[Anna Meyer]]"', attribute: 'lives in' };

let app: App | null = null;

afterEach(() => app?.close());

async function given(files: MemoryFiles): Promise<{ host: MemoryHost; app: App }> {
	const host = memoryHost(files, { at: NOW });
	app = createApp(host, DEFAULT_SETTINGS);
	await app.index.rebuild();
	return { host, app };
}

async function answerTo(question: string, { ask }: Pick<App, 'ask'>): Promise<Answer> {
	for await (const event of ask(question)) if (event.type === 'run-end') return event.answer;
	throw new Error('The run did not end.');
}

const quotes = ({ citations }: Answer): string[] => citations.map(({ quote }) => quote);

describe('what is remembered', () => {
	it('is cited in the next conversation, and follows when it is put right in its note', async () => {
		const { app: own, host } = await given({ 'Diary.md': 'Rain all day.' });
		const [kept] = await own.memory.desk.remember([{ text: 'Anna Meyer lives in Lyon.', subject: 'Anna Meyer', sourceKind: 'user' }]);
		await own.index.settled();
		const first = await answerTo('Where does Anna Meyer live?', own);
		expect(first.outcome).toBe('answered');
		expect(first.citations).toMatchObject([{ path: kept?.path, quote: 'Anna Meyer lives in Lyon.' }]);
		await host.vault.process(kept?.path as VaultPath, (text) => text.replace('lives in Lyon', 'lives in Nice'));
		await own.index.settled();
		expect(quotes(await answerTo('Where does Anna Meyer live?', own))).toEqual(['Anna Meyer lives in Nice.']);
	});

	it('is counted on this device when it is quoted, and its note stays as it is', async () => {
		const { app: own, host } = await given({ [at(1)]: claimNote(1, 'Anna Meyer lives in Lyon.', ANNA) });
		const before = await host.vault.read(at(1) as VaultPath);
		await answerTo('Where does Anna Meyer live?', own);
		await answerTo('Where does Anna Meyer live?', own);
		expect(await own.memory.uses.of(ID(1))).toMatchObject({ uses: 2, last: '2026-11-23T12:00:00.000Z' });
		expect(await host.vault.read(at(1) as VaultPath)).toEqual(before);
	});
});

describe('a claim that does not hold', () => {
	const MOVED: MemoryFiles = {
		[at(1)]: claimNote(1, 'Anna Meyer lives in Bonn.', { ...ANNA, recorded: '2026-01-02T09:00:00Z' }),
		[at(2)]: claimNote(2, 'Anna Meyer lives in Lyon.', { ...ANNA, recorded: '2026-10-01T09:00:00Z', 'valid-from': '2026-10-01', supersedes: `[${ID(1)}]` }),
	};

	it('is not quoted once another took its place', async () => {
		const { app: own } = await given(MOVED);
		expect(quotes(await answerTo('Where does Anna Meyer live?', own))).toEqual(['Anna Meyer lives in Lyon.']);
	});

	it.each(['Where did Anna Meyer live in March?', 'Where did Anna Meyer live in March 2026?', 'Where did Anna Meyer live on 4 May 2026?'])('is told of the day that is asked for: %s', async (question) => {
		const { app: own } = await given(MOVED);
		const answer = await answerTo(question, own);
		expect(quotes(answer)).toEqual(['Anna Meyer lives in Bonn.']);
		expect(answer.text).toContain('does not hold now');
	});

	it('is no evidence while it waits in the inbox', async () => {
		const { app: own } = await given({ [at(7, 'Praxis/Memory/Inbox')]: claimNote(7, 'Anna Meyer lives in Paris.', { ...ANNA, 'source-kind': 'web' }) });
		expect(await answerTo('Where does Anna Meyer live?', own)).toMatchObject({ outcome: 'unknown', citations: [] });
	});

	it('is not quoted after it was retracted', async () => {
		const { app: own } = await given({ ...MOVED, [at(3)]: claimNote(3, 'That was a mistake.', { type: 'retraction', recorded: '2026-11-01T09:00:00Z', supersedes: `[${ID(1)}, ${ID(2)}]` }) });
		expect(quotes(await answerTo('Where does Anna Meyer live?', own)).filter((quote) => quote.includes('lives'))).toEqual([]);
	});
});

describe('a question about time', () => {
	const DIARY: MemoryFiles = {
		'Journal/2026-03-02.md': '- Lunch with Anna at the canal.\n- Rain.',
		'Journal/2026-07-14.md': '- Saw Anna at the market, she was tired.',
		'Journal/2026-10-30.md': '- Bought a drill.\n- Coffee with Anna.',
		'Journal/2026-11-20.md': '- Read all day.',
		'Journal/2026-11-21.md': '- The pump of plot 14 leaks again.',
		'Journal/2026-11-22.md': '- Wrote to the landlord about the lease.',
		'Projects/Garden.md': 'Beans and a barrel for the rain.',
	};

	it('about the last time is answered by the newest day that tells of it', async () => {
		const { app: own } = await given(DIARY);
		const answer = await answerTo('When did I last see Anna?', own);
		expect(answer.citations[0]?.path).toBe('Journal/2026-10-30.md');
	});

	it('about a month is answered from its days', async () => {
		const { app: own } = await given(DIARY);
		expect((await answerTo('Where did I meet Anna in March?', own)).citations[0]?.path).toBe('Journal/2026-03-02.md');
		expect((await answerTo('Where did I see Anna in July 2026?', own)).citations[0]?.path).toBe('Journal/2026-07-14.md');
	});
});
