/**
 * One step that changes a note: compare-and-swap, joined with what others wrote meanwhile, else a copy beside it.
 * No path leads here to a write over a text that was not read inside the same `Vault.process`.
 */
import { isPraxisError } from '../lib/errors';
import { titleOf, type VaultPath } from '../lib/vault-path';
import { conflictText } from './conflict-note';
import { makeNote } from './create-step';
import { isTorn, lacksEnd, lacksLines, merge3, mergeAnchored, rebase, showsChange } from './merge';
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
	if (noted?.isCopy) return copy(step, path, { context, pair: noted, now: null });
	let pair = noted ?? planned;
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const seen = await swap(path, pair, context);
		if (seen === 'missing') return missing(step, path, { context, pair, now: null });
		if (seen === 'done') return { outcome: pair.landed === step.after ? 'written' : 'merged', path, detail: '' };
		if (seen === 'same') return { outcome: 'unchanged', path, detail: 'The note already had this text.' };
		const next = context.isResumed ? afterCrash(step, path, { pair, now: seen.now, wasDone: context.recorded !== null }) : joined(step, path, { pair, now: seen.now });
		if (next === DONE) return { outcome: 'merged', path, detail: 'Edited since; the edits were left as they are.' };
		if (next === null) return copy(step, path, { context, pair, now: seen.now });
		pair = { found: seen.now, landed: next };
		await context.setTexts(pair);
	}
	return copy(step, path, { context, pair, now: null });
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
			else if (context.isResumed && fellBack(now, pair, context)) {
				result = 'done';
				return pair.landed;
			} else result = { now };
			return now;
		});
	} catch (error) {
		if (isPraxisError(error, 'missing-note')) return 'missing';
		// A write that broke off within a character: as good as nothing of it, and never written over.
		if (context.isResumed && isPraxisError(error, 'not-text')) return { now: '' };
		throw error;
	}
	return result;
}

/** True for what a crash leaves of our own writes: the beginning of one, or the note before an earlier one. */
function fellBack(now: string, pair: TextPair, context: StepContext): boolean {
	return isTorn(now, pair.landed) || context.earlier.some((one) => now === one.found || isTorn(now, one.landed));
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
function afterCrash(step: WriteStep, path: VaultPath, { pair, now, wasDone }: Met & { wasDone: boolean }): string | typeof DONE | null {
	const shows = showsChange(now, pair.found, pair.landed);
	const isCut = lacksEnd(now, pair.landed);
	if (lacksLines(now, pair.found, pair.landed) && isCut) return null;
	if (shows === 'all' || (shows === 'some' && wasDone && !isCut)) return DONE;
	return shows === 'none' ? joined(step, path, { pair, now }) : null;
}

interface InTheWay {
	readonly context: StepContext;
	/** The texts last meant for the note. After a crash they may be the only place that still has all of them. */
	readonly pair: TextPair;
	/** The text of the note that is left alone, when it was read. */
	readonly now: string | null;
}

async function missing(step: WriteStep, path: VaultPath, way: InTheWay): Promise<StepResult> {
	// After a crash the note that was removed may have been a torn one: its text must stand somewhere.
	if (step.inTheWay === 'conflict-note' && !way.context.isResumed) return { outcome: 'kept', path, detail: 'The note was removed; it stays removed.' };
	return copy(step, path, way);
}

/** Writes what Praxis wanted to say beside the note, whose text stays exactly as it is. */
async function copy(step: WriteStep, path: VaultPath, way: InTheWay): Promise<StepResult> {
	const { context, pair } = way;
	const text = pair.isCopy ? pair.landed : await copyText(step, path, way);
	await context.setTexts({ found: '', landed: text, isCopy: true });
	const words = `Praxis ${step.inTheWay === 'copy' ? '' : 'conflict '}${stamp(new Date(context.header.at))}`;
	const made = await makeNote(besideName(path, words), text, context);
	return { outcome: 'copied', path: made, detail: `Others changed ${path} in the same place; it was left as it is.`, isRescue: context.isResumed };
}

async function copyText(step: WriteStep, path: VaultPath, { context, pair, now }: InTheWay): Promise<string> {
	const { found, landed } = context.isResumed ? pair : { found: step.before, landed: step.after };
	if (step.inTheWay === 'copy') return landed;
	const present = now ?? (await context.vault.read(path))?.text ?? '';
	const isRedo = context.header.kind === 'redo';
	return conflictText({ title: titleOf(path), now: present, before: isRedo ? found : landed, written: isRedo ? landed : found });
}
