/** Another assistant's memory, in and out: PAI's files as notes that nobody here wrote, and the person's own beside them. */
import type { ApplyOptions, Change, Plan, RunReport } from '../../changes/changes';
import type { Guard } from '../../guard/guard';
import { IMPORTS_FOLDER } from '../../guard/labels';
import type { GuardedChanges } from '../../guard/guarded-changes';
import type { NoteText, Vault } from '../../host';
import { isPraxisError, type Problem } from '../../lib/errors';
import { readFrontMatter } from '../../lib/front-matter';
import { asVaultPath, isInFolder, isNote, type VaultPath } from '../../lib/vault-path';
import type { AnswerRating } from '../learning/answer-rating';
import { readLearning, stepsIn, type Learning } from '../learning/learning-note';
import { fileOfNote, noteOfFile, PAI_FOLDER, paiKind, type PaiFile, type PaiKind } from './pai-files';
import { readPrd } from '../work/prd';
import { exportedLearning, failureFiles, learningFile } from './pai-learning';
import { OPINIONS_NOTE, readOpinions, withOpinions, type Opinion } from './pai-opinions';
import { printPaiRating, readPaiRatings, type PaiRating } from './pai-ratings';
import { printRelation, readRelations, relationFile, type Relation } from './pai-relations';

export interface PaiDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'applyReviewed'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ready'>;
	readonly learning: { ready(): Promise<void>; ratings(): readonly AnswerRating[]; learnings(): readonly Learning[] };
	/** What is held to be so and may be told, as relations, by the time when it was written down. */
	readonly claims?: () => Promise<readonly (Omit<Relation, 'line'> & { readonly recorded: string })[]>;
	/** Pieces of work, by their notes. */
	readonly work?: { ready(): Promise<void>; list(): readonly { readonly path: string; readonly slug: string }[] };
}

export interface PaiImport {
	/** To be looked at: nothing is written before `apply`. */
	readonly plan: Plan;
	/** How many files of each kind were found. */
	readonly found: Readonly<Partial<Record<PaiKind, number>>>;
	/** That are in the vault already, as they are. */
	readonly unchanged: number;
	/** In the files, each at its line; what is wrong stays as it is. */
	readonly problems: readonly Problem[];
}

export interface PaiExport {
	readonly files: readonly PaiFile[];
	readonly privateLeftOut: number;
}

/** A memory of years holds thousands of files. */
const LIMITS = { notes: 20_000, removals: 20_000, removalShare: 1 };
const RATINGS_FILE = 'LEARNING/SIGNALS/ratings.jsonl';

export class PaiDesk {
	constructor(private readonly options: PaiDeskOptions) {}

