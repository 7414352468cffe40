/**
 * Things made by others that would steer a run: imported agents, skills, patterns, and what an MCP server offers.
 *
 * They are accepted by content hash, a server's launch line included; one changed byte asks again, and an
 * accepted agent still starts without tools. What is pointed out beside them is advice for the person only.
 */
import { skeleton } from './confusables';
import { canonicalJson } from './confirmation';
import { hashText } from '../lib/hash';
import { findHidden } from './hidden-text';

/** `ask`: never seen here. `changed`: accepted once, and not what was accepted. */
export type Acceptance = 'accepted' | 'ask' | 'changed' | 'shadows';

export interface SharedThing {
	readonly name: string;
	/** Plain data: the whole definition, or the text of a file. */
	readonly content: unknown;
}

export interface SharedVerdict {
	readonly name: string;
	readonly acceptance: Acceptance;
	/** What the person should look at, a clause each; never a reason to trust. */
	readonly warnings: readonly string[];
}

export interface ServerLaunch {
	readonly command: string;
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
}

/** SHA-256 of the definition; the order of an object's keys does not matter. Throws `bad-input` for other than data. */
export function fingerprint(content: unknown): string {
	return hashText(canonicalJson(content));
}

/** Each thing offered now, against the accepted fingerprints by name and the names that are taken by our own tools. */
export function judgeOffer(offer: readonly SharedThing[], accepted: ReadonlyMap<string, string>, taken: readonly string[]): SharedVerdict[] {
	return offer.map(({ name, content }, i) => {
		const others = [...taken, ...[...accepted.keys()].filter((known) => known !== name), ...offer.slice(0, i).map((thing) => thing.name)];
		const own = accepted.get(name);
		const isShadow = others.some((other) => bare(other) === bare(name));
		const known: Acceptance = own === undefined ? 'ask' : own === fingerprint(content) ? 'accepted' : 'changed';
		return { name, acceptance: isShadow && known !== 'accepted' ? 'shadows' : known, warnings: warningsOf(name, content) };
	});
}

/** An agent, skill or pattern from elsewhere: asked about by content, and without tools until the person grants each. */
export function judgeImport(thing: SharedThing, accepted: ReadonlyMap<string, string>): SharedVerdict & { readonly tools: readonly string[] } {
	const own = accepted.get(thing.name);
	const acceptance = own === undefined ? 'ask' : own === fingerprint(thing.content) ? 'accepted' : 'changed';
	return { name: thing.name, acceptance, warnings: warningsOf(thing.name, thing.content), tools: [] };
}

/** What is pointed out about a server's launch line: a package whose version anyone can replace. */
export function launchWarnings({ command, args = [] }: ServerLaunch): string[] {
	const runner = (command.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
	if (!/^(?:npx|bunx|pnpx|uvx|pipx|npm|pnpm|yarn|bun|uv|deno|docker|podman)$/.test(runner)) return [];
	const words = args.filter((word) => !word.startsWith('-') && !/^(?:run|exec|dlx|x|tool|create)$/.test(word));
	return words.some(isPinned) ? [] : ['the package has no fixed version, so what runs may change at any time'];
}

function isPinned(word: string): boolean {
	return /(?:.@|==)v?\d+\.\d+\.\d+[\w.+-]*$/.test(word) || /@sha256:[0-9a-f]{64}$/.test(word) || /^[\w./-]+:v?\d+\.\d+\.\d+[\w.+-]*$/.test(word);
}

function bare(name: string): string {
	return skeleton(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** What is pointed out to the person about a definition, a clause each; advice only. */
export function warningsOf(name: string, content: unknown): string[] {
	const text = `${name}\n${typeof content === 'string' ? content : canonicalJson(content)}`;
	const found: string[] = [];
	if (findHidden(text).length > 0) found.push('it holds hidden characters');
	if (/<\/?[a-z_-]{3,20}>|\b(?:ignore|before (?:using|use|calling)|do not (?:mention|tell|show)|don't (?:mention|tell)|without asking|instead of|must (?:first|always)|pass (?:it|them|its content)|system prompt)\b/i.test(text)) found.push('it speaks to the model like an order');
	if (/(?:^|[\s"'`(])(?:~\/|\/(?:etc|home|root|Users)\/)|\.ssh|id_rsa|\.env\b|TELOS/.test(text)) found.push('it names files that it need not know');
	return found;
}
