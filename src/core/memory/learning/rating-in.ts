/**
 * Whether a message in the chat is a rating of the answer above it: "8", "8/10", "9 - great", "good answer, 7", a thumb.
 * Strict on purpose: a message that may be meant otherwise ("5 notes about cats", "3 weeks ago", "8/10 at noon") is none,
 * for a rating that is missed is typed again, and a question that was taken for a rating is lost. Pure.
 */

export interface TypedRating {
	/** 1 to 10. */
	readonly rating: number;
	/** What was said beside it; "" for nothing. */
	readonly comment: string;
}

/** A thumb up or down is this much of ten: neither is perfect, and the one below asks for a note of what went wrong. */
export const THUMB_UP = 8;
export const THUMB_DOWN = 3;
/** UTF-16 units; longer messages are no rating. */
const LONGEST = 300;

const GOOD = 'good great perfect excellent nice super helpful useful right correct exactly brilliant wonderful amazing awesome lovely fine solid love loved fantastic spot-on precise clear thanks thank cheers bravo gut gute super toll perfekt klasse prima hilfreich richtig danke genau spitze';
const BAD = 'bad wrong poor terrible awful horrible useless incorrect unhelpful false meh weak disappointing disappointed nonsense schlecht schlechte falsch falsche falsches unbrauchbar nutzlos mies furchtbar unsinn';
const BETWEEN = 'ok okay average decent mediocre so-so alright fair';
/** What may stand beside those words and says nothing by itself. */
const FILLER = 'answer answers response reply result job work one it this that was is a an the you very much really so quite pretty too not but just well done totally completely simply and sehr ganz antwort das war ist die eine nicht wirklich leider';
/** Said before a number these agree to something, or answer what was asked, as often as they praise. */
const AGREES = 'right correct clear love loved fine exactly solid genau richtig ok okay alright fair';
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const [good, bad, between, filler, agrees] = [GOOD, BAD, BETWEEN, FILLER, AGREES].map(words) as [ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>];

const N = '(10|[1-9])';
/** "8/10", "8 of 10", and the small word in other languages that the index knows. */
const OUT_OF_TEN = '\\s*(?:\\/\\s*|\\s(?:out of|of|von|sur|de|di|su|van(?: de)?|av|из)\\s)10';
const OPENING = "(?:(?:i(?:['’]d| would| will|['’]ll)? )?(?:give|rate|score) (?:it|this|that)(?: answer)?(?: an?| with)?|(?:my |your )?(?:rating|score)(?: is)?|it['’]?s an?)[:\\s]";
const WHOLE = new RegExp(`^${N}(${OUT_OF_TEN})?[.!]*$`, 'iu');
const FIRST = new RegExp(`^${N}(${OUT_OF_TEN})?(?:(\\s*[-–—]\\s+|\\s*[:,;!]+\\s+|\\s*\\n\\s*|\\.\\s+)|\\s+)(\\S[^]*)$`, 'iu');
const LAST = new RegExp(`^([^\\d]+?)[\\s,:;.!–—-]+${N}(${OUT_OF_TEN})?[.!]*$`, 'iu');
const THUMB = /^(👍|👎)(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F)*(?:[\s,:–—-]+([^]*))?$/u;

/** Null when the message is none, or could be anything else. */
export function ratingIn(message: string): TypedRating | null {
	const text = asDigits(message.trim());
	if (text === '' || text.length > LONGEST || text.endsWith('?')) return null;
	const [, thumb, said = ''] = THUMB.exec(text) ?? [];
	if (thumb !== undefined) return said.trim() === '' || isRemark(said) ? rated(thumb === '👍' ? THUMB_UP : THUMB_DOWN, said) : null;
	const opened = new RegExp(`^${OPENING}\\s*`, 'iu').exec(text);
	const rest = opened ? text.slice(opened[0].length) : text;
	const [, whole] = WHOLE.exec(rest) ?? [];
	if (whole !== undefined) return rated(Number(whole), '');
	return numberFirst(rest, opened !== null) ?? (opened ? null : numberLast(text));
}

