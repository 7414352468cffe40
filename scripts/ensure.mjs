/** Makes a bare clone ready: installs the packages and finds (or installs) a browser. Uses nothing but Node. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a program in the project folder with its output shown; true when it ended well. */
export function run(program, args, options = {}) {
	const ended = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
	return ended.status === 0;
}

/** Installs the locked packages unless they already match the lockfile. */
export function ensurePackages() {
	const lock = join(ROOT, 'package-lock.json');
	const installed = join(ROOT, 'node_modules', '.package-lock.json');
	const folder = join(ROOT, 'node_modules');
	// Packages that are linked in belong to another folder: installing would empty that one.
	if (existsSync(folder) && lstatSync(folder).isSymbolicLink()) return;
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 1000) return;
	console.log('Installing packages (npm ci)…');
	if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])) stop('The packages could not be installed. Check the connection to your package registry and try again.');
}

const BROWSERS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium or Chrome, which the tests also read from PRAXIS_CHROME. */
export function ensureBrowser() {
	const found = findBrowser() ?? installBrowser();
	if (!found) stop('The browser tests need Chrome or Chromium. Install one, or set PRAXIS_CHROME to its program.');
	process.env.PRAXIS_CHROME = found;
	return found;
}

function findBrowser() {
	return [process.env.PRAXIS_CHROME, ...BROWSERS].find((path) => path && existsSync(path));
}

function installBrowser() {
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
	console.log('Installing Chromium (apt-get)…');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	run('apt-get', ['update', '-qq'], { env });
	run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation', 'fonts-noto-cjk'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	return findBrowser();
}

/** Builds the plugin and the command line unless they are newer than all their sources. */
export function ensureBuild() {
	const sources = [join(ROOT, 'esbuild.config.mjs'), join(ROOT, 'package-lock.json'), ...readdirSync(join(ROOT, 'src'), { recursive: true }).map((name) => join(ROOT, 'src', name))];
	const changed = Math.max(...sources.map(changedAt));
	if (Math.min(changedAt(join(ROOT, 'main.js')), changedAt(join(ROOT, 'dist/praxis.mjs'))) > changed) return;
	if (!run(process.execPath, [join(ROOT, 'esbuild.config.mjs')])) stop('Praxis could not be built.');
}

function changedAt(path) {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Says why it cannot go on, and ends. */
export function stop(sentence) {
	console.error(sentence);
	process.exit(1);
}
