/** What every implementation of the `Secrets` port must do. */
import type { Secrets } from '../../src/core/host';
import { failure } from './vault.contract';

export interface OpenSecrets {
	readonly secrets: Secrets;
	/** The same secrets as a new session finds them. */
	reopen(): Promise<Secrets>;
	/** Every file in the vault folder, hidden ones too. */
	vaultBytes(): Promise<readonly Uint8Array[]>;
	close(): Promise<void>;
}

const SECRET = 'sk-\u00fcber-secret "quoted"\\ \n 漢';

export function secretsContract(name: string, openSecrets: () => Promise<OpenSecrets>): void {
	describe(`${name} secrets`, () => {
		let open: OpenSecrets;
		beforeEach(async () => void (open = await openSecrets()));
		afterEach(() => open.close());

		test('given none, when asked, then null and no names', async () => {
			expect(await open.secrets.get('none')).toBeNull();
			expect(await open.secrets.names()).toEqual([]);
		});

		test('given secrets, when the session ends, then the next one has them', async () => {
			await open.secrets.set('b-key', SECRET);
			await open.secrets.set('a-key', 'first');
			await open.secrets.set('a-key', 'second');
			const next = await open.reopen();
			expect(await next.names()).toEqual(['a-key', 'b-key']);
			expect([await next.get('a-key'), await next.get('b-key')]).toEqual(['second', SECRET]);
		});

		test('given a secret, when set to nothing, then it is forgotten', async () => {
			await open.secrets.set('key', 'x');
			await open.secrets.set('key', '');
			expect(await open.secrets.get('key')).toBeNull();
			expect(await open.secrets.names()).toEqual([]);
		});

		test('given a secret, when every byte in the vault folder is read, then it is nowhere, plain or encoded', async () => {
			await open.secrets.set('key', 'sk-canary-0123456789');
			const forms = ['sk-canary-0123456789', Buffer.from('sk-canary-0123456789').toString('base64').slice(0, 20), Buffer.from('sk-canary-0123456789').toString('hex')];
			const files = await open.vaultBytes();
			expect(files.length).toBeGreaterThan(0);
			for (const file of files) for (const form of forms) expect(Buffer.from(file).includes(form)).toBe(false);
		});

		test.each(['', 'UPPER', 'with space', 'a_b', '-a', 'a-', 'a--b', '../x', 'ä', '__proto__', 'x'.repeat(65)])('given the name %j, then bad-input', async (bad) => {
			expect((await failure(open.secrets.get(bad))).code).toBe('bad-input');
			expect(await failure(open.secrets.set(bad, 'x'))).toEqual({ code: 'bad-input', hint: expect.stringMatching(/a-z/) });
		});

		test('given the name "constructor", then it is a name like any other', async () => {
			expect(await open.secrets.get('constructor')).toBeNull();
			await open.secrets.set('constructor', 'x');
			expect(await (await open.reopen()).get('constructor')).toBe('x');
		});

		test('given many set at once, then all are kept', async () => {
			const names = Array.from({ length: 8 }, (_, at) => `key-${at}`);
			await Promise.all(names.map((each) => open.secrets.set(each, `${each}!`)));
			expect(await open.secrets.names()).toEqual(names);
		});
	});
}
