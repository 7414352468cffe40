/** The files of a Fabric folder by what they are: patterns, what lies beside them, strategies, contexts, sessions. It reads no pattern. */
import type { Problem } from '../lib/errors';
import { folderOf, nameOf } from '../lib/vault-path';
import { isRecord, listOf, textOf } from './read-pattern';

export interface SourceFile {
	/** Within the folder that was chosen: "patterns/summarize/system.md". */
	readonly path: string;
	readonly text: string;
}

export interface About {
	readonly description: string;
	readonly tags: readonly string[];
}

export interface NamedFile extends SourceFile {
	/** A pattern's is its folder's; a context's its file's. */
	readonly name: string;
}

export interface FabricFiles {
	readonly patterns: readonly NamedFile[];
	/** `rest`: the path within the folder of the pattern `name`. */
	readonly extras: readonly (NamedFile & { readonly rest: string })[];
	readonly strategies: readonly NamedFile[];
	readonly contexts: readonly NamedFile[];
	readonly sessions: readonly NamedFile[];
	readonly about: ReadonlyMap<string, About>;
	readonly problems: readonly Problem[];
}

const DESCRIPTIONS = /(?:^|\/)pattern_descriptions\.json$/i;
const SYSTEM = /(?:^|\/)system\.md$/i;
/** Texts that lie beside a pattern and come along. */
const TEXTS = /\.(?:md|markdown|txt|json|ya?ml|csv)$/i;
const HIDDEN = /(?:^|\/)\./;

/** Two patterns, strategies or contexts of one name: the first counts, and it is told. Case does not count, as on many disks. */
export function sortFabric(files: readonly SourceFile[]): FabricFiles {
	const problems: Problem[] = [];
	const found = { patterns: [] as NamedFile[], extras: [] as (NamedFile & { rest: string })[], strategies: [] as NamedFile[], contexts: [] as NamedFile[], sessions: [] as NamedFile[] };
	const taken = new Map<string, string>();
	const homes = new Set(files.flatMap(({ path }) => (SYSTEM.test(path) && folderOf(path) !== '' ? [folderOf(path)] : [])));
	const add = (list: NamedFile[], kind: string, file: NamedFile): void => {
		const key = `${kind} ${file.name.normalize('NFC').toLowerCase()}`;
		const first = taken.get(key);
		if (first !== undefined) return void problems.push({ path: file.path, line: 1, message: `There is another ${kind} of this name, ${first}; only that one comes in.` });
		taken.set(key, file.path);
		list.push(file);
	};
	for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
		const { path } = file;
		const folder = nameOf(folderOf(path));
		const home = homeOf(folderOf(path), homes);
		if (HIDDEN.test(path) || DESCRIPTIONS.test(path)) continue;
		else if (SYSTEM.test(path) && folder !== '') add(found.patterns, 'pattern', { ...file, name: folder });
		else if (home !== null && TEXTS.test(path)) found.extras.push({ ...file, name: nameOf(home), rest: path.slice(home.length + 1) });
		else if (/^strategies$/i.test(folder) && /\.json$/i.test(path)) add(found.strategies, 'strategy', { ...file, name: withoutEnding(path) });
		else if (/^contexts$/i.test(folder)) add(found.contexts, 'context', { ...file, name: withoutEnding(path) });
		else if (/^sessions$/i.test(folder) && /\.json$/i.test(path)) add(found.sessions, 'session', { ...file, name: withoutEnding(path) });
		else if (!path.includes('/') && isStrategyFile(file)) add(found.strategies, 'strategy', { ...file, name: withoutEnding(path) });
	}
	return { ...found, about: descriptionsIn(files, problems), problems };
}

/** The nearest folder above that is a pattern's; null for none. */
function homeOf(folder: string, homes: ReadonlySet<string>): string | null {
	for (let at = folder; at !== ''; at = folderOf(at)) if (homes.has(at)) return at;
	return null;
}

/** The folder of the strategies itself was chosen. */
function isStrategyFile({ path, text }: SourceFile): boolean {
	return /\.json$/i.test(path) && /"prompt"\s*:/.test(text);
}

function withoutEnding(path: string): string {
	return nameOf(path).replace(/(.)\.(?:md|markdown|txt|json)$/i, '$1');
}

function descriptionsIn(files: readonly SourceFile[], problems: Problem[]): ReadonlyMap<string, About> {
	const found = new Map<string, About>();
	for (const { path, text } of files) {
		if (!DESCRIPTIONS.test(path)) continue;
		try {
			const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
			const listed: readonly unknown[] = isRecord(data) && Array.isArray(data['patterns']) ? data['patterns'] : [];
			for (const one of listed) if (isRecord(one) && textOf(one['patternName']) !== '') found.set(textOf(one['patternName']), { description: textOf(one['description']), tags: listOf(one['tags']).map((tag) => tag.toLowerCase().replace(/\s+/g, '-')) });
		} catch {
			problems.push({ path, line: 1, message: 'The descriptions are not valid JSON; patterns come without them.' });
		}
	}
	return found;
}
