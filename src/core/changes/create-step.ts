/** Steps that make, move and remove notes. Nothing is ever overwritten, and nothing is removed but to the trash. */
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import { isTorn, showsChange } from './merge';
import { namesLike } from './names';
import type { Step, StepResult } from './step';
import type { StepContext } from './step-context';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

export async function createStep(step: StepOf<'create'>, context: StepContext): Promise<StepResult> {
	if (context.recorded !== null && (await context.vault.read(context.recorded.path)) !== null && !context.isResumed) return context.recorded;
	if (step.ifExists === 'skip' && !context.isResumed && (await isTaken(step.path, context))) return present(step.path);
	const path = await makeNote(step.path, step.text, context);
	return { outcome: 'created', path, detail: path === step.path ? '' : `The name ${step.path} was taken.` };
}

function present(path: VaultPath): StepResult {
	return { outcome: 'unchanged', path, detail: 'The note was there already.' };
}

async function isTaken(path: VaultPath, context: StepContext): Promise<boolean> {
	return (await context.vault.read(path)) !== null;
}

/** Makes a note under the first free name like `path`; after a crash, finds the one it made. Returns its path. */
export async function makeNote(path: VaultPath, text: string, context: StepContext): Promise<VaultPath> {
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
			ours = now === text || isTorn(now, text) || showsChange(now, '', text) === true;
			return isTorn(now, text) ? text : now;
		});
	} catch (error) {
		if (isPraxisError(error, 'missing-note') || isPraxisError(error, 'not-text')) return false;
		throw error;
	}
	return ours;
}

export async function renameStep(step: StepOf<'rename'>, context: StepContext): Promise<StepResult> {
	try {
		await context.vault.rename(step.path, step.to);
	} catch (error) {
		if (isPraxisError(error, 'note-exists')) return { outcome: 'kept', path: step.path, detail: `The name ${step.to} is taken.` };
		if (!isPraxisError(error, 'missing-note')) throw error;
		if (context.isResumed && (await context.vault.read(step.to)) !== null) return { outcome: 'renamed', path: step.to, detail: '' };
		return { outcome: 'kept', path: step.path, detail: 'The note is no longer there.' };
	}
	await context.moved(step.path, step.to);
	return { outcome: 'renamed', path: step.to, detail: '' };
}

export async function trashStep(step: StepOf<'trash'>, context: StepContext): Promise<StepResult> {
	const path = await context.follow(step.path);
	const now = step.before === null ? null : await context.vault.read(path);
	if (step.before !== null && now === null) return { outcome: context.isResumed ? 'trashed' : 'unchanged', path, detail: 'The note is no longer there.' };
	if (now !== null && now.text !== step.before) return { outcome: 'kept', path, detail: 'The note was edited since; it was not removed.' };
	try {
		await context.vault.trash(path);
	} catch (error) {
		if (!isPraxisError(error, 'missing-note')) throw error;
	}
	return { outcome: 'trashed', path, detail: '' };
}
