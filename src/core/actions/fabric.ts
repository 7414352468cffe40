/**
 * Fabric's library in and out: its folders become notes with the text as it is, below properties that say what it is for
 * and what it read when it came. An export without those properties is the same bytes.
 */
import { stringify } from 'yaml';
import type { Change } from '../changes/change';
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { hashText } from '../lib/hash';
import { asVaultPath, nameOf, plainFolder, type VaultPath } from '../lib/vault-path';
import { sortFabric, type About, type NamedFile, type SourceFile } from './fabric-files';
import { listOf, patternNameOf, readPattern, textOf } from './read-pattern';
import { patternBeside } from './pattern-shelf';
import { printStrategy, readStrategy, type Strategy } from './strategy';

export type { SourceFile } from './fabric-files';

export interface FabricImportOptions {
	/** Where all goes: `Patterns`, `Strategies` and `Contexts` below it. */
	readonly folder: string;
	/** The text of a note that is there already; null when there is none. */
	readonly existing: (path: VaultPath) => string | null;
}

export interface FabricImport {
	/** For `core/changes` to plan, show and apply. */
	readonly changes: readonly Change[];
	readonly problems: readonly Problem[];
	readonly patterns: number;
	readonly strategies: number;
	readonly contexts: number;
	/** Kept conversations: chats, which another part makes notes of. */
	readonly sessions: readonly NamedFile[];
	/** What the person has edited: left as it is, by name. */
	readonly kept: readonly string[];
}

/** Property with the version of the text as it came; an edited one differs from it. */
const ORIGIN = 'fabric';
/** Properties with what the text alone cannot bring back. */
const FILE = 'fabric-file';
const NO_NOTES: readonly NamedFile[] = [];

export function importFabric(files: readonly SourceFile[], options: FabricImportOptions): FabricImport {
	const { patterns, extras, strategies, contexts, sessions, about, problems } = sortFabric(files);
	const found: Found = { ...options, folder: plainFolder(options.folder), problems: [...problems], changes: [], kept: [] };
	const read = patterns.map((file) => importPattern(file, about.get(file.name) ?? { description: '', tags: [] }, found));
	// What lies beside a pattern that did not come in does not either.
	const homes = new Set(patterns.filter((_file, i) => read[i]).map(({ name }) => name));
	for (const { name, rest, text, path } of extras) if (homes.has(name)) bring({ at: `Patterns/${name}/${rest}`, name: path, whole: text, body: null }, found);
	const thought = strategies.filter((file) => importStrategy(file, found));
	for (const { name, path, text } of contexts) bring({ at: `Contexts/${name}.md`, name: path, whole: headed({ ...(nameOf(path) === name ? {} : { [FILE]: nameOf(path) }), [ORIGIN]: hashText(text) }, text), body: text }, found);
	const { changes, kept } = found;
	return { changes, kept, problems: found.problems, patterns: homes.size, strategies: thought.length, contexts: contexts.length, sessions: sessions.length === 0 ? NO_NOTES : sessions };
}

/** Patterns, strategies and contexts as Fabric keeps them. A name that is there twice is written once: the first. */
export function exportFabric(notes: readonly { readonly path: string; readonly text: string }[]): SourceFile[] {
	const files = new Map<string, string>();
	const about: { patternName: string; description: string; tags: readonly string[] }[] = [];
	const paths = new Set(notes.map(({ path }) => path.toLowerCase()));
	for (const { path, text } of notes) {
		const { frontMatter } = readFrontMatter(text, path);
		const data = frontMatter?.data ?? {};
		const body = text.slice(frontMatter?.span.end ?? 0);
		const home = patternBeside(path, (one) => paths.has(one));
		const file = home !== null ? `patterns/${nameOf(home)}/${path.slice(home.length + 1)}` : fileOf(path, data);
		if (file === null || files.has(file)) continue;
		const description = textOf(data['description']);
		if (file.startsWith('strategies/')) files.set(file, printStrategy({ description, prompt: promptOf(body, data) }));
		else files.set(file, home === null ? body : text);
		if (home === null && file.startsWith('patterns/') && (description !== '' || listOf(data['tags']).length > 0)) about.push({ patternName: patternNameOf(path), description, tags: listOf(data['tags']) });
	}
	return [...[...files].map(([path, text]) => ({ path, text })), ...(about.length > 0 ? [{ path: 'pattern_descriptions.json', text: `${JSON.stringify({ patterns: about }, null, 2)}\n` }] : [])];
}

