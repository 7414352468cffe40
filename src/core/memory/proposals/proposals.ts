/**
 * What could be remembered out of chats, meetings, journals and texts. Nothing is written here: batches wait on this device
 * until the person accepts or dismisses them, and what was dismissed is not offered again.
 */
import { foreign, joinLabels, LONGEST_TYPED_PASTE, OWN, type Label } from '../../guard/labels';
import type { Guard } from '../../guard/guard';
import type { Store, Vault } from '../../host';
import { isPraxisError, PraxisError } from '../../lib/errors';
import { hashText } from '../../lib/hash';
import { LinkIndex } from '../../lib/links';
import { Listeners } from '../../lib/listeners';
import { readNote } from '../../lib/markdown';
import { oneLine } from '../../lib/one-line';
import { Serial } from '../../lib/serial';
import { titleOf, type VaultPath } from '../../lib/vault-path';
import { parseJson } from '../../models/json';
import type { Answer, Citation } from '../../runs/outcome';
import type { AskModel } from '../../telos/ask-once';
import { dayOf } from '../../telos/days';
import type { ClaimDraft, Remembered } from '../draft';
import type { MemoryDesk } from '../memory-desk';
import { isMeetingNote } from '../people/signs';
import { dayOfNote } from '../recall/note-day';
import { isoDay } from '../recall/when';
import { CHAT_SYSTEM, claimsOfList, claimsOfModel, toldText } from './by-model';
import { claimsByRules } from './by-rules';
import type { ProposalBatch, ProposedClaim, SourceText } from './proposal';

/** What is needed of a turn of a chat. */
export interface ChatTurn {
	readonly runId: string;
	readonly question: string;
	/** ISO 8601. */
	readonly at: string;
	readonly answer: Pick<Answer, 'citations' | 'labels'> | null;
}

/** Runs a pattern on a note with the model that the person has chosen; null when none is, or there is no such pattern. */
export type RunPattern = (name: string, path: VaultPath, signal?: AbortSignal) => Promise<{ readonly text: string; readonly label: Label; readonly runId: string; readonly model: string } | null>;

export interface ProposalsOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly guard: Pick<Guard, 'labelOf'>;
	readonly desk: Pick<MemoryDesk, 'remember'>;
	readonly ask?: AskModel;
	readonly runPattern?: RunPattern;
	readonly now: () => Date;
	readonly newId: () => string;
}

export interface ProposeOptions {
	/** The chosen model may be asked; else rules alone look. */
	readonly model?: boolean;
	readonly signal?: AbortSignal;
}

export const MEETING_PATTERN = 'remember-meeting';
export const JOURNAL_PATTERN = 'remember-journal';

const KEY = 'memory/proposals.json';
const MOST_BATCHES = 20;
const MOST_DISMISSED = 2000;

interface Kept {
	readonly batches: readonly ProposalBatch[];
	/** Hashes of the words of what was dismissed. */
	readonly dismissed: readonly string[];
}

export class Proposals {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #accepted = new Map<string, ProposalBatch>();
	#pending: Promise<readonly ProposalBatch[]> | null = null;

	constructor(private readonly options: ProposalsOptions) {}

