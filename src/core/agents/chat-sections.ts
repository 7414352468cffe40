/** The parts of a chat's note: turns, footnotes, fences. It knows lines, not what they mean. */

export interface TurnSection {
	/** What the comment above it says, parsed; null when it cannot be. */
	readonly marker: unknown;
	/** The lines below the comment. */
	readonly lines: readonly string[];
	/** All of it, trimmed at its end. */
	readonly section: string;
}

export interface Footnote {
	/** What its link leads to, without subpath; "" when it has none. */
	readonly target: string;
	/** "^block", "Heading" or "". */
	readonly subpath: string;
	readonly display: string;
	/** The words between “ and ”; all of it when there are none. */
	readonly quote: string;
}

/** What stands before the first comment belongs to no turn. Line ends of any kind count as one. */
export function splitTurns(text: string, name: string): readonly TurnSection[] {
	const begins = new RegExp(`^<!-- ${name} (.*) -->\\s*$`);
	const sections: { marker: unknown; lines: string[] }[] = [];
	const whole: string[][] = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const found = begins.exec(line);
		if (found) {
			sections.push({ marker: parsed(found[1] ?? ''), lines: [] });
			whole.push([line]);
		} else {
			sections.at(-1)?.lines.push(line);
			whole.at(-1)?.push(line);
		}
	}
	return sections.map((section, i) => ({ ...section, section: (whole[i] ?? []).join('\n').trimEnd() }));
}

/** Footnotes whose names begin with `label`, in the order of their numbers, and the text without them, its marks bare. */
export function readFootnotes(lines: readonly string[], label: string): { readonly text: string; readonly footnotes: readonly Footnote[] } {
	const definition = new RegExp(`^\\[\\^${label}-(\\d{1,4})\\]: ?(.*)$`);
	const found = new Map<number, string[]>();
	const kept: string[] = [];
	let open: string[] | null = null;
	for (const line of lines) {
		const [, n, words = ''] = definition.exec(line) ?? [];
		if (n !== undefined) found.set(Number(n), (open = [words]));
		else if (open && line.startsWith('    ')) open.push(line.slice(4));
		else {
			open = null;
			kept.push(line);
		}
	}
	const footnotes = [...found].sort(([a], [b]) => a - b).map(([, words]) => readFootnote(words.join('\n')));
	// A footnote that was taken out leaves no gap: its mark would show the wrong source.
	const places = new Map([...found.keys()].sort((a, b) => a - b).map((n, i) => [String(n), i + 1]));
	const text = kept.join('\n').replace(new RegExp(`\\[\\^${label}-(\\d{1,4})\\]`, 'g'), (_mark, n: string) => (places.has(n) ? `[^${places.get(n) ?? ''}]` : ''));
	return { text: text.trim(), footnotes };
}

/** `text` with the code block that it leaves open closed. */
export function closeFence(text: string): string {
	let open: string | null = null;
	for (const line of text.split('\n')) {
		const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
		const [, marks = '', after = ''] = fence ?? [];
		if (marks === '') continue;
		if (open === null) open = marks.startsWith('`') && after.includes('`') ? null : marks;
		else if (marks.startsWith(open.charAt(0)) && marks.length >= open.length && after.trim() === '') open = null;
	}
	return open === null ? text : `${text}\n${open}`;
}

function readFootnote(words: string): Footnote {
	const wikilink = /^\[\[([^[\]|#]*)(?:#([^[\]|]*))?(?:\|([^[\]]*))?\]\]/.exec(words);
	const link = wikilink ?? /^\[((?:[^\\\]]|\\.)*)\]\(([^)\s]*)\)/.exec(words);
	const quoted = /“([^]*)”[^”]*$/.exec(words.slice(link?.[0].length ?? 0));
	const quote = quoted?.[1] ?? words.slice(link?.[0].length ?? 0).trim();
	if (wikilink) return { target: wikilink[1] ?? '', subpath: wikilink[2] ?? '', display: wikilink[3] ?? '', quote };
	const [path = '', ...subpath] = decoded(link?.[2] ?? '').split('#');
	return { target: path.replace(/\.md$/i, ''), subpath: subpath.join('#'), display: (link?.[1] ?? '').replace(/\\(.)/g, '$1'), quote };
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // A person may have written it: what is no encoding stands for itself.
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null; // As the contract says.
	}
}
