/**
 * The doors past which nothing happens in the world, and who alone may open each. Seen with the types of the whole
 * house, so that another name for a thing, a part of it (`Pick`) or a function taken out of it is still that thing.
 */
import { readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

interface Door {
	readonly name: 'write' | 'request' | 'tool' | 'run' | 'rating';
	/** "file#Owner.member" of the declaration; of functions and classes "file#.name". */
	readonly opens: RegExp;
	/** Paths below `src` of those who may, beside where it is declared. */
	readonly mayOpen: RegExp;
	/** What the others do instead. */
	readonly instead: string;
}

export const DOORS: readonly Door[] = [
	{ name: 'write', opens: /^core\/host\.ts#Vault\.(process|create|rename|trash)$/, mayOpen: /^core\/changes\//, instead: 'plan a change' },
	{ name: 'write', opens: /^core\/changes\/changes\.ts#(Changes\.apply|\.createChanges)$/, mayOpen: /^core\/(guard\/run-guard|app)\.ts$/, instead: 'RunGuard.apply, Guard.ownChanges or GuardedChanges.applyReviewed' },
	{ name: 'write', opens: /obsidian\.d\.ts#(Vault|DataAdapter|FileManager)\.(create|createBinary|createFolder|modify|modifyBinary|append|appendBinary|process|write|writeBinary|rename|renameFile|processFrontMatter|delete|trash|trashFile|trashSystem|trashLocal|remove|rmdir|mkdir|copy)$/, mayOpen: /^obsidian\/vault\.ts$/, instead: 'the write path' },
	{ name: 'write', opens: /@codemirror\/view\/[^#]*#EditorView\.dispatch$|obsidian\.d\.ts#Editor\.(replaceSelection|replaceRange|setValue|setLine|transaction)$/, mayOpen: /^obsidian\/(deliver|inline\/inline-(place|edit)|search\/found-place|telos-capture\/property-suggest)\.ts$/, instead: 'the write path, or `deliver`, which asks `keepPrivate` first' },
	{ name: 'request', opens: /^core\/host\.ts#Host\.http$/, mayOpen: /^core\/app\.ts$/, instead: 'RunGuard.http' },
	{ name: 'request', opens: /obsidian\.d\.ts#\.requestUrl$|lib\.(dom|webworker)\.d\.ts#\.(fetch|XMLHttpRequest|WebSocket|EventSource)$|#Navigator\.sendBeacon$|^undici-types\/[^#]*#\.fetch$/, mayOpen: /^(obsidian|node)\/http[^/]*\.m?ts$/, instead: 'RunGuard.http' },
	{ name: 'request', opens: /^core\/guard\/guarded-http\.ts#\.guardHttp$/, mayOpen: /^core\/guard\/(run-guard|guard)\.ts$/, instead: 'RunGuard.http' },
	{ name: 'tool', opens: /^core\/tools\/tool\.ts#Tool\.run$/, mayOpen: /^core\/agents\/execute-tool\.ts$/, instead: 'executeTool, which asks the guard before and hands the run’s own guard in' },
	{ name: 'tool', opens: /^core\/host\.ts#Vault\.read$/, mayOpen: /^(?!core\/tools\/)/, instead: 'in a tool, RunGuard.read' },
	{ name: 'tool', opens: /^core\/changes\/changes\.ts#Changes\.\w+$/, mayOpen: /^(?!core\/tools\/)/, instead: 'in a tool, RunGuard.plan: a plan and its errors tell what a note says' },
	{ name: 'run', opens: /^core\/guard\/(run-guard\.ts#\.RunGuard\.new|permits\.ts#\.Permits\.new)$/, mayOpen: /^core\/guard\/(guard|run-guard)\.ts$/, instead: 'Guard.run, or RunGuard.subRun within a run' },
	{ name: 'run', opens: /^core\/guard\/guard\.ts#Guard\.(run|ownChanges|applyReviewed)$/, mayOpen: /^(?!core\/tools\/)/, instead: 'in a tool, RunGuard.subRun, which inherits what was read' },
	{ name: 'run', opens: /^core\/(agents\/create-agent-run\.ts#\.createAgentRun|actions\/run-action\.ts#\.runAction)$/, mayOpen: /^core\/(agents\/chat-run|actions\/action-desk)\.ts$/, instead: 'the desks, which begin it with a guard' },
	{ name: 'rating', opens: /^core\/memory\/learning\/learning-desk\.ts#LearningDesk\.(rate|unrate)$/, mayOpen: /^(obsidian|node)\//, instead: 'nothing: only the person rates' },
	{ name: 'run', opens: /^core\/models\/(model\.ts#Model\.stream|connect-model\.ts#\.connectModel)$/, mayOpen: /^core\/models\//, instead: 'ReadyModel.connect with the guard of the run' },
];

const SRC = resolve(__dirname, '../../src');
const slashed = (path: string): string => path.split(sep).join('/');

/** Who opens a door that is not theirs, as "door: path opens what; instead …". `planted`: files beside the house, by their path below `src`. */
export function openedDoors(planted: Readonly<Record<string, string>> = {}): string[] {
	const texts = new Map(Object.entries(planted).map(([path, text]) => [slashed(join(SRC, path)), text]));
	const house = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m?ts$/.test(name)).map((name) => slashed(join(SRC, name)));
	const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: ['node'], strict: true, noUncheckedIndexedAccess: true, esModuleInterop: true, skipLibCheck: true, noEmit: true, allowImportingTsExtensions: true };
	const host = ts.createCompilerHost(options);
	const [read, exists] = [host.getSourceFile.bind(host), host.fileExists.bind(host)];
	host.fileExists = (name) => texts.has(slashed(name)) || exists(name);
	host.getSourceFile = (name, ...rest) => {
		const text = texts.get(slashed(name));
		return text === undefined ? read(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
	};
	const program = ts.createProgram([...house, ...texts.keys()], options, host);
	return program.getSourceFiles().filter(({ fileName }) => slashed(fileName).startsWith(`${slashed(SRC)}/`)).flatMap((file) => openedIn(file, program.getTypeChecker()));
}

function openedIn(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
	const path = slashed(relative(SRC, file.fileName));
	const found = new Set<string>();
	const visit = (node: ts.Node): void => {
		for (const thing of ts.isImportDeclaration(node) ? [] : thingsAt(node, checker)) {
			if (thing.startsWith(`${path}#`)) continue;
			for (const { name, opens, mayOpen, instead } of DOORS) if (opens.test(thing) && !mayOpen.test(path)) found.add(`${name}: ${path} opens ${thing}; instead: ${instead}`);
		}
		if (!ts.isImportDeclaration(node) && !ts.isTypeNode(node)) ts.forEachChild(node, visit);
	};
	visit(file);
	return [...found];
}

/** What the node speaks of: a member, however it is reached, a function in scope, or a class that is made. */
function thingsAt(node: ts.Node, checker: ts.TypeChecker): string[] {
	const named = (type: ts.Type, member: string): string[] => thingsOf(type.getProperty(member));
	if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
		const member = node.propertyName ?? node.name;
		return ts.isIdentifier(member) || ts.isStringLiteral(member) ? named(checker.getTypeAtLocation(node.parent), member.text) : [];
	}
	if (ts.isElementAccessExpression(node)) {
		const { types = [checker.getTypeAtLocation(node.argumentExpression)] } = checker.getTypeAtLocation(node.argumentExpression) as ts.UnionType;
		return types.flatMap((member) => (member.isStringLiteral() ? named(checker.getTypeAtLocation(node.expression), member.value) : []));
	}
	if (ts.isNewExpression(node)) return thingsOf(resolved(checker.getSymbolAtLocation(node.expression), checker)).map((thing) => `${thing}.new`);
	return ts.isIdentifier(node) ? thingsOf(resolved(checker.getSymbolAtLocation(node), checker)) : [];
}

function resolved(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
	return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function thingsOf(symbol: ts.Symbol | undefined): string[] {
	return (symbol?.declarations ?? []).map((declaration) => {
		const owner = ts.isInterfaceDeclaration(declaration.parent) || ts.isClassDeclaration(declaration.parent) ? (declaration.parent.name?.text ?? '') : '';
		const path = slashed(declaration.getSourceFile().fileName);
		return `${path.replace(/^.*\/(?:node_modules|src)\//, '')}#${owner}.${symbol?.name ?? ''}`;
	});
}
