/**
 * Pieces of work of this vault: found wherever they lie, begun, ticked, decided, taken up again. All that is kept stands in
 * their notes; every change passes the write path as the person's own.
 */
import type { Change, Plan, RunReport } from '../../changes/changes';
import type { GuardedChanges } from '../../guard/guarded-changes';
import type { Guard } from '../../guard/guard';
import { joinLabels, OWN, type Label } from '../../guard/labels';
import type { Vault, VaultChange } from '../../host';
import { isPraxisError, PraxisError } from '../../lib/errors';
import { LinkIndex } from '../../lib/links';
import { NoteShelf } from '../../lib/note-shelf';
import { oneLine } from '../../lib/one-line';
import { Serial } from '../../lib/serial';
import { folderOf, nameOf, plainFolder, vaultPath, type VaultPath } from '../../lib/vault-path';
import { checkQuote, printEvidence, standingOf, stands, type Standing } from './evidence';
import { linkToQuote } from './link-to-quote';
import { PHASES, readPrd, type Criterion, type Phase, type Prd } from './prd';
import { criteriaChanges, criterionOf, decideChanges, phaseChanges, printPrd, resumeChanges, slugOf, tickChanges, untickChanges, type WorkDraft } from './prd-edits';
import { workContext, workName, type WorkContext } from './work-context';

export interface WorkDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan'>;
	readonly guard: Pick<Guard, 'ownChanges' | 'labelOf'>;
	/** Where new work goes. */
	readonly folder: () => string;
	readonly now: () => Date;
}

/** Literal words of a note, or the person's word that it is so though nothing shows it. */
export type GivenEvidence = { readonly path: VaultPath; readonly quote: string } | { readonly unverified: string };

export class WorkDesk {
	readonly #shelf: NoteShelf<Prd>;
	readonly #serial = new Serial();

