/** The stores in memory and on disk keep the contract, and the one on disk survives what disks do. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realFileSystem } from '../../src/node/durable-file.mts';
import { nodeStore } from '../../src/node/store.mts';
import { MemoryStore } from '../support/memory-host';
import { scratchFolder, type Scratch } from '../support/scratch';
import { storeContract } from './store.contract';
import { failure } from './vault.contract';

storeContract('memory', async () => {
	const store = new MemoryStore();
	return { store, reopen: async () => store.reopen(), close: async () => undefined };
});

storeContract('node', async () => {
	const scratch = scratchFolder();
	const open = () => nodeStore(join(scratch.path, 'state'));
	return { store: open(), reopen: async () => open(), close: async () => scratch.remove() };
});

describe('node store', () => {
	let scratch: Scratch;
	let folder: string;
	beforeEach(() => {
		scratch = scratchFolder();
		folder = join(scratch.path, 'state');
	});
	afterEach(() => scratch.remove());

	test.each(['open', 'rename'] as const)('given a disk that is full at "%s", when written, then disk-full, and the old record stands', async (step) => {
		await nodeStore(folder).write('k', new Uint8Array([1]));
		const full = nodeStore(folder, { ...realFileSystem, [step]: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) });
		expect((await failure(full.write('k', new Uint8Array([2])))).code).toBe('disk-full');
		expect([...((await nodeStore(folder).read('k')) ?? [])]).toEqual([1]);
		expect(readdirSync(folder)).toHaveLength(1);
	});

	test('given records, then only their owner can read them', async () => {
		await nodeStore(folder).write('k', new Uint8Array([1]));
		expect(statSync(folder).mode & 0o077).toBe(0);
		for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
	});

	test('given keys alike but for case, then their files differ on a disk that ignores case', async () => {
		for (const key of ['ab', 'aB', 'Ab', 'AB']) await nodeStore(folder).write(key, new Uint8Array([1]));
		expect(new Set(readdirSync(folder).map((name) => name.toLowerCase())).size).toBe(4);
	});

	test('given a temporary file left by a crash, when keys are listed, then it is no key and it is removed', async () => {
		mkdirSync(folder);
		const left = join(folder, '.praxis-0123456789abcdef.tmp');
		writeFileSync(left, 'half');
		utimesSync(left, 1000, 1000);
		writeFileSync(join(folder, 'notes of someone'), 'x');
		expect(await nodeStore(folder).keys('')).toEqual([]);
		expect(readdirSync(folder)).toEqual(['notes of someone']);
	});

	test('given a file where the folder should be, when written, then an error with a hint, and the file is untouched', async () => {
		writeFileSync(folder, 'mine');
		expect((await failure(nodeStore(folder).write('k', new Uint8Array()))).hint).toMatch(/\w/);
		expect(readFileSync(folder, 'utf8')).toBe('mine');
	});
});
