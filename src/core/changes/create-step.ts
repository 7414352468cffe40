/** Steps that make, move and remove notes. Nothing is ever overwritten, and nothing is removed but to the trash. */
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { isTorn, lacksEnd, sharesMost } from './merge';
import { namesLike } from './names';
import type { Step, StepResult } from './step';
import type { StepContext } from './step-context';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

export async function createStep(step: StepOf<'create'>, context: StepContext): Promise<StepResult> {
	const there = context.isResumed ? null : await context.vault.read(step.path);
	if (there !== null && (step.ifExists === 'skip' || there.text === step.text)) return present(step.path);
	const path = await makeNote(step.path, step.text, context);
	return { outcome: 'created', path, detail: path === step.path ? '' : `The name ${step.path} was taken.` };
}

function present(path: VaultPath): StepResult {
	return { outcome: 'unchanged', path, detail: 'The note was there already.' };
}

/** Makes a note under the first free name like `path`; after a crash, finds the one it made. Returns its path. */
export async function makeNote(path: VaultPath, text: string, context: StepContext): Promise<VaultPath> {
	const { recorded } = context;
	if (context.isResumed && (recorded?.outcome === 'created' || recorded?.outcome === 'copied')) {
		const made = await context.follow(recorded.path);
		if (await isOurs(made, text, context)) return made;
	}
	for (const name of namesLike(path)) {
		try {
			await context.vault.create(name, text);
			return name;
		} catch (error) {
			if (!isPraxisError(error, 'note-exists')) throw error;
			if (context.isResumed && (await isOurs(name, text, context))) return name;
		}
	}
	return path;
}

/** True for the note this step made before the crash: whole, edited since, or broken off, which is mended. */
async function isOurs(name: VaultPath, text: string, context: StepContext): Promise<boolean> {
	let ours = false;
	try {
		await context.vault.process(name, (now) => {
			ours = now === text || isTorn(now, text) || (sharesMost(now, text) && !lacksEnd(now, text));
			return isTorn(now, text) ? text : now;
		});
	} catch (error) {
		if (isPraxisError(error, 'missing-note') || isPraxisError(error, 'not-text')) return false;
		throw error;
	}
	return ours;
}

export async function renameStep(step: StepOf<'rename'>, context: StepContext): Promise<StepResult> {
	const done: StepResult = { outcome: 'renamed', path: step.to, detail: '' };
	const moved = await context.follow(step.path);
	if (context.isResumed && moved !== step.path && (await isThere(moved, context))) {
		await context.moved(step.path, moved);
		return { ...done, path: moved };
	}
	try {
		await context.vault.rename(step.path, step.to);
	} catch (error) {
		if (isPraxisError(error, 'note-exists')) return { outcome: 'kept', path: step.path, detail: `The name ${step.to} is taken.` };
		if (isPraxisError(error, 'missing-note')) return { outcome: 'kept', path: step.path, detail: 'The note is no longer there.' };
		throw error;
	}
	await context.moved(step.path, step.to);
	return done;
}

async function isThere(path: VaultPath, context: StepContext): Promise<boolean> {
	try {
		return (await context.vault.read(path)) !== null;
	} catch (error) {
		if (isPraxisError(error, 'not-text')) return true;
		throw error;
	}
}

export async function trashStep(step: StepOf<'trash'>, context: StepContext): Promise<StepResult> {
	const path = await context.follow(step.path);
	const now = step.before === null ? null : await context.vault.read(path);
	if (step.before !== null && now === null) return { outcome: context.isResumed ? 'trashed' : 'unchanged', path, detail: 'The note is no longer there.' };
	const isWhole = now?.text === step.before || (context.isResumed && isTorn(now?.text ?? '', step.before ?? ''));
	if (now !== null && !isWhole) return { outcome: 'kept', path, detail: 'The note was edited since; it was not removed.' };
	try {
		await context.vault.trash(path);
	} catch (error) {
		if (!isPraxisError(error, 'missing-note')) throw error;
	}
	return { outcome: 'trashed', path, detail: '' };
}
