/** Writes a text, or a name of the language, that the minified output says again and again once, as a constant at its head. */
import ts from 'typescript';

/** Bytes that a constant has to save. */
const LEAST = 8;
const WORDS_OF_THE_LANGUAGE = ['as', 'do', 'if', 'in', 'is', 'of', 'for', 'get', 'let', 'new', 'set', 'try', 'var'];
/** Names that nobody replaces, and that no inner loop asks for. */
const GLOBALS = new Set(['Array', 'Boolean', 'Error', 'JSON', 'Number', 'Object', 'Promise', 'RangeError', 'String', 'TypeError', 'Uint32Array', 'Uint8Array']);
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Keys, directives and what `require` and `typeof` are given stay where they are. */
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

function* freeNames(taken) {
	for (const a of LETTERS) for (const b of LETTERS) if (!taken.has(`${a}${b}`)) yield `${a}${b}`;
	for (const a of LETTERS) for (const b of LETTERS) for (const c of LETTERS) if (!taken.has(`${a}${b}${c}`)) yield `${a}${b}${c}`;
}

export function withSharedStrings(code) {
	const source = ts.createSourceFile('main.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
	const [places, taken] = [new Map(), new Set(WORDS_OF_THE_LANGUAGE)];
	const visit = (node) => {
		if (ts.isIdentifier(node)) taken.add(node.text);
		if (ts.isIdentifier(node) ? isGlobal(node) : ts.isStringLiteral(node) && mayMove(node)) {
			const key = node.getText(source);
			if (places.has(key)) places.get(key).push(node);
			else places.set(key, [node]);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	const width = (nodes) => nodes[0].end - nodes[0].getStart(source);
	const saved = (nodes) => nodes.length * (width(nodes) - 3) - width(nodes) - 5;
	const names = freeNames(taken);
	const shared = [...places.values()].filter((nodes) => saved(nodes) >= LEAST).sort((a, b) => b.length - a.length || a[0].pos - b[0].pos).map((nodes) => ({ name: names.next().value, nodes }));
	if (shared.length === 0) return code;
	const cuts = shared.flatMap(({ name, nodes }) => nodes.map((node) => ({ name, start: node.getStart(source), end: node.end }))).sort((a, b) => a.start - b.start);
	let [out, at] = ['', 0];
	for (const { name, start, end } of cuts) {
		const before = /[\w$]/.test(code[start - 1] ?? '') ? ' ' : '';
		out += `${code.slice(at, start)}${before}${name}${/[\w$]/.test(code[end] ?? '') ? ' ' : ''}`;
		at = end;
	}
	const head = /^(["'])use strict\1;/.exec(code)?.[0] ?? '';
	const constants = shared.map(({ name, nodes }) => `${name}=${nodes[0].getText(source)}`).join(',');
	return `${head}const ${constants};${(out + code.slice(at)).slice(head.length)}`;
}
