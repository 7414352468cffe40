/**
 * What a run has become by what it has read: tainted, private, on a remote model; and what the person typed.
 *
 * Every read, hit, list, backlink, embed, tool result or error, start and return of a sub-run passes `observe` or `join`.
 * A state only ever gets worse; compaction and a resumed chat carry it along unchanged.
 */
import { LONGEST_TYPED_PASTE, type Label, type Secrecy } from './labels';

/** An untrusted text that the run has read, as the person will see it named. */
export interface Source {
	/** A path, an address or a tool: "Clippings/Post.md". */
	readonly name: string;
	readonly reason: string;
}

export interface RunState {
	readonly taint: boolean;
	readonly secrecy: Secrecy;
	/** Texts that the person typed in this run, none longer than a typed request. */
	readonly typed: readonly string[];
	/** Whether the run's model is remote. */
	readonly remote: boolean;
	/** Untrusted sources, first read first. Past `MOST_SOURCES` only the taint remains. */
	readonly sources: readonly Source[];
}

export const MOST_SOURCES = 50;

export function startRun(remote: boolean): RunState {
	return { taint: false, secrecy: 'vault', typed: [], remote, sources: [] };
}

/** The state after the person typed `text`. What is too long to have been typed is content: it taints. */
export function type(state: RunState, text: string): RunState {
	if (text.length <= LONGEST_TYPED_PASTE) return { ...state, typed: [...state.typed, text] };
	return observe(state, 'pasted text', { integrity: 'untrusted', secrecy: 'vault', reasons: ['was pasted'] });
}

/** The state after the run has read something with this label. */
export function observe(state: RunState, name: string, label: Label): RunState {
	const isTainting = label.integrity === 'untrusted';
	return {
		...state,
		taint: state.taint || isTainting,
		secrecy: label.secrecy === 'private' ? 'private' : state.secrecy,
		sources: isTainting ? addSource(state.sources, { name, reason: label.reasons[0] ?? 'is not from you' }) : state.sources,
	};
}

/** A sub-run begins with all that its parent is; its own model may be another. */
export function startSubRun(parent: RunState, remote: boolean): RunState {
	return { ...parent, remote };
}

/**
 * The worse of two states: a parent after its sub-run returned, a chat resumed beside another. What was typed
 * stays that of `state`: joining never adds a destination.
 */
export function join(state: RunState, other: RunState): RunState {
	return {
		taint: state.taint || other.taint,
		secrecy: other.secrecy === 'private' ? 'private' : state.secrecy,
		typed: state.typed,
		remote: state.remote || other.remote,
		sources: other.sources.reduce(addSource, state.sources),
	};
}

/** Whether a text with this label may come into a run: private text never reaches a remote model, not even its title. */
export function mayEnter(state: RunState, label: Label): boolean {
	return !(state.remote && label.secrecy === 'private');
}

/** The label of whatever this run writes or answers. */
export function labelOfOutput(state: RunState): Label {
	return { integrity: state.taint ? 'untrusted' : 'trusted', secrecy: state.secrecy, reasons: state.sources.map((source) => `${source.name} ${source.reason}`) };
}

/** True when the person typed this very address or path, whole, in this run. */
export function isTyped(state: RunState, destination: string): boolean {
	const address = asAddress(destination);
	return state.typed.some((text) => (address === null ? namesPath(text, destination) : addressesIn(text).includes(address)));
}

function addSource(sources: readonly Source[], source: Source): readonly Source[] {
	const isKnown = sources.some((known) => known.name === source.name);
	return isKnown || sources.length >= MOST_SOURCES ? sources : [...sources, source];
}

function asAddress(text: string): string | null {
	if (!/^https?:\/\//i.test(text)) return null;
	try {
		return new URL(text).href;
	} catch {
		return null; // Not an address: it can then only be a path.
	}
}

function addressesIn(text: string): string[] {
	const found = text.match(/https?:\/\/[^\s<>"'`]+/gi) ?? [];
	// A sentence may end right behind an address: with and without the punctuation, either may be meant.
	return found.flatMap((address) => [asAddress(address), asAddress(address.replace(/[.,;:!?)\]}]+$/, ''))]).filter((address) => address !== null);
}

function namesPath(text: string, path: string): boolean {
	if (path === '') return false;
	const title = path.replace(/\.md$/i, '');
	if (text.includes(`[[${title}]]`) || text.includes(`[[${path}]]`)) return true;
	if (!/\.[a-z0-9]{1,8}$/i.test(path)) return false;
	for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
		const before = text.charAt(at - 1);
		const after = text.slice(at + path.length);
		if (/^[\s"'“”‘’`([{<:,]?$/.test(before) && /^(?:$|[\s"'“”‘’`)\]}>,;:!?]|\.(?:\s|$))/.test(after)) return true;
	}
	return false;
}
