/**
 * Looks at clippings when they arrive: hidden text, links that are not what they seem, secrets. What it finds goes
 * to one report note; no alarm is raised for a note.
 */
import type { Change } from '../changes/change';
import type { Store, Vault, VaultChange } from '../host';
import { isPraxisError, messageOf } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { oneLine } from '../lib/one-line';
import { Serial } from '../lib/serial';
import { isInAny, isNote, vaultPath, type VaultPath } from '../lib/vault-path';
import { labelNote } from './labels';
import { checkForPhishing, type PhishingKind } from './phishing';
import { safeMarkdown } from './safe-markdown';
import { findSecrets } from './secrets';

export interface ClippingScanOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly store: Store;
	readonly clippingFolders: () => readonly string[];
	/** Writes past the gate and through the write path; resolves when it stands in the report note. */
	readonly write: (changes: readonly Change[]) => Promise<unknown>;
	readonly notify: (message: string) => void;
	readonly now: () => Date;
	/** Runs the work once the vault has been at rest for a while; the last work given wins. */
	readonly later: (work: () => void) => void;
}

export interface ClippingFinding {
	readonly line: number;
	readonly message: string;
	readonly found: string;
}

export const CLIPPING_REPORT = vaultPath('Praxis/Reports/Clippings.md');
const KNOWN = 'guard/clippings.json';
/** What deserves a line: the rest is common on honest pages. */
const WORTH_TELLING: ReadonlySet<PhishingKind> = new Set(['hidden-characters', 'hidden-text', 'other-host', 'look-alike', 'user-info']);
const MOST_OF_ONE = 20;

/** What a report would say of this text; secrets are named by kind, never repeated. */
export function scanClipping(text: string): ClippingFinding[] {
	const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
	const suspicious = checkForPhishing(text).filter(({ kind }) => WORTH_TELLING.has(kind));
	const secrets = findSecrets(text).map(({ start, type }) => ({ line: lineOf(start), message: `This looks like a secret (${type}).`, found: '' }));
	return [...suspicious, ...secrets].sort((a, b) => a.line - b.line).slice(0, MOST_OF_ONE);
}

export class ClippingScan {
	readonly #serial = new Serial();
	readonly #arrived = new Set<VaultPath>();
	/** Null until the vault was listed. */
	#known: Set<string> | null = null;

	constructor(private readonly options: ClippingScanOptions) {}

	/** Scans what came into the clipping folders while the app was closed. The first time, what is there counts as seen. */
	start(): Promise<void> {
		return this.#serial.run(['scan'], async () => {
			const paths = (await this.options.vault.list()).map(({ path }) => path);
			const seen = readPaths(await this.options.store.read(KNOWN));
			this.#known = new Set(paths);
			const clippings = paths.filter((path) => this.#isClippingPlace(path));
			for (const path of seen ? clippings.filter((candidate) => !seen.has(candidate)) : []) this.#arrived.add(path);
			await this.#scanArrived();
			if (!seen) await this.#remember();
		});
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): void {
		if (this.#known === null || !isNote(change.path)) return;
		if (change.type === 'removed') return void this.#known.delete(change.path);
		if (change.type === 'renamed') {
			this.#known.delete(change.from);
			this.#known.add(change.path);
			return;
		}
		if (this.#known.has(change.path)) return;
		this.#known.add(change.path);
		this.#arrived.add(change.path);
		this.options.later(() => void this.check().catch((error: unknown) => this.options.notify(`New clippings could not be checked: ${messageOf(error)}`)));
	}

	/** Scans what has arrived until now. */
	check(): Promise<void> {
		return this.#serial.run(['scan'], () => this.#scanArrived());
	}

	async #scanArrived(): Promise<void> {
		const paths = [...this.#arrived].sort();
		this.#arrived.clear();
		if (paths.length === 0) return;
		const parts: string[] = [];
		for (const path of paths) {
			const findings = path === CLIPPING_REPORT ? [] : await this.#findingsIn(path);
			if (findings.length > 0) parts.push(printFindings(path, findings));
		}
		if (parts.length > 0) await this.#report(parts.join('\n'));
		await this.#remember();
	}

	async #findingsIn(path: VaultPath): Promise<ClippingFinding[]> {
		const note = await this.options.vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)));
		if (!note) return [];
		const { data = null } = readFrontMatter(note.text).frontMatter ?? {};
		const label = labelNote({ path, hash: note.version, properties: data, tags: [], record: null, accepted: new Set() }, { privateFolders: [], untrustedFolders: this.options.clippingFolders(), outputFolders: [] });
		return label.integrity === 'untrusted' ? scanClipping(note.text) : [];
	}

	/** The report stays on this device, as what it quotes may have to. */
	async #report(body: string): Promise<void> {
		const section = safeMarkdown(`## ${this.options.now().toISOString().slice(0, 10)}\n\n${body}`).text;
		const isThere = (await this.options.vault.read(CLIPPING_REPORT)) !== null;
		const change: Change = isThere
			? { type: 'append', path: CLIPPING_REPORT, text: section }
			: { type: 'create', path: CLIPPING_REPORT, text: `---\npraxis: report\nprivate: true\n---\n# What was found in clippings\n\nEach clipping is looked at when it arrives. Nothing here was changed.\n\n${section}` };
		await this.options.write([change]);
	}

	async #remember(): Promise<void> {
		const clippings = [...(this.#known ?? [])].filter((path) => this.#isClippingPlace(path)).sort();
		await this.options.store.write(KNOWN, new TextEncoder().encode(JSON.stringify(clippings)));
	}

	#isClippingPlace(path: string): boolean {
		return isNote(path) && isInAny(path, this.options.clippingFolders().filter((folder) => folder.trim() !== ''));
	}
}

function printFindings(path: string, findings: readonly ClippingFinding[]): string {
	const link = /[[\]|#^<>%`]/.test(path) ? code(path) : `[[${path.replace(/\.md$/i, '')}]]`;
	return `- ${link}\n${findings.map(({ line, message, found }) => `  - Line ${line}: ${plain(message)}${found === '' ? '' : ` ${code(found)}`}\n`).join('')}`;
}

function code(text: string): string {
	return `\`${oneLine(text).replace(/`/g, 'ˋ')}\``;
}

/** Words of others within a message mark nothing up. */
function plain(text: string): string {
	return oneLine(text).replace(/[`*_[\]<>%$#|\\~=]/g, (sign) => `\\${sign}`);
}

function readPaths(bytes: Uint8Array | null): Set<string> | null {
	if (!bytes) return null;
	try {
		const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return Array.isArray(data) ? new Set(data.filter((item) => typeof item === 'string')) : null;
	} catch {
		return null; // As the first time: what is there counts as seen.
	}
}
