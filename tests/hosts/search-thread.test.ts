/** Given another thread to read notes on, Node's own or the test's, when it works, breaks or is called off, then the index is the one that would be built without it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StartThread } from '../../src/core/host';
import { PROTOCOL } from '../../src/core/search/analysis';
import { Indexer, type IndexerDeps } from '../../src/core/search/indexer';
import { nodeThread } from '../../src/node/search-thread.mts';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../support/memory-host';
import { fakeThread } from '../support/thread';

const task = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const NOTES = 200;
const files = (): MemoryFiles => Object.fromEntries(Array.from({ length: NOTES }, (_value, at) => [`n${at}.md`, `---\naliases: [Alias ${at}]\ntags: [home]\n---\n# Heading ${at}\n\nThe pump of garden ${at} and word${at}, see [[n${(at * 7) % NOTES}]]. ${'Dies und das. '.repeat(at % 40)}\n`]));
const QUERIES = ['pump', 'word17', '"garden 3"', 'gardn', 'tag:home heading', 'links-to:n7', 'alias 70', 'was ist dies?'];

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'praxis-thread-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const builtProgram = (): string => pathToFileURL(resolve(__dirname, '../../dist/praxis.mjs')).href;
/** A program that is no reader, as a thread of Node would run it. */
function oddProgram(name: string, text: string): string {
	const path = join(folder, `${name}.mjs`);
	writeFileSync(path, text);
	return pathToFileURL(path).href;
}

interface Watched {
	readonly start: StartThread;
	readonly running: () => number;
	readonly started: () => number;
}

/** Counts the threads that were started and not ended. */
function watched(start: StartThread): Watched {
	let [started, running] = [0, 0];
	return {
		start: async (told) => {
			const thread = await start(told);
			started++;
			running++;
			return { ...thread, end: () => (running--, thread.end()) };
		},
		running: () => running,
		started: () => started,
	};
}

function indexerOver(host: MemoryHost, deps: Partial<IndexerDeps> = {}): Indexer {
	return new Indexer({ vault: host.vault, yieldToHost: task, clock: () => performance.now(), excludedFolders: [], ...deps });
}

const answers = ({ index }: Indexer): unknown => [...QUERIES.map((query) => [index.search(query), index.findBlocks(query).hits]), [...index.paths()].sort().map((path) => [path, index.versionOf(path)])];
async function plainly(host: MemoryHost): Promise<unknown> {
	const indexer = indexerOver(host);
	await indexer.rebuild();
	return answers(indexer);
}

describe.each<[string, () => StartThread]>([
	['Node’s worker thread', () => nodeThread(builtProgram())],
	['the thread of the tests', () => fakeThread().start],
])('%s', (_name, start) => {
	it('reads the notes, and is ended when they are read', async () => {
		const [host, thread] = [memoryHost(files()), watched(start())];
		const indexer = indexerOver(host, { startThread: thread.start });
		expect(await indexer.rebuild()).toMatchObject({ state: 'ready', notes: NOTES });
		expect([thread.started(), thread.running()]).toEqual([1, 0]);
		expect(answers(indexer)).toEqual(await plainly(host));
	});

	it('reads a note of a megabyte, and what is wrong with one', async () => {
		const host = memoryHost({ 'long.md': `${'The harvest was good.\n\n'.repeat(40_000)}The last pump.`, 'yaml.md': `---\na: "b\n---\n${'rent '.repeat(7_000)}` });
		const [threaded, plain] = [indexerOver(host, { startThread: start() }), indexerOver(host)];
		await Promise.all([threaded.rebuild(), plain.rebuild()]);
		expect(threaded.problems()).toEqual(plain.problems());
		expect(threaded.problems().map(({ path }) => path)).toContain('yaml.md');
		expect(answers(threaded)).toEqual(answers(plain));
	});

	it('stops when it is called off, is ended, and another goes on later', async () => {
		const [host, thread] = [memoryHost(files()), watched(start())];
		const indexer = indexerOver(host, { startThread: thread.start });
		const stop = new AbortController();
		indexer.onStatus(({ done }) => void (done > 0 && stop.abort()));
		expect((await indexer.rebuild({ signal: stop.signal })).state).toBe('cancelled');
		expect(thread.running()).toBe(0);
		expect((await indexer.rebuild()).notes).toBe(NOTES);
		expect([thread.started(), thread.running()]).toEqual([2, 0]);
		expect(answers(indexer)).toEqual(await plainly(host));
	});

	it('is ended with the program, whatever it was doing', async () => {
		const thread = watched(start());
		const indexer = indexerOver(memoryHost(files()), { startThread: thread.start });
		const building = indexer.rebuild();
		while (thread.started() === 0) await task();
		indexer.close();
		expect((await building).state).toBe('cancelled');
		expect(thread.running()).toBe(0);
	});
});

const READY = `import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ kind: 'ready', protocol: ${PROTOCOL} });\n`;

test.each([
	['ends when it is asked', `${READY}parentPort.on('message', () => process.exit(3));`],
	['throws when it is asked', `${READY}parentPort.on('message', () => { throw new Error('Out of memory.'); });`],
	['says that it failed', `${READY}parentPort.on('message', () => parentPort.postMessage({ kind: 'failed', message: 'A note was too much.' }));`],
	['is of another version', `import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ kind: 'ready', protocol: -1 });\nparentPort.on('message', () => undefined);`],
	['ends at once', ''],
	['is no program', 'this is no program'],
	['is not there', null],
])('a worker thread that %s costs nothing: the notes are read without it', async (name, text) => {
	const host = memoryHost(files());
	const program = text === null ? pathToFileURL(join(folder, 'nowhere.mjs')).href : oddProgram(name.replace(/\W/g, '-'), text);
	const indexer = indexerOver(host, { startThread: nodeThread(program) });
	expect(await indexer.rebuild()).toMatchObject({ state: 'ready', notes: NOTES });
	expect(answers(indexer)).toEqual(await plainly(host));
});

test('a note on which the reader fails is a problem on that note, and the others are read', async () => {
	const host = memoryHost(files());
	const failing = Object.assign(Object('text that cannot be taken apart'), { split: null, slice: null, charCodeAt: null, indexOf: null, replace: null, startsWith: null }) as string;
	const vault: IndexerDeps['vault'] = { list: () => host.vault.list(), watch: () => () => undefined, read: async (path) => (path === 'n0.md' ? { text: failing, version: 'x' } : host.vault.read(path)) };
	for (const startThread of [undefined, fakeThread({ fault: { kind: 'dies', at: 1 } }).start]) {
		const indexer = indexerOver(host, { vault, ...(startThread ? { startThread } : {}) });
		expect(await indexer.rebuild()).toMatchObject({ state: 'ready', notes: NOTES - 1 });
		expect(indexer.problems().map(({ path }) => path)).toEqual(['n0.md']);
	}
});
