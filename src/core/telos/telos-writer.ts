/**
 * What a person adds to their purpose graph by command: each is a plan of the write path, shown or applied at once, and
 * taken back like any other change. Nothing is renumbered, and no text of theirs is rewritten.
 */
import type { ApplyOptions, Change, Plan, RunReport } from '../changes/changes';
import type { GuardedChanges } from '../guard/guarded-changes';
import type { Vault } from '../host';
import { PraxisError } from '../lib/errors';
import { LinkIndex } from '../lib/links';
import { oneLine } from '../lib/one-line';
import { readNote } from '../lib/markdown';
import { isNote, nameOf, titleOf, vaultPath, type VaultPath } from '../lib/vault-path';
import { draftChange, linkTo, withLink, type Draft, type DraftPlace } from './draft';
import { importTelos, type Import, type ImportOptions, type SourceFile } from './import';
import type { Day, Item } from './item';
import { NoteNames } from './note-name';
import { readTelos } from './read-telos';
import { reviewOf, type Review, type ReviewKind, type ReviewOptions } from './review';
import type { TelosGraph } from './graph';

export interface TelosWriterOptions {
	readonly graph: TelosGraph;
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan' | 'applyReviewed'>;
	/** The guarded write path for the person's own commands. */
	readonly write: (plan: Plan) => Promise<RunReport>;
	readonly folder: () => string;
	readonly today: () => Day;
}

/** A decision as it is recorded: the bet, and each assumption as an item of its own. */
export interface DecisionDraft {
	readonly title: string;
	readonly text: string;
	readonly assumptions: readonly string[];
	/** When its outcome is asked for. */
	readonly due: Day | null;
	/** 0 to 1. */
	readonly confidence: number | null;
	readonly serves: Item | null;
	/** The note it was recorded from. */
	readonly from: VaultPath | null;
}

/** Exports lie here: copies, which are no part of the graph. */
export const EXPORT_FOLDER = 'Praxis/Exports';

export class TelosWriter {
	constructor(private readonly options: TelosWriterOptions) {}

	/** Writes a plan of this desk: the command is the person's yes. */
	apply(plan: Plan): Promise<RunReport> {
		return this.options.write(plan);
	}

	/** Writes a plan of which the person has seen every note, as many as they are: an import may have more than any run may write. */
	applyReviewed(plan: Plan, options?: ApplyOptions): Promise<RunReport> {
		return this.options.changes.applyReviewed(plan, options);
	}

	async planItem(draft: Draft): Promise<Plan> {
		return this.#plan([draftChange(draft, await this.#place())], `New ${draft.type}: ${oneLine(draft.title)}`);
	}

	/** Notes for several items, which may refer to items that are there. */
	async planItems(drafts: readonly Draft[], reason: string): Promise<Plan> {
		const place = await this.#place();
		return this.#plan(drafts.map((draft) => draftChange(draft, place)), reason);
	}

	/** The note says what it serves. An item of the graph supports it; any other note serves it. Throws `missing-note`. */
	async planServes(path: VaultPath, item: Item): Promise<Plan> {
		const note = await this.#note(path);
		const { linkText } = await this.#place();
		const property = this.options.graph.item(path) === null ? 'serves' : 'supports';
		const link = linkTo(item, linkText);
		return this.#plan([{ type: 'set-properties', path, properties: { [property]: withLink(note.properties[property] as string, link) } }], `“${titleOf(path)}” serves “${oneLine(item.title)}”`);
	}

	/** A goal made of an idea. The idea keeps its words, says what it became and is no longer open. */
	async planPromotion(idea: Item, goal: Omit<Draft, 'type'>): Promise<Plan> {
		const place = await this.#place();
		const created = draftChange({ ...goal, type: 'goal', isPrivate: idea.isPrivate, properties: { status: 'active', ...goal.properties, related: [linkTo(idea, place.linkText)] } }, place);
		const link = `[[${titleOf(nameOf(created.path))}]]`;
		return this.#plan([created, ...(await this.#markPromoted(idea, link))], `“${oneLine(idea.title)}” became a goal`);
	}

