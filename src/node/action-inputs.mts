/** What a pattern works on from the command line: notes and parts of them, a folder, a search, a page, or what is piped in. */
import type { App } from '../core/app';
import type { ActionInput } from '../core/actions/run-action';
import type { Pattern } from '../core/actions/pattern';
import type { Vault } from '../core/host';
import { PraxisError } from '../core/lib/errors';
import { resolveSubpath } from '../core/lib/links';
import { readNote } from '../core/lib/markdown';
import { titleOf, visiblePath, type VaultPath } from '../core/lib/vault-path';
import type { ActionCommand } from './action-arguments.mts';
import type { Terminal } from './terminal.mts';

export interface Surroundings {
	readonly app: App;
	readonly vault: Pick<Vault, 'read'>;
	readonly terminal: Terminal;
}

/** Throws `bad-input` where nothing is named and nothing is piped in, and what reading throws. */
export async function inputsOf(command: ActionCommand, takes: Pattern['input'], { app, vault, terminal }: Surroundings): Promise<readonly ActionInput[]> {
	const { actions } = app;
	if (command.url !== undefined) return actions.inputs('url', { page: await actions.page(command.url, terminal.signal) });
	if (command.folder !== undefined) return actions.inputs('folder', { folder: command.folder });
	if (command.query !== undefined) {
		await app.index.rebuild({ signal: terminal.signal });
		const hits = await app.search(command.query, { limit: command.limit });
		return actions.inputs('search', { found: [...new Set(hits.map(({ citation }) => citation.path))] });
	}
	if (command.notes.length > 0) {
		const parts = await Promise.all(command.notes.map((typed) => partOf(typed, command.linked, { app, vault })));
		return parts.flat().filter(({ path, text }, i, all) => all.findIndex((one) => one.path === path && one.text === text) === i);
	}
	const piped = process.stdin.isTTY === true ? '' : await readAll();
	// Where it is from, nobody can tell.
	if (piped.trim() !== '') return [{ name: 'standard input', text: piped }];
	if (takes.includes('none')) return [];
	throw new PraxisError('bad-input', 'What is it to work on?', { hint: 'Name a note with --note, a folder with --folder, or pipe a text in.' });
}

/** "Talk.md", "Talk.md#Decisions" or "Talk.md#^id". */
async function partOf(typed: string, linked: boolean, { app: { actions }, vault }: Pick<Surroundings, 'app' | 'vault'>): Promise<readonly ActionInput[]> {
	const [, name = '', subpath] = /^([^#]*)(?:#([^]*))?$/.exec(typed) ?? [];
	const path = visiblePath(name);
	if (subpath === undefined) return actions.inputs(linked ? 'linked-notes' : 'note', { path });
	const text = (await vault.read(path))?.text;
	if (text === undefined) throw new PraxisError('missing-note', `There is no note "${name}".`, { hint: 'Give its path in the vault, such as "Projects/Garden.md".' });
	const span = resolveSubpath(readNote(path, text), subpath);
	if (!span) throw new PraxisError('bad-input', `“${titleOf(path)}” has no “${subpath}”.`, { hint: 'Give a heading, or "^" and the id of a block.' });
	return [{ name: `a part of the note “${titleOf(path)}”`, path, text: text.slice(span.start, span.end) }];
}

/** Where the first input stands in its note; null for one that is none. */
export async function spotOf([first]: readonly ActionInput[], vault: Pick<Vault, 'read'>): Promise<{ readonly path: VaultPath; readonly start: number; readonly old: string } | null> {
	const text = first?.path === undefined ? undefined : (await vault.read(first.path))?.text;
	return first?.path === undefined || text === undefined ? null : { path: first.path, start: Math.max(0, text.indexOf(first.text)), old: first.text };
}

async function readAll(): Promise<string> {
	let text = '';
	process.stdin.setEncoding('utf8');
	for await (const chunk of process.stdin) text += String(chunk);
	return text;
}
