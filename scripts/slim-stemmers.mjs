/**
 * The stemmers of seven languages, each of which is generated with the same runtime inside: in the build they share one,
 * their tables of endings are packed with the texts, and each is set up when its first word comes.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PACKED_IMPORT, packed } from './packed-texts.mjs';

const STEMMER = /[\\/]@orama[\\/]stemmers[\\/]dist[\\/](?:de|es|fr|it|nl|pt|ru)\.js$/;
const RUNTIME = 'snowball-runtime';
/** Methods of the runtime that no stemmer of these calls: what the class offers to others. */
const UNCALLED = /,this\.(?:z|w|r|u|v)=function\([^)]*\)\{(?:[^{}]|\{[^{}]*\})*\}/g;
/** A table of endings that holds no function. */
const TABLE = /\[\[(?:"[^"]*",-?\d+,-?\d+\],\[)+"[^"]*",-?\d+,-?\d+\]\]/g;

/** The runtime, and the language's own part that begins with `let NAME=new function(){`. */
function parts(source, path) {
	const end = source.search(/(?<=\})let \w+=new function\(\)\{/);
	if (!source.startsWith('function r(){this.p=') || end < 0) throw new Error(`Not a generated stemmer: ${path}`);
	return { runtime: source.slice(0, end), own: source.slice(end) };
}

/** The same code whatever its variables are called. */
function withoutNames(code) {
	const names = new Map();
	return code.replace(/(?<![.\w$])[a-zA-Z_$][\w$]*/g, (name) => (/^(?:function|this|var|return|if|for|break)$/.test(name) ? name : (names.has(name) || names.set(name, `v${names.size}`), names.get(name))));
}

const short = (code) => code.replaceAll('.cursor', '.x');

function lazy(own) {
	const [, name] = /^let (\w+)=/.exec(own);
	return own.replace(/^let \w+=new function\(\)\{/, `let ${name};function Language(){`).replace(`return ${name}.stemWord(`, `return(${name}??=new Language).stemWord(`);
}

export const slimStemmers = {
	name: 'slim-stemmers',
	setup(build) {
		build.onResolve({ filter: /^snowball-runtime$/ }, ({ path, resolveDir }) => ({ path, namespace: RUNTIME, pluginData: resolveDir }));
		build.onLoad({ filter: /.*/, namespace: RUNTIME }, async ({ pluginData: folder }) => {
			const { runtime } = parts(await readFile(join(folder, 'de.js'), 'utf8'), 'de.js');
			return { contents: `export ${short(runtime.replace(UNCALLED, ''))}` };
		});
		build.onLoad({ filter: STEMMER }, async ({ path }) => {
			const { runtime, own } = parts(await readFile(path, 'utf8'), path);
			const german = parts(await readFile(join(dirname(path), 'de.js'), 'utf8'), path);
			if (withoutNames(runtime) !== withoutNames(german.runtime)) throw new Error(`Another runtime: ${path}`);
			const tables = own.replace(TABLE, (table) => `JSON.parse(${packed(table.replace(/\\x([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))))})`);
			return { contents: `import { r } from '${RUNTIME}'; ${PACKED_IMPORT} ${short(lazy(tables))}`, resolveDir: dirname(path) };
		});
	},
};
