/** The vault on a real folder: the contract, and what only a disk can do wrong. */
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VaultChange } from '../../src/core/host';
import { vaultPath } from '../../src/core/lib/vault-path';
import { realFileSystem, type FileSystem } from '../../src/node/durable-file.mts';
import { nodeVault, type NodeVault } from '../../src/node/vault.mts';
import { scratchFolder, type Scratch } from '../support/scratch';
import { failure, until, vaultContract } from './vault.contract';

function put(root: string, path: string, content: string | Uint8Array): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), content);
}

vaultContract('node', async (files = {}) => {
	const scratch = scratchFolder();
	for (const [path, content] of Object.entries(files)) {
		put(scratch.path, path, content);
		utimesSync(join(scratch.path, path), 1_700_000_000, 1_700_000_000); // written long before the test looks
	}
	return {
		vault: await nodeVault({ root: scratch.path, watch: { quietMs: 5 } }),
		bytesOf: async (path) => (existsSync(join(scratch.path, path)) ? new Uint8Array(readFileSync(join(scratch.path, path))) : null),
		putForeign: (path, text) => (text === null ? unlinkSync(join(scratch.path, path)) : put(scratch.path, path, text)),
		close: async () => scratch.remove(),
	};
});

const A = vaultPath('A.md');
let scratch: Scratch;
let root: string;
beforeEach(() => {
	scratch = scratchFolder();
	root = join(scratch.path, 'vault');
	mkdirSync(root);
});
afterEach(() => scratch.remove());

const open = (fileSystem: Partial<FileSystem> = {}): Promise<NodeVault> => nodeVault({ root, fileSystem: { ...realFileSystem, ...fileSystem }, watch: { quietMs: 5 } });
const code = (name: string): Error => Object.assign(new Error(`${name}: planned by the test`), { code: name });
/** Everything in the vault folder, hidden files too, links not followed. */
const names = (folder = root): string[] =>
	readdirSync(folder, { withFileTypes: true })
		.flatMap((entry) => [entry.name, ...(entry.isDirectory() ? names(join(folder, entry.name)) : [])])
		.sort();

describe('opening', () => {
	test('given no folder, or a file, when opened, then it says which', async () => {
		put(root, 'A.md', 'a');
		expect((await failure(nodeVault({ root: join(root, 'none') }))).code).toBe('missing-note');
		expect((await failure(nodeVault({ root: join(root, 'A.md') }))).code).toBe('bad-path');
		expect((await failure(nodeVault({ root: join(root, 'A.md', 'below') }))).code).toBe('bad-path');
	});

	test('given a link to the folder, when opened, then its notes are there', async () => {
		put(root, 'A.md', 'a');
		symlinkSync(root, join(scratch.path, 'link'));
		const vault = await nodeVault({ root: join(scratch.path, 'link') });
		expect((await vault.read(A))?.text).toBe('a');
	});
});