	/** What the files would become. Those that are there already as they are stay out of the plan; so does what is no text. */
	async planImport(files: readonly PaiFile[]): Promise<PaiImport> {
		const there = new Map((await this.#notes()).map((note) => [note.path as string, note.text]));
		const problems: Problem[] = [];
		const found: Partial<Record<PaiKind, number>> = {};
		const changes: Change[] = [];
		let unchanged = 0;
		const taken = new Set<string>();
		for (const file of files) {
			const note = noteOfFile(file);
			if (!note || taken.has(note.path.toLowerCase())) {
				problems.push({ path: file.path, line: 1, message: note ? 'Another file of this name is there; this one was left out.' : 'It is no text file, or no note can have its name; it was left out.' });
				continue;
			}
			taken.add(note.path.toLowerCase());
			const kind = paiKind(file.path);
			found[kind] = (found[kind] ?? 0) + 1;
			problems.push(...problemsOf(file));
			const old = there.get(note.path);
			if (old === note.text) unchanged++;
			else if (old === undefined) changes.push({ type: 'create', path: note.path, text: note.text });
			else changes.push({ type: 'replace', path: note.path, target: { start: 0, end: old.length }, text: note.text, asIs: true });
		}
		return { plan: await this.options.changes.plan(changes, { reason: 'Import a memory from PAI', limits: LIMITS }), found, unchanged, problems };
	}

	/** Writes what the person has looked at. What it brings is untrusted until they accept a note of it. */
	apply(plan: Plan, options?: ApplyOptions): Promise<RunReport> {
		return this.options.changes.applyReviewed(plan, options);
	}

	/** What was imported as it is now, and beside it the person's own ratings, learnings and work. What is private is left out. */
	async export(): Promise<PaiExport> {
		const { learning, work } = this.options;
		await learning.ready();
		const files = new Map<string, string>();
		let privateLeftOut = 0;
		for (const { path, text } of await this.#notes()) {
			const file = fileOfNote(path, text);
			if (file && (await this.#isPrivate(path))) privateLeftOut++;
			else if (file) files.set(file.path, file.text);
		}
		for (const own of learning.learnings().filter(({ path }) => !isInFolder(path, PAI_FOLDER))) {
			const file = learningFile(own);
			const text = (await this.#isPrivate(own.path)) ? null : ((await this.#read(own.path))?.text ?? '');
			if (text === null) privateLeftOut++;
			else {
				if (!files.has(file)) files.set(file, exportedLearning(text));
				const failure = own.kind === 'failure' ? failureFiles({ ...own, steps: stepsIn(text) }, exportedLearning(text)) : [];
				if (!failure.some(({ path }) => files.has(path))) for (const { path, text: content } of failure) files.set(path, content);
			}
		}
		const ratings = learning.ratings();
		privateLeftOut += ratings.filter(({ isPrivate }) => isPrivate).length;
		const lines = withLines(files.get(RATINGS_FILE) ?? '', ratings.filter(({ isPrivate }) => !isPrivate).map(printPaiRating));
		if (lines !== '' || files.has(RATINGS_FILE)) files.set(RATINGS_FILE, lines);
		const opinions = [...files.keys()].find((path) => paiKind(path) === 'opinions') ?? 'OPINIONS.md';
		const own = await this.#read(OPINIONS_NOTE);
		if (own && (await this.#isPrivate(OPINIONS_NOTE))) privateLeftOut++;
		else if (own) files.set(opinions, withOpinions(files.get(opinions) ?? '', own.text));
		for (const claim of (await this.options.claims?.()) ?? []) {
			const file = relationFile(claim.recorded);
			files.set(file, withLines(files.get(file) ?? '', [`${printRelation(claim)}\n`]));
		}
		await work?.ready();
		for (const { path, slug } of work?.list().filter(({ path }) => !isInFolder(path, PAI_FOLDER)) ?? []) {
			const text = (await this.#isPrivate(path as VaultPath)) ? null : ((await this.#read(path as VaultPath))?.text ?? '');
			if (text === null) privateLeftOut++;
			else files.set(freeName(`WORK/${slug.replace(/[\\/:]/g, '-') || 'work'}`, files), text);
		}
		return { files: [...files].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1)), privateLeftOut };
	}

	/** Lines of the daily relationship notes, with their notes. They are data of another program. */
	async relations(): Promise<readonly (Relation & { readonly path: VaultPath })[]> {
		return (await this.#notes()).filter(({ path }) => paiKind(path.slice(PAI_FOLDER.length + 1)) === 'relationship').flatMap(({ path, text }) => readRelations(text).map((relation) => ({ ...relation, path })));
	}

	/** What the person gave there themselves, in the order of the files; none that went out from here. They are data of another program, and count for nothing. */
	async ratings(): Promise<readonly (PaiRating & { readonly path: VaultPath })[]> {
		const { learning } = this.options;
		await learning.ready();
		const own = new Set(learning.ratings().map(({ run }) => run).filter((run) => run !== ''));
		return (await this.#notes()).flatMap(({ path, text }) => {
			const file = fileOfNote(path, text);
			const read = file && paiKind(file.path) === 'ratings' ? readPaiRatings(file.path, file.text).ratings : [];
			return read.filter(({ source, session }) => source === 'explicit' && !own.has(session)).map((rating) => ({ ...rating, path }));
		});
	}

	/** The person's own first. */
	async opinions(): Promise<readonly (Opinion & { readonly path: VaultPath })[]> {
		const own = await this.#read(OPINIONS_NOTE);
		return [...(own ? [{ path: OPINIONS_NOTE, text: own.text }] : []), ...(await this.#notes()).filter(({ path }) => paiKind(path.slice(PAI_FOLDER.length + 1)) === 'opinions')].flatMap(({ path, text }) => readOpinions(text).map((opinion) => ({ ...opinion, path })));
	}

	/** A note that came with an import, to be looked at and accepted; null for any other. */
	async note(path: string): Promise<{ readonly path: VaultPath; readonly text: string; readonly version: string } | null> {
		const known = asVaultPath(path);
		const read = known && isInFolder(known, IMPORTS_FOLDER) && isNote(known) ? await this.#read(known) : null;
		return known && read && { path: known, ...read };
	}

	async #notes(): Promise<readonly { readonly path: VaultPath; readonly text: string }[]> {
		const paths = (await this.options.vault.list()).map(({ path }) => path).filter((path) => isInFolder(path, PAI_FOLDER) && isNote(path)).sort();
		const notes = await Promise.all(paths.map(async (path) => ({ path, note: await this.#read(path) })));
		return notes.flatMap(({ path, note }) => (note ? [{ path, text: note.text }] : []));
	}

	async #read(path: VaultPath): Promise<NoteText | null> {
		return this.options.vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
	}

	/** What cannot be known is left out. */
	async #isPrivate(path: VaultPath): Promise<boolean> {
		const label = await this.options.guard.labelOf(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
		return label?.secrecy !== 'vault';
	}
}

/** A folder of that name that no file is in yet. */
function freeName(folder: string, files: ReadonlyMap<string, string>): string {
	let name = folder;
	for (let n = 2; files.has(`${name}/PRD.md`); n++) name = `${folder}-${n}`;
	return `${name}/PRD.md`;
}

/** The file as it was, and each of the lines that it does not hold yet. */
function withLines(text: string, lines: readonly string[]): string {
	const known = new Set(text.split('\n').map((line) => line.replace(/\r$/, '')));
	const added = lines.filter((line) => !known.has(line.trimEnd()));
	return added.length === 0 ? text : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${added.join('')}`;
}

function problemsOf({ path, text }: PaiFile): readonly Problem[] {
	const kind = paiKind(path);
	if (kind === 'ratings') return readPaiRatings(path, text).problems;
	if (!/\.md$/i.test(path)) return [];
	if (/(?:^|\/)PRD\.md$/i.test(path) && kind === 'work' && !readPrd(path, text)) return [{ path, line: 1, message: 'It has neither the properties of a piece of work nor criteria, so it counts as none.' }];
	const { problems, frontMatter } = readFrontMatter(text, path);
	if (problems.length > 0) return problems;
	if (kind === 'learning' && !readLearning(path as VaultPath, text)) return [{ path, line: 1, message: frontMatter ? 'It has no “capture_type: LEARNING”, so nothing is learned from it.' : 'It has no properties, so nothing is learned from it.' }];
	return [];
}
