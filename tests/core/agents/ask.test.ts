import { ask, type AskDeps } from '../../../src/core/agents/ask';
import { isPrivateNote } from '../../../src/core/guard/private-note';
import { PraxisError } from '../../../src/core/lib/errors';
import type { VaultPath } from '../../../src/core/lib/vault-path';
import type { RunEvent } from '../../../src/core/runs/events';
import type { Answer } from '../../../src/core/runs/outcome';
import { Indexer } from '../../../src/core/search/indexer';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const LEASE = '# Home\n\n## Lease\n\nSigned in 2025.\nThe lease ends on 30 June 2028. ^end\n';

async function given(files: MemoryFiles): Promise<{ host: MemoryHost; deps: AskDeps }> {
	const host = memoryHost(files);
	const { index, ...indexer } = await built(host);
	indexer.close();
	return { host, deps: { vault: host.vault, index, isPrivate: (note) => isPrivateNote(note, ['Private']), now: host.now, newId: host.newId } };
}

async function built(host: MemoryHost) {
	const indexer = new Indexer({ vault: host.vault, yieldToHost: async () => undefined, clock: () => 0, excludedFolders: [] });
	await indexer.rebuild();
	return { index: indexer.index, close: () => indexer.close() };
}

async function eventsOf(question: string, deps: AskDeps, onEvent?: (event: RunEvent) => void): Promise<RunEvent[]> {
	const events: RunEvent[] = [];
	for await (const event of ask(question, deps)) {
		events.push(event);
		onEvent?.(event);
	}
	return events;
}

async function answerTo(question: string, deps: AskDeps): Promise<Answer> {
	const last = (await eventsOf(question, deps)).at(-1);
	if (last?.type !== 'run-end') throw new Error('The run did not end.');
	return last.answer;
}

