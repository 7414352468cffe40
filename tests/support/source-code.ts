/** Reads source files for the architecture test: their imports, their own names, their cycles. Holds no rule. */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

export interface Source {
	readonly path: string;
	readonly text: string;
	/** `path` is null for packages; built-ins are named with "node:". */
	readonly imports: readonly { readonly path: string | null; readonly name: string }[];
}

/** A file with its imports resolved among `all`, which are keyed by path. */
export function parseSource(path: string, text: string, all: Record<string, string>): Source {
	const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
		const base = posix.join(posix.dirname(path), fileName);
		if (!fileName.startsWith('.')) return { path: null, name: builtinModules.includes(fileName) ? `node:${fileName}` : fileName };
		return { path: [base, `${base}.ts`, `${base}/index.ts`].find((candidate) => candidate in all) ?? base, name: fileName };
	});
	return { path, text, imports };
}

/** Names that the file gives to things of its own; imports are not its own. */
export function declaredNames(root: ts.Node): Set<string> {
	const own = new Set<string>();
	const visit = (node: ts.Node): void => {
		if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node)) && node.name && ts.isIdentifier(node.name)) own.add(node.name.text);
		ts.forEachChild(node, visit);
	};
	visit(root);
	return own;
}

/** True when the identifier names a member, not a thing in scope. */
export function isPropertyName(node: ts.Identifier): boolean {
	const { parent } = node;
	return (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isMethodSignature(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyAssignment(parent);
}

/** True when the expression stands among the arguments with which `name` is called or constructed. */
export function isGivenTo(node: ts.Node, name: string): boolean {
	for (let at: ts.Node = node; !ts.isSourceFile(at.parent); at = at.parent) {
		if ((ts.isNewExpression(at.parent) || ts.isCallExpression(at.parent)) && at !== at.parent.expression) return at.parent.expression.getText() === name;
	}
	return false;
}

/** The first import cycle found, as the way round it. */
export function findCycle(files: readonly Source[]): string[] | null {
	const graph = new Map(files.map((file) => [file.path, file.imports.flatMap((used) => used.path ?? [])]));
	const done = new Set<string>();
	const visit = (path: string, trail: string[]): string[] | null => {
		if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
		if (done.has(path)) return null;
		for (const next of graph.get(path) ?? []) {
			const cycle = visit(next, [...trail, path]);
			if (cycle) return cycle;
		}
		done.add(path);
		return null;
	};
	for (const path of graph.keys()) {
		const cycle = visit(path, []);
		if (cycle) return cycle;
	}
	return null;
}
