/**
 * The workbench: a server on this machine only that shows the built plugin on a vault folder in the stand-in.
 * It serves its own page and nobody else's: foreign Host and Origin headers, and paths outside the vault, are refused.
 */
import esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DiskError, openDisk } from './disk.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', pdf: 'application/pdf', md: 'text/plain; charset=utf-8' };
const POLICY = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const LARGEST_BODY_BYTES = 64 * 1024 * 1024;
/** An answer with many files ends after the one that goes beyond this. */
const MANY_FILES_BYTES = 8 * 1024 * 1024;

/**
 * Starts the workbench on `vaultDir`. `port` 0 picks a free one. `plugin` is `{ code, manifest, styles }`, by default the
 * built files of this project. `answer`, when given, answers the plugin's network calls: `(call) => Response`, else they are
 * refused. What the app keeps on the device goes to `deviceDir`, outside the vault. Returns `{ url, close }`.
 */
export async function startWorkbench({ vaultDir, port = 0, plugin = builtPlugin(), answer, deviceDir = deviceFolder(vaultDir) }) {
	const disk = openDisk(vaultDir);
	const page = await (builtPage ??= buildPage());
	const listeners = new Set();
	const stopWatching = disk.watch((changed) => listeners.forEach((client) => client.write(`data: ${JSON.stringify(changed)}\n\n`)));
	const context = { disk, page, plugin, answer, listeners, vaultName: path.basename(path.resolve(vaultDir)), deviceFile: path.join(deviceDir, 'device.json') };
	const server = http.createServer((request, response) => void serve(context, request, response));
	await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
	context.host = `127.0.0.1:${server.address().port}`;
	const close = () =>
		new Promise((done) => {
			stopWatching();
			listeners.forEach((client) => client.end());
			server.close(done);
			server.closeAllConnections();
		});
	return { url: `http://${context.host}/`, close };
}

function builtPlugin() {
	const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');
	return { code: read('main.js'), manifest: JSON.parse(read('manifest.json')), styles: fs.existsSync(path.join(root, 'styles.css')) ? read('styles.css') : '' };
}

/** In a folder for all, another user may have put a folder or a link of that name there first: secrets would go to them. */
function ownTemporaryFolder() {
	const folder = path.join(os.tmpdir(), `praxis-workbench-${process.getuid?.() ?? 'own'}`);
	fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	const found = fs.lstatSync(folder);
	const isOwn = found.isDirectory() && (process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0));
	if (!isOwn) throw new Error(`The folder ${folder} belongs to someone else. Remove it, or set TMPDIR to a folder of your own.`);
	return folder;
}

function deviceFolder(vaultDir) {
	const name = createHash('sha256').update(path.resolve(vaultDir)).digest('hex').slice(0, 16);
	return path.join(ownTemporaryFolder(), name);
}

/** Built once for the life of the process: browser tests start many workbenches. */
let builtPage;

