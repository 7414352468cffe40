/**
 * What the bundler's output still says at length, packed with the other texts: the messages of packages, and the long
 * patterns and lists of words that are made once, when the plugin loads. What functions make anew on each call stays.
 */
import { readFile, writeFile } from 'node:fs/promises';
import ts from 'typescript';
import { PACKED_CALL, PACKED_TEXTS, packed } from './packed-texts.mjs';
import { isText } from './packed-words.mjs';

/** Characters from which a pattern, or a list, takes more room than its call. */
const LONG_PATTERN = 24;
const LONG_LIST = 40;
const LONG = 14;
const WORD = /[A-Za-z_$][\w$]*/g;

/** What may not be a call: a key, a directive, what `require` is given, a text with a tag. */
function isFixed(node) {
	const { parent } = node;
	if (parent.name === node || parent.propertyName === node || ts.isExpressionStatement(parent) || ts.isTaggedTemplateExpression(parent)) return true;
	return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && (parent.expression.text === 'require' || parent.arguments[0]?.text?.startsWith('@packed'));
}

const isList = (node) => ts.isArrayLiteralExpression(node) && node.elements.length > 3 && node.elements.every((one) => ts.isStringLiteral(one) && !one.text.includes('\n'));

/** The words of packed lists: a member could be asked for by any of them. */
export const listed = new Set();

/** `code` with more of it packed. What stands before the module that unpacks, stays: that module itself asks for it. */
export function withPackedOutput(code) {
	const call = PACKED_CALL.exec(code)?.[1];
	if (call === undefined) return code;
	const first = code.indexOf(PACKED_TEXTS);
	const source = ts.createSourceFile('main.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
	let [out, at] = ['', 0];
	const put = (node, text) => {
		const start = node.getStart(source);
		const gap = /[\w$]/.test(code[start - 1] ?? '') ? ' ' : '';
		out += code.slice(at, start) + gap + text;
		at = node.end;
	};
	const give = (text) => `${call}("${packed(text).split('"')[1]}")`;
	const visit = (node, isOnce) => {
		if (node.end < first) return;
		if (ts.isStringLiteralLike(node)) {
			if (isText(node.text, LONG) && !node.text.startsWith('@packed') && !isFixed(node)) put(node, give(node.text));
		} else if (isOnce && node.kind === ts.SyntaxKind.RegularExpressionLiteral && node.end - node.getStart(source) >= LONG_PATTERN) {
			const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(node.getText(source));
			put(node, `RegExp(${give(pattern)}${flags && `,"${flags}"`})`);
		} else if (isOnce && isList(node) && node.end - node.getStart(source) >= LONG_LIST) {
			for (const { text } of node.elements) for (const [word] of text.matchAll(WORD)) listed.add(word);
			put(node, `${give(node.elements.map(({ text }) => text).join('\n'))}.split("\\n")`);
		} else ts.forEachChild(node, (child) => visit(child, isOnce && !ts.isFunctionLike(node)));
	};
	visit(source, true);
	return out + code.slice(at);
}

export const packedOutput = {
	name: 'packed-output',
	setup(build) {
		const { outfile, minify } = build.initialOptions;
		if (!minify) return;
		build.onEnd(async ({ errors }) => {
			if (errors.length === 0) await writeFile(outfile, withPackedOutput(await readFile(outfile, 'utf8')));
		});
	},
};
