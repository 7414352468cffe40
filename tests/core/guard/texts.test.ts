/** What agents wrote and what others hid: safe Markdown, hidden characters and passages. */
import fc from 'fast-check';
import { listHiddenPassages } from '../../../src/core/guard/hidden-passages';
import { findHidden, revealHidden, stripHidden } from '../../../src/core/guard/hidden-text';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { liveParts } from '../../eval/guard/live-parts';

const snippet = fc.constantFrom('![a](https://t.example/p)', '![a][r]', '[r]: https://t.example/p', '![[https://t.example/p]]', '<img src=x>', '<div>', '</div>', '<b>', '</b>', '<!-- ', ' -->', '```dataviewjs', '```', '~~~js', '`$= x`', '`= y`', '<%', '%>', '%%', '$$', '\\href{x}{y}', '[a](javascript:b)', '[a](http://t.example)', '<https://t.example/?q=1>', 'obsidian://new?x=y', '&#60;img src=x&#62;', '| a | b |\n|---|---|', '> ', '- ', '    ', '\n', '\n\n', ' word ', '\\', '`', '[^1]: ', '[[Note]]', '**', '$');

test('given any mix of live and broken Markdown, when it is made safe, then nothing in it is live and a second pass changes nothing', () => {
	fc.assert(fc.property(fc.array(snippet, { maxLength: 14 }), (parts) => {
		const { text } = safeMarkdown(parts.join(''));
		expect(liveParts(text)).toEqual([]);
		expect(safeMarkdown(text).text).toBe(text);
	}), { numRuns: Number(process.env.GUARD_MARKDOWN ?? 1500), seed: Number(process.env.GUARD_SEED ?? 1) });
});

test('given any such mix with words between, then no word is lost', () => {
	fc.assert(fc.property(fc.array(snippet, { maxLength: 10 }), (parts) => {
		const { text } = safeMarkdown(parts.map((part, i) => `${part}kept${i}`).join(' '));
		expect(parts.map((_part, i) => `kept${i}`).filter((word) => !text.includes(word))).toEqual([]);
	}), { numRuns: Number(process.env.GUARD_MARKDOWN ?? 400), seed: Number(process.env.GUARD_SEED ?? 1) });
});

test.each([
	['```const a = [1] and two', '```text\nconst a = [1] and two'],
	['A list:\n\n- one\n- ```sum [a|b]\n  code\n  ```\n- three', 'A list:\n\n- one\n- ```text\n  sum [a|b]\n  code\n  ```\n- three'],
	['> ~~~~ <b>said</b>\r\n> code\r\n> ~~~~', '> ~~~~text\n> <b>said</b>\r\n> code\r\n> ~~~~'],
])('given Markdown where a language is named, then it is the first line of the code: %j', (text, safe) => {
	expect(safeMarkdown(text).text).toBe(safe);
});

test.each([
	'# Title\r\n\r\nOne *two* **three** ~~four~~ ==five==\r\n',
	'- [x] done\n- [ ] open ⏫ 📅 2026-01-01\n\n1. first\n   - second',
	'> [!tip]- Folded\n> text ^block-id',
	'[[Note#Heading|shown]], ![[Note#^id]], [page](Folder/My%20note.md#part), ![pic](img/a.png)',
	'Inline `code`, `==`, and\n\n```ts\nconst a = "<script>";\n```',
	'Euler: $e^{i\\pi} + 1 = 0$ and $$\\sum_{k=1}^n k$$ for 5 $',
	'```mermaid\nsequenceDiagram\n  Anna->>Ben: Hello\n```',
	'H<sub>2</sub>O<br>x < y and y > z, a <b> word, <placeholder>',
	'A note[^1] and %%a comment%% #tag/sub\n\n[^1]: https://example.org/page',
	'mail me@example.org or see [site](https://example.org "title")',
	'[open](obsidian://open?vault=Home&file=Notes%2FPlan)',
	'![where x < y, in <b>bold</b>, <placeholder>](<my picture.png>)',
])('given ordinary text, then it keeps its bytes: %j', (text) => {
	expect(safeMarkdown(text)).toMatchObject({ text });
});

