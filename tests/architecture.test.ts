/**
 * The shape of the code, as a test. Change a rule here, in review, on purpose.
 *
 *   core      <- core, pure packages          what it does
 *   obsidian  <- core, assets, "obsidian"     how it lives in Obsidian
 *   node      <- core, assets, "node:*"       how it lives without
 *   main.ts   <- core, obsidian, assets
 *
 * Inside core, CORE_ORDER is a stack: a folder imports only what stands to its left.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { openedDoors } from './support/doors';
import { loadPoisoned } from './support/poisoned';
import { PLANTED_DOORS } from './support/planted-doors';
import { PLANTED } from './support/planted-violations';
import { declaredNames, findCycle, isGivenTo, isPropertyName, parseSource, type Source } from './support/source-code';

const SRC = resolve(__dirname, '../src');
const CORE_ORDER = ['lib', 'host', 'runs', 'changes', 'guard', 'models', 'search', 'telos', 'memory', 'actions', 'tools', 'agents', 'settings', 'app'];
const MAY_IMPORT: Record<string, string[]> = {
	core: ['core'],
	assets: ['assets'],
	obsidian: ['obsidian', 'core', 'assets'],
	node: ['node', 'core', 'assets'],
	main: ['core', 'obsidian', 'assets'],
};
/** Pure npm packages that core may use; each does a job that Praxis does not exist for. */
const CORE_PACKAGES = ['@anthropic-ai/sdk', '@noble/hashes', '@orama/stemmers', 'decode-named-character-reference', 'diff', 'gray-matter', 'htmlparser2', 'mdast', 'mdast-util-from-markdown', 'mdast-util-gfm', 'micromark-extension-gfm', 'minisearch', 'node-diff3', 'openai', 'porter2', 'yaml'];
const MAY_USE: Record<string, (name: string) => boolean> = {
	core: (name) => CORE_PACKAGES.some((allowed) => name === allowed || name.startsWith(`${allowed}/`)),
	assets: () => false,
	obsidian: (name) => name === 'obsidian' || name === 'idb' || name.startsWith('@codemirror/'),
	node: (name) => name.startsWith('node:'),
	main: (name) => name === 'obsidian',
};
const MAX_LINES = 400;
/** Files above the limit today. A line may leave this list; none may join it. */
const OVERSIZE: Record<string, number> = {};
const isRawNetwork = (path: string) => /^(obsidian|node)\/http[^/]*\.m?ts$/.test(path);
const part = (path: string) => (path.split('/')[0] ?? '').replace(/\.m?ts$/, '');
const rank = (path: string) => CORE_ORDER.indexOf((path.split('/')[1] ?? '').replace(/\.ts$/, ''));

/** Every broken rule, as "rule: place". */
function violations(sources: Record<string, string>): string[] {
	const files = Object.entries(sources).map(([path, text]) => parseSource(path, text, sources));
	const found = files.flatMap((file) => [...importRules(file), ...nameRules(file), ...networkRules(file), ...sizeRules(file)]);
	const cycle = findCycle(files);
	return cycle ? [...found, `cycle: ${cycle.join(' -> ')}`] : found;
}

function importRules({ path, imports }: Source): string[] {
	const home = part(path);
	const found: string[] = [];
	if (!(home in MAY_IMPORT)) return [`layout: ${path} is in no known folder`];
	if (home === 'core' && rank(path) < 0) found.push(`layout: ${path} is in no known folder of core`);
	for (const used of imports) {
		if (used.path === null) {
			if (!MAY_USE[home]?.(used.name)) found.push(`package: ${path} -> ${used.name}`);
			if (/^(@anthropic-ai\/sdk|openai)(\/|$)/.test(used.name) && !/^core\/models\/(anthropic|openai)/.test(path)) found.push(`sdk: ${path} -> ${used.name}`);
		} else if (used.path.endsWith('.md') ? home !== 'assets' : !MAY_IMPORT[home]?.includes(part(used.path))) {
			found.push(`import: ${path} -> ${used.path}`);
		} else if (home === 'core' && rank(used.path) > rank(path)) found.push(`direction: ${path} -> ${used.path}`);
	}
	return found;
}

