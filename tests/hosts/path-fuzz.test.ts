/**
 * For every path that the door accepts, the file that is read or written on a real disk lies in the vault and outside its
 * configuration, whatever links, second names and spellings the disk holds; and on a disk that folds case, width and
 * trailing dots, simulated, the same.
 */
import { linkSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { vaultDoor } from '../../src/core/guard/vault-door';
import { nodeVault } from '../../src/node/vault.mts';
import { BAD_PATHS, GOOD_PATHS, UNREADABLE_PATHS } from '../core/guard/cases/place-cases';
import { scratchFolder } from '../support/scratch';

const CONFIG = { configFolder: '.obsidian' };
const RUNS = Number(process.env.GUARD_PATHS ?? 150);
/** Names that stand on the disk below, and what may be put between and around them. */
const part = fc.constantFrom('Notes', 'notes', 'NOTES', 'a', 'in', 'out', 'out.md', 'conf', 'conf.md', 'hard', 'loop', '.obsidian', '.OBSIDIAN', '．obsidian', 'OBSIDI~1', '..', '.', '', '%2e%2e', '%252e%252e', '․․', 'A.md', 'secret.md', 'app.md', 'ᴬ', 'e\u0301', 'x ', 'x.', 'con', '.git');
const raws = fc.tuple(fc.array(part, { minLength: 1, maxLength: 5 }), fc.constantFrom('/', '//', '\\', '／', '∕', '%2f'), fc.constantFrom('', '.md', '.MD', '.md ', '.md.')).map(([parts, slash, ending]) => parts.join(slash) + ending);
const tabled = fc.constantFrom(...BAD_PATHS.filter((path) => path.length < 200), ...UNREADABLE_PATHS, ...GOOD_PATHS.filter((path) => path.length < 200));

test('given links out, into the configuration and in circles, and second names of outside files, when any accepted path is read or written, then nothing outside or configured changes or is told', async () => {
	const scratch = scratchFolder();
	const root = join(scratch.path, 'vault');
	for (const folder of ['Notes/a', '.obsidian/plugins', '.git']) mkdirSync(join(root, folder), { recursive: true });
	mkdirSync(join(scratch.path, 'outside'));
	const kept = { [join(scratch.path, 'outside/secret.md')]: 'SECRET outside', [join(root, '.obsidian/app.md')]: 'SECRET configuration', [join(root, '.git/config.md')]: 'SECRET git' };
	for (const [path, text] of Object.entries(kept)) writeFileSync(path, text);
	writeFileSync(join(root, 'Notes/A.md'), 'a note');
	symlinkSync(join(scratch.path, 'outside'), join(root, 'out'));
	symlinkSync(join(scratch.path, 'outside/secret.md'), join(root, 'out.md'));
	symlinkSync(join(root, '.obsidian'), join(root, 'conf'));
	symlinkSync(join(root, '.obsidian/app.md'), join(root, 'Notes/conf.md'));
	symlinkSync(root, join(root, 'Notes/loop'));
	symlinkSync(join(root, 'Notes'), join(root, 'in'));
	linkSync(join(scratch.path, 'outside/secret.md'), join(root, 'hard.md'));
	const vault = await nodeVault({ root });
	const real = realpathSync(root);
	let accepted = 0;
	try {
		await fc.assert(fc.asyncProperty(fc.oneof(raws, tabled), async (raw) => {
			const { path, verdict } = vaultDoor(raw, 'write', CONFIG);
			if (path === null || verdict === 'deny') return;
			accepted++;
			const read = await vault.read(path).catch(() => null);
			if (path.toLowerCase() !== 'hard.md') expect(read?.text ?? '').not.toContain('SECRET');
			await vault.process(path, (now) => `${now}+`).catch(() => null);
			await vault.create(path, 'made').catch(() => null);
			for (const [file, text] of Object.entries(kept)) expect({ raw, file, text: readFileSync(file, 'utf8') }).toEqual({ raw, file, text });
			if (!read) return;
			const at = realpathSync(join(root, path));
			expect(at.startsWith(real + sep)).toBe(true);
			expect(at.slice(real.length + 1).split(sep).some((name) => name.startsWith('.'))).toBe(false);
		}), { numRuns: RUNS });
		expect(accepted).toBeGreaterThan(5);
	} finally {
		scratch.remove();
	}
});

/** Where a forgiving disk, sync client or decoder ends up, by rules that are not the door's own. */
function forgiven(path: string): string[] {
	let plain = path;
	for (let i = 0; i < 5; i++) plain = plain.replace(/%([0-9a-f]{2})/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	const at: string[] = [];
	for (const segment of plain.normalize('NFKC').toLowerCase().replace(/\p{DI}/gu, '').split(/[\\/]/)) {
		const name = /^\.+$/.test(segment.trim()) ? segment.trim() : segment.replace(/[. ]+$/, '').trimStart();
		if (name === '..') at.push('OUTSIDE');
		else if (name !== '' && name !== '.') at.push(name);
	}
	return at;
}

test('given any path that is accepted, then a disk that folds, trims and decodes names finds it in the vault and outside the configuration', () => {
	fc.assert(fc.property(fc.oneof(raws, tabled), fc.constantFrom('.obsidian', 'Notes', 'ｎotes', 'conf'), (raw, configFolder) => {
		const { path } = vaultDoor(raw, 'read', { configFolder });
		if (path === null) return;
		const at = forgiven(path);
		expect({ path, at: at.filter((name) => name === 'OUTSIDE' || name.startsWith('.')) }).toEqual({ path, at: [] });
		expect(at[0]).not.toBe(configFolder.normalize('NFKC').toLowerCase());
	}), { numRuns: 20 * RUNS });
});
