/** Prints what the reader of properties, the writer of YAML and the readers of Markdown and HTML make of odd texts. Built twice by `build-probe.mjs`. */
import { Parser } from 'htmlparser2';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parseDocument, stringify } from 'yaml';
import { readYaml } from '../../src/core/lib/yaml-data';

const YAML = [
	'', '# only a comment', 'a: 1\nb: [x, "y: z", \'it\'\'s\', ~, true, 0x1F, 0o17, 1e3, .inf]', 'aliases:\n  - One\n  - "[[Two]]"\ntags: a, b\n', 'a: &x {n: 1}\nb: *x\nc: {<<: *x}', 'text: |\n  one\n   two\n\n  three\nfold: >-\n  a\n  b\n',
	'a: 1\na: 2', 'a: [1, 2', 'a:\n\t- tab', '? complex\n: value', 'date: 2026-01-02\ntime: 2026-01-02T03:04:05Z', '- a\n- b', '"quoted \\u00e9 \\n": "x"', 'a: !mine z', '\uFEFFa: 1', 'a: "unclosed', 'excerpt_separator: x', 'a: \ud800', '[[link]]: 1\nb: [[link]]',
];
const VALUES: unknown[] = [{ a: 'yes', b: '1', c: ['x: y', '# no', 'long '.repeat(40)], d: { e: null, f: [] } }, ['multi\nline\n', ' lead', 'tail ', '"', "'", '- x', '2026-01-01', '0x1F']];
/** A node's `referenceType` is printed with the rest: named here, it keeps its name in the build. */
const MARKDOWN = ['# A\n\n- [x] done\n- [ ] not\n  1. in\n\n> q *e* **s** ~~d~~ `c` [l](u "t") ![i](u) <b>h</b> &amp; \\* www.x.org a@b.org[^1]\n\n[^1]: note\n\n| a | b |\n|:-|-:|\n| 1 | `|` |\n\n```js\nx\n```\n\n***\n\nSet\n===\n\n[r]: <u> "t"\n[r] [R][] <http://x.org>  \nbreak\n\n    code\n<div>\nx\n</div>'];
const HTML = ['<p class=a b="c" d=\'e\'>x &amp; &notit; &#x41;<br/><script>1<2</script><!-- c --><![CDATA[x]]><style>p{}</style><title>t</title><textarea>&lt;</textarea><svg><a/></svg></p><?pi x?><!doctype html></b>< z'];

for (const text of YAML) {
	const { data, problems } = readYaml(text);
	const document = parseDocument(text, { keepSourceTokens: true });
	console.log(JSON.stringify([data, problems, document.errors.map(({ code, message, pos }) => [code, message, pos]), document.warnings.length]), document.errors.length ? '' : document.toString());
}
for (const value of VALUES) console.log(stringify(value), stringify(value, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' }));
for (const text of MARKDOWN) console.log(JSON.stringify(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })));
for (const text of HTML) {
	const told: unknown[] = [];
	const tell = (kind: string) => (...what: unknown[]): void => void told.push([kind, ...what]);
	const parser = new Parser({ onopentag: tell('open'), onclosetag: tell('close'), ontext: tell('text'), oncomment: tell('comment'), onprocessinginstruction: tell('instruction') }, { decodeEntities: false });
	parser.end(text);
	console.log(JSON.stringify(told));
}