test.each(['![sum <table><tr><td>1</td></tr></table>](picture.png) rent', '![page <html><body>x</body></html>][p]\n\n[p]: picture.png', '![a ![b <form>](c.png)](d.png "</p>")'])('given HTML in what describes a picture, then it is text: %j', (text) => {
	expect(liveParts(text)).not.toEqual([]);
	expect(liveParts(safeMarkdown(text).text)).toEqual([]);
});

test('given a whole note, then its properties keep their bytes, and as text they are read as text', () => {
	const note = '---\nurl: http://plain.example/a\n---\nBody\n';
	expect(safeMarkdown(note, { isWholeNote: true }).text).toBe(note);
	expect(safeMarkdown(note).text).not.toBe(note);
});

test('given a link that misleads, then it says where it leads and is none', () => {
	const { text, findings } = safeMarkdown('Go to [bank.example](https://bank.example.other.example/).');
	expect(text).toBe('Go to bank.example (`https://bank.example.other.example/`).');
	expect(findings).toEqual([expect.objectContaining({ kind: 'link', isChanged: true, reason: expect.stringContaining('leads to bank.example.other.example') })]);
});

test('given a comment that is open where code begins, then its end inside the code frees nothing', () => {
	expect(safeMarkdown('%%\n```\n%%\n![a](https://t.example/p)\n```\n').text).toContain('\\%\\%');
});

test('given text that does not come to rest or is too long, then it is shown as code', () => {
	expect(safeMarkdown(`${'a'.repeat(1_000_001)}<script>`).text.startsWith('```text\n')).toBe(true);
});

test('given any text, when hidden characters are stripped, then none is left and nothing visible is lost', () => {
	fc.assert(fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 30 }), fc.constantFrom('\u200b', '\u2060', '\u{e0041}\u{e0042}', '\u202e', '\u00ad'), fc.nat(30), (text, hidden, at) => {
		const dirty = text.slice(0, at) + hidden + text.slice(at);
		const clean = stripHidden(dirty);
		expect(findHidden(stripHidden(clean))).toEqual([]);
		expect([...clean].filter((character) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(character))).toEqual([...dirty].filter((character) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) && !/[\u2800\p{DI}]/u.test(character)));
	}));
});

test.each([['x\u{e0068}\u{e0069}', 'x⟦hidden: hi⟧'], ['x\u200by', 'x⟦U+200B⟧y'], ['x\ue000', 'x⟦U+E000⟧'], ['line\u2028two', 'line⟦U+2028⟧two']])('given %j, then it is shown as %s', (text, shown) => {
	expect(revealHidden(text)).toBe(shown);
});

test.each(['👨‍👩‍👧', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '1️⃣', '☎︎', 'کتاب‌ها', 'শ্‍য', 'שלום \u200f!', 'ᠠ᠋ᠭ', '辻󠄀', 'ไทย\u200bไทย', 'ff\tff\r\n'])('given what a language or emoji needs, then it stays: %s', (text) => {
	expect(stripHidden(text)).toBe(text);
});

test.each([
	['<!-- whisper -->', 'comment'], ['%%whisper%%', 'comment'], ['---\nnote: whisper\n---\n', 'properties'], ['[a](b "whisper")', 'title'], ['![whisper](b.png)', 'alt-text'], ['[whisper]: https://a.example', 'definition'], ['[^x]: whisper', 'footnote'], ['<span style="display:none">whisper</span>', 'invisible-html'], ['<div hidden>whisper</div>', 'invisible-html'], [`a${' '.repeat(150)}whisper`, 'far-right'], ['$\\phantom{whisper}$', 'math'], ['```js whisper\nx\n```', 'code-info'], ['> [!note]- Title\n> whisper', 'folded'],
])('given %j, then its hidden words are listed as %s', (text, place) => {
	expect(listHiddenPassages(text)).toContainEqual(expect.objectContaining({ place, text: expect.stringContaining('whisper') }));
});

test('given plain prose, then nothing is listed', () => {
	expect(listHiddenPassages('# Day\n\nWe walked to the lake, see [[Lake]].\n\n- one\n- two\n')).toEqual([]);
});