	/** One line more in the inbox, with its day; the inbox is made when there is none. */
	async planCapture(text: string): Promise<Plan> {
		const path = this.at('Inbox.md');
		const [first = '', ...rest] = text.trim().split(/\r?\n/);
		const line = [`- ${this.options.today()}: ${first}`, ...rest.map((more) => `  ${more}`)].join('\n');
		const there = await this.options.vault.read(path);
		const change: Change = there ? { type: 'append', path, text: line, spacing: 'line' } : { type: 'create', path, text: `# Inbox\n\n${line}\n`, ifExists: 'new-name' };
		return this.#plan([change], `Captured: ${oneLine(first).slice(0, 80)}`);
	}

	async planDecision({ title, text, assumptions, due, confidence, serves, from }: DecisionDraft): Promise<Plan> {
		const place = await this.#place();
		const isPrivate = from !== null && this.options.graph.isPrivatePath(from);
		const made = assumptions.map((words) => draftChange({ type: 'assumption', title: words, text: '', isPrivate, properties: { status: 'open' } }, place));
		const links = made.map(({ path }) => `[[${titleOf(nameOf(path))}]]`);
		const about = from === null ? [] : [`[[${place.linkText(from)}]]`];
		const bet = draftChange({ type: 'bet', title, text, isPrivate, edges: serves ? [{ kind: 'supports', to: serves }] : [], properties: { status: 'active', made: this.options.today(), due, confidence, 'rests-on': links, related: about } }, place);
		return this.#plan([...made, bet], `Decision: ${oneLine(title)}`);
	}

	/** What came of a bet or prediction: an outcome that refers to it, and the item says so as well. */
	async planOutcome(item: Item, outcome: { readonly cameTrue: boolean | null; readonly text: string; readonly lesson: string }): Promise<Plan> {
		const place = await this.#place();
		const word = outcome.cameTrue === null ? oneLine(outcome.text).slice(0, 120) : outcome.cameTrue ? 'yes' : 'no';
		const noted = draftChange({ type: 'outcome', title: `Outcome: ${item.title}`, text: outcome.text, isPrivate: item.isPrivate, edges: [{ kind: 'outcome-of', to: item }], properties: { made: this.options.today() } }, place);
		const learned = outcome.lesson.trim() === '' ? [] : [draftChange({ type: 'lesson', title: outcome.lesson, text: '', isPrivate: item.isPrivate, edges: [{ kind: 'learned-from', to: item }], properties: { made: this.options.today() } }, place)];
		return this.#plan([noted, ...learned, ...(await this.#keyChanges(item, { outcome: word, status: 'done' }))], `Outcome of “${oneLine(item.title)}”`);
	}

	/** An assumption turned out to be wrong; what rests on it is flagged from then on. */
	async planRefuted(assumption: Item): Promise<Plan> {
		return this.#plan(await this.#keyChanges(assumption, { status: 'refuted' }), `Refuted: ${oneLine(assumption.title)}`);
	}

	/** The review as a note, and the day on every item of the kinds it went through. */
	async planReview(kind: ReviewKind, more: Pick<ReviewOptions, 'more' | 'standsOut'> = {}): Promise<{ readonly plan: Plan; readonly review: Review }> {
		const { linkText } = await this.#place();
		const review = reviewOf(this.options.graph, { kind, today: this.options.today(), linkText, ...more });
		const reviewed = review.reviewed.filter(({ form }) => form === 'note').map(({ path }): Change => ({ type: 'set-properties', path: path as VaultPath, properties: { reviewed: this.options.today() } }));
		const plan = await this.options.changes.plan([{ type: 'create', path: this.at(`Reviews/${review.title}.md`), text: review.text }, ...reviewed], { reason: review.title, limits: { notes: reviewed.length + 1 } });
		// The review itself is what the person wants to see first.
		const [created, others] = [plan.notes.filter(({ kind }) => kind === 'create'), plan.notes.filter(({ kind }) => kind !== 'create')];
		return { plan: { ...plan, notes: [...created, ...others] }, review };
	}