/** Null for what has no place there: what explains a folder, and chains. */
function fileOf(path: string, data: Readonly<Record<string, unknown>>): string | null {
	if (!/\.md$/i.test(path) || data['praxis'] === 'chain' || /(?:^|\/)(?:readme|user)\.md$/i.test(path)) return null;
	if (/(?:^|\/)Strategies\/[^/]+$/i.test(path)) return `strategies/${patternNameOf(path)}.json`;
	if (/(?:^|\/)Contexts\/[^/]+$/i.test(path)) return `contexts/${textOf(data[FILE]) || patternNameOf(path)}`;
	return `patterns/${patternNameOf(path)}/system.md`;
}

interface Found extends FabricImportOptions {
	readonly problems: Problem[];
	readonly changes: Change[];
	readonly kept: string[];
}

/** True when it comes in, is there already, or is kept. */
function importPattern({ path, text, name }: NamedFile, about: About, found: Found): boolean {
	const whole = headed({ ...described(about), [ORIGIN]: hashText(text) }, text);
	const { pattern, problems } = readPattern(`${name}/system.md`, whole);
	if (pattern) return bring({ at: `Patterns/${name}/system.md`, name, whole, body: text }, found);
	found.problems.push(...problems.map((problem) => ({ ...problem, path, line: 1 })));
	return false;
}

function importStrategy({ path, text, name }: NamedFile, found: Found): boolean {
	const { strategy, problems } = readStrategy(path, text);
	found.problems.push(...problems);
	return strategy !== null && bring({ at: `Strategies/${name}.md`, name, ...strategyNote(strategy) }, found);
}

interface Brought {
	/** Below the folder of the import. */
	readonly at: string;
	/** For the person. */
	readonly name: string;
	readonly whole: string;
	/** What its version is taken of; null for what is never brought up to date. */
	readonly body: string | null;
}

/** A new note, or the newer text in one that nobody edited. False when no note can be there. */
function bring({ at, name, whole, body }: Brought, { folder, existing, problems, changes, kept }: Found): boolean {
	const path = asVaultPath(folder === '' ? at : `${folder}/${at}`);
	if (path === null) {
		problems.push({ path: name, line: 1, message: `“${at}” cannot be a note in the vault.` });
		return false;
	}
	const old = existing(path);
	if (old === null) changes.push({ type: 'create', path, text: whole, ifExists: 'skip' });
	if (old === null || body === null) return true;
	const { frontMatter } = readFrontMatter(old, path);
	const start = frontMatter?.span.end ?? 0;
	const now = old.slice(start);
	if (now === body) return true;
	if (frontMatter?.data[ORIGIN] !== hashText(now)) kept.push(name);
	// The properties are the person's by now; only the version and the text are brought up to date.
	else changes.push({ type: 'set-properties', path, properties: { [ORIGIN]: hashText(body) } }, { type: 'replace', path, target: { start, end: old.length }, text: body, asIs: true });
	return true;
}

function described({ description, tags }: About): Readonly<Record<string, unknown>> {
	return { ...(description === '' ? {} : { description }), ...(tags.length === 0 ? {} : { tags }) };
}

/** The prompt as it is; blanks around it are told of, since notes are read without them. */
function strategyNote({ description, prompt }: Strategy): Pick<Brought, 'whole' | 'body'> {
	return { whole: headed({ description, [ORIGIN]: hashText(prompt) }, prompt), body: prompt };
}

/** As it came where nobody edited it; else without the blanks around it. */
function promptOf(body: string, data: Readonly<Record<string, unknown>>): string {
	return data[ORIGIN] === hashText(body) ? body : body.trim();
}

function headed(properties: Readonly<Record<string, unknown>>, body: string): string {
	return `---\n${stringify(properties)}---\n${body}`;
}