	constructor(private readonly options: WorkDeskOptions) {
		this.#shelf = new NoteShelf({
			vault: options.vault,
			isKeptAt: (path) => nameOf(path).toLowerCase() === 'prd.md',
			read: (path, text) => {
				const prd = readPrd(path, text);
				return prd && { item: prd, problems: prd.problems };
			},
		});
	}

	/** Resolves when all work of the vault is known. */
	ready(): Promise<void> {
		return this.#shelf.ready();
	}

	/** What is open first, then what was touched last. */
	list(): readonly Prd[] {
		const all = this.#shelf.entries().flatMap(([, { item }]) => item ?? []);
		return all.sort((a, b) => Number(a.phase === 'complete') - Number(b.phase === 'complete') || (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : a.path < b.path ? -1 : 1));
	}

	/** By path, slug or task; null when there is none, or more than one. */
	find(named: string): Prd | null {
		const wanted = named.trim().toLowerCase();
		const all = this.list();
		for (const fits of [({ path }: Prd) => path.toLowerCase() === wanted || folderOf(path).toLowerCase() === wanted, ({ slug }: Prd) => slug.toLowerCase() === wanted, (prd: Prd) => workName(prd).toLowerCase() === wanted, (prd: Prd) => wanted !== '' && (workName(prd).toLowerCase().includes(wanted) || prd.slug.toLowerCase().includes(wanted))]) {
			const found = all.filter(fits);
			if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
		}
		return null;
	}

	/** How each criterion stands by the notes as they are now. */
	async standings(prd: Prd): Promise<ReadonlyMap<Criterion, Standing>> {
		const links = new LinkIndex((await this.options.vault.list()).map(({ path }) => path));
		const read = async (target: string): Promise<{ text: string } | null> => {
			const path = links.resolve(target, prd.path);
			return path === null ? null : this.options.vault.read(path).catch(nullIfUnread);
		};
		return new Map(await Promise.all(prd.criteria.map(async (one) => [one, await standingOf(one, read)] as const)));
	}

	/** Makes the note and tells where it is. Throws `bad-input` without a task, and as the write path does. */
	async start(draft: WorkDraft): Promise<VaultPath> {
		const { folder, now } = this.options;
		const slug = slugOf(draft.task, now());
		const path = vaultPath([plainFolder(folder()), slug, 'PRD.md'].filter((part) => part !== '').join('/'));
		const report = await this.#write([{ type: 'create', path, text: printPrd(draft, { slug, at: now() }) }], { reason: `Started “${draft.task.trim().slice(0, 80)}”`, label: OWN });
		return report.notes[0]?.path ?? path;
	}

	/**
	 * Ticks a criterion. Throws `bad-input` when the quote does not stand in its note now, or is the work's own words: a piece
	 * of work proves nothing by itself.
	 */
	async tick(path: VaultPath, id: string, given: GivenEvidence): Promise<RunReport> {
		const shown = 'path' in given ? await this.#shown(path, given) : { evidence: printEvidence(given), label: OWN };
		return this.#change(path, `Ticked ${id.slice(0, 60)}`, (prd, at) => tickChanges(prd, criterionOf(prd, id), { evidence: shown.evidence, at }), shown.label);
	}

	untick(path: VaultPath, id: string): Promise<RunReport> {
		return this.#change(path, `Took back the tick of ${id.slice(0, 60)}`, (prd, at) => untickChanges(prd, criterionOf(prd, id), at));
	}

	decide(path: VaultPath, decision: string): Promise<RunReport> {
		return this.#change(path, 'Wrote down a decision', (prd, at) => decideChanges(prd, decision, at));
	}

	add(path: VaultPath, draft: Pick<WorkDraft, 'criteria' | 'anti'>): Promise<RunReport> {
		return this.#change(path, 'Added criteria', (prd, at) => criteriaChanges(prd, draft, at));
	}

	/** Throws `bad-input` for `complete` while a criterion is open. */
	setPhase(path: VaultPath, phase: Phase): Promise<RunReport> {
		return this.#change(path, `Phase: ${phase}`, (prd, at) => {
			checkPhase(prd, phase);
			return phaseChanges(prd, phase, at);
		});
	}

	/** Notes that it is taken up again, and tells what a run is to be asked and given. */
	async resume(path: VaultPath): Promise<WorkContext> {
		await this.#change(path, 'Taken up again', (prd, at) => resumeChanges(prd, at));
		return workContext(await this.#read(path));
	}

	/** All work in PAI's folders, byte for byte; files go anywhere, so that what is private is left out. */
	async files(): Promise<readonly { readonly path: string; readonly text: string }[]> {
		await this.ready();
		const labels = await Promise.all(this.list().map(async (prd) => ({ prd, label: await this.options.guard.labelOf(prd.path as VaultPath).catch(nullIfUnread) })));
		const open = labels.filter(({ label }) => label?.secrecy === 'vault').map(({ prd }) => prd);
		const read = await Promise.all(open.map(async ({ path, slug }) => ({ slug: slug || nameOf(folderOf(path)) || 'work', note: await this.options.vault.read(path as VaultPath).catch(nullIfUnread) })));
		const taken = new Set<string>();
		return read.flatMap(({ slug, note }) => {
			if (!note) return [];
			return [{ path: `MEMORY/WORK/${freeFolder(slug, taken)}/PRD.md`, text: note.text }];
		});
	}

	/** Files that are PRDs, as new notes with the very same bytes. Those that are no PRD are told of. */
	planImport(files: readonly { readonly path: string; readonly text: string }[]): { readonly changes: readonly Change[]; readonly problems: readonly { readonly path: string; readonly message: string }[] } {
		const changes: Change[] = [];
		const problems: { path: string; message: string }[] = [];
		const taken = new Set<string>();
		for (const { path, text } of files) {
			const prd = readPrd(path, text);
			if (prd) changes.push({ type: 'create', path: vaultPath([plainFolder(this.options.folder()), freeFolder(nameOf(folderOf(path)) || prd.slug, taken), 'PRD.md'].filter((part) => part !== '').join('/')), text });
			else problems.push({ path, message: 'It is no piece of work: it has neither the properties of one nor criteria.' });
		}
		return { changes, problems };
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): Promise<void> {
		return this.#shelf.noteChanged(change);
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#shelf.onChange(listener);
	}

	async #shown(work: VaultPath, { path, quote }: { readonly path: VaultPath; readonly quote: string }): Promise<{ readonly evidence: string; readonly label: Label }> {
		const { vault, guard } = this.options;
		const note = await checkedQuote({ work, path, quote }, (one) => vault.read(one).catch(nullIfUnread));
		const links = new LinkIndex((await vault.list()).map((file) => file.path));
		return { evidence: printEvidence({ quote, link: linkToQuote({ path, text: note.text, quote }, links, work) }), label: joinLabels([OWN, (await guard.labelOf(path)) ?? OWN]) };
	}

	async #read(path: VaultPath): Promise<Prd & { readonly text: string }> {
		return readWork(path, await this.options.vault.read(path));
	}

	/** One after the other for each note: the places of a change are those of the text it was read from. */
	#change(path: VaultPath, reason: string, make: (prd: Prd, at: Date) => readonly Change[], label: Label = OWN): Promise<RunReport> {
		return this.#serial.run([path], async () => {
			const prd = await this.#read(path);
			const report = await this.#write(make(prd, this.options.now()), { reason: `${reason} (${workName(prd).slice(0, 60)})`, label, text: prd.text });
			await this.#shelf.noteChanged({ path });
			return report;
		});
	}

	async #write(changes: readonly Change[], { reason, label, text }: { readonly reason: string; readonly label: Label; readonly text?: string }): Promise<RunReport> {
		const plan = await this.options.changes.plan(changes, { reason });
		if (text !== undefined) checkSame(plan, text);
		const report = await this.options.guard.ownChanges(label, () => Promise.resolve(true)).apply(plan);
		const failed = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
		if (failed) throw new PraxisError('internal', 'The note of the work could not be written.', { hint: failed.detail || 'Try again.' });
		return report;
	}
}

