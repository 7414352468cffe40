/**
 * What would load, run or leave if this Markdown were rendered: judged by another parser (markdown-it) and by
 * rules of its own, so that the guard's pass is not measured with itself.
 */
import MarkdownIt from 'markdown-it';

interface Token { type: string; tag: string; content: string; info: string; attrs: [string, string][] | null; children: Token[] | null }

const PLAIN = new Set('b i u s em strong sub sup br mark kbd del ins small code q abbr cite var samp dfn details summary ruby rt rp wbr'.split(' '));
const LIVE_FENCES = /^(?:dataview|dataviewjs|js-engine|run-|button|meta-bind|plantuml|excalidraw|query|base|tasks|templater|chart|leaflet|tracker|ad-|toc|timeline|kanban|buttons|execute|customjs|datacore|datacorejs|datacorejsx|datacoretsx|datacorets|embed|iframe|html-preview|vega|vega-lite|graphviz-live|d2|ditaa|desmos|functionplot|geogebra|abc-|music-abc|calendar|todoist|itinerary|audio-player|media|cardlink|linkcard)/i;

export function liveParts(markdown: string): string[] {
	const reader = new MarkdownIt({ html: true, linkify: true });
	reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
	// No Markdown app makes a link of a bare "//host".
	reader.linkify.add('//', null as never);
	// Nothing is refused here: what a careless renderer would follow counts.
	reader.validateLink = () => true;
	// It knows no footnotes and would take some for definitions: what they hold is read as a paragraph.
	const tokens = flat(reader.parse(markdown.replace(/\[\^([^\]\n]*)\]:/g, 'note $1:'), {}) as unknown as Token[]);
	const found = tokens.flatMap(fromToken);
	if (/<%/.test(markdown)) found.push('template');
	const text = tokens.filter(({ type }) => type === 'text' || type === 'text_special').map(({ content }) => content).join('\u0001');
	const prose = tokens.filter(({ type }) => type === 'inline').map(({ content }) => withoutCode(content)).join('\n\n');
	if (/!?\[\[\s*(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(prose)) found.push('embed');
	if (/\$[^$]*(?<!\\)(?:\\\\)*\\(?:href|style|class|cssId|require|url|def|newcommand|let)\b/.test(prose)) found.push('math');
	if (/\bobsidian:\/\//i.test(text)) found.push('app link');
	return found;
}

function flat(tokens: Token[]): Token[] {
	return tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
}

function fromToken({ type, content, info, attrs }: Token): string[] {
	const attribute = (name: string): string => attrs?.find(([key]) => key === name)?.[1] ?? '';
	if (type === 'image') return /^\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(attribute('src')) ? [`picture ${attribute('src')}`] : [];
	if (type === 'link_open') return isSafeLink(attribute('href')) ? [] : [`link ${attribute('href')}`];
	if (type === 'html_block' || type === 'html_inline') return tags(content);
	if (type === 'fence') return isLive(info, content) ? [`fence ${info}`] : [];
	if (type === 'code_inline') return /^\s*\$?=\s*[^=>\s]/.test(content) ? ['inline query'] : [];
	return [];
}

function isSafeLink(href: string): boolean {
	const scheme = /^[\s\u0000-\u001f]*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
	if (scheme === undefined) return !/^\s*[\\/]{2}/.test(href);
	if (scheme === 'obsidian') return /^obsidian:\/\/open\?vault=[^&]+&file=[^&]+$/.test(href);
	return scheme === 'https' || scheme === 'mailto';
}

function tags(html: string): string[] {
	return (html.match(/<[^>]*>?/g) ?? []).filter((tag) => {
		const name = /^<\/?([a-z][a-z0-9]*)\s*\/?>$/i.exec(tag)?.[1]?.toLowerCase();
		return name === undefined || (!PLAIN.has(name) && /^(?:script|style|iframe|img|image|svg|math|object|embed|form|input|button|video|audio|link|meta|base|a|body|html|table|template|textarea|title|noscript|marquee|frame|frameset|div|p|span)$/.test(name));
	});
}

function isLive(info: string, content: string): boolean {
	const language = info.trim().split(/\s+/)[0] ?? '';
	if (language.toLowerCase() === 'mermaid') return /<[a-z]|click|href|:\/\/|url\(|%%\{/i.test(content);
	return LIVE_FENCES.test(language);
}

/** Inline Markdown as it stands, without its code spans: what lies between two runs of equally many backticks. */
function withoutCode(inline: string): string {
	const runs = [...inline.matchAll(/`+/g)];
	let prose = '';
	let at = 0;
	for (const [i, run] of runs.entries()) {
		if (run.index < at || isEscaped(inline, run.index)) continue;
		const close = runs.slice(i + 1).find((other) => other[0].length === run[0].length);
		if (!close) continue;
		prose += `${inline.slice(at, run.index)} `;
		at = close.index + close[0].length;
	}
	return prose + inline.slice(at);
}

function isEscaped(text: string, at: number): boolean {
	return (/\\*$/.exec(text.slice(0, at))?.[0].length ?? 0) % 2 === 1;
}
