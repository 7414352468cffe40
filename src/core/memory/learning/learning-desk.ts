/**
 * Learning from what the person says of answers: ratings kept, low ones as learnings, and both, with the person's own
 * rules, handed to later runs of the same kind. Only the person rates: no tool and no run reaches this.
 */
import type { RunReport } from '../../changes/changes';
import type { Guard } from '../../guard/guard';
import type { GuardedChanges } from '../../guard/guarded-changes';
import { foreign, joinLabels, type Label } from '../../guard/labels';
import type { RunGuard } from '../../guard/run-guard';
import type { Vault, VaultChange } from '../../host';
import { isPraxisError, PraxisError, type Problem } from '../../lib/errors';
import { NoteShelf } from '../../lib/note-shelf';
import { Serial } from '../../lib/serial';
import { isInFolder, isNote, vaultPath, type VaultPath } from '../../lib/vault-path';
import type { RunRecords } from '../../runs/run-records';
import type { ContentIndex } from '../../search/content-index';
import { propertyFacet } from '../../search/facets';
import { PAI_FOLDER } from '../pai/pai-files';
import { isRatingsNote, lastOfEachRun, readRatings, type AnswerRating } from './answer-rating';
import { learningsFor, likeness, NO_LESSONS, printLearnings, rulesFor, wordsOf, type Lessons } from './lessons';
import { LEARNING_FOLDER, LOW, readLearning, type Learning } from './learning-note';
import { ratingChanges, type GivenRating, type LabelledChange, type RatedRun } from './rate-answer';
import { readStarRows, STARS_NOTE } from './star-rows';
import { readRules, STEERING_FOLDER, STEERING_NOTE, type RunKind } from './steering-rules';

export interface LearningDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly index: Pick<ContentIndex, 'withFacet'>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'undo'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ownChanges' | 'ready'>;
	/** Whether the person accepted the note as it reads now; what they edit here is theirs. */
	readonly isAccepted: (path: VaultPath) => Promise<boolean>;
	/** Of all that an ended run had read. */
	readonly labelOfRun: (run: Pick<RatedRun, 'runId' | 'answer'>) => Promise<Label>;
	/** What this device remembers of runs. */
	readonly records: Pick<RunRecords, 'read' | 'list'>;
	readonly now: () => Date;
	readonly deviceId: string;
}

/** What a rating wrote, to be taken back. */
export interface Rated {
	readonly run: string;
	readonly rating: number;
	/** The note with what went wrong, or what the person put right; null where there is none. */
	readonly learning: VaultPath | null;
	readonly changeIds: readonly string[];
}

/** What a run is about to do, for what it should know. */
export type LessonsAbout = RunKind & { readonly question: string };
/** Asked before a run begins; what it reads joins the labels of the run. */
export type LessonsOf = (about: LessonsAbout, run: Pick<RunGuard, 'readAllowed' | 'state'>) => Promise<Lessons>;

/** So many of the best learnings are looked at for their labels. */
const LOOKED_AT = 24;
/** A question so much like an earlier private one is about the same. */
const SAME_MATTER = 0.5;

export class LearningDesk {
	readonly #serial = new Serial();
	readonly #ratings: NoteShelf<readonly AnswerRating[]>;
	readonly #learnings: NoteShelf<Learning>;

	constructor(private readonly options: LearningDeskOptions) {
		const { vault } = options;
		this.#ratings = new NoteShelf({ vault, isKeptAt: (path) => path === STARS_NOTE || isRatingsNote(path), read: readAnyRatings });
		this.#learnings = new NoteShelf({ vault, isKeptAt: mayHoldLearning, read: (path, text) => { const item = readLearning(path, text); return item && { item, problems: [] }; } });
	}