/** Throws `missing-note`, and `bad-input` for a note that is no piece of work. */
export function readWork(path: VaultPath, note: { readonly text: string } | null): Prd & { readonly text: string } {
	const prd = note && readPrd(path, note.text);
	if (note && prd) return { ...prd, text: note.text };
	if (note) throw new PraxisError('bad-input', `“${path}” is no piece of work.`, { hint: 'Its note would have a task and criteria: start one first.' });
	throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'It may have been moved.' });
}

/** The note with the quote in it. Throws `bad-input` when it does not stand there now, is too short, or is the work's own words. */
export async function checkedQuote<T extends { readonly text: string }>({ work, path, quote }: { readonly work: VaultPath; readonly path: VaultPath; readonly quote: string }, read: (path: VaultPath) => Promise<T | null>): Promise<T> {
	checkQuote(quote);
	if (path === work) throw new PraxisError('bad-input', 'A piece of work cannot be its own evidence.', { hint: 'Quote another note, or say that it is unverified.' });
	const note = await read(path);
	if (!note) throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'Quote a note that is there, or say that it is unverified.' });
	if (!stands(quote, note.text)) throw new PraxisError('bad-input', `“${path}” does not say “${quote.trim().slice(0, 120)}”.`, { hint: 'Quote it exactly as it stands there now, or say that it is unverified. Nothing was ticked.' });
	return note;
}

/** Throws `bad-input` for `complete` while a criterion is open. */
export function checkPhase({ criteria }: Pick<Prd, 'criteria'>, phase: Phase): void {
	const open = criteria.filter(({ isDone }) => !isDone);
	if (phase === 'complete' && open.length > 0) throw new PraxisError('bad-input', `${open.length === 1 ? 'One criterion is' : `${open.length} criteria are`} open: ${open.slice(0, 5).map(({ id }) => id).join(', ')}.`, { hint: 'Tick them with evidence, or as unverified, first.' });
}

/** Throws `conflict` when the note reads otherwise than the text that the places of the changes belong to. */
export function checkSame(plan: Pick<Plan, 'notes'>, text: string): void {
	if (plan.notes.some((note) => note.kind === 'write' && note.before !== text)) throw new PraxisError('conflict', 'The note of the work changed at that very moment.', { hint: 'Nothing was written. Do it again.' });
}

export function phaseNamed(word: string): Phase | null {
	return PHASES.find((phase) => phase === word.trim().toLowerCase()) ?? null;
}

function nullIfUnread(error: unknown): null {
	if (isPraxisError(error)) return null;
	throw error;
}

/** A name that leads nowhere else, that every disk takes, and that is not among `taken`, which gets it. A slug is anybody's text. */
function freeFolder(slug: string, taken: Set<string>): string {
	const plain = oneLine(slug).replace(/[\\/:*?"<>|#^[\]\p{Cc}]/gu, '-').slice(0, 100).replace(/^[. ]+|[. ]+$/g, '') || 'work';
	let name = plain;
	for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
	taken.add(name.toLowerCase());
	return name;
}
