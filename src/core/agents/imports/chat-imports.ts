/**
 * Chats of other assistants into the vault: read piece by piece, however large the file is, each conversation a note that
 * nobody here wrote. What is there already is not written twice; a conversation that went on gets what is new at its end.
 */
import type { Change } from '../../changes/change';
import type { Changes, Plan } from '../../changes/changes';
import { IMPORTS_FOLDER } from '../../guard/labels';
import type { Vault } from '../../host';
import { isPraxisError, PraxisError, type Problem } from '../../lib/errors';
import { JsonItems, LONGEST_ITEM } from '../../lib/json-items';
import { isInFolder, isNote, vaultPath, type VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../../search/content-index';
import { propertyFacet } from '../../search/facets';
import { readChat } from '../chat-note';
import { isMessage, readForeignChat, type ForeignChat } from './foreign-chat';
import { importedChat, type ImportedChat } from './imported-chat';
import { readMarkdownChat } from './markdown-chat';

/** A file that was chosen, by its path within what was chosen. */
export interface ChatSource {
	readonly path: string;
	/** Its bytes in order, in pieces of any size. */
	readonly pieces: () => AsyncIterable<Uint8Array>;
}

export interface ChatImport {
	/** To be looked at: nothing is written before it is applied. */
	readonly plan: Plan;
	/** Conversations that were found. */
	readonly found: number;
	/** That are in the vault already, as they are. */
	readonly unchanged: number;
	/** That were there and went on. */
	readonly grown: number;
	/** That did not fit into one import: the next one of the same file brings them. */
	readonly left: number;
	readonly problems: readonly Problem[];
}

export interface ChatImportsOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly index: Pick<ContentIndex, 'withFacet'>;
	readonly changes: Pick<Changes, 'plan'>;
	readonly yieldToHost: () => Promise<void>;
}

export const CHATS_FOLDER = `${IMPORTS_FOLDER}/Chats`;
const LIMITS = { notes: 20_000, removals: 0, removalShare: 1 };
/** UTF-16 units of all notes of one import: what does not fit is left for the next. */
const MOST_TEXT = 40_000_000;
/** UTF-16 units of a conversation as Markdown. */
const LONGEST_MARKDOWN = 5_000_000;
const MOST_PROBLEMS = 200;

export class ChatImports {
	readonly #mostText: number;

	/** `mostText`: UTF-16 units of all that one import brings. */
	constructor(private readonly options: ChatImportsOptions, { mostText = MOST_TEXT }: { readonly mostText?: number } = {}) {
		this.#mostText = mostText;
	}

	/** Throws `aborted`. What cannot be read is told, and the rest is planned. */
	async planImport(sources: readonly ChatSource[], { signal }: { readonly signal?: AbortSignal } = {}): Promise<ChatImport> {
		const gathered = new Gathered(await this.#known(), this.#mostText);
		for (const source of sources) await this.#read(source, gathered, signal);
		const { changes, found, unchanged, grown, left, problems } = gathered;
		return { plan: await this.options.changes.plan(changes, { reason: 'Import chats', limits: LIMITS }), found, unchanged, grown, left, problems };
	}

	async #read({ path, pieces }: ChatSource, gathered: Gathered, signal: AbortSignal | undefined): Promise<void> {
		const reader = new SourceReader(path, gathered);
		const decoder = new TextDecoder('utf-8', { fatal: true });
		for await (const bytes of pieces()) {
			if (signal?.aborted) throw new PraxisError('aborted', 'Stopped before the chats were read.');
			reader.push(decoded(decoder, bytes));
			if (reader.isDone) return;
			await this.options.yieldToHost();
		}
		reader.push(decoded(decoder));
		reader.end();
	}

	/** Imported chats, wherever they lie now: by their ids, with the turns that they hold. */
	async #known(): Promise<ReadonlyMap<string, KnownChat>> {
		const { vault, index } = this.options;
		const listed = (await vault.list()).map(({ path }) => path);
		const found = new Set<VaultPath>(index.withFacet([propertyFacet('praxis', 'chat')]).map(vaultPath));
		const known = new Map<string, KnownChat>();
		for (const path of listed.filter((one) => isNote(one) && (isInFolder(one, CHATS_FOLDER) || found.has(one)))) {
			const note = await vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
			const chat = note && readChat(note.text, { resolve: () => null, isPrivate: false });
			if (chat?.id.startsWith('import-')) known.set(chat.id, { path, runs: new Set(chat.turns.map(({ turn }) => turn.runId)) });
		}
		return known;
	}
}

interface KnownChat {
	readonly path: VaultPath;
	readonly runs: ReadonlySet<string>;
}

/** What all files together come to. */
class Gathered {
	readonly changes: Change[] = [];
	readonly problems: Problem[] = [];
	found = 0;
	unchanged = 0;
	grown = 0;
	/** New ones that do not fit into one import. */
	left = 0;
	readonly #seen = new Set<string>();
	readonly #names = new Set<string>();
	#text = 0;

	constructor(private readonly known: ReadonlyMap<string, KnownChat>, private readonly mostText: number) {}