async function buildPage() {
	const options = { entryPoints: [path.join(here, 'page.ts')], bundle: true, format: 'iife', platform: 'browser', target: 'es2022', write: false, logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' } };
	const built = await esbuild.build(options);
	const styles = ['vars.css', 'shell.css', 'content.css'].map((name) => fs.readFileSync(path.join(here, 'page', name), 'utf8')).join('\n');
	return { script: built.outputFiles[0].text, styles, html: fs.readFileSync(path.join(here, 'page/index.html'), 'utf8') };
}

let icons;
function allIcons() {
	if (icons) return icons;
	const folder = path.join(root, 'node_modules/lucide-static/icons');
	const names = fs.readdirSync(folder).filter((name) => name.endsWith('.svg'));
	icons = JSON.stringify(Object.fromEntries(names.map((name) => [name.slice(0, -4), fs.readFileSync(path.join(folder, name), 'utf8').replace(/<!--[\s\S]*?-->/, '').trim()])));
	return icons;
}

/** Only a page that this server sent may ask: a rebound name or a foreign site is turned away. */
function isOurs(context, headers) {
	const hosts = [context.host, context.host.replace('127.0.0.1', 'localhost')];
	if (!hosts.includes(headers.host)) return false;
	if (headers.origin !== undefined && !hosts.some((name) => headers.origin === `http://${name}`)) return false;
	return headers['sec-fetch-site'] === undefined || ['same-origin', 'none'].includes(headers['sec-fetch-site']);
}

async function serve(context, request, response) {
	try {
		if (!isOurs(context, request.headers)) throw new DiskError(403, 'This server answers its own page only.');
		const url = new URL(request.url, `http://${context.host}`);
		const route = ROUTES[`${request.method} ${url.pathname}`];
		if (!route) throw new DiskError(404, 'Nothing here.');
		await route(context, { request, response, url });
	} catch (error) {
		const status = error instanceof DiskError ? error.status : 500;
		if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
		response.end(error instanceof Error ? error.message : String(error));
	}
}

function send(response, type, body) {
	response.writeHead(200, { 'content-type': TYPES[type] ?? 'application/octet-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': POLICY, 'cross-origin-resource-policy': 'same-origin' });
	response.end(body);
}

const sendJson = (response, value) => send(response, 'json', JSON.stringify(value ?? null));

async function bodyOf(request) {
	const pieces = [];
	let size = 0;
	for await (const piece of request) {
		size += piece.length;
		if (size > LARGEST_BODY_BYTES) throw new DiskError(413, 'The file is too large for the workbench.');
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

const OPERATIONS = {
	stat: (disk, { path: at }) => disk.stat(at),
	children: (disk, { path: at }) => disk.children(at),
	mkdir: (disk, { path: at }) => disk.mkdir(at),
	remove: (disk, { path: at }) => disk.remove(at),
	rename: (disk, { path: at, to }) => disk.rename(at, to),
};

/** Part by part, as it comes. Whoever reads no more closes the connection behind it; one that breaks breaks here too. */
async function pass(reader, response) {
	response.on('close', () => void reader?.cancel().catch(() => undefined));
	try {
		for (let next = await reader?.read(); next && !next.done && !response.destroyed; next = await reader.read()) response.write(next.value);
		response.end();
	} catch {
		response.destroy();
	}
}

const ROUTES = {
	'GET /': ({ page }, { response }) => send(response, 'html', page.html),
	'GET /page.js': ({ page }, { response }) => send(response, 'js', page.script),
	'GET /page.css': ({ page }, { response }) => send(response, 'css', page.styles),
	'GET /plugin.css': ({ plugin }, { response }) => send(response, 'css', plugin.styles ?? ''),
	'GET /favicon.ico': (_context, { response }) => response.writeHead(204).end(),
	'GET /icons': (_context, { response }) => send(response, 'json', allIcons()),
	'GET /start': ({ plugin, vaultName, answer, deviceFile, disk }, { response }) => {
		const device = fs.existsSync(deviceFile) ? JSON.parse(fs.readFileSync(deviceFile, 'utf8')) : {};
		sendJson(response, { code: plugin.code, manifest: plugin.manifest, vaultName, mayCall: answer !== undefined, device, entries: disk.list() });
	},
	'GET /vault/file': ({ disk }, { response, url }) => {
		const at = url.searchParams.get('path') ?? '';
		const type = path.extname(at).slice(1).toLowerCase();
		// A vault's own pages and scripts are text here: nothing in it may run as part of the workbench.
		send(response, ['html', 'js', 'css'].includes(type) ? 'md' : type, disk.read(at));
	},
	// One line of JSON, a size or an error for each of the first files asked for, and then their bytes.
	'POST /vault/files': async ({ disk }, { request, response }) => {
		const results = [];
		const pieces = [];
		let size = 0;
		for (const at of JSON.parse((await bodyOf(request)).toString('utf8'))) {
			if (size > MANY_FILES_BYTES) break;
			try {
				const bytes = disk.read(at);
				pieces.push(bytes);
				size += bytes.length;
				results.push({ size: bytes.length });
			} catch (error) {
				results.push({ error: error instanceof Error ? error.message : String(error) });
			}
		}
		send(response, 'bytes', Buffer.concat([Buffer.from(`${JSON.stringify(results)}\n`), ...pieces]));
	},
	'PUT /vault/file': async ({ disk }, { request, response, url }) => {
		const guard = { expected: request.headers['x-expected'], isNew: request.headers['x-is-new'] === 'yes' };
		sendJson(response, disk.write(url.searchParams.get('path') ?? '', await bodyOf(request), guard));
	},
	'POST /vault/do': async ({ disk }, { request, response }) => {
		const asked = JSON.parse((await bodyOf(request)).toString('utf8'));
		const operation = Object.hasOwn(OPERATIONS, asked.name) ? OPERATIONS[asked.name] : undefined;
		if (!operation) throw new DiskError(400, `unknown: ${asked.name}`);
		sendJson(response, operation(disk, asked));
	},
	'GET /vault/events': ({ listeners }, { request, response }) => {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.write(': open\n\n');
		listeners.add(response);
		request.on('close', () => listeners.delete(response));
	},
	'PUT /device': async ({ deviceFile }, { request, response }) => {
		const bytes = await bodyOf(request);
		fs.mkdirSync(path.dirname(deviceFile), { recursive: true, mode: 0o700 });
		fs.writeFileSync(`${deviceFile}.new`, bytes, { mode: 0o600 });
		fs.renameSync(`${deviceFile}.new`, deviceFile);
		sendJson(response, null);
	},
	'POST /net': async ({ answer }, { request, response }) => {
		if (!answer) throw new DiskError(403, 'The workbench has no network.');
		const answered = await answer(JSON.parse((await bodyOf(request)).toString('utf8')));
		response.writeHead(200, { 'x-status': String(answered.status), 'x-headers': encodeURIComponent(JSON.stringify(Object.fromEntries(answered.headers))) });
		response.flushHeaders();
		await pass(answered.body?.getReader(), response);
	},
};
