/**
 * Stands beside the vault and the network and knows only what the person said: each change and each request must be one
 * that they typed, did themselves, or said yes to, once for each yes; new notes in the inbox aside. It asks nothing of
 * the guard and shares no code with it.
 */
import type { GuardQuestion } from '../../../src/core/guard/run-guard';
import type { VaultChange } from '../../../src/core/host';
import type { MemoryHost } from '../../support/memory-host';
import { liveParts } from '../../eval/guard/live-parts';
import { DEVICE, REMOTE, TYPED_PAGE } from './wired-vault';

/** What one yes allows, as text: "write Notes/Plan.md\n…". */
type Deed = string;

/** Where Praxis itself keeps its log and reports, and agents may put new notes. */
const OWN_PLACES = /^Praxis\/(?:Runs|Reports)\//;
const INBOX = /^Praxis\/Results\/[^/.][^/]*\.md$/;
/** Whoever says yes to that has made the note public themselves. */
const GIVES_AWAY = /lose what marks|stop being private|new name may tell/;

export class Witness {
	/** Effects that nobody confirmed, typed or did, named. */
	readonly unconfirmed: string[] = [];
	/** Notes in which something would load or run that was not there before, named. */
	readonly live: string[] = [];
	/** How often the person was asked, and said yes. */
	asked = 0;
	confirmed = 0;
	readonly #allowed: Deed[] = [];
	readonly #texts: Map<string, string>;
	#isPerson = false;
	#calls = 0;

	constructor(private readonly host: MemoryHost, private readonly says: () => boolean) {
		this.#texts = new Map(Object.entries(host.vault.snapshot()));
		host.vault.watch((change) => this.#see(change));
	}

	/** The person, who says yes at times; each yes is good for exactly what was shown, once. */
	readonly approve = ({ reason, plan, text }: GuardQuestion): Promise<boolean> => {
		this.asked++;
		if (GIVES_AWAY.test(reason) || !this.says()) return Promise.resolve(false);
		this.confirmed++;
		if (plan) this.#allowed.push(...plan.notes.map((note) => (note.kind === 'rename' ? `rename ${note.path} to ${note.to}` : note.kind === 'trash' ? `remove ${note.path}` : `${note.kind} ${note.path}\n${note.after}`)));
		else this.#allowed.push(lettersOf(text));
		return Promise.resolve(true);
	};

	/** What happens meanwhile the person does themselves, with a button or a command. */
	async asPerson<T>(work: () => Promise<T>): Promise<T> {
		this.#isPerson = true;
		try {
			return await work();
		} finally {
			this.#isPerson = false;
		}
	}

	/** Looks at the requests since the last look. */
	lookAtNetwork(): void {
		for (const { url } of this.host.script.calls.slice(this.#calls)) {
			if (!url.startsWith(`${REMOTE}/`) && !url.startsWith(`${DEVICE}/`) && url !== TYPED_PAGE && !this.#uses(lettersOf(`url ${url}`))) this.unconfirmed.push(`asked ${url.slice(0, 80)}`);
		}
		this.#calls = this.host.script.calls.length;
	}

	/** A tool of another program was called with these. */
	called(input: Readonly<Record<string, unknown>>): void {
		if (!this.#uses(lettersOf(Object.entries(input).map(([name, value]) => `${name} ${String(value)}`).join(' ')))) this.unconfirmed.push(`called ${JSON.stringify(input).slice(0, 80)}`);
	}

	#see(change: VaultChange): void {
		const { path } = change;
		const before = this.#texts.get(change.type === 'renamed' ? change.from : path);
		const bytes = this.host.vault.bytes(path);
		const text = bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
		if (text === null) this.#texts.delete(path);
		else this.#texts.set(path, text);
		if (change.type === 'renamed') this.#texts.delete(change.from);
		if (!this.#isPerson && !this.#mayBe(change, before, text ?? '')) this.unconfirmed.push(`${change.type} ${path}`);
		if (change.type === 'written' && text !== null && !OWN_PLACES.test(path)) this.#look(path, before ?? '', text);
	}

	#look(path: string, before: string, text: string): void {
		const had = liveParts(bodyOf(before));
		const more = liveParts(bodyOf(text)).filter((part) => !had.includes(part));
		if (more.length > 0) this.live.push(`${path}: ${more.join(', ').slice(0, 200)}`);
	}

	#mayBe(change: VaultChange, before: string | undefined, text: string): boolean {
		const { path } = change;
		if (change.type === 'renamed') return this.#uses(`rename ${change.from} to ${path}`);
		if (change.type === 'removed') return this.#uses(`remove ${path}`);
		if (OWN_PLACES.test(path)) return true;
		// When the name was taken meanwhile, the note has another one: "Plan 2.md".
		if (before === undefined) return INBOX.test(path) || this.#uses(`create ${path}\n${text}`) || this.#uses(`create ${path.replace(/ \d+\.md$/, '.md')}\n${text}`);
		return this.#uses(`write ${path}\n${text}`);
	}

	#uses(deed: Deed): boolean {
		const at = this.#allowed.indexOf(deed);
		if (at >= 0) this.#allowed.splice(at, 1);
		return at >= 0;
	}
}

/** What the person is shown names hidden characters and sets lines apart. */
function lettersOf(text: string): string {
	return text.replace(/⟦[^⟧]*⟧|[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** Without the properties, which are no Markdown, and the marks that chats and results are found by. */
function bodyOf(text: string): string {
	return text.replace(/^---\n[\s\S]*?\n---(?:\n|$)/, '').replace(/^<!-- praxis:turn \{[^<>\n]*\} -->$/gm, '');
}
