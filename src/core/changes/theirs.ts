/**
 * What a start leaves as it is in a run that had closed. Everything was done then and read back, so whatever is missing
 * now was taken away by somebody (a person, sync) or by a power cut that came before the system wrote its caches out.
 *
 * Names cannot tell the two apart: a note that is gone, or back under its old name, is taken for somebody's wish and
 * stays so. The price: a note made within a minute before a power cut may be lost with it. It held Praxis's words
 * only, the run still lists it, and a journal that puts a deleted note back each time is worse. The exception is a copy
 * made to rescue a torn note: it may be the only place that has the person's words, so it is made again.
 *
 * Texts can tell: one that fell back to the beginning of what Praxis wrote, or to what it found, and that nobody wrote
 * after the run closed (by the file's time), is written again.
 */
import type { FileEntry } from '../host';
import type { VaultPath } from '../lib/vault-path';
import { plannedTexts, type Workplace } from './execute';
import { isTorn, lacksEnd, lacksLines } from './merge';
import type { RunState, Step, StepOutcome, StepResult, TextPair } from './step';
import { textAt } from './text-at';

const HAS_TEXT: ReadonlySet<StepOutcome> = new Set(['written', 'merged', 'created', 'copied']);

export interface TheirsOptions {
	readonly place: Workplace;
	readonly steps: readonly Step[];
	/** The writes of earlier runs that led to the text a step found. */
	readonly earlier: (step: number) => readonly TextPair[];
}

export interface Looked {
	/** Steps that a recovery leaves alone from now on. */
	readonly theirs: readonly number[];
	/** True when a text fell back, or a rescue copy is gone, and must be written again. */
	readonly needsMending: boolean;
}

/** Looks at every note of a closed run. */
export async function lookAt(state: RunState, options: TheirsOptions): Promise<Looked> {
	const files = new Map((await options.place.vault.list()).map((file) => [file.path, file]));
	const fates = new Map<number, Fate>();
	for (const index of options.steps.keys()) fates.set(index, state.touched.includes(index) ? 'theirs' : await fateOf(index, state, { ...options, files }));
	return { theirs: [...fates].flatMap(([index, fate]) => (fate === 'theirs' ? [index] : [])), needsMending: [...fates.values()].includes('fell-back') };
}

type Fate = 'theirs' | 'whole' | 'fell-back';
type Files = ReadonlyMap<VaultPath, FileEntry>;

async function fateOf(index: number, state: RunState, { place, steps, earlier, files }: TheirsOptions & { files: Files }): Promise<Fate> {
	const [step, result] = [steps[index], state.results[index]];
	if (!step || !result || !HAS_TEXT.has(result.outcome)) return 'theirs';
	const texts = (await place.journal.texts(state.header.id, index)) ?? plannedTexts(step);
	const file = await fileOf({ step, result, state }, files, place);
	if (file === null) return result.isRescue ? 'fell-back' : 'theirs';
	const now = await textAt(file.path, place.vault);
	if (now === texts.landed) return 'whole';
	const isNewer = state.closedAt !== null && file.mtime > Date.parse(state.closedAt);
	if (now === null || isOlder(now, texts, earlier(index))) return isNewer ? 'theirs' : 'fell-back';
	if (result.outcome === 'created' || result.outcome === 'copied') return 'theirs';
	// Torn, and edited since: what the tear took from the person goes into a copy, and the note stays as it is.
	return lacksLines(now, texts.found, texts.landed) && lacksEnd(now, texts.landed) ? 'fell-back' : 'theirs';
}

function isOlder(now: string, texts: TextPair, earlier: readonly TextPair[]): boolean {
	return [texts, ...earlier].some(({ found, landed }) => now === found || isTorn(now, landed));
}

interface Placed {
	readonly step: Step;
	readonly result: StepResult;
	readonly state: RunState;
}

/** Where the step's note is, also when a power cut took a rename back. */
async function fileOf({ step, result, state }: Placed, files: Files, { moves }: Workplace): Promise<FileEntry | null> {
	const since = state.header.movesBefore;
	const made = [await moves.follow(result.path, since), result.path];
	const paths = result.outcome === 'written' || result.outcome === 'merged' ? [...made, await moves.follow(step.path, since), step.path] : made;
	for (const path of paths) {
		const file = files.get(path);
		if (file !== undefined) return file;
	}
	return null;
}
