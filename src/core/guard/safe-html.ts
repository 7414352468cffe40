/** The few HTML tags that an agent's Markdown may hold: plain marks without attributes. */

const MARKS = new Set('abbr b br cite code del details dfn em i ins kbd mark q rp rt ruby s samp small strong sub summary sup u var wbr'.split(' '));
/** Every element that a browser gives a meaning (HTML Living Standard, its obsolete ones, and the roots of SVG and MathML). */
const MEANT = new Set(
	('a address applet area article aside audio base basefont bdi bdo bgsound big blink blockquote body button canvas caption center col colgroup command content data datalist dd dialog dir div dl dt element embed fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe image img input isindex keygen label legend li link listing main map marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress rb rtc script search section select selectedcontent shadow slot source spacer span strike style svg table tbody td template textarea tfoot th thead time title tr track tt ul video xmp ' +
	'animate circle defs desc ellipse filter foreignobject g line lineargradient marker mask path pattern polygon polyline rect set stop switch symbol text tspan use view mi mn mo ms mtext annotation').split(' '),
);
const PLAIN_TAG = /^<\/?([A-Za-z][A-Za-z0-9]*)\s{0,20}\/?>/;

/** `html`, a piece of HTML as it stands in Markdown, with every tag but plain marks turned into text. */
export function escapeTags(html: string): string {
	return html.replace(/</g, (_less, at: number) => {
		const name = PLAIN_TAG.exec(html.slice(at, at + 80))?.[1]?.toLowerCase();
		// A word in angle brackets that means nothing to a browser is ordinary text.
		const isPlain = name !== undefined && (MARKS.has(name) || !MEANT.has(name));
		return isPlain ? '<' : '&lt;';
	});
}

/** The start of a tag with attributes, well formed or not: browsers and Markdown readers disagree about the rest. */
export function looksLikeTag(name: string): boolean {
	return MARKS.has(name.toLowerCase()) || MEANT.has(name.toLowerCase());
}
