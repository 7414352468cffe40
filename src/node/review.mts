/** What a person looks at in a terminal before they say yes: a difference in which nothing is hidden, and the question. */
import { createInterface } from 'node:readline/promises';
import type { Hunk } from '../core/changes/hunks';
import { PraxisError } from '../core/lib/errors';
import type { Terminal } from './terminal.mts';

/** Shows `shown` and asks. Throws `bad-input` with `hint` when nobody is there. */
export async function isAgreed({ shown, question, hint }: { readonly shown: string; readonly question: string; readonly hint: string }, terminal: Terminal): Promise<boolean> {
	if (!terminal.isInteractive || !process.stdin.isTTY) throw new PraxisError('bad-input', 'Nobody is there to say yes.', { hint });
	terminal.error(shown);
	const asking = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `, { signal: terminal.signal })).trim());
	} finally {
		asking.close();
	}
}

/** As a unified diff, with characters that cannot be seen made visible. */
export function printHunks(hunks: readonly Hunk[]): string {
	return hunks.map((hunk) => `@@ line ${hunk.line} @@\n${marked('-', hunk.before)}${marked('+', hunk.after)}`).join('');
}

function marked(mark: string, text: string): string {
	const lines = text.replace(/\n$/, '').split('\n');
	return text === '' ? '' : lines.map((line) => `${mark}${visible(line)}\n`).join('');
}

/** Control and format characters as \u{…}: a terminal would obey them, and a reader would not see them. */
export function visible(line: string): string {
	return line.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\t' ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`));
}
