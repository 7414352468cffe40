/** The secrets in memory and on disk keep the contract; the file is private, and a variable stands above it. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHost } from '../../src/node/host.mts';
import { nodeSecrets } from '../../src/node/secrets.mts';
import { memorySecrets } from '../support/memory-host';
import { scratchFolder, type Scratch } from '../support/scratch';
import { secretsContract } from './secrets.contract';
import { failure } from './vault.contract';

function filesIn(folder: string): Uint8Array[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [readFileSync(join(folder, entry.name))]));
}

secretsContract('memory', async () => {
	const secrets = memorySecrets();
	return { secrets, reopen: async () => secrets, vaultBytes: async () => [new Uint8Array()], close: async () => undefined };
});

secretsContract('node', async () => {
	const scratch = scratchFolder();
	const vault = join(scratch.path, 'vault');
	mkdirSync(vault);
	writeFileSync(join(vault, 'A.md'), 'a');
	const environment = { XDG_CONFIG_HOME: join(scratch.path, 'config'), XDG_STATE_HOME: join(scratch.path, 'state'), APPDATA: join(scratch.path, 'config') };
	const open = async () => (await createHost(vault, { notify: () => undefined, environment })).secrets;
	return { secrets: await open(), reopen: open, vaultBytes: async () => filesIn(vault), close: async () => scratch.remove() };
});

describe('node secrets', () => {
	let scratch: Scratch;
	let file: string;
	beforeEach(() => {
		scratch = scratchFolder();
		file = join(scratch.path, 'praxis', 'secrets.json');
	});
	afterEach(() => scratch.remove());

	test('given a secret, then its file and folder are open to their owner alone; a file that was open is closed', async () => {
		const secrets = nodeSecrets({ file, environment: {} });
		await secrets.set('key', 'x');
		expect([statSync(file).mode & 0o777, statSync(join(scratch.path, 'praxis')).mode & 0o777]).toEqual([0o600, 0o700]);
		chmodSync(file, 0o644);
		expect(await secrets.get('key')).toBe('x');
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	test('given a variable, when asked, then it stands above the file and is not written to it', async () => {
		const environment = { PRAXIS_SECRET_MY_KEY: 'from the variable', PRAXIS_SECRET_EMPTY: '' };
		const secrets = nodeSecrets({ file, environment });
		await secrets.set('my-key', 'from the file');
		await secrets.set('other', 'x');
		expect([await secrets.get('my-key'), await secrets.get('empty')]).toEqual(['from the variable', null]);
		expect(await secrets.names()).toEqual(['my-key', 'other']);
		expect(readFileSync(file, 'utf8')).not.toContain('variable');
	});

	test.each(['{"key": "sk-half', '[]', '{"key": 5}', 'null'])('given a damaged file %j, when read or set, then corrupt, without showing it and without losing it', async (text) => {
		const secrets = nodeSecrets({ file, environment: {} });
		await secrets.set('key', 'x');
		writeFileSync(file, text);
		const works = [secrets.get('key'), secrets.set('other', 'y'), secrets.names()];
		for (const { code, hint } of await Promise.all(works.map(failure))) {
			expect(code).toBe('corrupt');
			expect(hint).not.toContain('sk-half');
		}
		expect(readFileSync(file, 'utf8')).toBe(text);
	});

	test('given two sessions, when both set at once, then both secrets are kept', async () => {
		const sessions = [nodeSecrets({ file, environment: {} }), nodeSecrets({ file, environment: {} })];
		await sessions[0]?.set('first', '0');
		for (const round of [1, 2, 3]) await Promise.all(sessions.map((each, which) => each.set(`key-${which}`, String(round))));
		expect(await sessions[0]?.get('first')).toBe('0');
	});

	test.each(['XDG_CONFIG_HOME', 'PRAXIS_STATE_DIR', 'XDG_STATE_HOME'])('given %s inside the vault, when the host is made, then bad-input names it', async (variable) => {
		const vault = join(scratch.path, 'vault');
		mkdirSync(vault);
		const environment = { XDG_CONFIG_HOME: join(scratch.path, 'c'), XDG_STATE_HOME: join(scratch.path, 's'), [variable]: join(vault, 'Config') };
		const { code, hint } = await failure(createHost(vault, { notify: () => undefined, environment }));
		expect({ code, hint }).toEqual({ code: 'bad-input', hint: expect.stringContaining(variable) });
		expect(readdirSync(vault)).toEqual([]);
	});

	test('given a link into the vault as configuration folder, when the host is made, then bad-input', async () => {
		const vault = join(scratch.path, 'vault');
		mkdirSync(join(vault, 'inside'), { recursive: true });
		symlinkSync(join(vault, 'inside'), join(scratch.path, 'link'));
		const environment = { XDG_CONFIG_HOME: join(scratch.path, 'link'), XDG_STATE_HOME: join(scratch.path, 's') };
		expect((await failure(createHost(vault, { notify: () => undefined, environment }))).code).toBe('bad-input');
	});

	test('given a vault, when the host is made twice, then its device id stays; another vault has its own records', async () => {
		for (const name of ['one', 'two']) mkdirSync(join(scratch.path, name));
		const environment = { XDG_CONFIG_HOME: join(scratch.path, 'c'), PRAXIS_STATE_DIR: join(scratch.path, 's') };
		const open = (name: string) => createHost(name, { notify: () => undefined, environment, cwd: scratch.path });
		const [first, again, other] = [await open('one'), await open('one'), await open('two')];
		expect(again.deviceId).toBe(first.deviceId);
		expect(other.deviceId).not.toBe(first.deviceId);
		await first.store.write('k', new Uint8Array([1]));
		expect(await other.store.read('k')).toBeNull();
	});
});
