/** A local action carried out as a run: its inputs read through the guard, and what it names of private notes kept private. */
import type { Guard } from '../../guard/guard';
import { OWN } from '../../guard/labels';
import type { RunGuard } from '../../guard/run-guard';
import { safeMarkdown } from '../../guard/safe-markdown';
import { LinkIndex } from '../../lib/links';
import { readNote } from '../../lib/markdown';
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

/** Throws `bad-input` without inputs, and `refused` for what may not be read. */
export async function runLocal({ action, inputs, guard, context }: LocalRunOptions): Promise<LocalRun> {
	await guard.ready();
	const options = { typed: [], granted: ['note_read'], approve: () => Promise.resolve(false) };
	const run = guard.run({ ...options, remote: false });
	// Asked what may go elsewhere; nothing does.
	const remote = guard.run({ ...options, remote: true });
	try {
		for (const { path, name, isTyped } of inputs) {
			const read = path === undefined ? null : await run.read(path);
			if (!read && isTyped !== true) run.receive(name, 'was not written in a note of yours');
		}
		const text = await action.run(inputs, context);
		const links = new LinkIndex((await context.vault.list()).map(({ path }) => path));
		for (const { target, kind } of readNote('', text).links) {
			const path = kind === 'url' || kind === 'image' ? null : links.resolve(target, '');
			if (path !== null && !(await remote.mayEnter(path))) run.observe(path, { ...OWN, secrecy: 'private', reasons: ['is private'] });
		}
		return { text: run.state.taint ? safeMarkdown(text).text : text, guard: run };
	} finally {
		run.end();
		remote.end();
	}
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