	tell(path: string, message: string, line = 1): void {
		if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path, line, message });
	}

	add(path: string, chat: ForeignChat, n: number): void {
		if (chat.wordless > 0) this.tell(path, `${chat.wordless === 1 ? 'One message' : `${chat.wordless} messages`} of “${chat.title.slice(0, 60)}” without words (a picture, a recording) ${chat.wordless === 1 ? 'was' : 'were'} left out.`, n);
		const made = importedChat(chat);
		if (!made) return this.tell(path, `The conversation “${chat.title.slice(0, 60) || 'untitled'}” is empty, and was left out.`, n);
		if (this.#seen.has(made.id)) return;
		this.#seen.add(made.id);
		this.found++;
		this.#plan(made);
	}

	#plan({ id, name, head, turns }: ImportedChat): void {
		const there = this.known.get(id);
		const fresh = there ? turns.filter(({ runId }) => !there.runs.has(runId)) : turns;
		if (fresh.length === 0) return void this.unchanged++;
		const length = fresh.reduce((sum, turn) => sum + turn.length, 0);
		if (this.changes.length >= LIMITS.notes || this.#text + length > this.mostText) return void this.left++;
		this.#text += length;
		const text = fresh.map(({ print }) => print()).join('\n');
		if (there) this.grown++;
		this.changes.push(there ? { type: 'append', path: there.path, text } : { type: 'create', path: vaultPath(`${CHATS_FOLDER}/${this.#free(name)}.md`), text: head + text });
	}

	#free(name: string): string {
		let free = name;
		for (let n = 2; this.#names.has(free.toLowerCase()); n++) free = `${name} ${n}`;
		this.#names.add(free.toLowerCase());
		return free;
	}
}

/** One file, from its first sign on. */
class SourceReader {
	#kind: 'unknown' | 'list' | 'whole' | 'markdown' | 'refused' = 'unknown';
	readonly #items = new JsonItems();
	readonly #messages: unknown[] = [];
	#text = '';
	#strange = 0;

	constructor(private readonly path: string, private readonly gathered: Gathered) {}

	/** Whether the rest of the file need not be read. */
	get isDone(): boolean {
		return this.#kind === 'refused';
	}

	/** Null for bytes that are no text. */
	push(piece: string | null): void {
		if (piece === null) return this.refuse('It is not valid UTF-8 from here on. What stands before that is in the import.');
		let text = piece;
		if (this.#kind === 'unknown') {
			text = this.#text + piece;
			this.#kind = this.#kindOf(text);
			this.#text = this.#kind === 'unknown' ? text : '';
		}
		if (this.#kind === 'list') for (const { n, text: item } of this.#items.push(text)) this.#item(item, n);
		if (this.#kind !== 'whole' && this.#kind !== 'markdown') return;
		this.#text += text;
		if (this.#text.length > (this.#kind === 'whole' ? LONGEST_ITEM : LONGEST_MARKDOWN)) this.refuse('It is too large for one conversation, and was left out.');
	}

	end(): void {
		const { path, gathered } = this;
		if (this.#kind === 'list') return this.#endList();
		if (this.#kind === 'refused') return;
		if (this.#kind === 'markdown') {
			const chat = readMarkdownChat(path, this.#text);
			return chat ? gathered.add(path, chat, 1) : this.refuse('Nobody speaks in it: no line such as “## User” or “**ChatGPT:**” names who does. It was left out.');
		}
		const data = parsed(this.#text);
		const list = typeof data === 'object' && data !== null && 'conversations' in data && Array.isArray(data.conversations) ? (data.conversations as readonly unknown[]) : data === undefined ? [] : [data];
		const chats = list.flatMap((item, i) => { const chat = readForeignChat(item); return chat ? [{ chat, n: i + 1 }] : []; });
		for (const { chat, n } of chats) gathered.add(path, chat, n);
		if (chats.length === 0) this.refuse(this.#text.trim() === '' ? 'The file is empty.' : data === undefined ? 'Its JSON is broken, so it was left out.' : 'It holds no conversation that is understood, and was left out.');
	}

	refuse(message: string): void {
		this.#kind = 'refused';
		this.#text = '';
		this.gathered.tell(this.path, message);
	}

	#kindOf(text: string): 'unknown' | 'list' | 'whole' | 'markdown' | 'refused' {
		const start = text.trimStart();
		if (start === '') return 'unknown';
		if (start.startsWith('PK\u0003\u0004')) {
			this.refuse('It is a ZIP archive. Unpack it, and choose the file “conversations.json” in it.');
			return 'refused';
		}
		if (/\.(?:md|markdown|txt)$/i.test(this.path)) return 'markdown';
		if (/^[[{]/.test(start)) return start.startsWith('[') ? 'list' : 'whole';
		this.refuse('It is neither JSON nor Markdown, and was left out.');
		return 'refused';
	}

	#item(text: string | null, n: number): void {
		const data = text === null ? undefined : parsed(text);
		const chat = readForeignChat(data);
		if (chat) this.gathered.add(this.path, chat, n);
		else if (isMessage(data)) this.#messages.push(data);
		else if (this.#strange++ < 5) this.gathered.tell(this.path, text === null ? 'This conversation is too large, and was left out.' : data === undefined ? 'The JSON of this conversation is broken; it was left out.' : 'This is no conversation that is understood; it was left out.', n);
	}

	#endList(): void {
		const chat = readForeignChat({ title: this.path.replace(/^.*\/|\.[^.]*$/g, ''), messages: this.#messages });
		if (this.#messages.length > 0 && chat) this.gathered.add(this.path, chat, 1);
		if (!this.#items.isWhole) this.gathered.tell(this.path, 'The file breaks off in the middle. What stands before that is in the import.');
	}
}

/** Without bytes, what is left. */
function decoded(decoder: TextDecoder, bytes?: Uint8Array): string | null {
	try {
		return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
	} catch {
		return null; // Told as a problem.
	}
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined; // Told as a problem by whoever asked.
	}
}
