/** The words of the project are true: its paths exist, its commands run, and no machine's own path stands in it. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { words } from '../src/obsidian/words';
import { praxis, temporaryFolder } from './support/command-line';

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };

let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
	const [, example = ''] = /`changes\.json` is a list such as `(.*)`\./.exec(read('README.md')) ?? [];
	writeFileSync(join(home.path, 'changes.json'), example);
});
afterAll(() => home.remove());

test('every relative link of the documents leads to a file', () => {
	for (const document of ['README.md', 'CONTRIBUTING.md', 'src/README.md', 'CHANGELOG.md']) {
		const targets = [...read(document).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '').filter((target) => !/^https?:/.test(target));
		expect(targets.filter((target) => !existsSync(join(ROOT, document, '..', target)))).toEqual([]);
	}
});

test('every path named in the documents exists', () => {
	for (const document of ['README.md', 'CONTRIBUTING.md', 'src/README.md']) {
		const named = [...read(document).matchAll(/`((?:src|tests|scripts|docs)\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
		expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	}
});

test('the map of the code shows every folder, and only what is there', () => {
	const map = /```\n([\s\S]*?)```/.exec(read('src/README.md'))?.[1] ?? '';
	const folders: string[] = [];
	let top = '';
	for (const line of map.split('\n')) {
		const [, indent = '', name = ''] = /^( *)([\w.-]+\/?) /.exec(line) ?? [];
		if (name === '') continue;
		if (indent === '') top = name;
		folders.push(indent === '' ? name : `${top}${name}`);
	}
	expect(folders.filter((path) => !existsSync(join(ROOT, 'src', path)))).toEqual([]);
	const real = ['', 'core/', 'obsidian/'].flatMap((folder) => readdirSync(join(ROOT, 'src', folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${folder}${entry.name}/`));
	expect(real.filter((folder) => !folders.includes(folder))).toEqual([]);
});

test('the README names every command of the plugin', () => {
	expect(Object.values(words.commands).filter((name) => !read('README.md').includes(`*${name}*`))).toEqual([]);
});

const commands = [...read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').trim().split('\n'));

test('the README has commands', () => expect(commands.length).toBeGreaterThan(4));

test.each(commands)('the README command works: %s', async (command) => {
	if (command === 'npm test') return expect(scripts.test).toBe('node scripts/test.mjs');
	if (command === 'npm start') return startsWorkbench();
	if (command.startsWith('npm run praxis -- ')) {
		const words = [...command.slice('npm run praxis -- '.length).matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
		const ended = await praxis(words.map((word) => (word === 'tests/vault' ? home.vault : word)), home.path);
		expect(ended).toMatchObject({ code: 0, error: '' });
		return expect(ended.out.length).toBeGreaterThan(20);
	}
	if (command === 'npm run install-plugin -- --vault DIR') {
		mkdirSync(join(home.vault, '.obsidian'), { recursive: true });
		execFileSync('npm', ['run', '--silent', 'install-plugin', '--', '--vault', home.vault], { cwd: ROOT });
		return expect(readdirSync(join(home.vault, '.obsidian/plugins/praxis')).sort()).toEqual(['main.js', 'manifest.json', 'styles.css']);
	}
	throw new Error(`No test runs "${command}".`);
});

/** `npm start` on a copy of the demo vault: one address, and a page that answers there. */
async function startsWorkbench(): Promise<void> {
	const program = spawn(process.execPath, ['scripts/start.mjs', '--vault', home.vault], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
	try {
		const address = await new Promise<string>((done) => program.stdout.on('data', (data: Buffer) => /^http:\/\/\S+/m.test(String(data)) && done(String(data).trim())));
		const page = await fetch(address);
		expect({ status: page.status, isPage: /<html/i.test(await page.text()) }).toEqual({ status: 200, isPage: true });
	} finally {
		program.kill('SIGTERM');
	}
}

test('versions agree', () => {
	const manifest = JSON.parse(read('manifest.json')) as { version: string; minAppVersion: string };
	expect(manifest.version).toBe(version);
	expect(JSON.parse(read('versions.json'))).toHaveProperty([version], manifest.minAppVersion);
});

test('the lockfile records no address of a package registry', () => expect(read('package-lock.json')).not.toContain('"resolved"'));