	/** Keeps the person's rating; a low one, or words that put something right, as a learning too. Throws `bad-input`, and as the write path does. */
	rate(run: RatedRun, given: GivenRating): Promise<Rated> {
		return this.#serial.run(['rate'], async () => {
			const { vault, now, deviceId } = this.options;
			await this.ready();
			const known = this.learnings().filter((one) => one.run === run.runId);
			const made = await ratingChanges(run, given, {
				label: await this.#labelOfRun(run), at: now().toISOString(), deviceId,
				isThere: async (path) => (await vault.read(path)) !== null,
				isKnown: (kind) => known.some((one) => one.kind === kind && (kind !== 'correction' || one.said === (given.comment ?? '').trim())),
			});
			const reports: RunReport[] = [];
			for (const group of sameLabel(made)) reports.push(await this.#write(group, `Rated an answer ${given.rating} of 10`));
			const paths = reports.flatMap(({ notes }) => notes.map(({ path }) => path));
			for (const path of paths) await this.noteChanged({ type: 'written', path });
			return { run: run.runId, rating: given.rating, learning: paths.find((path) => !isRatingsNote(path)) ?? null, changeIds: reports.map(({ id }) => id) };
		});
	}

	/** Takes a rating back with what it wrote, where the person has not changed it since. */
	unrate({ changeIds }: Rated): Promise<void> {
		return this.#serial.run(['rate'], async () => {
			for (const id of [...changeIds].reverse()) {
				const { notes } = await this.options.changes.undo(id);
				for (const { path } of notes) await this.noteChanged({ type: 'written', path });
			}
		});
	}

	/** An ended run of a model that this device remembers, by its id, or the "last"; null for none. */
	async runNamed(id: string): Promise<RatedRun | null> {
		const { records } = this.options;
		const record = id === 'last' ? (await records.list()).find(({ answer }) => answer !== null) : await records.read(id);
		return record?.answer ? { runId: record.id, question: record.question, agent: record.agent, model: record.model, answer: record.answer } : null;
	}

	/** The last of each run, oldest first. */
	ratings(): readonly AnswerRating[] {
		return lastOfEachRun(this.#ratings.entries().flatMap(([, { item }]) => item ?? []));
	}

	/** Null when the person gave none. */
	ratingOf(run: string): number | null {
		return this.ratings().find((one) => one.run === run)?.rating ?? null;
	}

	/** In the order of their paths. */
	learnings(): readonly Learning[] {
		return this.#learnings.entries().flatMap(([, { item }]) => item ?? []);
	}

	/** The person's rules and what was learned in runs of this kind. What a model may not see is left out. */
	lessons: LessonsOf = async (about, run) => {
		await Promise.all([this.ready(), this.options.guard.ready()]);
		const [rules, learned] = [await this.#rules(about, run), await this.#learned(about, run)];
		return { ...NO_LESSONS, ...rules, ...learned, used: [...rules.used, ...learned.used], leftOut: rules.leftOut + learned.leftOut };
	};

	/** Resolves when the notes are read. */
	async ready(): Promise<void> {
		await Promise.all([this.#ratings.ready(), this.#learnings.ready()]);
	}

	/** Tell it of every change in the vault. */
	async noteChanged(change: VaultChange): Promise<void> {
		await Promise.all([this.#ratings.noteChanged(change), this.#learnings.noteChanged(change)]);
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		const ends = [this.#ratings.onChange(listener), this.#learnings.onChange(listener)];
		return () => ends.forEach((end) => end());
	}

	/** Notes with rules of the person's, by place or property. */
	async rulePaths(): Promise<readonly VaultPath[]> {
		const placed = (await this.options.vault.list()).map(({ path }) => path).filter((path) => path === STEERING_NOTE || (isInFolder(path, STEERING_FOLDER) && isNote(path)));
		return [...new Set([...placed, ...this.options.index.withFacet([propertyFacet('praxis', 'steering')]).map(vaultPath)])].sort();
	}

	/** Rules are instructions: those of a note that the person has not accepted as it reads now are none. */
	async #rules(about: LessonsAbout, run: Parameters<LessonsOf>[1]): Promise<Pick<Lessons, 'rules' | 'used' | 'leftOut'>> {
		const paths: VaultPath[] = [];
		let leftOut = 0;
		for (const path of await this.rulePaths()) {
			if ((await this.options.isAccepted(path)) && (await this.#labelOf(path))?.integrity === 'trusted') paths.push(path);
			else leftOut++;
		}
		const notes = await run.readAllowed(paths);
		const read = notes.flatMap((note, i) => {
			const path = paths[i];
			// It may have changed since its label was asked for.
			return note && path !== undefined && note.label.integrity === 'trusted' ? [readRules(path, note.text)] : [];
		});
		const found = rulesFor(about, read);
		return { ...found, leftOut: found.leftOut + leftOut };
	}

	async #learned(about: LessonsAbout, run: Parameters<LessonsOf>[1]): Promise<Pick<Lessons, 'data' | 'used' | 'leftOut'>> {
		const made = learningsFor({ ...about, now: this.options.now() }, this.learnings().filter((one) => this.#stands(one)));
		const asked = wordsOf(about.question);
		const paths: VaultPath[] = [];
		let leftOut = Math.max(0, made.length - LOOKED_AT);
		for (const learning of made.slice(0, LOOKED_AT)) {
			const label = await this.#labelOf(learning.path);
			const isNear = likeness(asked, wordsOf(learning.question)) >= SAME_MATTER;
			if (label && mayBeTold(label, run, isNear)) paths.push(learning.path);
			else leftOut++;
		}
		const notes = await run.readAllowed(paths);
		const told = printLearnings(notes.flatMap((note, i) => (note && readLearning(paths[i] ?? STEERING_NOTE, note.text)) ?? []));
		return { ...told, leftOut: told.leftOut + leftOut };
	}

	/** What the person thinks better of by now is no failure any more; what they put right stays. */
	#stands({ kind, run }: Learning): boolean {
		return kind === 'correction' || run === '' || (this.ratingOf(run) ?? 0) <= LOW;
	}

	/** What this device has no record of may have been said by anyone: in a chat that was imported, or in one that only says it was held here. */
	async #labelOfRun(run: RatedRun): Promise<Label> {
		const { labelOfRun, records } = this.options;
		const known = (await records.read(run.runId))?.answer;
		const label = await labelOfRun(run);
		if (known && known.text === run.answer.text) return label;
		const note = run.note === undefined ? null : await this.#labelOf(run.note);
		// A model may have read private notes; who only quotes has said which.
		const isHidden = note === null && run.model.includes('/');
		return joinLabels([label, foreign('is of a run that this device does not know'), ...(note ? [note] : []), ...(isHidden ? [{ integrity: 'untrusted', secrecy: 'private', reasons: [] } as const] : [])]);
	}

	async #labelOf(path: VaultPath): Promise<Label | null> {
		return this.options.guard.labelOf(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
	}

	async #write(made: readonly LabelledChange[], reason: string): Promise<RunReport> {
		const [first] = made;
		if (!first) throw new PraxisError('internal', 'There is nothing to write.');
		const plan = await this.options.changes.plan(made.map(({ change }) => change), { reason });
		const report = await this.options.guard.ownChanges(first.label).apply(plan);
		const failed = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
		if (failed) throw new PraxisError('internal', `The rating could not be written: ${failed.detail}`, { hint: 'Try again.' });
		return report;
	}
}

function readAnyRatings(path: string, text: string): { readonly item: readonly AnswerRating[]; readonly problems: readonly Problem[] } {
	if (path === STARS_NOTE) return { item: readStarRows(text), problems: [] };
	const { ratings: item, problems } = readRatings(path, text);
	return { item, problems };
}

/** Another's words are told only where the run has read others' words already; a private matter only where it is the matter, and never a remote model. */
function mayBeTold({ integrity, secrecy }: Label, { state }: Pick<RunGuard, 'state'>, isNear: boolean): boolean {
	if (integrity === 'untrusted' && !state.taint) return false;
	return secrecy !== 'private' || (!state.remote && (isNear || state.secrecy === 'private'));
}

function mayHoldLearning(path: VaultPath): boolean {
	return isNote(path) && !isRatingsNote(path) && (isInFolder(path, LEARNING_FOLDER) || isInFolder(path, `${PAI_FOLDER}/LEARNING`));
}

/** In their order, those beside each other with one label together. */
function sameLabel(made: readonly LabelledChange[]): readonly (readonly LabelledChange[])[] {
	const groups: LabelledChange[][] = [];
	for (const one of made) {
		const last = groups.at(-1);
		if (last?.[0]?.label.integrity === one.label.integrity) last.push(one);
		else groups.push([one]);
	}
	return groups;
}
