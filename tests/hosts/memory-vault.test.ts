/** The vault in memory keeps the contract, and its faults do what tests rely on. */
import { vaultPath } from '../../src/core/lib/vault-path';
import { memoryHost, MemoryVault } from '../support/memory-host';
import { failure, vaultContract } from './vault.contract';

vaultContract('memory', async (files = {}) => {
	const vault = new MemoryVault(Object.fromEntries(Object.entries(files).filter(([path]) => !/(^|\/)\./.test(path))));
	return {
		vault,
		bytesOf: async (path) => vault.bytes(path),
		putForeign: (path, text) => (text === null ? vault.removeForeign(path) : vault.putForeign(path, text)),
		close: async () => undefined,
	};
});

const A = vaultPath('A.md');

test('given a planned fault before the second write, then the first lands, the second does not, the third does', async () => {
	const host = memoryHost();
	host.faults.plan({ at: 2, code: 'disk-full' });
	await host.vault.create(A, '1');
	expect((await failure(host.vault.process(A, () => '2'))).code).toBe('disk-full');
	expect(host.vault.snapshot()).toEqual({ 'A.md': '1' });
	await host.store.write('key', new Uint8Array([1]));
	expect(await host.store.keys('')).toEqual(['key']);
});

test('given a crash after a write, then it landed, and nothing can be read or written until the next session', async () => {
	const host = memoryHost();
	host.faults.plan({ at: 1, code: 'internal', when: 'after', forGood: true });
	expect((await failure(host.vault.create(A, '1'))).code).toBe('internal');
	expect((await failure(host.vault.read(A))).code).toBe('internal');
	expect((await failure(host.store.write('key', new Uint8Array()))).code).toBe('internal');
	host.faults.reset();
	expect((await host.vault.read(A))?.text).toBe('1');
});

test('given a clock that stands still, when ids are made, then they are different, ordered and the same in every run', () => {
	const [first, second] = [memoryHost(), memoryHost()];
	const ids = [first.newId(), first.newId()];
	expect(ids).toEqual([second.newId(), second.newId()]);
	expect(ids).toEqual([...new Set(ids)].sort());
	first.clock.advance(1);
	expect(first.newId() > (ids[1] ?? '')).toBe(true);
});
