/**
 * Chats kept as notes: each turn is added to the end of its chat's note when it has ended, and a note is opened again as
 * the conversation that it holds. What a note does not say (steps, what tools gave, the labels of what was read) stays on
 * this device beside it; where that is missing, or the note was edited, the note's own words are what goes on.
 */
import type { Changes } from '../changes/changes';
import type { Guard } from '../guard/guard';
import { OWN, type Label } from '../guard/labels';
import { labelOfOutput } from '../guard/run-state';
import type { Store, Vault } from '../host';
import { isPraxisError, PraxisError } from '../lib/errors';
import { LinkIndex, writeLink } from '../lib/links';
import { Serial } from '../lib/serial';
import { plainFolder, titleOf, vaultPath, type VaultPath } from '../lib/vault-path';
import type { Citation } from '../runs/outcome';
import { resultName } from '../runs/result-note';
import { CHAT_RUN, printChatHead, printTurn, readChat } from './chat-note';
import type { Turn } from './transcript';
import { lastTurn, loadThread, saveThread, withAnswer, type SavedThread, type Thread, type ThreadTurn } from './thread';

export interface ChatNotesOptions {
	readonly vault: Pick<Vault, 'read' | 'list'>;
	readonly store: Store;
	readonly changes: Pick<Changes, 'plan'>;
	readonly guard: Pick<Guard, 'ownChanges' | 'labelOf'>;
	/** Where new chats go. */
	readonly folder: () => string;
}

/** Which chat a turn belongs to. */
export interface ChatPlace {
	/** A ULID, given by whoever begins the chat. */
	readonly id: string;
	/** Its note, as far as there is one. */
	readonly path: VaultPath | null;
}

export interface OpenedChat {
	readonly place: { readonly id: string; readonly path: VaultPath };
	readonly turns: readonly Turn[];
	/** What the next question goes on with after each turn, by run. */
	readonly threads: ReadonlyMap<string, ThreadTurn>;
}

/** What the device keeps of one turn. */
interface KeptTurn {
	readonly section: string;
	readonly turn: Turn;
	readonly thread: SavedThread['turns'][number] | null;
}

export class ChatNotes {
	readonly #serial = new Serial();

	constructor(private readonly options: ChatNotesOptions) {}

	/**
	 * Adds an ended turn at the end of the chat's note, and makes the note with the first, or anew when it is gone.
	 * `way`: the turns from the first to this one. `thread`: as it stands after it. Resolves with the note's path.
	 */
	keep(chat: ChatPlace, way: readonly Turn[], thread: Thread): Promise<VaultPath> {
		return this.#serial.run([chat.id], () => this.#keep(chat, way, thread));
	}

	/** Throws `missing-note`, and `bad-input` for a note that is no chat. */
	async open(path: VaultPath): Promise<OpenedChat> {
		const { vault, guard } = this.options;
		const note = await vault.read(path);
		if (!note) throw new PraxisError('missing-note', `There is no note “${path}”.`, { hint: 'Choose another chat.' });
		const label = (await guard.labelOf(path)) ?? OWN;
		const links = new LinkIndex((await vault.list()).map((file) => file.path));
		const chat = readChat(note.text, { resolve: (target) => links.resolve(target, path), isPrivate: label.secrecy === 'private' });
		if (!chat) throw new PraxisError('bad-input', `“${titleOf(path)}” is not a chat.`, { hint: 'Its property “praxis” would say “chat”.' });
		const kept = new Map<string, KeptTurn>();
		for (const { turn, section } of chat.turns) {
			const known = await this.#stored(chat.id, turn.runId);
			// What a person has changed is theirs: the note speaks then.
			if (known?.section === section) kept.set(turn.runId, known);
		}
		const turns = chat.turns.map(({ turn }) => kept.get(turn.runId)?.turn ?? turn);
		return { place: { id: chat.id, path }, turns, threads: threadsOf(turns, kept, label) };
	}