describe('a question', () => {
	it('is answered by a quote that leads to its exact place', async () => {
		const { deps, host } = await given({ 'Home.md': LEASE, 'Other.md': 'Nothing here.' });
		const answer = await answerTo('When does the lease end?', deps);
		expect(answer.outcome).toBe('answered');
		const [citation] = answer.citations;
		const read = await host.vault.read('Home.md' as VaultPath);
		expect(citation).toMatchObject({ path: 'Home.md', headings: ['Home', 'Lease'], blockId: 'end', line: 5, version: read?.version, isPrivate: false });
		expect(read?.text.slice(citation?.span.start, citation?.span.end)).toBe(citation?.quote);
		expect(answer.text).toContain('[^1]');
	});

	it('tells its steps in order, and the text streamed is the text of the answer', async () => {
		const { deps } = await given({ 'Home.md': LEASE });
		const events = await eventsOf('When does the lease end?', deps);
		expect([...new Set(events.map(({ type }) => type))]).toEqual(['run-start', 'tool-start', 'tool-end', 'text-delta', 'run-end']);
		expect(events[2]).toMatchObject({ summary: 'Searched “lease”, “end” · 1 note', failed: false });
		const last = events.at(-1);
		expect(events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')).toBe(last?.type === 'run-end' ? last.answer.text : '');
	});

	it('that the notes do not answer ends unknown, with what was searched and no citation', async () => {
		const { deps } = await given({ 'Home.md': LEASE, 'b.md': 'Trees.' });
		expect(await answerTo('Who won the chess tournament in Wijk?', deps)).toMatchObject({ outcome: 'unknown', citations: [], missing: ['won', 'chess', 'tournament', 'Wijk'], searched: expect.stringContaining('Searched 2 notes') });
	});

	it.each([['', 'needs-user'], ['what is the?', 'needs-user'], ['?!', 'needs-user']])('%j, which names nothing, ends %s', async (question, outcome) => {
		const { deps } = await given({ 'Home.md': LEASE });
		expect((await answerTo(question, deps)).outcome).toBe(outcome);
	});

	it('to an empty vault ends unknown and says why', async () => {
		const { deps } = await given({});
		expect(await answerTo('lease', deps)).toMatchObject({ outcome: 'unknown', text: expect.stringContaining('no notes') });
	});

	it.each([
		['a private folder', 'Private/Home.md', LEASE],
		['a private folder in another case', 'private/Home.md', LEASE],
		['a note marked private', 'Home.md', `---\nprivate: true\n---\n${LEASE}`],
		['a note tagged private', 'Home.md', `#private/money\n\n${LEASE}`],
	])('keeps what comes from %s marked', async (_what, path, text) => {
		const { deps } = await given({ [path]: text });
		expect((await answerTo('When does the lease end?', deps)).citations.map(({ isPrivate }) => isPrivate)).toEqual([true]);
	});
});

describe('a note that changes', () => {
	it('before it is opened is quoted as it reads now', async () => {
		const { deps, host } = await given({ 'Home.md': LEASE });
		host.vault.putForeign('Home.md', 'A new first line.\n\nThe lease ends on 1 May 2030.');
		const { citations } = await answerTo('When does the lease end?', deps);
		expect(citations.map(({ quote, line }) => [quote, line])).toEqual([['The lease ends on 1 May 2030.', 3]]);
	});

	it('while the answer is made loses its quote, and the outcome falls', async () => {
		const { deps, host } = await given({ 'Home.md': LEASE });
		const events = await eventsOf('When does the lease end?', deps, ({ type }) => void (type === 'tool-end' && host.vault.putForeign('Home.md', 'All is different.')));
		expect(events.at(-1)).toMatchObject({ answer: { outcome: 'unknown', citations: [] } });
	});

	it('around its quote is cited at the new place', async () => {
		const { deps, host } = await given({ 'Home.md': LEASE });
		const events = await eventsOf('When does the lease end?', deps, ({ type }) => void (type === 'tool-end' && host.vault.putForeign('Home.md', `Inserted.\n\n${LEASE}`)));
		const last = events.at(-1);
		const citation = last?.type === 'run-end' ? last.answer.citations[0] : undefined;
		const read = await host.vault.read('Home.md' as VaultPath);
		expect(read?.text.slice(citation?.span.start, citation?.span.end)).toBe(citation?.quote);
		expect(citation).toMatchObject({ version: read?.version, line: 7 });
	});

	it('or is deleted, or cannot be read, is passed over', async () => {
		const { deps, host } = await given({ 'Home.md': LEASE, 'b.md': 'The lease ends in 2028, they say.', 'c.md': 'The lease ends; who knows.' });
		host.vault.removeForeign('Home.md');
		const read: AskDeps['vault']['read'] = (path) => (path === 'c.md' ? Promise.reject(new PraxisError('no-permission', 'No.')) : host.vault.read(path));
		const { citations } = await answerTo('When does the lease end?', { ...deps, vault: { read } });
		expect(citations.map(({ path }) => path)).toEqual(['b.md']);
	});
});

describe('a run that is stopped', () => {
	it('ends at once, failed, even when a note never answers', async () => {
		const { deps } = await given({ 'Home.md': LEASE });
		const stop = new AbortController();
		const stuck = { read: () => new Promise<null>(() => undefined) };
		const running = eventsOf('When does the lease end?', { ...deps, vault: stuck, signal: stop.signal });
		setImmediate(() => stop.abort());
		expect((await running).at(-1)).toMatchObject({ type: 'run-end', answer: { outcome: 'failed', text: expect.stringContaining('Stopped') } });
	});

	it('keeps what it has told, with its citations', async () => {
		const { deps } = await given({ 'Home.md': LEASE });
		const stop = new AbortController();
		const events = await eventsOf('When does the lease end?', { ...deps, signal: stop.signal }, (event) => void (event.type === 'text-delta' && event.text.includes('[^1]') && stop.abort()));
		const last = events.at(-1);
		if (last?.type !== 'run-end') throw new Error('The run did not end.');
		expect(last.answer.citations.length).toBe((last.answer.text.match(/\[\^\d\]/g) ?? []).length);
	});

	it('by our own mistake still ends, says so, and what to do', async () => {
		const { deps } = await given({ 'Home.md': LEASE });
		const broken: AskDeps = { ...deps, vault: { read: () => Promise.reject(new TypeError('boom')) } };
		const answer = await answerTo('When does the lease end?', broken);
		expect(answer).toMatchObject({ outcome: 'failed', resolve: expect.stringContaining('boom') });
		expect(answer.text).toBe('The question could not be answered because of a fault in Praxis. Your notes are unchanged.');
	});
});

describe('an answer that was saved', () => {
	const saved = (name: string, text: string): MemoryFiles => ({ [name]: `---\npraxis: result\nsource:\n  - "[[Home]]"\n---\n\n# When does the lease end?\n\n${text}\n` });

	it('is not quoted as evidence, however well it fits and however many there are', async () => {
		const many = Object.assign({}, ...Array.from({ length: 20 }, (_, i) => saved(`Results/When does the lease end ${i}.md`, 'The lease ends, the lease ends in 1999.'))) as MemoryFiles;
		const { deps } = await given({ ...many, 'Home.md': LEASE });
		const { outcome, citations } = await answerTo('When does the lease end?', deps);
		expect({ outcome, paths: citations.map(({ path }) => path) }).toEqual({ outcome: 'answered', paths: ['Home.md'] });
	});

	it('does not answer by itself', async () => {
		const { deps } = await given({ ...saved('Results/a.md', 'Your notes do not seem to say. Searched 3 notes for “lease”, “end”.'), 'b.md': 'Trees.' });
		expect(await answerTo('When does the lease end?', deps)).toMatchObject({ outcome: 'unknown', citations: [] });
	});
});
