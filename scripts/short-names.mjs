/**
 * Gives short names to what only the plugin itself can call by name, in the bundler's output: methods that are only ever
 * methods of classes, which no list of keys and no JSON holds; members that a package marks as its own with `_`; and the
 * members that only the readers of Markdown, HTML and YAML name. Left alone is every name that the platform or the app
 * declares, and every name that stands in a text of the output.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { listed } from './packed-output.mjs';
import { trimmed } from './trim-output.mjs';

const PACKAGES = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), '..');
/** Packages whose objects live in memory alone. */
const READERS = /node_modules[\\/](?:yaml|micromark(?:-[\w-]+)?|mdast-util-[\w-]+|unist-util-[\w-]+|htmlparser2|dom\w+)[\\/]/;
/** Where the platform and the app declare what they call by name. */
const DECLARED = ['typescript/lib', 'obsidian', '@codemirror/commands', '@codemirror/language', '@codemirror/state', '@codemirror/view', '@types/node', 'moment'];
const WORD = /[A-Za-z_$][\w$]*/g;

async function wordsOf(paths) {
	const found = new Set();
	for (const text of await Promise.all(paths.map((path) => readFile(path, 'utf8')))) for (const [word] of text.matchAll(WORD)) found.add(word);
	return found;
}

async function declarations() {
	const files = await Promise.all(
		DECLARED.map(async (name) => {
			const folder = join(PACKAGES, name);
			const below = await readdir(folder, { recursive: true });
			return below.filter((file) => /\.d\.c?ts$/.test(file)).map((file) => join(folder, file));
		}),
	);
	return wordsOf(files.flat());
}

/** The identifier that names a member here, or null: `x.name`, `{ name: … }`, `{ name }`, `name() {}`. */
function memberName(node) {
	if (ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isClassElement(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node)) return node.name && ts.isIdentifier(node.name) ? node.name : null;
	if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken) return null;
	const name = node.propertyName ?? node.name;
	return ts.isIdentifier(name) ? name : null;
}

const isMethod = (node) => (ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isClassLike(node.parent);
const isAsked = (node) => ts.isPropertyAccessExpression(node) && !(ts.isBinaryExpression(node.parent) && node.parent.left === node && ts.isAssignmentOperator(node.parent.operatorToken.kind));

/** Every place that names a member, what is only ever a method, and every word of every text. */
function survey(source) {
	const found = { places: [], others: new Set(), methods: new Set(), texts: new Set() };
	const visit = (node) => {
		const name = memberName(node);
		if (name) {
			const hasKey = ts.isShorthandPropertyAssignment(node) || (ts.isBindingElement(node) && !node.propertyName);
			found.places.push({ name: name.text, start: name.getStart(source), hasKey });
			if (isMethod(node)) found.methods.add(name.text);
			else if (!isAsked(node) && !ts.isBindingElement(node)) found.others.add(name.text);
		} else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) for (const [word] of node.text.matchAll(WORD)) found.texts.add(word);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Short names that nothing in the output bears, the shortest first. */
function* freeNames(taken) {
	const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
	for (const a of letters) for (const b of ['', ...letters]) if (!taken.has(`$${a}${b}`)) yield `$${a}${b}`;
}

/** The output with short names. `isForeign` is true of names that more than the readers use. */
export function withShortNames(code, { isDeclared, isForeign }) {
	const source = ts.createSourceFile('main.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
	const { places, others, methods, texts } = survey(source);
	const isOwn = (name) => /^[A-Za-z_$][\w$]{3,}$/.test(name) && !isDeclared(name) && !texts.has(name) && ((methods.has(name) && !others.has(name)) || /^_[a-zA-Z]/.test(name) || !isForeign(name));
	const bytes = new Map();
	for (const { name } of places) if (isOwn(name)) bytes.set(name, (bytes.get(name) ?? 0) + name.length);
	const free = freeNames(new Set(places.map(({ name }) => name)));
	const short = new Map([...bytes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => [name, free.next().value ?? name]));
	let [out, at] = ['', 0];
	for (const { name, start, hasKey } of places.sort((a, b) => a.start - b.start)) {
		if (!short.has(name)) continue;
		out += code.slice(at, start) + short.get(name) + (hasKey ? `:${name}` : '');
		at = start + name.length;
	}
	return { code: out + code.slice(at), short };
}

export const shortNames = {
	name: 'short-names',
	setup(build) {
		const { initialOptions } = build;
		if (!initialOptions.minify) return;
		initialOptions.metafile = true;
		build.onEnd(async ({ errors, metafile }) => {
			if (errors.length > 0) return;
			const inputs = Object.keys(metafile.inputs).filter((path) => !READERS.test(path) && !/^[\w-]+:/.test(path) && /\.[cm]?[jt]s$/.test(path));
			const [declared, foreign] = await Promise.all([declarations(), wordsOf(inputs.map((path) => join(initialOptions.absWorkingDir ?? process.cwd(), path)))]);
			const isDeclared = (name) => declared.has(name) || listed.has(name);
			const code = trimmed(await readFile(initialOptions.outfile, 'utf8'), isDeclared);
			await writeFile(initialOptions.outfile, withShortNames(code, { isDeclared, isForeign: (name) => foreign.has(name) }).code);
		});
	},
};
