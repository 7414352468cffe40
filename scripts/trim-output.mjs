/**
 * Takes from the bundler's output what it says twice or for nobody: methods of classes that nothing calls by any name,
 * declarations of fields that the constructor sets anyway, and a `require` of a module that was required before.
 */
import ts from 'typescript';

const WORD = /[A-Za-z_$][\w$]*/g;
const isThis = (node) => node.kind === ts.SyntaxKind.ThisKeyword;

/** The names that a constructor sets in every case: `this.name = …` as a statement of its own, or in a row of them. */
function setBy(constructor) {
	const names = new Set();
	const visit = (node) => {
		if (ts.isParenthesizedExpression(node)) visit(node.expression);
		else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) [node.left, node.right].forEach(visit);
		else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left) && isThis(node.left.expression)) names.add(node.left.name.text);
	};
	for (const statement of constructor?.body?.statements ?? []) if (ts.isExpressionStatement(statement)) visit(statement.expression);
	return names;
}

/** What each class could do without. */
function ofClass(node, { fields, methods }) {
	const set = setBy(node.members.find((member) => ts.isConstructorDeclaration(member)));
	for (const member of node.members) {
		if (!member.name || !ts.isIdentifier(member.name)) continue;
		if (ts.isPropertyDeclaration(member)) {
			if (!member.initializer && !member.modifiers && set.has(member.name.text)) fields.push(member);
		} else methods.push(member);
	}
}

function survey(source) {
	const found = { fields: [], methods: [], requires: [], named: new Set() };
	const name = (text) => [...text.matchAll(WORD)].forEach(([word]) => found.named.add(word));
	const visit = (node) => {
		if (ts.isClassLike(node)) ofClass(node, found);
		if (ts.isVariableDeclaration(node) && node.parent.parent.parent === source && node.initializer && ts.isIdentifier(node.name) && /^require\("[^"]+"\)$/.test(node.initializer.getText(source))) found.requires.push(node);
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) name(node.text);
		// Any mention by which it could be called; its own definition is none.
		if (ts.isIdentifier(node) && !((ts.isMethodDeclaration(node.parent) || ts.isAccessor(node.parent)) && node.parent.name === node && ts.isClassLike(node.parent.parent))) found.named.add(node.text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** `isDeclared` is true of names that the platform or the app may call. */
export function trimmed(code, isDeclared) {
	const source = ts.createSourceFile('main.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
	const { fields, methods, requires, named } = survey(source);
	const edits = [...fields, ...methods.filter(({ name }) => !named.has(name.text) && !isDeclared(name.text))].map((node) => ({ start: node.getStart(source), end: node.end, text: '' }));
	const first = new Map();
	for (const { name, initializer } of requires) {
		const asked = initializer.getText(source);
		if (first.has(asked)) edits.push({ start: initializer.getStart(source), end: initializer.end, text: first.get(asked) });
		else first.set(asked, name.text);
	}
	let [out, at] = ['', 0];
	for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
		// What stands within a method that goes, goes with it.
		if (start < at) continue;
		out += code.slice(at, start) + text;
		at = end;
	}
	return out + code.slice(at);
}
