/** Web pages as Markdown: what stays, what is left out, and that no page is too broken, too deep or too long. */
import fc from 'fast-check';
import { pageMarkdown } from '../../../src/core/tools/page-markdown';

const BASE = 'https://example.org/dir/page.html';
const read = (html: string): string => pageMarkdown(html, BASE).markdown;

test.each([
	['headings and paragraphs', '<h1>Rain\n barrel</h1><p>One <b>two</b>\n three.</p><p>Four</p>', '# Rain barrel\n\nOne two three.\n\nFour'],
	['lists, nested and numbered', '<ul><li>a<ol><li>one</li><li>two</li></ol></li><li><p>b</p></li></ul><p>c</p>', '- a\n  1. one\n  2. two\n- b\n\nc'],
	['links made whole', '<p>See <a href="../x?a=1&amp;b=2">the <i>list</i></a> and <a href="#top">top</a>, <a href="javascript:alert(1)">run</a>.</p>', 'See [the list](https://example.org/x?a=1&b=2) and top, run.'],
	['an address with brackets', '<a href="/a_(b)">x</a>', '[x](https://example.org/a_%28b%29)'],
	['tables', '<table><tr><th>Month</th><th>Rent</th></tr><tr><td>May</td><td>820</td></tr></table>', 'Month | Rent\nMay | 820'],
	['quotes', '<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>', 'a\n\n> b\n\n> c\n\nd'],
	['code', '<p>Run <code>npm  test</code>:</p><pre><code>a\n  b &lt; c\n</code></pre><p>x</p>', 'Run `npm test`:\n\n```\na\n  b < c\n```\n\nx'],
	['line breaks and entities', 'A&nbsp;&amp;&#x20;B<br>C', 'A & B\nC'],
	['alternatives of images', '<img src="x.png" alt="A pump"><img src="y.png">', '[Image: A pump]'],
	['no scripts, styles, frames, forms', '<style>p{}</style><script>if (a < b) steal()</script><noscript>n</noscript><iframe src=x>i</iframe><form>f<input value=v></form><p>Text</p>', 'Text'],
	['nothing that the page hides', '<p hidden>a</p><div style="display: none"><p>b</p></div><span aria-hidden="true">c</span><p style="font-size:0">d</p><p>e</p>', 'e'],
	['what stands behind a hidden void element', '<input hidden><p>Text</p>', 'Text'],
	['a page that was cut off', '<h1>Title</h1><p>Text <a href="/x">li', '# Title\n\nText [li](https://example.org/x)'],
	['ends without a beginning', '</ul></blockquote></pre><p>Text</p>', 'Text'],
])('given a page with %s, when it is read, then that is its Markdown', (_what, html, markdown) => {
	expect(read(html)).toBe(markdown);
});

test('given a page with a title, when it is read, then the title stands apart from the text', () => {
	expect(pageMarkdown('<html><head><title>My\n page</title><meta name="x" content="y"></head><body>Text</body></html>', BASE)).toEqual({ title: 'My page', markdown: 'Text' });
});

test('given any soup of tags, when it is read, then nothing is thrown and no script is left', () => {
	const tag = fc.constantFrom('<p>', '</p>', '<ul>', '<li>', '</ul>', '<pre>', '</pre>', '<a href="https://a.example/">', '</a>', '<script>', '</script>', '<blockquote>', '</blockquote>', '<table><tr><td>', '<br>', 'word ', '\n', '&lt;', '<!--', '-->', '<div hidden>', '</div>', '<h2>', '</h2>');
	fc.assert(fc.property(fc.array(tag, { maxLength: 60 }), (tags) => expect(read(tags.join(''))).not.toContain('<script')), { numRuns: 500 });
});

test('given a page of a hundred thousand open elements, when it is read, then its words are there', () => {
	expect(read(`${'<div><blockquote><ul><li>'.repeat(25_000)}deep`)).toContain('deep');
});