	async #keep(chat: ChatPlace, way: readonly Turn[], thread: Thread): Promise<VaultPath> {
		const turn = way.at(-1);
		if (!turn?.answer) throw new PraxisError('internal', 'Only a turn that has ended can be kept.');
		const last = lastTurn(thread);
		const after = last?.runId === turn.runId ? last : null;
		const label = labelOfTurn(turn, last);
		const old = chat.path === null ? null : await this.options.vault.read(chat.path);
		const links = new LinkIndex((await this.options.vault.list()).map((file) => file.path));
		const print = (one: Turn): string => printTurn(one, (one.answer?.citations ?? []).map((citation) => linkTo(citation, links)));
		const section = print(turn);
		const path = chat.path === null || old === null ? await this.#begin(chat, { way, print, label }) : await this.#append({ id: chat.id, path: chat.path }, { text: section, label, runId: turn.runId });
		const saved = after ? savedTurn(thread) : null;
		await this.#store(chat.id, { section: section.trimEnd(), turn, thread: saved });
		return path;
	}

	async #begin(chat: ChatPlace, { way, print, label }: { readonly way: readonly Turn[]; readonly print: (turn: Turn) => string; readonly label: Label }): Promise<VaultPath> {
		const first = way[0];
		if (!first) throw new PraxisError('internal', 'A chat begins with a question.');
		const folder = plainFolder(this.options.folder());
		const path = vaultPath(`${folder === '' ? '' : `${folder}/`}${resultName(first.question, localDate(first.at))}.md`);
		const text = printChatHead({ id: chat.id, created: first.at, isPrivate: label.secrecy === 'private' }) + way.map(print).join('\n');
		return this.#write(path, [{ type: 'create', path, text }], { id: `${chat.id}-${way.at(-1)?.runId ?? ''}`, label });
	}

	#append({ id, path }: { readonly id: string; readonly path: VaultPath }, { text, label, runId }: { readonly text: string; readonly label: Label; readonly runId: string }): Promise<VaultPath> {
		const mark = label.secrecy === 'private' ? [{ type: 'set-properties' as const, path, properties: { private: true } }] : [];
		return this.#write(path, [...mark, { type: 'append', path, text }], { id: `${id}-${runId}`, label });
	}

	async #write(path: VaultPath, changes: Parameters<Changes['plan']>[0], { id, label }: { readonly id: string; readonly label: Label }): Promise<VaultPath> {
		const plan = await this.options.changes.plan(changes, { id: CHAT_RUN + id, reason: `Kept the chat “${titleOf(path)}”` });
		const [result] = (await this.options.guard.ownChanges(label).apply(plan)).notes;
		if (!result || result.outcome === 'failed' || result.outcome === 'kept') throw new PraxisError('internal', 'The chat could not be written into its note.', { hint: result?.detail || 'Look whether its folder can be written to.' });
		return result.path;
	}

	async #store(chatId: string, kept: KeptTurn): Promise<void> {
		await this.options.store.write(keyOf(chatId, kept.turn.runId), new TextEncoder().encode(JSON.stringify(kept)));
	}

	async #stored(chatId: string, runId: string): Promise<KeptTurn | null> {
		try {
			const bytes = await this.options.store.read(keyOf(chatId, runId));
			const data = bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Partial<KeptTurn> | null);
			return data && typeof data.section === 'string' && data.turn?.runId === runId && data.turn.answer ? (data as KeptTurn) : null;
		} catch (error) {
			// A damaged copy, or a name that no copy can have: the note itself tells enough.
			if (error instanceof SyntaxError || isPraxisError(error)) return null;
			throw error;
		}
	}
}

/** For each turn what was said until it ended, with the labels of what was read. */
function threadsOf(turns: readonly Turn[], kept: ReadonlyMap<string, KeptTurn>, label: Label): ReadonlyMap<string, ThreadTurn> {
	const threads = new Map<string, ThreadTurn>();
	const saved = new Map<string, SavedThread['turns'][number]>();
	for (const turn of turns) {
		const before = turn.parent === null ? null : (threads.get(turn.parent) ?? null);
		const own = kept.get(turn.runId)?.thread;
		// A turn's own part stands on its parent's: when that was edited, the words of both are taken from the note.
		const isWhole = own !== null && own !== undefined && (before === null || saved.has(before.runId));
		const loaded = isWhole ? load(own, before) : null;
		if (loaded && own) saved.set(turn.runId, own);
		threads.set(turn.runId, loaded ?? fromWords(turn, before, label));
	}
	return threads;
}

function load(own: SavedThread['turns'][number], before: ThreadTurn | null): ThreadTurn | null {
	const earlier = before ? saveThread({ turns: [before] }).turns : [];
	return loadThread({ version: 1, turns: [...earlier, own] }, OWN)?.turns.at(-1) ?? null;
}

function fromWords({ runId, question, answer }: Turn, before: ThreadTurn | null, label: Label): ThreadTurn {
	return withAnswer({ turns: before ? [before] : [] }, { runId, question, text: answer?.text ?? '', label, notes: (answer?.citations ?? []).map(({ path }) => path) });
}

/** The part of the last turn that is not its parent's. */
function savedTurn({ turns }: Thread): SavedThread['turns'][number] | null {
	return saveThread({ turns: turns.slice(-2) }).turns.at(-1) ?? null;
}

/** At least as strict as what the answer quotes. */
function labelOfTurn({ answer, attached }: Turn, last: ThreadTurn | null): Label {
	const label = last ? labelOfOutput(last.conversation.state) : OWN;
	const isPrivate = label.secrecy === 'private' || (answer?.citations ?? []).some((citation) => citation.isPrivate) || attached.some((one) => one.isPrivate);
	const isForeign = label.integrity === 'untrusted' || (answer?.citations ?? []).some(({ foreign }) => foreign !== undefined);
	return { integrity: isForeign ? 'untrusted' : 'trusted', secrecy: isPrivate ? 'private' : 'vault', reasons: label.reasons };
}

function linkTo({ path, blockId, headings }: Citation, links: LinkIndex): string {
	const heading = headings.filter((text) => text !== '' && text !== titleOf(path)).at(-1);
	const subpath = blockId === null ? (heading ?? null) : `^${blockId}`;
	return writeLink(links.linkText(path), { subpath, display: [titleOf(path), ...(heading === undefined ? [] : [heading])].join(' › ') });
}

function keyOf(chatId: string, runId: string): string {
	return `chats/${chatId}/${runId}.json`;
}

/** The date of an instant where the person is: "2026-11-22". */
function localDate(at: string): string {
	const date = new Date(at);
	const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
	return `${date.getFullYear()}-${month}-${day}`;
}
