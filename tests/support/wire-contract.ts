/**
 * What every wire makes of each behaviour of a vendor, and the check of it with the bytes cut anywhere. It runs on Node
 * and in a page, on the same fixtures.
 */
import type { WireName } from '../../src/core/models/vendor';
import { ask, before, entryFor, piecesHttp, storyOf, testModel, WIRES, type Story } from './wire-world';

export type Expected = Partial<Pick<Story, 'text' | 'thinking' | 'calls' | 'usage' | 'end'>>;

export const USAGE = { inputTokens: 25, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 12 };
export const CALLS = [
	{ tool: 'search_notes', input: { query: 'rent 🏠' } },
	{ tool: 'read_note', input: { path: 'Home/Rent.md', lines: [1, 20] } },
];
export const BEHAVIOURS: Readonly<Record<string, Expected>> = {
	plain: { text: 'Rent is 950 € — paid. 🏠', thinking: '', calls: [], usage: USAGE, end: 'end' },
	tools: { text: 'I will look.', calls: CALLS, end: 'tool-use' },
	malformed: { text: '', calls: [{ tool: 'search_notes', input: null }], end: 'tool-use' },
	thinking: { thinking: 'The person asks about rent.', text: 'Nine hundred.', end: 'end' },
	empty: { text: '', calls: [], usage: { ...USAGE, outputTokens: 1 }, end: 'end' },
	refusal: { text: "I can't help with that.", end: 'refusal' },
	'max-tokens': { text: 'This is long', end: 'max-tokens' },
	surrogates: { text: '🏠\uFFFD!', end: 'end' },
	unknown: { text: 'fine', calls: [], end: 'end' },
};

export interface WireCase {
	readonly wire: WireName;
	readonly name: string;
	readonly expected: Expected;
}

/** Ollama hands over arguments that it has parsed, and has no word for a refusal. */
const NOT_THERE: readonly string[] = ['ollama malformed', 'ollama refusal'];
/** Servers that say the same in their own way. */
const VARIANTS: readonly WireCase[] = [
	{ wire: 'openai-chat', name: 'tools-whole', expected: { text: 'I will look.', calls: CALLS, end: 'tool-use' } },
	{ wire: 'openai-chat', name: 'thinking-parts', expected: BEHAVIOURS.thinking ?? {} },
	{ wire: 'openai-chat', name: 'signature', expected: { end: 'tool-use' } },
	{ wire: 'anthropic', name: 'redacted', expected: { end: 'tool-use' } },
];

export const CASES: readonly WireCase[] = WIRES.flatMap((wire) => Object.entries(BEHAVIOURS).map(([name, expected]) => ({ wire, name, expected }))).filter(({ wire, name }) => !NOT_THERE.includes(`${wire} ${name}`));
/** All cases whose bytes are cut, faults in mid-stream included. */
export const CUT_CASES: readonly WireCase[] = [...CASES, ...VARIANTS, ...WIRES.map((wire) => ({ wire, name: 'fault', expected: { text: 'Half' } }))];

/** What is not as expected, as a sentence; "" when all is. */
export function difference(story: Story, expected: Expected): string {
	for (const [name, value] of Object.entries(expected)) {
		const got = JSON.stringify(story[name as keyof Expected]);
		if (got !== JSON.stringify(value)) return `${name} is ${got}, not ${JSON.stringify(value)}`;
	}
	return '';
}

export interface CutReport {
	/** Places between two bytes at which the answer was cut, each once. */
	readonly places: number;
	readonly problems: readonly string[];
}

/**
 * Reads `body` in one piece, byte by byte, and cut between every two bytes: all must tell the same story, and the first
 * what is expected. One reading has `cuts` cuts far from each other, so that all places take seconds; with 1 each has a
 * reading of its own. `body` in bytes, so that a cut falls also inside a character.
 */
export async function cutAnywhere({ wire, expected }: WireCase, body: Uint8Array, cuts = 8): Promise<CutReport> {
	const entry = entryFor(wire, 'http://127.0.0.1:1');
	const read = (pieces: readonly Uint8Array[]): Promise<Story> => storyOf(testModel({ entry, http: piecesHttp(pieces, before(wire)) }).stream(ask()));
	const whole = await read([body]);
	const problems = [difference(whole, expected)].filter((problem) => problem !== '');
	const wanted = tale(whole);
	const check = async (where: string, pieces: readonly Uint8Array[]): Promise<void> => {
		const told = tale(await read(pieces));
		if (told !== wanted) problems.push(`${where}: ${told} instead of ${wanted}`);
	};
	await check('byte by byte', Array.from(body, (_byte, at) => body.subarray(at, at + 1)));
	const distance = Math.ceil(body.length / cuts);
	const places = new Set<number>();
	for (let first = 1; first <= distance; first++) {
		const at: number[] = [];
		for (let place = first; place < body.length; place += distance) at.push(place);
		for (const place of at) places.add(place);
		await check(`cut at ${at.join(', ')}`, [0, ...at].map((start, i) => body.subarray(start, at[i])));
	}
	return { places: places.size, problems };
}

/** All that a reader keeps of a stream, as text; how the deltas were cut is not part of it. */
function tale({ message, usage, end }: Story): string {
	return JSON.stringify({ message, usage, end: typeof end === 'string' ? end : [end.code, end.isRetryable, end.message] });
}