/** Whether a number alone may be the reply to what was asked last, rather than what the person thinks of it. */
export function asksBack(answer: { readonly outcome: string; readonly text: string }): boolean {
	return answer.outcome === 'needs-user' || /\?["”»)\]*_\s]*$/.test(answer.text.trimEnd());
}

function numberFirst(text: string, isOpened: boolean): TypedRating | null {
	const [, number, outOf, divider, said] = FIRST.exec(text) ?? [];
	if (number === undefined || said === undefined) return null;
	const rating = Number(number);
	if (isPraise(said, rating)) return rated(rating, said);
	// "8/10 of the users", "5 notes about cats": without a sign between them the number belongs to the words.
	if (divider === undefined) return null;
	// "3. Buy milk" is a list, "8:30" a time, "3 - 4 people" a span, "2, 3 and 4" a row.
	if (/^[\d$€£%+=*/]/.test(said) || (outOf === undefined && /^\./.test(divider.trim()))) return null;
	// "1 - intro\n2 - body": a list, not a remark.
	if (/(?:^|[\n,;])\s*\d+\s*[-–—:.)]\s/.test(said)) return null;
	if (asksForWork(said)) return null;
	return isOpened || outOf !== undefined || isRemark(said) ? rated(rating, said) : null;
}

function numberLast(text: string): TypedRating | null {
	const [, said, number, outOf] = LAST.exec(text) ?? [];
	if (said === undefined || !isPraise(said, Number(number))) return null;
	return outOf !== undefined || wordsIn(said).some((word) => (good.has(word) || bad.has(word)) && !agrees.has(word)) ? rated(Number(number), said) : null;
}

/** Nothing but words of praise or blame, and none that contradicts the number. */
function isPraise(said: string, rating: number): boolean {
	const all = wordsIn(said);
	if (all.length === 0 || all.length > 8) return false;
	if (!all.every((word) => good.has(word) || bad.has(word) || between.has(word) || filler.has(word))) return false;
	const isNot = all.includes('not') || all.includes('nicht');
	const [praises, blames] = [all.some((word) => good.has(word)), all.some((word) => bad.has(word))];
	if (!praises && !blames && !all.some((word) => between.has(word))) return false;
	return isNot || !((praises && !blames && rating <= 3) || (blames && !praises && rating >= 8));
}

/**
 * Words that can only be about the answer: blame, praise that stands for itself, "too long", "no, …", or a sentence that says
 * what is so. Everything else, "the second one", "in German", "July", may be meant for the next answer.
 */
function isRemark(said: string): boolean {
	if (asksForWork(said)) return false;
	const all = wordsIn(said);
	const [first = '', second = ''] = all;
	const isBlame = bad.has(first) || (filler.has(first) && bad.has(second));
	const isPraised = [first, second].some((word, i) => (good.has(word) || between.has(word)) && (i === 0 || filler.has(first)) && new RegExp(`(?:^|\\s)${word}(?:[,.;:!–—-]|\\s+(?:but|and|though|although|because|except|answer|aber|und|weil|nur)(?=\\s|$)|\\s*$)`, 'iu').test(said));
	if (isBlame || isPraised) return true;
	if (all.length < 2) return false;
	return /^(?:too|not|no,|nope,|actually|zu|nicht|nein,|trop|non,|missing|fehlt|stimmt|a bit|almost|nearly|fast|leider)\s/iu.test(said) || /^(?:it|that|this|the|there|you|they|he|she|es|das|der|die|du|sie|er|but|because|aber|weil)\b.*?(?:['’]s|\b(?:is|was|are|were|has|had|does|did|missed|misses|forgot|ignored|ist|war|sind|waren|hat|hast|fehlt|fehlen|stimmt))(?=[\s,.;!]|$)/iu.test(said);
}

/** An order after the number would be lost with it: "7, now list my meetings". */
function asksForWork(said: string): boolean {
	return /\?|^(?:(?:please|now|then|and|so|also|but|bitte|jetzt|dann|und|aber|auch)\s+)*(?:list|show|find|search|tell|give|write|rewrite|make|create|add|summari[sz]e|translate|explain|compare|open|read|draft|plan|remind|remember|move|rename|delete|remove|send|count|check|look|try|do|can|could|would|will|what|who|when|where|why|how|which|zeig|such|finde|schreib|mach|fass|übersetz|erklär|gib|erinner|merk|nenn|lies|öffne|kannst|könntest|was|wer|wann|wo|warum|wie|welche)(?:e|st|en)?\b/iu.test(said) || /\b(?:please|bitte)\s*[.!]*$/iu.test(said);
}

function wordsIn(said: string): readonly string[] {
	return said.toLowerCase().split(/[\s,.!;:–—]+/).map((word) => word.replace(/^-+|-+$/g, '')).filter((word) => word !== '');
}

function rated(rating: number, said: string): TypedRating {
	return { rating, comment: said.trim() };
}

/** Digits of every script and full-width ones as 0 to 9; "／" as "/". */
function asDigits(text: string): string {
	return text.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit))).replace(/／/g, '/');
}

/** Unicode keeps the ten digits of a script side by side, the first at a code point that begins a run of them. */
function digitOf(digit: string): number {
	const code = digit.normalize('NFKC').codePointAt(0) ?? 0;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return code - zero;
}
