/**
 * What the minified output says again and again is said once, as a constant at its head: a text, a global of the language,
 * and a long name of a member: `x.addEventListener` becomes `x[ab]`. The language's own members stay, since inner loops ask
 * for them, but for some that none asks for.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Bytes that a constant has to save. */
const LEAST = 8;
/** Letters from which a member is shared: shorter ones save little, and inner loops ask for them. */
const LONG_MEMBER = 7;
const WORDS_OF_THE_LANGUAGE = ['as', 'do', 'if', 'in', 'is', 'of', 'for', 'get', 'let', 'new', 'set', 'try', 'var'];
/** Names that nobody replaces, and that no inner loop asks for. */
const GLOBALS = new Set(['Array', 'Boolean', 'Error', 'JSON', 'Number', 'Object', 'Promise', 'RangeError', 'String', 'TypeError', 'Uint32Array', 'Uint8Array']);
/** Members of the language that no inner loop asks for, and that are said often. */
const COLD_MEMBERS = ['endsWith', 'findIndex', 'flatMap', 'fromEntries', 'includes', 'isArray', 'lastIndexOf', 'normalize', 'replace', 'resolve', 'startsWith', 'stringify', 'toISOString', 'toLowerCase', 'toUpperCase'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Puts the names of the members that `file` declares into `found`. */
function readMembers(file, found) {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
	const visit = (node) => {
		if (ts.isTypeElement(node) || ts.isClassElement(node)) found.add(node.name?.getText(source));
		ts.forEachChild(node, visit);
	};
	visit(source);
}

/** What the language itself has by name. */
function membersOfLanguage() {
	const library = dirname(createRequire(import.meta.url).resolve('typescript'));
	const found = new Set();
	for (const file of readdirSync(library)) if (/^lib\.es.*\.d\.ts$/.test(file)) readMembers(join(library, file), found);
	for (const cold of COLD_MEMBERS) found.delete(cold);
	return found;
}

/** Directives and what `require` and `typeof` are given stay where they are. */
function mayMove(node) {
	const { parent } = node;
	if ((parent.name === node || parent.propertyName === node) && !ts.isVariableDeclaration(parent)) return false;
	if (ts.isExpressionStatement(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return false;
	if (ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === 'require') return false;
	return !(ts.isBinaryExpression(parent) && (ts.isTypeOfExpression(parent.left) || ts.isTypeOfExpression(parent.right)));
}

/** Whether a name of the language stands for its global here, and not for a member. */
function isGlobal(node) {
	const { parent } = node;
	return GLOBALS.has(node.text) && !(ts.isPropertyAccessExpression(parent) && parent.name === node) && parent.name !== node && parent.propertyName !== node && !ts.isShorthandPropertyAssignment(parent);
}

/** Every place of what may be shared, by its constant: where it starts and ends, and what stands around the constant's name there. */
function survey(source) {
	const [places, taken, members] = [new Map(), new Set(WORDS_OF_THE_LANGUAGE), membersOfLanguage()];
	const put = (constant, place) => (places.has(constant) ? places.get(constant).push(place) : places.set(constant, [place]));
	const visit = (node) => {
		const { parent } = node;
		const [start, end] = [node.getStart(source), node.end];
		if (ts.isIdentifier(node)) taken.add(node.text);
		if (ts.isIdentifier(node) && isGlobal(node)) put(node.text, { start, end, before: '', after: '' });
		else if (ts.isIdentifier(node) && ts.isPropertyAccessExpression(parent) && parent.name === node && node.text.length >= LONG_MEMBER && !members.has(node.text)) put(`"${node.text}"`, { start: parent.questionDotToken ? start : parent.expression.end, end, before: '[', after: ']' });
		else if (ts.isStringLiteral(node) && ts.isPropertyAssignment(parent) && parent.name === node) put(node.getText(source), { start, end, before: '[', after: ']' });
		else if (ts.isStringLiteral(node) && mayMove(node)) put(node.getText(source), { start, end, before: '', after: '' });
		ts.forEachChild(node, visit);
	};
	visit(source);
	return { places, taken };
}

function* freeNames(taken) {
	for (const a of LETTERS) for (const b of LETTERS) if (!taken.has(`${a}${b}`)) yield `${a}${b}`;
	for (const a of LETTERS) for (const b of LETTERS) for (const c of LETTERS) if (!taken.has(`${a}${b}${c}`)) yield `${a}${b}${c}`;
}

export function withSharedStrings(code) {
	const { places, taken } = survey(ts.createSourceFile('main.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
	const saved = (constant, all) => all.reduce((sum, { start, end, before, after }) => sum + end - start - before.length - after.length - 3, 0) - constant.length - 5;
	const names = freeNames(taken);
	const shared = [...places].filter(([constant, all]) => saved(constant, all) >= LEAST).sort(([, a], [, b]) => b.length - a.length || a[0].start - b[0].start).map(([constant, all]) => ({ constant, all, name: names.next().value }));
	if (shared.length === 0) return code;
	const cuts = shared.flatMap(({ name, all }) => all.map((place) => ({ ...place, name }))).sort((a, b) => a.start - b.start);
	let [out, at] = ['', 0];
	for (const { name, start, end, before, after } of cuts) {
		const [apart, behind] = before === '' ? [/[\w$]/.test(code[start - 1] ?? ''), /[\w$]/.test(code[end] ?? '')] : [false, false];
		out += `${code.slice(at, start)}${apart ? ' ' : ''}${before}${name}${after}${behind ? ' ' : ''}`;
		at = end;
	}
	const head = /^(["'])use strict\1;/.exec(code)?.[0] ?? '';
	return `${head}const ${shared.map(({ constant, name }) => `${name}=${constant}`).join(',')};${(out + code.slice(at)).slice(head.length)}`;
}
