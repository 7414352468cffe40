/**
 * What the plugin's own source says to people and to models, packed with the other texts: a text of some length with a blank
 * in it stands in the build as `text(17)`. Shorter ones, selectors, keys and code stay where they are.
 */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { PACKED_IMPORT, packed } from './packed-texts.mjs';

/** Characters from which a text takes more room than its call. */
const LONG = 14;
/** The same for a piece of a template, whose call needs `${}` around it. */
const LONG_PIECE = 18;
/** Code and selectors stay readable. */
export const isText = (text, least) => text.length >= least && /\S \S/.test(text) && !/[{}]|=>|^[.#[:]/.test(text);

/** The source of a module with its texts packed. */
export function withPackedWords(code) {
	const source = ts.createSourceFile('module.ts', code, ts.ScriptTarget.ESNext, true);
	let [out, at] = ['', 0];
	const put = (from, to, text) => {
		out += code.slice(at, from) + text;
		at = to;
	};
	// A piece stands between its marks: a backtick or `}` before it, a backtick or `${` after it.
	const putPiece = (piece) => {
		if (isText(piece.text, LONG_PIECE)) put(piece.getStart(source) + 1, piece.end - (ts.isTemplateHead(piece) || ts.isTemplateMiddle(piece) ? 2 : 1), `\${${packed(piece.text)}}`);
	};
	const visit = (node) => {
		if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTaggedTemplateExpression(node)) return;
		if (ts.isTemplateExpression(node)) {
			putPiece(node.head);
			for (const { expression, literal } of node.templateSpans) {
				visit(expression);
				putPiece(literal);
			}
		} else if (ts.isStringLiteralLike(node) && node.parent.name !== node && isText(node.text, LONG)) put(node.getStart(source), node.end, packed(node.text));
		else ts.forEachChild(node, visit);
	};
	visit(source);
	return at === 0 ? code : `${PACKED_IMPORT}${out}${code.slice(at)}`;
}

/**
 * Modules that the source loads when they are first called, loaded with the others: all is one file here, and waiting would
 * cost a wrapper around each module that they bring.
 */
function withStaticImports(code) {
	const names = [];
	const out = code.replace(/(?<![\w.])import\(('\.[^']+')\)/g, (_, path) => `Promise.resolve(lazy${names.push(path) - 1})`);
	return names.map((path, i) => `import * as lazy${i} from ${path};`).join('') + out;
}

/** What is packed of the output may be asked for as soon as a module loads. */
const ENTRY = /[\\/]src[\\/]main\.ts$/;
const UNPACKED_FIRST = "import 'packed-texts';";

export const packedWords = {
	name: 'packed-words',
	setup(build) {
		if (!build.initialOptions.minify) return;
		build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({ contents: (ENTRY.test(path) ? UNPACKED_FIRST : '') + withPackedWords(withStaticImports(await readFile(path, 'utf8'))), loader: 'ts' }));
	},
};
