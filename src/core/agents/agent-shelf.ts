/**
 * The agents that there are: those that ship with Praxis, and notes in the folders for agents, which win over a built-in
 * one of the same name. Follows the vault. It decides nothing: what an agent of a note may do is the guard's.
 */
import type { Vault, VaultChange } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { Listeners } from '../lib/listeners';
import { Serial } from '../lib/serial';
import { isInAny, isNote, titleOf, type VaultPath } from '../lib/vault-path';
import { readAgent, type Agent } from './agent-note';

/** Where agents lie. Notes there that have no properties are notes like others. */
export const AGENT_FOLDERS: readonly string[] = ['Agents', 'Praxis/Agents'];
/** Who answers when nobody is named. */
export const FIRST_AGENT = 'Librarian';
/** The name under which Praxis itself acts; no agent can have it. */
const RESERVED = 'praxis';

export interface ListedAgent extends Agent {
	readonly isBuiltIn: boolean;
}

export interface Agents {
	/** By name, the first one first. The first call begins to read the vault; `onChange` tells when more is known. */
	list(): readonly ListedAgent[];
	/** By name, without regard to case; null when there is none. */
	get(name: string): ListedAgent | null;
	/** What is wrong with notes of agents, in the order of their paths. */
	problems(): readonly Problem[];
	/** Tells when the list or its problems may have changed. Returns the function that ends it. */
	onChange(listener: () => void): () => void;
	/** Resolves when the vault has been read. Never rejects. */
	ready(): Promise<void>;
}

export interface AgentShelfOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** Agents that ship with the product, as notes. */
	readonly builtIns: readonly { readonly path: string; readonly text: string }[];
}

type Shelved = ReturnType<typeof readAgent>;

export class AgentShelf implements Agents {
	readonly #serial = new Serial();
	readonly #listeners = new Listeners<void>();
	readonly #notes = new Map<VaultPath, Shelved>();
	readonly #builtIns: readonly Agent[];
	#reading: Promise<void> | null = null;

	constructor(private readonly options: AgentShelfOptions) {
		this.#builtIns = options.builtIns.flatMap(({ path, text }) => readAgent(path, text).agent ?? []);
	}

	list(): readonly ListedAgent[] {
		void this.ready();
		const own = this.#own();
		const builtIn = this.#builtIns.filter(({ name }) => !own.some((agent) => isSame(agent.name, name))).map((agent) => ({ ...agent, isBuiltIn: true }));
		return [...builtIn, ...own].sort((a, b) => Number(isSame(b.name, FIRST_AGENT)) - Number(isSame(a.name, FIRST_AGENT)) || (a.name < b.name ? -1 : 1));
	}

	get(name: string): ListedAgent | null {
		return this.list().find((agent) => isSame(agent.name, name)) ?? null;
	}

	problems(): readonly Problem[] {
		const taken = new Map<string, string>();
		return this.#sorted().flatMap(([path, { agent, problems }]) => {
			if (!agent) return problems;
			const key = agent.name.toLowerCase();
			const other = taken.get(key);
			if (other === undefined) taken.set(key, path);
			const line = problems[0]?.line ?? 1;
			if (key === RESERVED) return [...problems, { path, line, message: 'No agent can be named “Praxis”.' }];
			return other === undefined ? problems : [...problems, { path, line, message: `“${titleOf(other)}” has this name already and is used instead.` }];
		});
	}

	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	ready(): Promise<void> {
		this.#reading ??= this.#readAll();
		return this.#reading;
	}

	/** Tell it of every change in the vault. Never rejects. */
	async noteChanged(change: VaultChange): Promise<void> {
		if (this.#reading === null) return;
		const paths = (change.type === 'renamed' ? [change.from, change.path] : [change.path]).filter(isAgentPath);
		if (paths.length === 0) return;
		await Promise.all(paths.map((path) => this.#readOne(path)));
		this.#listeners.tell();
	}

	#sorted(): [VaultPath, Shelved][] {
		return [...this.#notes].sort(([a], [b]) => (a < b ? -1 : 1));
	}

	#own(): ListedAgent[] {
		const agents: ListedAgent[] = [];
		for (const [, { agent }] of this.#sorted()) {
			if (agent && agent.name.toLowerCase() !== RESERVED && !agents.some(({ name }) => isSame(name, agent.name))) agents.push({ ...agent, isBuiltIn: false });
		}
		return agents;
	}

	async #readAll(): Promise<void> {
		const paths = await this.options.vault.list().then((files) => files.map(({ path }) => path).filter(isAgentPath), (error: unknown) => unreadable(error, []));
		await Promise.all(paths.map((path) => this.#readOne(path)));
		if (paths.length > 0) this.#listeners.tell();
	}

	/** One after the other for each note: the last reading is of the last text. */
	#readOne(path: VaultPath): Promise<void> {
		return this.#serial.run([path], async () => {
			const note = await this.options.vault.read(path).catch((error: unknown) => unreadable(error, { text: '---\n---\n', why: error instanceof Error ? error.message : '' }));
			if (note && 'why' in note) this.#notes.set(path, { agent: null, problems: [{ path, line: 1, message: note.why }] });
			else if (note && isMeant(note.text)) this.#notes.set(path, readAgent(path, note.text));
			else this.#notes.delete(path);
		});
	}
}

function isAgentPath(path: VaultPath): boolean {
	return isNote(path) && isInAny(path, AGENT_FOLDERS);
}

/** A note without properties in such a folder explains something; it is no agent that went wrong. */
function isMeant(text: string): boolean {
	return readFrontMatter(text).frontMatter !== null || /^\uFEFF?---\r?\n/.test(text);
}

function isSame(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

function unreadable<T>(error: unknown, instead: T): T {
	if (isPraxisError(error)) return instead;
	throw error;
}