describe('links', () => {
	beforeEach(() => {
		put(scratch.path, 'outside/secret.md', 'secret');
		put(root, 'real/B.md', 'b');
		symlinkSync(join(scratch.path, 'outside'), join(root, 'out'));
		symlinkSync(join(scratch.path, 'outside/secret.md'), join(root, 'out.md'));
		symlinkSync(join(root, 'real'), join(root, 'in'));
		symlinkSync(root, join(root, 'real/round'));
		symlinkSync(join(scratch.path, 'nowhere'), join(root, 'dangling'));
	});

	test('given links out of the vault, into it, in a circle and to nothing, when listed, then each file is there once', async () => {
		expect((await (await open()).list()).map(({ path }) => path)).toEqual(['real/B.md']);
	});

	test.each(['out/secret.md', 'out.md', 'in/B.md', 'real/round/real/B.md', 'dangling'])('given %s through a link, then it is no note, and nothing is written through it', async (text) => {
		const vault = await open();
		const path = vaultPath(text);
		expect(await vault.read(path)).toBeNull();
		expect((await failure(vault.process(path, () => 'x'))).code).toBe('missing-note');
		expect((await failure(vault.trash(path))).code).toBe('missing-note');
		expect(['bad-path', 'note-exists']).toContain((await failure(vault.create(path, 'x'))).code);
		expect(readFileSync(join(scratch.path, 'outside/secret.md'), 'utf8')).toBe('secret');
		expect(readFileSync(join(root, 'real/B.md'), 'utf8')).toBe('b');
	});

	test.each(['out/new.md', 'out/deep/new.md', 'dangling/new.md'])('given %s through a link, when made or moved there, then bad-path and nothing appears outside', async (text) => {
		const vault = await open();
		expect((await failure(vault.create(vaultPath(text), 'x'))).code).toBe('bad-path');
		expect((await failure(vault.rename(vaultPath('real/B.md'), vaultPath(text)))).code).toBe('bad-path');
		expect(names(scratch.path).filter((name) => /new|deep/.test(name))).toEqual([]);
	});

	test('given a trash folder that is a link, when trashed, then it is refused', async () => {
		symlinkSync(join(scratch.path, 'outside'), join(root, '.trash'));
		expect((await failure((await open()).trash(vaultPath('real/B.md')))).code).toBe('bad-path');
		expect(existsSync(join(root, 'real/B.md'))).toBe(true);
	});

	test('given a note with a second name outside, when changed, then refused and both are untouched', async () => {
		linkSync(join(scratch.path, 'outside/secret.md'), join(root, 'hard.md'));
		const result = await failure((await open()).process(vaultPath('hard.md'), () => 'x'));
		expect(result).toEqual({ code: 'no-permission', hint: expect.stringContaining('copy') });
		expect(readFileSync(join(scratch.path, 'outside/secret.md'), 'utf8')).toBe('secret');
	});
});

describe('a disk that fails', () => {
	const codes = [['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full'], ['EACCES', 'no-permission'], ['EPERM', 'no-permission'], ['EROFS', 'no-permission'], ['EIO', 'internal']] as const;
	const openFailing = (name: string): FileSystem['open'] => async (path, flags, mode) => {
		if (flags === 'wx') throw code(name);
		return realFileSystem.open(path, flags, mode);
	};

	test.each(codes)('given %s when a file is made, then %s with a hint, and the vault is as before', async (name, expected) => {
		put(root, 'A.md', 'a');
		const vault = await open({ open: openFailing(name) });
		const works = [vault.process(A, () => 'x'), vault.create(vaultPath('B.md'), 'x')];
		for (const result of await Promise.all(works.map(failure))) expect(result).toEqual({ code: expected, hint: expect.stringMatching(/\w/) });
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('a');
		expect(names()).toEqual(['A.md']);
	});

	test.each(codes)('given %s when a file is put in place, then %s, and no temporary file stays', async (name, expected) => {
		put(root, 'A.md', 'a');
		const vault = await open({ rename: () => Promise.reject(code(name)), link: () => Promise.reject(code(name === 'EPERM' ? 'EACCES' : name)) });
		const works = [vault.process(A, () => 'x'), vault.create(vaultPath('B.md'), 'x'), vault.rename(A, vaultPath('C.md'))];
		for (const result of await Promise.all(works.map(failure))) expect(result.code).toBe(expected);
		expect(names()).toEqual(['A.md']);
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('a');
	});

	test('given a disk that fills up while the bytes are written, then disk-full, and the note is whole', async () => {
		put(root, 'A.md', 'a');
		const vault = await open({
			open: async (path, flags, mode) => {
				const file = await realFileSystem.open(path, flags, mode);
				if (flags === 'wx') file.sync = () => Promise.reject(code('ENOSPC'));
				return file;
			},
		});
		expect((await failure(vault.process(A, () => 'x'.repeat(10_000)))).code).toBe('disk-full');
		expect(names()).toEqual(['A.md']);
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('a');
	});

	test('given a disk without hard links, when created, then it is made all the same and never over another', async () => {
		const vault = await open({ link: () => Promise.reject(code('EPERM')) });
		await vault.create(A, 'a');
		expect((await failure(vault.create(A, 'b'))).code).toBe('note-exists');
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('a');
		expect(names()).toEqual(['A.md']);
	});

	test('given a name too long for the disk, then bad-path with a hint', async () => {
		const path = vaultPath(`${'x'.repeat(300)}.md`);
		expect(await failure((await open()).create(path, ''))).toEqual({ code: 'bad-path', hint: expect.stringContaining('shorter') });
	});

	test('given a folder that may not be opened, when listed, then the rest is listed', async () => {
		put(root, 'A.md', 'a');
		put(root, 'lost+found/x.md', 'x');
		const readdir = (async (path: string, options: { withFileTypes: true }) => {
			if (path.endsWith('lost+found')) throw code('EACCES');
			return realFileSystem.readdir(path, options);
		}) as unknown as FileSystem['readdir'];
		expect((await (await open({ readdir })).list()).map(({ path }) => path)).toEqual(['A.md']);
	});
});

