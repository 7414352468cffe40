/** Takes keys and headers out of what vendors and libraries say, before it is shown, stored or sent to a model. */
import { redactSecrets } from '../guard/secrets';
import { oneLine } from '../lib/one-line';

/** Longer messages are pages, not sentences. In characters. */
const MOST = 400;
/** Vendors repeat keys with their middle cut out: "sk-ab***yz". */
const PARTIAL_KEY = /\b(?:sk|pk|gsk|xai|key|hf|AIza)[-_][\w*.…-]{4,}|[\w-]*\*{3,}[\w-]*/g;
const HEADER = /\b(authorization|x-api-key|api-key|cookie|set-cookie|bearer)\b["']?\s*[:=]?\s*["']?(?:bearer\s+)?[^\s"',;}]+/gi;

/** One line of at most 400 characters, in which `keys` and everything that looks like a key is "…". */
export function redact(text: string, keys: readonly string[] = []): string {
	let clean = text;
	for (const key of keys.flatMap((whole) => [whole, ...whole.split(/\s+/)])) {
		// Shorter pieces are words that stand in any sentence.
		if (key.length >= 6) clean = clean.split(key).join('…');
	}
	const line = oneLine(redactSecrets(clean.slice(0, MOST * 10)).text.replace(HEADER, '$1 …').replace(PARTIAL_KEY, '…'));
	return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
