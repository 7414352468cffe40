/**
 * What the vault is known not to say: each question that ended in `unknown`, until evidence for it passes the check of
 * citations or the person closes it. Records on this device; questions may be private, and nothing here is sent.
 */
import type { Store } from '../host';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import type { Answer } from '../runs/outcome';
import { stemOf, words } from '../search/analyse';
import { stopWordsAmong } from '../search/stop-words';

export interface KnownUnknown {
	/** The id of the run that found it. */
	readonly id: string;
	readonly question: string;
	/** ISO 8601. */
	readonly at: string;
	/** What was tried, in plain words. */
	readonly searched: string;
	/** What was not found, item by item. */
	readonly missing: readonly string[];
	/** What would settle it. */
	readonly resolve: string;
	/** Null while it is open. */
	readonly closed: Closing | null;
}

export interface Closing {
	/** ISO 8601. */
	readonly at: string;
	readonly by: 'person' | 'evidence';
	/** The note whose quote passed the check; "" when the person closed it. */
	readonly path: string;
	readonly quote: string;
}

export interface KnownUnknowns {
	/** Newest first; open ones alone unless `all`. */
	list(options?: { readonly all?: boolean }): Promise<readonly KnownUnknown[]>;
	/** The newest that asks the same, open or closed; null when there is none. */
	about(question: string): Promise<KnownUnknown | null>;
	/** The person says that it is settled. Nothing happens for one that is closed or gone. */
	close(id: string): Promise<void>;
	/** The person wants it open again. Nothing happens for one that is open or gone. */
	reopen(id: string): Promise<void>;
	onChange(listener: () => void): () => void;
}

export interface EndedRun {
	readonly runId: string;
	readonly question: string;
	readonly at: string;
	readonly answer: Answer;
}

const KEY = 'unknowns.json';
/** Older ones are forgotten, closed ones first. */
const MOST = 300;
/** UTF-16 units that are kept and compared of a question: a pasted page asks what it begins with. */
const LONGEST = 2_000;
/** What kind of thing is asked for, folded: “when” and “who” make two questions of the same words. */
const ASKING = /^(?:who|whom|whose|when|where|why|how|which|many|much|wer|wem|wen|wann|wo|woher|wohin|warum|wie|viele?|welch\w*|qui|quand|ou|pourquoi|comment|combien|quel\w*|quien\w*|cuando|donde|como|cuant\w*|quem|quando|onde|quant\w*|chi|dove|perche|come|quale|waar|wanneer|waarom|hoe|welke?)$/;

export class UnknownsList implements KnownUnknowns {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();

	constructor(
		private readonly store: Store,
		private readonly now: () => Date,
	) {}

	async list({ all = false }: { readonly all?: boolean } = {}): Promise<readonly KnownUnknown[]> {
		const items = await this.#serial.run([KEY], () => this.#read());
		return items.filter(({ closed }) => all || closed === null);
	}

	async about(question: string): Promise<KnownUnknown | null> {
		const asksSame = sameAs(question);
		return (await this.list({ all: true })).find(asksSame) ?? null;
	}

	close(id: string): Promise<void> {
		return this.#change((items) => items.map((item) => (item.id === id && item.closed === null ? { ...item, closed: { at: this.now().toISOString(), by: 'person', path: '', quote: '' } } : item)));
	}

	reopen(id: string): Promise<void> {
		return this.#change((items) => items.map((item) => (item.id === id && item.closed !== null ? { ...item, closed: null } : item)));
	}

	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Tell it of every run that ended: an unknown is added, and evidence closes what asks the same. */
	async noteRun({ runId, question, at, answer }: EndedRun): Promise<void> {
		const { outcome, citations: [citation], searched, missing, resolve } = answer;
		const isUnknown = outcome === 'unknown';
		if (!isUnknown && (outcome !== 'answered' || !citation)) return;
		const asksSame = sameAs(question);
		if (isUnknown) return this.#change((items) => (items.some((item) => item.closed === null && asksSame(item)) ? items : [{ id: runId, question: question.slice(0, LONGEST), at, searched, missing, resolve, closed: null }, ...items]));
		const closed: Closing = { at, by: 'evidence', path: citation?.path ?? '', quote: citation?.quote ?? '' };
		await this.#change((items) => items.map((item) => (item.closed === null && asksSame(item) ? { ...item, closed } : item)));
	}

	#change(change: (items: readonly KnownUnknown[]) => readonly KnownUnknown[]): Promise<void> {
		return this.#serial.run([KEY], async () => {
			const before = await this.#read();
			const after = change(before);
			if (after.length === before.length && after.every((item, i) => item === before[i])) return;
			await this.store.write(KEY, new TextEncoder().encode(JSON.stringify(shortened(after))));
			this.#listeners.tell();
		});
	}

	async #read(): Promise<readonly KnownUnknown[]> {
		const bytes = await this.store.read(KEY);
		if (!bytes) return [];
		try {
			const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
			return Array.isArray(data) ? data.filter(isUnknown) : [];
		} catch {
			return []; // A damaged list is begun anew; the answers themselves are not in it.
		}
	}
}

/** Two questions ask the same when the words that carry meaning are the same, whatever their order or inflection. */
function sameAs(question: string): (item: KnownUnknown) => boolean {
	const asked = contentStems(question);
	return (item) => {
		if (asked.size === 0) return false;
		const other = contentStems(item.question);
		return asked.size === other.size && [...asked].every((stem) => other.has(stem));
	};
}

function contentStems(question: string): ReadonlySet<string> {
	const forms = words(question.slice(0, LONGEST)).map(({ form }) => form);
	const stop = stopWordsAmong(forms);
	return new Set(forms.filter((form) => !stop.has(form) || ASKING.test(form)).map((form) => stemOf(form)));
}

function shortened(items: readonly KnownUnknown[]): readonly KnownUnknown[] {
	if (items.length <= MOST) return items;
	const open = items.filter(({ closed }) => closed === null).slice(0, MOST);
	const kept = new Set([...open, ...items.filter(({ closed }) => closed !== null).slice(0, MOST - open.length)]);
	return items.filter((item) => kept.has(item));
}

function isUnknown(item: unknown): item is KnownUnknown {
	const { id, question, at, searched, missing, resolve, closed } = (typeof item === 'object' && item !== null ? item : {}) as Partial<KnownUnknown>;
	const isClosing = closed === null || (typeof closed === 'object' && (closed.by === 'person' || closed.by === 'evidence'));
	return [id, question, at, searched, resolve].every((text) => typeof text === 'string') && Array.isArray(missing) && missing.every((text) => typeof text === 'string') && isClosing;
}
