/**
 * A local action carried out as a run: all that it reads, and every note that its result names, is read through the guard,
 * so that the result has the labels of what it is made of.
 */
import type { Guard } from '../../guard/guard';
import type { RunGuard } from '../../guard/run-guard';
import { safeMarkdown } from '../../guard/safe-markdown';
import type { Vault } from '../../host';
import { isPraxisError } from '../../lib/errors';
import { LinkIndex } from '../../lib/links';
import { readNote } from '../../lib/markdown';
import { isNote } from '../../lib/vault-path';
import { NO_CONTEXT, NO_CONTRACT, type Pattern } from '../pattern';
import type { ActionInput } from '../run-action';
import { LOCAL_ACTIONS } from './local-actions';
import type { LocalAction, LocalContext } from './local-action';

export interface LocalRun {
	/** Markdown. */
	readonly text: string;
	/** With the labels of all that it holds. */
	readonly guard: RunGuard;
}

export interface LocalRunOptions {
	readonly action: LocalAction;
	readonly inputs: readonly ActionInput[];
	readonly guard: Pick<Guard, 'run' | 'ready'>;
	readonly context: LocalContext;
}

/** Throws `bad-input` without inputs, and `refused` for an input, and for a note in the result, that may not be read. */
export async function runLocal({ action, inputs, guard, context }: LocalRunOptions): Promise<LocalRun> {
	await guard.ready();
	const run = guard.run({ remote: false, typed: [], granted: ['note_read'], approve: () => Promise.resolve(false) });
	try {
		for (const { path, name, isTyped, label } of inputs) {
			if (label) run.observe(name, label);
			const read = path === undefined ? null : await run.read(path);
			if (!read && !label && isTyped !== true) run.receive(name, 'was not written in a note of yours');
		}
		const { vault } = context;
		const guarded: Pick<Vault, 'list' | 'read'> = { list: () => vault.list(), read: (path) => run.read(path) };
		const text = await action.run(inputs, { ...context, vault: guarded, look: vault });
		const links = new LinkIndex((await vault.list()).map(({ path }) => path));
		for (const { target, kind } of readNote('', text).links) {
			const path = kind === 'url' || kind === 'image' ? null : links.resolve(target, '');
			// Its name is a part of it.
			if (path !== null && isNote(path) && run.labelOf(path) === null) await run.read(path).catch(unread);
		}
		return { text: run.state.taint ? safeMarkdown(text).text : text, guard: run };
	} finally {
		run.end();
	}
}

/** A note that the disk does not give up has nothing in the result but a name that the person wrote. */
function unread(error: unknown): null {
	if (isPraxisError(error) && error.code !== 'refused') return null;
	throw error;
}

/** As a pattern is listed: it asks nothing, and its result goes to the end of the note. */
export function localPattern({ name, description, tags, input }: LocalAction): Pattern {
	return { name, description, tags, input, output: 'append', outputPlace: '', template: '', model: null, temperature: null, strategy: '', variables: [], context: NO_CONTEXT, result: NO_CONTRACT, privacy: 'device', instructions: '', source: '', path: `${LOCAL_FOLDER}${name}` };
}

/** Null for a pattern that a model carries out. */
export function localActionOf({ path, name }: Pick<Pattern, 'path' | 'name'>): LocalAction | null {
	return path === `${LOCAL_FOLDER}${name}` ? (LOCAL_ACTIONS.find((action) => action.name === name) ?? null) : null;
}

/** No path of a vault begins so. */
const LOCAL_FOLDER = 'local:';
