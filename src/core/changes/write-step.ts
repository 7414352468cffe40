/**
 * One step that changes a note: compare-and-swap, joined with what others wrote meanwhile, else a copy beside it.
 * No path leads here to a write over a text that was not read inside the same `Vault.process`.
 */
import { isPraxisError } from '../lib/errors';
import { asVaultPath, titleOf, type VaultPath } from '../lib/vault-path';
import { conflictText } from './conflict-note';
import { makeNote } from './create-step';
import { isTorn, lacksLines, merge3, mergeAnchored, rebase, showsChange } from './merge';
import { besideName, stamp } from './names';
import type { Step, StepResult, TextPair } from './step';
import type { StepContext } from './step-context';

type WriteStep = Extract<Step, { kind: 'write' }>;

/** After so many edits by others in the middle of the write, the text goes beside the note. */
const MAX_TRIES = 5;

/** Makes the edit. Run again after a crash (`context.isResumed`) it finishes what was begun, and does nothing twice. */
export async function writeStep(step: WriteStep, context: StepContext): Promise<StepResult> {
	const planned: TextPair = { found: step.before, landed: step.after };
	const path = await context.follow(step.path);
	const noted = await context.texts();
	if (noted !== null && noted.found === '' && context.isResumed && step.before !== '') return copy(step, path, { context, now: null });
	let pair = noted ?? planned;
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const seen = await swap(path, pair, context);
		if (seen === 'missing') return missing(step, path, context);
		if (seen === 'done') return { outcome: pair.landed === step.after ? 'written' : 'merged', path, detail: '' };
		if (seen === 'same') return { outcome: 'unchanged', path, detail: 'The note already had this text.' };
		const next = context.isResumed ? afterCrash(step, path, { pair, now: seen.now }) : joined(step, path, { pair, now: seen.now });
		if (next === DONE) return { outcome: 'merged', path, detail: 'Edited since; the edits were left as they are.' };
		if (next === null) return copy(step, path, { context, now: seen.now });
		pair = { found: seen.now, landed: next };
		await context.setTexts(pair);
	}
	return copy(step, path, { context, now: null });
}

/** The edit stands in the note, with others' edits on top. */
const DONE = Symbol('done');

type Swapped = 'done' | 'same' | 'missing' | { readonly now: string };

async function swap(path: VaultPath, pair: TextPair, context: StepContext): Promise<Swapped> {
	let result: Swapped = 'done';
	try {
		await context.vault.process(path, (now) => {
			if (now === pair.found) {
				result = 'done';
				return pair.landed;
			}
			if (now === pair.landed) result = context.isResumed ? 'done' : 'same';
			else if (context.isResumed && isTorn(now, pair.landed)) {
				result = 'done';
				return pair.landed;
			} else result = { now };
			return now;
		});
	} catch (error) {
		if (isPraxisError(error, 'missing-note')) return 'missing';
		throw error;
	}
	return result;
}

interface Met {
	readonly pair: TextPair;
	readonly now: string;
}

/** The text that holds both the edit and what others wrote; null when they cannot be joined. */
function joined(step: WriteStep, path: VaultPath, { pair, now }: Met): string | null {
	const byMeaning = pair.landed === step.after ? rebase(path, step.changes, pair.found, now) : null;
	return byMeaning ?? merge3(now, pair.found, pair.landed) ?? mergeAnchored(now, pair.found, pair.landed);
}

/** The same after a crash, when the note may already hold the edit, or only the beginning of it. */
function afterCrash(step: WriteStep, path: VaultPath, { pair, now }: Met): string | typeof DONE | null {
	if (lacksLines(now, pair.found, pair.landed)) return null;
	const shows = showsChange(now, pair.found, pair.landed);
	if (shows === null) return null;
	return shows ? DONE : joined(step, path, { pair, now });
}

async function missing(step: WriteStep, path: VaultPath, context: StepContext): Promise<StepResult> {
	if (step.inTheWay === 'conflict-note') return { outcome: 'kept', path, detail: 'The note was removed; it stays removed.' };
	return copy(step, path, { context, now: null });
}

interface InTheWay {
	readonly context: StepContext;
	/** The text of the note that is left alone, when it was read. */
	readonly now: string | null;
}

/** Writes what Praxis wanted to say beside the note, whose text stays exactly as it is. */
async function copy(step: WriteStep, path: VaultPath, { context, now }: InTheWay): Promise<StepResult> {
	const at = stamp(new Date(context.header.at));
	const noted = context.isResumed ? await context.texts() : null;
	const isConflict = step.inTheWay === 'conflict-note';
	const fresh = isConflict ? conflictText({ title: titleOf(path), now: now ?? '', before: step.after, written: step.before }) : step.after;
	const text = noted?.found === '' && step.before !== '' ? noted.landed : fresh;
	await context.setTexts({ found: '', landed: text });
	const name = besideName(path, isConflict ? `Praxis conflict ${at}` : `Praxis ${at}`);
	const made = await makeNote(asVaultPath(name) ?? path, text, context);
	return { outcome: 'copied', path: made, detail: `Others changed ${path} in the same place; it was left as it is.` };
}