	/** Waits until all were accepted or dismissed; newest first. Read once: every answer on screen asks. */
	pending(): Promise<readonly ProposalBatch[]> {
		this.#pending ??= this.#stored().catch((error: unknown) => {
			this.#pending = null;
			throw error;
		});
		return this.#pending;
	}

	/** Tells when what waits has changed. Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/**
	 * Out of a chat that has ended: of the person's own turns and the notes that were cited. What is not the person's own is
	 * left out, so that it cannot pass for what they said. Null when there is nothing new.
	 */
	async fromChat(turns: readonly ChatTurn[], { model = false, signal }: ProposeOptions = {}): Promise<ProposalBatch | null> {
		const said = turns.map(({ question, at }): SourceText => ({ text: question, kind: 'user', source: '', saidOn: dayOf(new Date(at)) })).filter(({ text }) => text.length <= LONGEST_TYPED_PASTE);
		const cited = turns.flatMap(({ answer }) => answer?.citations ?? []).filter((one) => one.foreign === undefined);
		const isPrivate = turns.some(({ answer }) => answer?.labels?.isPrivate === true) || cited.some((one) => one.isPrivate);
		// Rules read what the person typed, after every answer: the whole vault is listed for a model alone.
		const notes = model && this.options.ask ? await this.#sourcesOf(cited) : [];
		const asked = model && this.options.ask ? await this.options.ask((remote) => {
			// What the person said beside private notes may tell of them.
			if (remote && isPrivate) throw new PraxisError('refused', 'This chat tells of private notes, and the model is not on this device.', { hint: 'Choose a model on this device.' });
			return { system: CHAT_SYSTEM, text: toldText([...said, ...notes]), notes: [...new Set(cited.map(({ path }) => path))] };
		}, signal) : null;
		const drafts = asked ? claimsOfModel(asked.text, [...said, ...notes]) : claimsByRules(said);
		const label: Label = isPrivate ? { ...OWN, secrecy: 'private', reasons: ['the chat had read private notes'] } : OWN;
		return this.#add({ from: 'chat', title: oneLine(turns[0]?.question ?? ''), path: null, runId: turns.at(-1)?.runId ?? '', label, model: asked?.model ?? '', drafts });
	}

	/** Out of a meeting or a journal: by the pattern for it where a model may be asked, else by rules. Throws `missing-note`. */
	async fromNote(path: VaultPath, { model = false, signal }: ProposeOptions = {}): Promise<ProposalBatch | null> {
		const note = await this.options.vault.read(path).catch(nullIfUnread);
		if (!note) throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'It may have been moved.' });
		const tags = readNote(path, note.text).tags.map(({ name }) => name);
		const ran = model ? ((await this.options.runPattern?.(isMeetingNote(path, tags) ? MEETING_PATTERN : JOURNAL_PATTERN, path, signal)) ?? null) : null;
		return ran ? this.fromResult(path, ran) : this.#ofNote(path, { drafts: claimsByRules(await this.#blocksOf(path, note.text)) });
	}

	/** Out of the result of a pattern that lists claims with their quotes from a note. */
	async fromResult(path: VaultPath, { text, label, runId, model }: Awaited<ReturnType<RunPattern>> & object): Promise<ProposalBatch | null> {
		const note = await this.options.vault.read(path).catch(nullIfUnread);
		return this.#ofNote(path, { drafts: note ? claimsOfList(text, await this.#blocksOf(path, note.text)) : [], label, runId, model });
	}

	/** What a run proposed by itself. `label`: of all that it had read, so that what is foreign goes to the inbox. */
	fromRun(title: string, { runId, model, label, drafts }: Pick<ProposalBatch, 'runId' | 'model' | 'label'> & { readonly drafts: readonly ClaimDraft[] }): Promise<ProposalBatch | null> {
		return this.#add({ from: 'chat', title: oneLine(title), path: null, runId, label, model, drafts: drafts.map((draft) => ({ ...draft, reason: 'proposed by the agent' })) });
	}

	/** Claims by rules in a text that is not kept: nothing waits afterwards. */
	fromText(text: string, source: Partial<SourceText> = {}): readonly ProposedClaim[] {
		return claimsByRules([{ text, kind: 'user', source: '', saidOn: dayOf(this.options.now()), ...source }]);
	}

	/** Keeps these, as the person left them; the others of the batch are passed over, and nothing of it waits any more. One answer for each. */
	async accept(id: string, drafts: readonly ClaimDraft[]): Promise<readonly Remembered[]> {
		const batch = (await this.#stored()).find((one) => one.id === id) ?? this.#accepted.get(id);
		if (!batch) {
			// Another window looked through them.
			this.#pending = null;
			throw new PraxisError('missing-note', 'These claims do not wait any more.', { hint: 'Look at the memory: they may be there.' });
		}
		// One that was refused may be mended and accepted after all.
		this.#accepted.set(id, batch);
		const answers = await this.options.desk.remember(drafts, { label: batch.label, runId: batch.runId, reason: `Remember, out of “${batch.title.slice(0, 60)}”` });
		await this.#change(({ batches, dismissed }) => ({ batches: batches.filter((one) => one.id !== id), dismissed }));
		return answers;
	}

	/** These, or all of the batch, are not offered again. */
	dismiss(id: string, drafts?: readonly ProposedClaim[]): Promise<void> {
		return this.#change(({ batches, dismissed }) => {
			const gone = new Set((drafts ?? batches.find((one) => one.id === id)?.drafts ?? []).map(keyOf));
			return { batches: batches.map((one) => (one.id === id ? { ...one, drafts: one.drafts.filter((draft) => !gone.has(keyOf(draft))) } : one)), dismissed: [...dismissed, ...gone].slice(-MOST_DISMISSED) };
		});
	}

	async #sourcesOf(cited: readonly Citation[]): Promise<readonly SourceText[]> {
		const links = new LinkIndex((await this.options.vault.list()).map(({ path }) => path));
		return cited.map(({ path, blockId, quote }) => ({ text: quote, kind: 'note', source: `${links.linkText(path)}${blockId === null ? '' : `#^${blockId}`}`, saidOn: '' }));
	}

	/** Blocks of a note as sources, each with its place and day. */
	async #blocksOf(path: VaultPath, text: string): Promise<readonly SourceText[]> {
		const links = new LinkIndex((await this.options.vault.list()).map((file) => file.path));
		const note = readNote(path, text);
		const day = dayOfNote(path, text);
		return note.blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'list-item' || kind === 'table').map(({ span, id, heading }): SourceText => {
			const above = note.headings[heading]?.text ?? '';
			const place = id === null ? (above === '' || /[[\]|#^\\]|%%/.test(above) ? '' : `#${above}`) : `#^${id}`;
			return { text: text.slice(span.start, span.end), kind: 'note', source: `${links.linkText(path)}${place}`, saidOn: day === null ? '' : isoDay(day) };
		});
	}

	async #ofNote(path: VaultPath, { drafts, label = OWN, runId = '', model = '' }: Pick<ProposalBatch, 'drafts'> & Partial<Pick<ProposalBatch, 'label' | 'runId' | 'model'>>): Promise<ProposalBatch | null> {
		const own = (await this.options.guard.labelOf(path).catch(nullIfUnread)) ?? foreign('cannot be read any more');
		return this.#add({ from: 'note', title: titleOf(path), path, runId, label: joinLabels([own, label]), model, drafts });
	}

	async #add(found: Omit<ProposalBatch, 'id' | 'at'>): Promise<ProposalBatch | null> {
		if (found.drafts.length === 0) return null;
		let added: ProposalBatch | null = null;
		await this.#change(({ batches, dismissed }) => {
			const known = new Set([...dismissed, ...batches.flatMap((one) => one.drafts.map(keyOf))]);
			const drafts = found.drafts.filter((draft) => !known.has(keyOf(draft)));
			if (drafts.length === 0) return null;
			added = { ...found, drafts, id: this.options.newId(), at: this.options.now().toISOString() };
			return { batches: [added, ...batches].slice(0, MOST_BATCHES), dismissed };
		});
		return added;
	}

	async #change(work: (kept: Kept) => Kept | null): Promise<void> {
		const isChanged = await this.#serial.run([KEY], async () => {
			const next = work(await this.#read());
			if (!next) return false;
			const batches = next.batches.filter(({ drafts }) => drafts.length > 0);
			await this.options.store.write(KEY, new TextEncoder().encode(JSON.stringify({ ...next, batches })));
			this.#pending = Promise.resolve(batches);
			return true;
		});
		if (isChanged) this.#listeners.tell();
	}

	async #stored(): Promise<readonly ProposalBatch[]> {
		return (await this.#serial.run([KEY], () => this.#read())).batches;
	}

	/** Damaged or of another time: as if nothing waited. */
	async #read(): Promise<Kept> {
		const bytes = await this.options.store.read(KEY);
		const data = bytes ? (parseJson(new TextDecoder().decode(bytes)) as Partial<Kept> | null | undefined) : null;
		const batches = Array.isArray(data?.batches) ? data.batches.filter((one: Partial<ProposalBatch> | null) => typeof one?.id === 'string' && typeof one.title === 'string' && Array.isArray(one.drafts) && (one.label?.integrity === 'trusted' || one.label?.integrity === 'untrusted')) : [];
		return { batches, dismissed: Array.isArray(data?.dismissed) ? data.dismissed.filter((one: unknown) => typeof one === 'string') : [] };
	}
}

function keyOf({ text, subject = '' }: Pick<ProposedClaim, 'text' | 'subject'>): string {
	return hashText(`${subject.toLowerCase()}\n${oneLine(text).toLowerCase()}`).slice(0, 24);
}

function nullIfUnread(error: unknown): null {
	if (isPraxisError(error)) return null;
	throw error;
}
