/** What every implementation of the `Vault` port must do. Each host's test calls this with its own way to open a vault. */
import fc from 'fast-check';
import type { Vault, VaultChange } from '../../src/core/host';
import { isPraxisError, type ErrorCode } from '../../src/core/lib/errors';
import { hashText } from '../../src/core/lib/hash';
import { MAX_NOTE_BYTES } from '../../src/core/lib/note-bytes';
import { vaultPath, type VaultPath } from '../../src/core/lib/vault-path';

export interface OpenVault {
	readonly vault: Vault;
	/** What is really kept, or null. */
	bytesOf(path: string): Promise<Uint8Array | null>;
	/** At once, as another program does it; null deletes. */
	putForeign(path: string, text: string | null): void;
	close(): Promise<void>;
}

export type OpenVaultWith = (files?: Readonly<Record<string, string | Uint8Array>>) => Promise<OpenVault>;

export async function failure(work: Promise<unknown>): Promise<{ code: ErrorCode | 'none' | 'foreign'; hint: string }> {
	try {
		await work;
		return { code: 'none', hint: '' };
	} catch (error) {
		return isPraxisError(error) ? { code: error.code, hint: error.hint } : { code: 'foreign', hint: String(error) };
	}
}

/** Waits for `holds`, and fails when it never comes. */
export async function until(holds: () => boolean): Promise<void> {
	for (let looks = 0; !holds(); looks++) {
		if (looks === 800) throw new Error(`This never came to hold: ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const A = vaultPath('A.md');
const NEW = vaultPath('Folder/Sub/New.md');
const RUNS = Number(process.env.PRAXIS_RUNS ?? 30);

export function vaultContract(name: string, openWith: OpenVaultWith): void {
	describe(`${name} vault`, () => cases(openWith));
}

function cases(openWith: OpenVaultWith): void {
	let open: OpenVault;
	const given = async (files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Vault> => (open = await openWith(files)).vault;
	afterEach(async () => open.close());

	describe('reading', () => {
		test('given notes, attachments and hidden files, when listed, then visible files come with their size', async () => {
			const vault = await given({ 'A.md': 'ä', 'b/c.png': new Uint8Array([1, 2, 3]), '.hidden/x.md': 'x', 'b/.secret.md': 'x', '.obsidian/app.json': '{}' });
			const listed = (await vault.list()).map(({ path, size }) => [path, size]).sort();
			expect(listed).toEqual([['A.md', 2], ['b/c.png', 3]]);
			for (const entry of await vault.list()) expect(entry.mtime).toBeGreaterThanOrEqual(0);
		});

		test('given no such note, when read, then null; when changed, moved or trashed, then missing-note with a hint', async () => {
			const vault = await given({ 'folder/A.md': 'x' });
			expect(await vault.read(A)).toBeNull();
			expect(await vault.read(vaultPath('folder'))).toBeNull();
			expect(await vault.read(vaultPath('folder/A.md/below.md'))).toBeNull();
			const works = [vault.process(A, (text) => text), vault.rename(A, NEW), vault.trash(A), vault.trash(vaultPath('folder'))];
			for (const result of await Promise.all(works.map(failure))) expect(result).toEqual({ code: 'missing-note', hint: expect.stringMatching(/\w/) });
		});

		test.each([
			['CRLF', 'a\r\nb\r\n'],
			['a BOM', '\uFEFFa\n'],
			['two BOMs', '\uFEFF\uFEFFa'],
			['no last newline', 'a\nb'],
			['lone carriage returns and NUL', 'a\rb\0c'],
			['nothing', ''],
			['all planes', 'e\u0301é 漢 👩‍🌾\u2028'],
		])('given a note with %s, when read and changed at its end, then every other byte stays', async (_what, text) => {
			const vault = await given({ 'A.md': text });
			expect(await vault.read(A)).toEqual({ text, version: hashText(text) });
			const written = await vault.process(A, (now) => `${now}+`);
			expect(written).toEqual({ text: `${text}+`, version: hashText(`${text}+`) });
			expect(await open.bytesOf('A.md')).toEqual(bytes(`${text}+`));
		});

		test.each([
			['a stray byte', [0x61, 0xff, 0x62]],
			['a cut character', [0x61, 0xe2, 0x82]],
			['half a surrogate pair', [0xed, 0xa0, 0x80]],
			['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
		])('given a note with %s, when read or changed, then not-text and its bytes are untouched', async (_what, content) => {
			const raw = new Uint8Array(content);
			const vault = await given({ 'A.md': raw });
			expect(await failure(vault.read(A))).toEqual({ code: 'not-text', hint: expect.stringContaining('UTF-8') });
			expect((await failure(vault.process(A, (text) => `${text}!`))).code).toBe('not-text');
			expect(await open.bytesOf('A.md')).toEqual(raw);
		});

		test('given a note above the limit, when read, then too-large', async () => {
			const vault = await given({ 'A.md': new Uint8Array(MAX_NOTE_BYTES + 1).fill(0x61) });
			expect((await failure(vault.read(A))).code).toBe('too-large');
		});

		test('given any text, when created and read, then the same text and exactly its UTF-8 bytes', async () => {
			const vault = await given();
			let count = 0;
			await fc.assert(
				fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
					const path = vaultPath(`note ${count++}.md`);
					await vault.create(path, text);
					const read = await vault.read(path);
					expect(read).toEqual({ text, version: hashText(text) });
					expect(await open.bytesOf(path)).toEqual(bytes(text));
				}),
				{ numRuns: RUNS },
			);
		});

		test('given half a character to write, when created, then what is told is what is kept', async () => {
			const vault = await given();
			const written = await vault.create(A, 'a\uD800b');
			expect(written).toEqual(await vault.read(A));
			expect(written.text).toBe('a\uFFFDb');
		});
	});

	describe('paths', () => {
		test.each(['', '.', '..', '../x.md', 'a/../x.md', './x.md', '/x.md', '/etc/passwd', 'C:/x.md', 'a\\b.md', 'a//b.md', 'a/', '.hidden.md', 'a/.hidden/b.md', '.obsidian/app.json', '.git/config', '.trash/x.md', 'a\0b.md', 'a\nb.md', '\uD800.md'])(
			'given %j as a path, when used in any way, then bad-path and nothing is made',
			async (text) => {
				const vault = await given({ 'A.md': 'a' });
				const path = text as VaultPath;
				const works = [vault.read(path), vault.create(path, ''), vault.process(path, () => ''), vault.rename(path, NEW), vault.rename(A, path), vault.trash(path)];
				const codes = (await Promise.all(works.map(failure))).map(({ code }) => code);
				expect(codes).toEqual(works.map(() => 'bad-path'));
				expect((await vault.list()).map((entry) => entry.path)).toEqual(['A.md']);
			},
		);

		test.each([
			['composed', 'Caf\u00e9.md', 'Cafe\u0301.md'],
			['decomposed', 'Cafe\u0301.md', 'Caf\u00e9.md'],
			['upper case', 'CAFE.md', 'cafe.md'],
		])('given a name in %s form, when asked, then the listed path reads and the other form is no note', async (_form, listed, other) => {
			const vault = await given({ [listed]: 'x' });
			const [entry] = await vault.list();
			expect(entry?.path).toBe(listed);
			expect((await vault.read(vaultPath(listed)))?.text).toBe('x');
			expect(await vault.read(vaultPath(other))).toBeNull();
			expect((await failure(vault.process(vaultPath(other), () => 'y'))).code).toBe('missing-note');
			expect(await open.bytesOf(listed)).toEqual(bytes('x'));
		});

		test('given a note Plan.md, when its case alone changes, then it has the new name and no other', async () => {
			const vault = await given({ 'Plan.md': 'x' });
			await vault.rename(vaultPath('Plan.md'), vaultPath('plan.md'));
			expect((await vault.list()).map(({ path }) => path)).toEqual(['plan.md']);
		});
	});

	describe('writing', () => {
		test('given nothing, when created in new folders, then it is there', async () => {
			const vault = await given();
			expect(await vault.create(NEW, 'x')).toEqual({ text: 'x', version: hashText('x') });
			expect(await open.bytesOf(NEW)).toEqual(bytes('x'));
		});

		test('given a note or folder of that name, when created, then note-exists and it is untouched', async () => {
			const vault = await given({ 'A.md': 'mine', 'folder.md/B.md': 'b' });
			expect(await failure(vault.create(A, 'new'))).toEqual({ code: 'note-exists', hint: expect.stringMatching(/name/) });
			expect((await failure(vault.create(vaultPath('folder.md'), 'new'))).code).toBe('note-exists');
			expect(await open.bytesOf('A.md')).toEqual(bytes('mine'));
		});

		test('given a file, when a note is made or moved below it, then bad-path', async () => {
			const vault = await given({ 'A.md': 'a', 'B.md': 'b' });
			expect((await failure(vault.create(vaultPath('A.md/x.md'), ''))).code).toBe('bad-path');
			expect((await failure(vault.rename(vaultPath('B.md'), vaultPath('A.md/x/y.md')))).code).toBe('bad-path');
			expect(await open.bytesOf('B.md')).toEqual(bytes('b'));
		});

		test('given two who create one name at once, then one of them gets it', async () => {
			const vault = await given();
			const results = await Promise.all(['one', 'two'].map(async (text) => ({ text, ...(await failure(vault.create(NEW, text))) })));
			expect(results.map(({ code }) => code).sort()).toEqual(['none', 'note-exists']);
			const winner = results.find(({ code }) => code === 'none');
			expect((await vault.read(NEW))?.text).toBe(winner?.text);
		});

		test('given many edits at once, then all of them land', async () => {
			const vault = await given({ 'A.md': '' });
			await Promise.all(Array.from({ length: 20 }, (_, at) => vault.process(A, (text) => `${text}${at}\n`)));
			const lines = ((await vault.read(A))?.text ?? '').trim().split('\n').map(Number);
			expect(lines.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
		});

		test('given a change that throws, then the note is as it was and the error comes back', async () => {
			const vault = await given({ 'A.md': 'a' });
			const own = new Error('own');
			await expect(vault.process(A, () => { throw own; })).rejects.toBe(own);
			expect(await open.bytesOf('A.md')).toEqual(bytes('a'));
			await vault.process(A, (text) => `${text}b`);
			expect(await open.bytesOf('A.md')).toEqual(bytes('ab'));
		});

		test('given another program writes while a change is made, then the change is made to what it wrote', async () => {
			const vault = await given({ 'A.md': 'old' });
			let calls = 0;
			await vault.process(A, (text) => {
				if (calls++ === 0) open.putForeign('A.md', 'newer');
				return `${text}+`;
			});
			expect(await open.bytesOf('A.md')).toEqual(bytes('newer+'));
		});

		test('given another program deletes while a change is made, then it stays deleted', async () => {
			const vault = await given({ 'A.md': 'old' });
			const { code } = await failure(vault.process(A, (text) => {
				open.putForeign('A.md', null);
				return `${text}+`;
			}));
			expect(code).toBe('missing-note');
			expect(await open.bytesOf('A.md')).toBeNull();
		});

		test('given a change that leaves the text alone, then no change is told', async () => {
			const vault = await given({ 'A.md': 'a', 'B.md': 'b' });
			const changes: VaultChange[] = [];
			const stop = vault.watch((change) => void changes.push(change));
			expect((await vault.process(A, (text) => text)).text).toBe('a');
			await vault.process(vaultPath('B.md'), () => 'c');
			await until(() => changes.length > 0);
			expect(changes.map(({ path }) => path)).not.toContain('A.md');
			stop();
		});

		test('given a note, when moved, then its bytes are at the new place only', async () => {
			const vault = await given({ 'A.md': '\uFEFFa\r\n' });
			await vault.rename(A, NEW);
			expect(await open.bytesOf('A.md')).toBeNull();
			expect(await open.bytesOf(NEW)).toEqual(bytes('\uFEFFa\r\n'));
			await vault.rename(NEW, NEW);
			expect(await open.bytesOf(NEW)).toEqual(bytes('\uFEFFa\r\n'));
		});

		test('given a taken name, when moved there, then note-exists and both are untouched', async () => {
			const vault = await given({ 'A.md': 'a', 'B.md': 'b' });
			expect((await failure(vault.rename(A, vaultPath('B.md')))).code).toBe('note-exists');
			expect([await open.bytesOf('A.md'), await open.bytesOf('B.md')]).toEqual([bytes('a'), bytes('b')]);
		});

		test('given a note, when trashed twice under one name, then neither is listed and a new one can be made', async () => {
			const vault = await given({ 'A.md': 'first' });
			await vault.trash(A);
			await vault.create(A, 'second');
			await vault.trash(A);
			expect(await vault.list()).toEqual([]);
			expect((await vault.create(A, 'third')).text).toBe('third');
		});
	});

	describe('watching', () => {
		test('given a watcher, when notes are made, changed, moved and trashed, then it hears each in order, and nothing after it ends', async () => {
			const vault = await given();
			const changes: VaultChange[] = [];
			const stop = vault.watch((change) => void changes.push(change));
			await vault.create(A, 'a');
			await vault.process(A, () => 'b');
			await vault.rename(A, NEW);
			await vault.trash(NEW);
			await until(() => changes.some(({ type }) => type === 'removed'));
			expect(changes).toEqual([
				{ type: 'written', path: 'A.md' },
				{ type: 'written', path: 'A.md' },
				{ type: 'renamed', path: NEW, from: 'A.md' },
				{ type: 'removed', path: NEW },
			]);
			stop();
			await vault.create(A, 'c');
			expect(changes).toHaveLength(4);
		});

		test('given a watcher, when another program writes, makes and deletes, then it hears', async () => {
			const vault = await given({ 'A.md': 'a', 'B.md': 'b' });
			const heard = new Set<string>();
			const stop = vault.watch(({ type, path }) => void heard.add(`${type} ${path}`));
			open.putForeign('A.md', 'other');
			open.putForeign('new/C.md', 'c');
			open.putForeign('B.md', null);
			await until(() => heard.size >= 3);
			expect([...heard].sort()).toEqual(['removed B.md', 'written A.md', 'written new/C.md']);
			stop();
		});
	});
}