describe('other programs', () => {
	test('given a note replaced by one of the same size and time, when changed, then the newer text is changed', async () => {
		put(root, 'A.md', 'old');
		utimesSync(join(root, 'A.md'), 1000, 1000);
		let calls = 0;
		await (await open()).process(A, (text) => {
			if (calls++ === 0) {
				writeFileSync(join(root, 'A.md'), 'new');
				utimesSync(join(root, 'A.md'), 1000, 1000);
			}
			return `${text}+`;
		});
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe('new+');
	});

	test('given a note that is cut while it is read, then what is returned was whole at one moment', async () => {
		put(root, 'A.md', 'a'.repeat(1000));
		let calls = 0;
		const readFile = (async (path: string) => {
			const bytes = await realFileSystem.readFile(path);
			if (calls++ > 0) return bytes;
			writeFileSync(path, 'short');
			return bytes.subarray(0, 500);
		}) as unknown as FileSystem['readFile'];
		expect((await (await open({ readFile })).read(A))?.text).toBe('short');
	});

	test('given a note that goes or moves while it is read, then null', async () => {
		put(root, 'A.md', 'a');
		const readFile = (async (path: string) => {
			if (existsSync(path)) renameSync(path, join(root, 'B.md'));
			return realFileSystem.readFile(path);
		}) as unknown as FileSystem['readFile'];
		expect(await (await open({ readFile })).read(A)).toBeNull();
	});

	test('given a program that never stops writing, when changed, then conflict, and its text stands', async () => {
		put(root, 'A.md', '0');
		let count = 0;
		const { code: got } = await failure((await open()).process(A, (text) => {
			put(root, 'A.md', String(++count));
			return `${text}+`;
		}));
		expect(got).toBe('conflict');
		expect(readFileSync(join(root, 'A.md'), 'utf8')).toBe(String(count));
	});

	test('given one name wanted through two vaults on one folder, then one of them gets it, whole', async () => {
		const vaults = [await open(), await open()];
		for (let round = 0; round < 10; round++) {
			const path = vaultPath(`new/${round}.md`);
			const results = await Promise.all(vaults.map((vault, which) => failure(vault.create(path, `text ${which}`))));
			expect(results.map((result) => result.code).sort()).toEqual(['none', 'note-exists']);
			expect(readFileSync(join(root, path), 'utf8')).toBe(`text ${results.findIndex((result) => result.code === 'none')}`);
		}
		expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
	});
});