	/** What an import would make; only new notes. */
	async planImport(files: readonly SourceFile[], { folder = this.options.folder(), layout }: Partial<ImportOptions> = {}): Promise<{ readonly plan: Plan; readonly found: Import }> {
		const taken = (await this.options.vault.list()).filter(({ path }) => isNote(path)).map(({ path }) => titleOf(path));
		const found = importTelos(files, { folder, taken, ...(layout ? { layout } : {}) });
		// An import only makes notes, each of which the person is shown: as many as the files have.
		const plan = await this.options.changes.plan(found.changes, { reason: `Import of ${files.length === 1 ? (files[0]?.path ?? '') : `${files.length} TELOS files`}`, limits: { notes: found.changes.length } });
		return { plan, found };
	}

	/** Where exported files go in the vault; a number is added while the folder is there. */
	async planExport(files: readonly SourceFile[]): Promise<Plan> {
		const paths = (await this.options.vault.list()).map(({ path }) => path);
		const folder = (n: number): string => `${EXPORT_FOLDER}/${this.options.today()}${n === 1 ? '' : ` ${n}`}`;
		let n = 1;
		while (paths.some((path) => path.startsWith(`${folder(n)}/`))) n++;
		return this.options.changes.plan(files.map(({ path, text }): Change => ({ type: 'create', path: vaultPath(`${folder(n)}/${path}`), text })), { reason: 'Export of TELOS', limits: { notes: files.length } });
	}

	#plan(changes: readonly Change[], reason: string): Promise<Plan> {
		return this.options.changes.plan(changes, { reason });
	}

	async #place(): Promise<DraftPlace> {
		const paths = (await this.options.vault.list()).map(({ path }) => path);
		const links = new LinkIndex(paths);
		return { folder: this.options.folder(), names: new NoteNames(paths.filter((path) => isNote(path)).map(titleOf)), linkText: (path) => links.linkText(path as VaultPath) };
	}

	/** The path of a note in the folder of the purpose graph. */
	at(name: string): VaultPath {
		const folder = this.options.folder();
		return vaultPath(folder === '' ? name : `${folder}/${name}`);
	}

	async #note(path: VaultPath): Promise<{ readonly properties: Readonly<Record<string, unknown>>; readonly text: string }> {
		const read = await this.options.vault.read(path);
		if (!read) throw new PraxisError('missing-note', `There is no note "${path}".`, { hint: 'It may have been moved.' });
		return { properties: readNote(path, read.text).frontMatter?.data ?? {}, text: read.text };
	}

	async #markPromoted(idea: Item, link: string): Promise<readonly Change[]> {
		if (idea.form !== 'note') return this.#keyChanges(idea, { status: 'promoted', goal: link });
		const { properties } = await this.#note(idea.path as VaultPath);
		return [{ type: 'set-properties', path: idea.path as VaultPath, properties: { status: 'promoted', goal: withLink(properties.goal as string, link) } }];
	}

	/** Properties of an item's note; of an entry in a list, `**Key:** value` lines below its first line. Throws `conflict` when the entry is gone. */
	async #keyChanges(item: Item, values: Readonly<Record<string, string>>): Promise<readonly Change[]> {
		const path = item.path as VaultPath;
		if (item.form === 'note') return [{ type: 'set-properties', path, properties: values }];
		const { text } = await this.#note(path);
		const span = readTelos(readNote(path, text), text).items.find(({ key }) => key === item.key)?.span;
		if (!span) throw new PraxisError('conflict', `“${oneLine(item.title)}” is no longer in its note.`, { hint: 'Look at the note, and try again.' });
		const entry = text.slice(span.start, span.end);
		const firstEnd = span.start + (entry.indexOf('\n') < 0 ? entry.length : entry.replace(/\r?\n[^]*$/, '').length);
		return Object.entries(values).map(([key, value]): Change => {
			const line = `${item.form === 'line' ? '  - ' : ''}**${key.charAt(0).toUpperCase()}${key.slice(1)}:** ${value}`;
			const there = new RegExp(`^[ \\t]*(?:[-*][ \\t]+)?\\*\\*${key}(?::\\*\\*|\\*\\*:).*$`, 'im').exec(entry);
			if (!there) return { type: 'insert', path, at: { offset: firstEnd }, text: `\n${line}` };
			const start = span.start + there.index;
			return { type: 'replace', path, target: { start, end: start + there[0].replace(/\r$/, '').length }, text: line };
		});
	}
}