/** Names that only some places may speak: the network and the processes, the raw vault, the whole host, `any`. */
function nameRules({ path, text }: Source): string[] {
	const found: string[] = [];
	const inCore = part(path) === 'core';
	const root = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
	const own = declaredNames(root);
	const visit = (node: ts.Node): void => {
		if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`any: ${path}`);
		if (ts.isIdentifier(node) && !own.has(node.text)) {
			if (/^(fetch|requestUrl|XMLHttpRequest|WebSocket|EventSource|sendBeacon|spawn|execFile)$/.test(node.text) && !/^(obsidian|node)\/http/.test(path) && !handsOverHttp(path, node)) found.push(`network: ${path} names ${node.text}`);
			if (inCore && /^(process|Buffer|document|window|require|activeDocument)$/.test(node.text) && !isPropertyName(node)) found.push(`world: ${path} names ${node.text}`);
			if (inCore && node.text === 'Host' && !/^core\/(app|host)\.ts$/.test(path)) found.push(`host: ${path} holds the whole host`);
		}
		if (ts.isPropertyAccessExpression(node) && /^(process|create|createBinary|modify|modifyBinary|append|rename|trash|delete|trashFile|renameFile|adapter)$/.test(node.name.text)) {
			const owner = node.expression.getText();
			if (/(^|\.)(vault|fileManager)$/i.test(owner) && !/^(core\/changes\/|obsidian\/vault|node\/vault)/.test(path)) found.push(`raw vault: ${path} calls ${owner}.${node.name.text}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(root);
	return [...new Set(found)];
}

/** The vendors' SDKs take the guarded `Http` under the name `fetch`; the files that construct them write that name once, as an option. */
function handsOverHttp(path: string, { text, parent }: ts.Identifier): boolean {
	return text === 'fetch' && /^core\/models\/(anthropic|openai)[^/]*\.ts$/.test(path) && ts.isPropertyAssignment(parent) && parent.name.getText() === text && /^sdkHttp\(/.test(parent.initializer.getText());
}

/** The hosts' network reaches `core/app.ts`, which hands it to the guard and to nobody else; others get a run's own. */
function networkRules({ path, text, imports }: Source): string[] {
	const found = imports.filter((used) => used.path !== null && isRawNetwork(used.path) && !/^(obsidian|node)\/(http|host)/.test(path)).map((used) => `raw http: ${path} -> ${used.path}`);
	const root = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && node.text === 'Http' && !/^(core\/(host|guard\/|models\/)|(obsidian|node)\/http)/.test(path)) found.push(`raw http: ${path} names the port`);
		if (ts.isIdentifier(node) && node.text === 'guardHttp' && !path.startsWith('core/guard/')) found.push(`raw http: ${path} guards by itself`);
		const isTaken = (ts.isPropertyAccessExpression(node) && node.name.text === 'http') || (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'http');
		if (isTaken && !/^core\/(guard|models)\//.test(path) && !(path === 'core/app.ts' && isGivenTo(node, 'GuardDesk'))) found.push(`raw http: ${path} takes it from ${node.parent.getText().slice(0, 60)}`);
		ts.forEachChild(node, visit);
	};
	visit(root);
	return [...new Set(found)];
}

function sizeRules({ path, text }: Source): string[] {
	const lines = text.split('\n').length - 1;
	return lines > (OVERSIZE[path] ?? MAX_LINES) ? [`size: ${path} has ${lines} lines`] : [];
}

const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
const house = Object.fromEntries(names.filter((name) => /\.m?ts$/.test(name)).map((name) => [name, readFileSync(join(SRC, name), 'utf8')]));

test('the house keeps its rules', () => expect(violations(house)).toEqual([]));

test.each(PLANTED)('a planted violation is caught: $name', ({ files, caught }) => {
	expect(violations(files)).toEqual(expect.arrayContaining([expect.stringMatching(caught)]));
});

describe('every tool, every write, every request and every run passes the gate', () => {
	let opened: readonly string[];
	beforeAll(() => void (opened = openedDoors(Object.fromEntries(PLANTED_DOORS.map(({ path, text }) => [path, text])))), 120_000);

	test('in the house nobody opens a door that is not theirs', () => expect(opened.filter((line) => !line.includes('/planted-'))).toEqual([]));
	test.each(PLANTED_DOORS)('a way around it is caught: $name', ({ caught }) => expect(opened).toEqual(expect.arrayContaining([expect.stringMatching(caught)])));
});

const externals = async (entryPoints: string[]) => {
	const bundle = await build({ entryPoints, bundle: true, write: false, outdir: 'x', platform: 'browser', format: 'esm', splitting: true, metafile: true, logLevel: 'silent' });
	return Object.values(bundle.metafile.outputs).flatMap((output) => output.imports.filter((used) => used.external).map((used) => used.path));
};

test('core bundles for the browser with no Node built-in left in it', async () => {
	expect(await externals(names.filter((name) => name.startsWith('core/') && name.endsWith('.ts')).map((name) => join(SRC, name)))).toEqual([]);
	await expect(externals([join(SRC, '../tests/support/planted-built-in.mts')])).rejects.toThrow('node:fs');
});

test('main.js loads with every Node built-in poisoned', () => {
	expect(Object.keys(loadPoisoned(readFileSync(join(SRC, '../main.js'), 'utf8')))).toContain('default');
	expect(() => loadPoisoned("require('fs')")).toThrow('not on a phone');
	expect(() => loadPoisoned('process.env')).toThrow('process is not defined');
});
