/** Judges from outside whether something private got away: by what the network was given, what other devices see, and what exports and previews hold. */
import { createChanges } from '../../../src/core/changes/changes';
import { Guard } from '../../../src/core/guard/guard';
import { memoryHost, type MemoryHost } from '../../support/memory-host';
import { leaks } from './leaks';
import { DEVICE, WIRED_SETTINGS } from './wired-vault';

export interface Judged {
	readonly host: MemoryHost;
	readonly secrets: readonly string[];
	/** Texts that were made to be handed on, by what they are. */
	readonly handedOut: readonly (readonly [string, string])[];
}

/** Where a piece of a canary was found: "sent", a note that another device does not know for private, or what was handed out. */
export async function judgeLeaks({ host, secrets, handedOut }: Judged): Promise<readonly string[]> {
	// Each request is looked at, whatever it is for: a model, a page, and vectors once there are any.
	const sent = host.script.calls.filter(({ url }) => !url.startsWith(`${DEVICE}/`)).flatMap(({ url, body, init }) => [url, decoded(url), body, JSON.stringify([...new Headers(init.headers)])].map((text) => [`sent to ${url.slice(0, 60)}, in “${pieceOf(text, secrets)}”`, text] as const));
	const places = [...sent, ...handedOut, ...(await openNotes(host))];
	return [...new Set(places.filter(([, text]) => leaks([text], secrets) > 0).map(([place]) => place))];
}

/** Names and texts of what is not private to a device that has only the files. */
async function openNotes(host: MemoryHost): Promise<(readonly [string, string])[]> {
	const other = memoryHost(host.vault.snapshot());
	const stranger = new Guard({ ...other, changes: createChanges(other), settings: () => WIRED_SETTINGS, instructions: () => [], configFolder: '' });
	const open: (readonly [string, string])[] = [];
	for (const { path } of await other.vault.list()) {
		if ((await stranger.labelOf(path))?.secrecy === 'private') continue;
		open.push([`note ${path}`, `${path}\n${(await other.vault.read(path))?.text ?? ''}`]);
	}
	return open;
}

/** Where in a text a canary begins, for whoever has to find out how it came there. */
function pieceOf(text: string, secrets: readonly string[]): string {
	const pieces = secrets.flatMap((secret) => Array.from({ length: secret.length - 11 }, (_x, i) => secret.slice(i, i + 12)));
	const at = Math.min(...pieces.map((piece) => text.indexOf(piece)).filter((found) => found >= 0));
	return Number.isFinite(at) ? text.slice(Math.max(0, at - 120), at) : '';
}

function decoded(url: string): string {
	try {
		return decodeURIComponent(url);
	} catch {
		return url; // A stray "%": the address is then read as it stands.
	}
}