describe('files as the person keeps them', () => {
	test('given a mode, when changed, then it is kept; a new note is as open as the person wants new files', async () => {
		put(root, 'A.md', 'a');
		chmodSync(join(root, 'A.md'), 0o640);
		const vault = await open();
		await vault.process(A, () => 'b');
		expect(statSync(join(root, 'A.md')).mode & 0o777).toBe(0o640);
		const mask = process.umask();
		await vault.create(vaultPath('B.md'), 'b');
		expect(statSync(join(root, 'B.md')).mode & 0o777).toBe(0o666 & ~mask);
		expect(lstatSync(join(root, 'B.md')).nlink).toBe(1);
	});

	test('given notes of one name, when trashed, then folders are kept and names do not collide', async () => {
		const vault = await open();
		for (const text of ['1', '2', '3']) {
			await vault.create(vaultPath('f/v1.2/Note.md'), text);
			await vault.trash(vaultPath('f/v1.2/Note.md'));
		}
		await vault.create(vaultPath('f/v1.2/README'), 'r');
		await vault.trash(vaultPath('f/v1.2/README'));
		const trashed = readdirSync(join(root, '.trash/f/v1.2')).sort();
		expect(trashed).toEqual(['Note 2.md', 'Note 3.md', 'Note.md', 'README']);
		expect(trashed.slice(0, 3).map((name) => readFileSync(join(root, '.trash/f/v1.2', name), 'utf8'))).toEqual(['2', '3', '1']);
	});

	test('given temporary files, when listed, then an old one is removed and a young one left to its writer', async () => {
		const [old, young] = ['.praxis-0123456789abcdef.tmp', '.praxis-fedcba9876543210.tmp'];
		put(root, `f/${old}`, 'x');
		put(root, `f/${young}`, 'x');
		put(root, 'f/.praxis-notes.tmp', 'the person’s own');
		utimesSync(join(root, 'f', old), 1000, 1000);
		expect(await (await open()).list()).toEqual([]);
		expect(readdirSync(join(root, 'f')).sort()).toEqual([young, '.praxis-notes.tmp']);
	});
});

describe('watching', () => {
	const hear = (vault: NodeVault): { changes: VaultChange[]; stop: () => void } => {
		const changes: VaultChange[] = [];
		return { changes, stop: vault.watch((change) => void changes.push(change)) };
	};
	/** So that what follows is news, not part of the first look. */
	const settled = async (changes: VaultChange[]): Promise<void> => {
		put(root, 'settle.md', String(Math.random()));
		await until(() => changes.some(({ path }) => path === 'settle.md'));
		rmSync(join(root, 'settle.md'));
		await until(() => changes.some(({ type, path }) => path === 'settle.md' && type === 'removed'));
		changes.length = 0;
	};

	test.each([['events', {}], ['polling', { pollMs: 10 }]])('given %s, when another program moves a note or a folder, then each file is told as renamed', async (_how, watch) => {
		put(root, 'A.md', 'a');
		put(root, 'old/B.md', 'b');
		put(root, 'old/deep/C.md', 'c');
		const vault = await nodeVault({ root, watch: { quietMs: 20, ...watch } });
		const { changes, stop } = hear(vault);
		await settled(changes);
		renameSync(join(root, 'A.md'), join(root, 'Z.md'));
		renameSync(join(root, 'old'), join(root, 'new'));
		const isTold = (path: string): boolean => changes.some((change) => change.path === path);
		await until(() => isTold('Z.md') && isTold('new/B.md') && isTold('new/deep/C.md'));
		const told = changes.map((change) => (change.type === 'renamed' ? `${change.from} -> ${change.path}` : `${change.type} ${change.path}`));
		for (const move of ['A.md -> Z.md', 'old/B.md -> new/B.md', 'old/deep/C.md -> new/deep/C.md']) expect(told).toContain(move);
		put(root, 'new/deep/D.md', 'd');
		await until(() => isTold('new/deep/D.md'));
		stop();
	});

	test('given our temporary files and hidden ones, when they come and go, then nobody is told', async () => {
		const vault = await open();
		const { changes, stop } = hear(vault);
		await settled(changes);
		put(root, '.praxis-0123456789abcdef.tmp', 'x');
		put(root, '.obsidian/workspace.json', '{}');
		put(root, 'last.md', 'x');
		await until(() => changes.length > 0);
		expect(changes).toEqual([{ type: 'written', path: 'last.md' }]);
		stop();
	});

	test('given our own change, when the disk tells of it later, then it is told once', async () => {
		const vault = await open();
		const { changes, stop } = hear(vault);
		await settled(changes);
		await vault.create(A, 'a');
		put(root, 'last.md', 'x');
		await until(() => changes.some(({ path }) => path === 'last.md'));
		expect(changes.filter(({ path }) => path === A)).toEqual([{ type: 'written', path: A }]);
		stop();
	});
});
