/**
 * Fabric's library in and out: its folders become notes with the text as it is, below properties that say what it is for
 * and what it read when it came. An export without those properties is the same bytes.
 */
import { stringify } from 'yaml';
import type { Change } from '../changes/change';
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { hashText } from '../lib/hash';
import { asVaultPath, folderOf, nameOf, type VaultPath } from '../lib/vault-path';
import { isRecord, listOf, patternNameOf, readPattern, textOf } from './read-pattern';
import { printStrategy, readStrategy, type Strategy } from './strategy';

export interface SourceFile {
	/** Within the folder that was chosen: "patterns/summarize/system.md". */
	readonly path: string;
	readonly text: string;
}

export interface FabricImportOptions {
	/** Where patterns and strategies go: `Patterns` and `Strategies` below it. */
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
	/** Patterns of the person that they have edited: left as they are. */
	readonly kept: readonly string[];
}

/** Property with the version of the text as it came; an edited one differs from it. */
const ORIGIN = 'fabric';

interface About {
	readonly description: string;
	readonly tags: readonly string[];
}

export function importFabric(files: readonly SourceFile[], options: FabricImportOptions): FabricImport {
	const problems: Problem[] = [];
	const about = descriptionsIn(files, problems);
	const changes: Change[] = [];
	const kept: string[] = [];
	const found = { patterns: 0, strategies: 0 };
	for (const { path, text } of files) {
		const name = nameOf(folderOf(path));
		if (/\/strategies\/[^/]+\.json$/i.test(`/${path}`)) {
			const { strategy, problems: wrong } = readStrategy(path, text);
			problems.push(...wrong);
			if (!strategy) continue;
			found.strategies++;
			changes.push(...made(`${options.folder}/Strategies/${strategy.name}.md`, printStrategyNote(strategy), options));
		} else if (/(?:^|\/)system\.md$/i.test(path) && name !== '') {
			const outcome = importPattern({ path, text }, { name, about: about.get(name) ?? { description: '', tags: [] }, options });
			problems.push(...outcome.problems);
			changes.push(...outcome.changes);
			if (outcome.isKept) kept.push(name);
			if (outcome.isPattern) found.patterns++;
		} else if (name !== '' && /\.md$/i.test(path) && text !== '' && files.some((file) => file.path === path.replace(/[^/]+$/, 'system.md'))) {
			changes.push(...made(`${options.folder}/Patterns/${name}/${path.split('/').pop() ?? ''}`, text, options));
		}
	}
	return { changes, problems, ...found, kept };
}

/** Patterns and strategies as Fabric keeps them. A name that is there twice is written once: the first. */
export function exportFabric(notes: readonly { readonly path: string; readonly text: string }[]): SourceFile[] {
	const files = new Map<string, string>();
	const about: { patternName: string; description: string; tags: readonly string[] }[] = [];
	for (const { path, text } of notes) {
		const { frontMatter } = readFrontMatter(text, path);
		const body = text.slice(frontMatter?.span.end ?? 0);
		const isStrategy = /(?:^|\/)Strategies\/[^/]+\.md$/i.test(path);
		const file = isStrategy ? `strategies/${patternNameOf(path)}.json` : `patterns/${patternNameOf(path)}/system.md`;
		if (files.has(file) || !isPatternFile(path)) continue;
		const description = textOf(frontMatter?.data['description']);
		files.set(file, isStrategy ? printStrategy({ name: patternNameOf(path), description, prompt: body.trim() }) : body);
		if (!isStrategy && description !== '') about.push({ patternName: patternNameOf(path), description, tags: listOf(frontMatter?.data['tags']) });
	}
	return [...[...files].map(([path, text]) => ({ path, text })), ...(about.length > 0 ? [{ path: 'pattern_descriptions.json', text: `${JSON.stringify({ patterns: about }, null, 2)}\n` }] : [])];
}

interface Imported {
	readonly changes: readonly Change[];
	readonly problems: readonly Problem[];
	readonly isPattern: boolean;
	readonly isKept: boolean;
}

function importPattern({ path, text }: SourceFile, { name, about, options }: { readonly name: string; readonly about: About; readonly options: FabricImportOptions }): Imported {
	const nothing: Imported = { changes: [], problems: [], isPattern: true, isKept: false };
	const whole = printPatternNote(text, about);
	const target = asVaultPath(`${options.folder}/Patterns/${name}/system.md`);
	const { pattern, problems } = readPattern(`${name}/system.md`, whole);
	if (!pattern || target === null) return { ...nothing, isPattern: false, problems: problems.length > 0 ? problems.map((problem) => ({ ...problem, path, line: 1 })) : [{ path, line: 1, message: `“${name}” cannot be a folder in the vault.` }] };
	const old = options.existing(target);
	if (old === null) return { ...nothing, changes: [{ type: 'create', path: target, text: whole, ifExists: 'skip' }] };
	const { frontMatter } = readFrontMatter(old, target);
	const body = old.slice(frontMatter?.span.end ?? 0);
	if (body === text) return nothing;
	if (frontMatter?.data[ORIGIN] !== hashText(body)) return { ...nothing, isKept: true };
	return { ...nothing, changes: [{ type: 'replace', path: target, target: { start: 0, end: old.length }, text: whole }] };
}

function made(path: string, text: string, { existing }: FabricImportOptions): Change[] {
	const target = asVaultPath(path);
	// What is there is the person's: only patterns that were not edited are brought up to date.
	return target === null || existing(target) !== null ? [] : [{ type: 'create', path: target, text, ifExists: 'skip' }];
}

function printPatternNote(body: string, { description, tags }: About): string {
	return `---\n${stringify({ ...(description === '' ? {} : { description }), ...(tags.length === 0 ? {} : { tags }), [ORIGIN]: hashText(body) })}---\n${body}`;
}

function printStrategyNote({ description, prompt }: Strategy): string {
	return `---\n${stringify({ description })}---\n${prompt}\n`;
}

function descriptionsIn(files: readonly SourceFile[], problems: Problem[]): ReadonlyMap<string, About> {
	const found = new Map<string, About>();
	for (const { path, text } of files) {
		if (!/(?:^|\/)pattern_descriptions\.json$/i.test(path)) continue;
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

function isPatternFile(path: string): boolean {
	return !/(?:^|\/)(?:readme|user)\.md$/i.test(path);
}
