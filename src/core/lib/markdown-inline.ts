/**
 * Links and tags inside the text of a block, in one pass from left to right.
 *
 * Code, comments, math and HTML tags are stepped over, so nothing in them is a link or a tag. Precedence is by
 * position: what opens first wins. It does not build emphasis, for which the reader has no use.
 */
import { destinationParts, hasScheme, linkDestination, schemeStart, urlEnd, wikilinkParts, withoutEscapes } from './markdown-links';
import type { Link, LinkKind, Tag } from './note';
import { CODE, Finder, isWhiteCode, skipBlanks, skipRun, trimmedEnd } from './text-scan';

/** One line's part of a block's text: what is left after markers and quote signs. */
export interface Segment {
	readonly start: number;
	readonly end: number;
	/** Line number, from 1. */
	readonly line: number;
}

interface Opener {
	/** Of the `[`, or of the `!` before it. */
	readonly start: number;
	readonly isImage: boolean;
	readonly line: number;
	/** How many links there were when it opened. */
	readonly links: number;
}

const SPECIAL = new Uint8Array(128);
for (const mark of '\\`[]<%$#:') SPECIAL[mark.charCodeAt(0)] = 1;

/** What ends a tag: punctuation but "-", "_" and "/", and white space. The joiner U+200D is kept for emoji. */
const TAG = /[^\u2000-\u200C\u200E-\u206F\u2E00-\u2E7F'!"#$%&()*+,.:;<=>?@^`{|}~[\]\\\s]+/y;

/** Scans the units of one text, which must come in order. */
export class InlineScanner {
	readonly links: Link[] = [];
	readonly tags: Tag[] = [];
	readonly #finder: Finder;
	#unit: readonly Segment[] = [];
	#index = 0;
	private at = 0;
	/** End of what was consumed last: nothing may start left of it. */
	#floor = 0;
	#openers: Opener[] = [];
	/** Openers below this index hold a link already, and a link holds no other. */
	#spent = 0;
	#ticks: Map<number, number[]> | null = null;
	#dollar = -1;

	constructor(private readonly text: string, private readonly inFrontMatter = false) {
		this.#finder = new Finder(text);
	}

	/** Reads one paragraph, heading, cell row or the like. */
	scan(unit: readonly Segment[]): void {
		this.#unit = unit;
		this.#openers = [];
		this.#spent = 0;
		this.#ticks = null;
		this.#dollar = -1;
		const first = unit[0];
		if (!first) return;
		this.#index = 0;
		this.at = this.#floor = first.start;
		for (let segment = this.#segment(); segment; segment = this.#segment()) {
			if (this.at === segment.start) this.#definition(segment);
			this.#step(segment);
		}
	}

	/** The segment that holds `at`, moving to the next when one is used up. */
	#segment(): Segment | null {
		for (; this.#index < this.#unit.length; this.#index++) {
			const segment = this.#unit[this.#index];
			if (!segment) break;
			if (this.at < segment.start) this.at = this.#floor = segment.start;
			if (this.at < segment.end) return segment;
		}
		return null;
	}

	#step(segment: Segment): void {
		const { text } = this;
		for (; this.at < segment.end; this.at++) {
			const code = text.charCodeAt(this.at);
			if (code < 128 && SPECIAL[code]) return this.#special(code, segment);
		}
	}

	#special(code: number, segment: Segment): void {
		const { at, text } = this;
		const following = text.charCodeAt(at + 1);
		switch (code) {
			case CODE.backslash: return this.#skipTo(at + 2);
			case CODE.backtick: return this.#code(at);
			case CODE.bracket: return following === CODE.bracket ? this.#wikilink(segment) : this.#open(segment);
			case CODE.unbracket: return this.#close(segment);
			case CODE.less: return this.#angle(segment);
			case CODE.percent: return following === CODE.percent ? this.#until('%%', at + 2) : this.#skipTo(at + 1);
			case CODE.dollar: return this.#math(segment);
			case CODE.hash: return this.#tag(segment);
			default: return this.#bareUrl(segment);
		}
	}

	#skipTo(at: number): void {
		this.at = this.#floor = at;
	}

	private get end(): number {
		return this.#unit[this.#unit.length - 1]?.end ?? 0;
	}

	/** Steps over everything up to the next `mark`; over `mark`'s own length when this unit has no other. */
	#until(mark: string, from: number): void {
		const close = this.#finder.next(mark, from);
		this.#skipTo(close + mark.length <= this.end ? close + mark.length : from);
	}

	#code(at: number): void {
		const after = skipRun(this.text, at, CODE.backtick);
		const length = after - at;
		this.#ticks ??= this.#tickRuns();
		const runs = this.#ticks.get(length);
		// Runs are kept last first, so that used ones are dropped from the end.
		while (runs?.length && (runs[runs.length - 1] ?? 0) < after) runs.pop();
		const close = runs?.[runs.length - 1];
		this.#skipTo(close === undefined ? after : close + length);
	}

	#tickRuns(): Map<number, number[]> {
		const runs = new Map<number, number[]>();
		for (const segment of this.#unit) {
			for (let i = Math.max(segment.start, this.at); i < segment.end; i++) {
				if (this.text.charCodeAt(i) !== CODE.backtick) continue;
				const after = skipRun(this.text, i, CODE.backtick);
				const same = runs.get(after - i);
				if (same) same.push(i);
				else runs.set(after - i, [i]);
				i = after;
			}
		}
		for (const same of runs.values()) same.reverse();
		return runs;
	}

	#wikilink(segment: Segment): void {
		const { text } = this;
		let open = this.at;
		while (text.charCodeAt(open + 2) === CODE.bracket) open++;
		const inside = open + 2;
		for (let i = inside; i < segment.end - 1; i++) {
			const code = text.charCodeAt(i);
			if (code === CODE.bracket && text.charCodeAt(i + 1) === CODE.bracket) break;
			if (code !== CODE.unbracket || text.charCodeAt(i + 1) !== CODE.unbracket) continue;
			const parts = wikilinkParts(text.slice(inside, i));
			if (!parts) return this.#skipTo(i + 2);
			const isEmbed = open > this.#floor && text.charCodeAt(open - 1) === CODE.bang;
			const span = { start: isEmbed ? open - 1 : open, end: i + 2 };
			this.links.push({ kind: isEmbed ? 'embed' : 'wikilink', ...parts, span, line: segment.line, inFrontMatter: this.inFrontMatter });
			return this.#skipTo(i + 2);
		}
		this.at = open;
		this.#open(segment);
		this.#open(segment);
	}

	#open(segment: Segment): void {
		const { at } = this;
		const isImage = at > this.#floor && this.text.charCodeAt(at - 1) === CODE.bang;
		this.#openers.push({ start: isImage ? at - 1 : at, isImage, line: segment.line, links: this.links.length });
		this.#skipTo(at + 1);
	}

	#close(segment: Segment): void {
		const { at, text } = this;
		const opener = this.#openers.pop();
		const isSpent = this.#openers.length < this.#spent;
		this.#spent = Math.min(this.#spent, this.#openers.length);
		this.#skipTo(at + 1);
		if (!opener || (isSpent && !opener.isImage) || text.charCodeAt(at + 1) !== CODE.open) return;
		const destination = linkDestination(text, at + 2, segment.end);
		if (!destination) return;
		const display = withoutEscapes(text.slice(opener.start + (opener.isImage ? 2 : 1), at));
		// A URL that is the link's own text is not a second link.
		while (this.links.length > opener.links && this.links[this.links.length - 1]?.kind === 'url') this.links.pop();
		if (!opener.isImage) this.#spent = this.#openers.length;
		this.#add(opener.isImage ? 'image' : 'markdown', destination.raw, { start: opener.start, end: destination.end, line: opener.line, display });
		this.#skipTo(destination.end);
	}

	#add(kind: LinkKind, raw: string, where: Segment & { display: string | null }): void {
		const { target, subpath } = destinationParts(raw);
		if (target === '' && !subpath) return;
		const span = { start: where.start, end: where.end };
		this.links.push({ kind, target, subpath, display: where.display || null, span, line: where.line, inFrontMatter: this.inFrontMatter });
	}

	/** `[label]: destination`, which gives the link of every `[…][label]`. Footnotes look the same but for the `^`. */
	#definition(segment: Segment): void {
		const { text } = this;
		if (text.charCodeAt(segment.start) !== CODE.bracket || text.charCodeAt(segment.start + 1) === CODE.caret) return;
		let at = segment.start + 1;
		while (at < segment.end && text.charCodeAt(at) !== CODE.unbracket && text.charCodeAt(at) !== CODE.bracket) at++;
		if (at === segment.start + 1 || text.charCodeAt(at) !== CODE.unbracket || text.charCodeAt(at + 1) !== CODE.colon) return;
		const label = text.slice(segment.start + 1, at);
		let start = at + 2;
		while (start < segment.end && isWhiteCode(text.charCodeAt(start))) start++;
		let end = start;
		while (end < segment.end && !isWhiteCode(text.charCodeAt(end))) end++;
		const rest = text.charCodeAt(skipBlanks(text, end, segment.end));
		const isWhole = trimmedEnd(text, end, segment.end) === end || rest === CODE.quote || rest === CODE.apostrophe || rest === CODE.open;
		if (end === start || !isWhole) return;
		const raw = text.charCodeAt(start) === CODE.less && text.charCodeAt(end - 1) === CODE.greater ? text.slice(start + 1, end - 1) : text.slice(start, end);
		this.#add('markdown', raw, { start: segment.start, end, line: segment.line, display: label });
		this.#skipTo(end);
	}

	#angle(segment: Segment): void {
		const { at, text } = this;
		if (text.startsWith('<!--', at)) return this.#until('-->', at + 4);
		let close = at + 1;
		while (close < segment.end && text.charCodeAt(close) !== CODE.greater && text.charCodeAt(close) !== CODE.less) close++;
		if (close >= segment.end || text.charCodeAt(close) !== CODE.greater) return this.#skipTo(at + 1);
		const inside = text.slice(at + 1, close);
		const isAddress = /^[^\s@:/]{1,64}@[^\s@]+$/.test(inside);
		if (isAddress || (hasScheme(inside) && !/\s/.test(inside))) {
			this.links.push({ kind: 'url', target: isAddress ? `mailto:${inside}` : inside, subpath: null, display: null, span: { start: at, end: close + 1 }, line: segment.line, inFrontMatter: this.inFrontMatter });
			return this.#skipTo(close + 1);
		}
		this.#skipTo(/^\/?[a-z][a-z0-9-]*(?:[\s/]|$)/i.test(inside) ? close + 1 : at + 1);
	}

	/** `$x$` and `$$x$$`. Money is not math: an opening mark has no blank after it, a closing one none before nor a digit after. */
	#math(segment: Segment): void {
		const { at, text } = this;
		if (text.charCodeAt(at + 1) === CODE.dollar) return this.#until('$$', at + 2);
		if (at + 1 >= segment.end || isWhiteCode(text.charCodeAt(at + 1))) return this.#skipTo(at + 1);
		if (this.#dollar <= at) this.#dollar = this.#closingDollar(at + 1);
		this.#skipTo(this.#dollar < this.end ? this.#dollar + 1 : at + 1);
	}

	#closingDollar(from: number): number {
		const { text, end } = this;
		for (let i = from + 1; i < end; i++) {
			if (text.charCodeAt(i) !== CODE.dollar) continue;
			const before = text.charCodeAt(i - 1);
			const after = text.charCodeAt(i + 1);
			if (!isWhiteCode(before) && before !== CODE.backslash && !(after >= 48 && after <= 57)) return i;
		}
		return end;
	}

	#tag(segment: Segment): void {
		const { at, text } = this;
		const before = text.charCodeAt(at - 1);
		this.#skipTo(at + 1);
		if (at > segment.start && !isWhiteCode(before) && before !== CODE.pipe) return;
		TAG.lastIndex = at + 1;
		const typed = TAG.exec(text)?.[0].slice(0, segment.end - at - 1) ?? '';
		const name = withoutTrailingSlashes(typed);
		if (!isTagName(name)) return;
		const end = at + 1 + name.length;
		this.tags.push({ name, span: { start: at, end }, inFrontMatter: this.inFrontMatter });
		this.#skipTo(end);
	}

	#bareUrl(segment: Segment): void {
		const { at, text } = this;
		this.at = at + 1;
		if (!text.startsWith('//', at + 1)) return;
		const start = schemeStart(text, at, this.#floor);
		const end = start < 0 ? -1 : urlEnd(text, at + 3, { end: segment.end, inBrackets: this.#openers.length > 0 });
		if (end <= at + 3) return;
		const target = text.slice(start, end);
		this.links.push({ kind: 'url', target, subpath: null, display: null, span: { start, end }, line: segment.line, inFrontMatter: this.inFrontMatter });
		this.#skipTo(end);
	}
}

function withoutTrailingSlashes(name: string): string {
	let end = name.length;
	while (end > 0 && name[end - 1] === '/') end--;
	return name.slice(0, end);
}

/** A tag has at least one character that is not a digit. */
export function isTagName(name: string): boolean {
	TAG.lastIndex = 0;
	return name !== '' && !/^\d+$/.test(name) && TAG.exec(name)?.[0].length === name.length;
}
