/**
 * What in a sentence can be checked without understanding it: its words, its numbers, its names, its
 * negations, and their order.
 *
 * Strict on purpose: a true sentence that is told too freely is shown as unsupported, a false one never as supported.
 * Works on texts that `quoteText` has folded.
 */

import { stemOf } from '../analyse';
import { stopWordsAmong } from '../stop-words';

export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]*/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C\u200D]*(?:['.-](?=[\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C\u200D]*)*/gu;
/** Digits with what joins them into one number, date, time or fraction; superscripts and vulgar fractions belong to it. */
const NUMBER = /(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,:/'⁄-]\d+)*(?:[⁺⁻]?\p{No})*|\p{No}+|\p{Nl}+/gu;
/** What makes another amount of a number, in whichever language it is usual to write it apart. */
const SCALES = new Set(['%', '‰', 'percent', 'prozent', 'percento', 'por', 'k', 'm', 'mio', 'mrd', 'bn', 'hundred', 'thousand', 'million', 'millions', 'billion', 'billions', 'trillion', 'dozen', 'lakh', 'crore', 'tausend', 'millionen', 'milliarden', 'mil', 'milhões', 'milhão', 'millones', 'mille', 'milliards', 'тыс', 'млн', 'млрд', '万', '億', '亿', '千', '百', 'ألف', 'مليون', 'हज़ार', 'लाख', 'करोड़']);
const UNITS = new Set(['kg', 'g', 'mg', 'µg', 't', 'km', 'm', 'cm', 'mm', 'mi', 'ft', 'l', 'ml', 'h', 'min', 's', 'ms', 'kb', 'mb', 'gb', 'tb', 'kw', 'kwh', 'w', 'v', 'hours', 'hour', 'minutes', 'minute', 'seconds', 'second', 'days', 'day', 'weeks', 'week', 'months', 'month', 'years', 'year', 'euros', 'euro', 'dollars', 'dollar', 'pounds', 'yen', 'am', 'pm', 'litres', 'liters', 'metres', 'meters', 'kilometres', 'kilometers', 'miles', '円', '元', '日', '月', '年', '時', '分', '人', '個', '度']);
const NUMBER_WORDS: Readonly<Record<string, string>> = { zero: '0', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16', seventeen: '17', eighteen: '18', nineteen: '19', twenty: '20', thirty: '30', forty: '40', fifty: '50', sixty: '60', seventy: '70', eighty: '80', ninety: '90', hundred: 'hundred', thousand: 'thousand', million: 'million', billion: 'billion', half: 'half', twice: 'twice', double: 'double', triple: 'triple', third: 'third', quarter: 'quarter', first: 'first', second: 'second' };
const MONTHS_AND_DAYS = /^(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|mayo|junio|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)$/iu;
/** Capitals that begin a sentence and name nothing. */
const OPENERS = new Set(['a', 'an', 'the', 'this', 'that', 'these', 'those', 'it', 'its', 'he', 'she', 'they', 'we', 'you', 'i', "it's", 'his', 'her', 'their', 'my', 'your', 'our', 'there', 'here', 'in', 'on', 'at', 'by', 'for', 'from', 'to', 'of', 'with', 'as', 'and', 'but', 'or', 'so', 'then', 'when', 'while', 'after', 'before', 'since', 'until', 'if', 'because', 'although', 'also', 'not', 'no', 'nothing', 'nobody', 'never', 'none', 'all', 'some', 'every', 'each', 'both', 'one', 'now', 'today', 'according', 'der', 'die', 'das', 'ein', 'eine', 'er', 'sie', 'es', 'wir', 'ich', 'le', 'la', 'les', 'un', 'une', 'el', 'los', 'las', 'o', 'os', 'as', 'um', 'uma', 'il', 'lo']);
const NEGATIONS = new Set([
	'not', 'no', 'never', 'none', 'negative', 'unless', 'nobody', 'nothing', 'nowhere', 'neither', 'nor', 'without', 'cannot', 'minus', 'hardly', 'except', 'lacks', 'lack', 'refuses', 'refused', 'fails', 'failed', 'nicht', 'kein', 'keine', 'keinen', 'keinem', 'keiner', 'keines', 'nie', 'niemals', 'niemand', 'nichts', 'ohne', 'weder',
	'ne', "n'est", "n'a", "n'y", 'pas', 'jamais', 'aucun', 'aucune', 'rien', 'sans', 'ni', 'non', 'nunca', 'jamás', 'nadie', 'nada', 'ningún', 'ninguno', 'ninguna', 'sin', 'tampoco', 'não', 'ninguém', 'nenhum', 'nenhuma', 'sem', 'nem', 'nessuno', 'niente', 'nulla', 'senza', 'niet', 'geen', 'nooit', 'zonder', 'inte', 'ikke', 'ej', 'aldrig', 'aldri', 'ingen', 'utan', 'uden', 'ei',
	'не', 'нет', 'ни', 'никогда', 'без', 'ничего', 'никто', 'нельзя', 'nigdy', 'bez', 'nie', 'değil', 'yok', 'hiç', 'không', 'tidak', 'bukan', 'tanpa', 'δεν', 'δε', 'μη', 'μην', 'όχι', 'χωρίς', 'nem', 'nincs', 'nu',
	'لا', 'لم', 'لن', 'ليس', 'ليست', 'ليسوا', 'غير', 'بدون', 'دون', 'ولا', 'ولم', 'ولن', 'وليس', 'فلا', 'فلم', 'נטול', 'לא', 'אין', 'בלי', 'ולא', 'ואין', 'نه', 'نیست', 'नहीं', 'नही', 'न', 'मत', 'बिना', 'না', 'নেই', 'নয়', 'இல்லை', 'లేదు', '안', '못', 'نہیں',
]);
/** Negations inside words, and in scripts that are written without spaces. */
const NEGATION_PARTS = /n't(?!\p{L})|[不没沒無无非未別别勿莫]|ない|なく|なかっ|ません|ずに|없|않|아니|ไม่|ບໍ່|មិន/gu;

/** What makes a limit of a number, before it: only less, or only more, is meant. */
const BELOW = /(?:^|[^\p{L}])(?:(?:less|fewer|lower|smaller|no more|not more) than|under|below|up to|at most|weniger als|unter|höchstens|bis zu|moins de|au plus|jusqu'à|menos de|menos que|como máximo|hasta|no máximo|até|meno di|al massimo|fino a|minder dan|hoogstens|mindre än|менее|меньше|не более|до) \D{0,3}$/iu;
const ABOVE = /(?:^|[^\p{L}])(?:(?:more|greater|higher|no less|not less) than|over|above|at least|mehr als|über|mindestens|plus de|au moins|más de|más que|al menos|por lo menos|mais de|mais que|pelo menos|più di|almeno|meer dan|minstens|mer än|более|больше|не менее|свыше) \D{0,3}$/iu;
/** The same behind it, where that is usual. */
const BELOW_BEHIND = /^[^\d\s]{0,2}(?:以下|以内|未満|未满|不到| या कम|से कम)/u;
const ABOVE_BEHIND = /^[^\d\s]{0,2}(?:以上|を超|超|से अधिक|से ज़्यादा)/u;

/** Words that may be added: articles, pronouns, forms of "be", "have" and "do", "and", "of". */
const PLAIN = new Set(
	('a an the this that these those it its he she they his her their there who which is are was were be been being has have had do does did and also so then of ' +
		'der die das den dem des ein eine einen einem einer eines ist sind war waren hat haben hatte er sie es und auch ' +
		'le la les un une des du de est sont était ont et il elle ils elles ce cette el los las una unos unas del es son era ha han ella ' +
		'o os as um uma do da dos das é são tem ele ela lo gli di della sono hanno het een is zijn и это он она они был была было были').split(' '),
);
const PRONOUNS = new Set('it he she they this these er sie es il elle ils elles ele ela eles lui lei он она оно они'.split(' '));
/** Marks behind which another clause may begin, and words that begin one. */
const CLAUSE_BREAK = /[,;:.!?]\s|[()]/;
const JOINING = new Set('and but or while und aber oder während et mais ou y e pero mas o ma maar och men и а но или'.split(' '));
/** Words that a claim may name the thing by which its quote calls "it". */
const MOST_NAMED = 2;
/** Small letters alone: “May” is a month. */
const HEDGES = new Set('if If should would could might may perhaps Perhaps maybe Maybe possibly probably allegedly supposedly nearly almost falls Falls wenn Wenn sollte könnte würde vielleicht Vielleicht angeblich fast si Si peut-être devrait pourrait presque quizá quizás Quizá podría debería casi talvez Talvez poderia deveria quase forse Forse potrebbe dovrebbe quasi если Если бы может возможно почти'.split(' '));

interface Figure {
	readonly core: string;
	/** "-", "+", "±", "<" and the like; "" for none. */
	readonly sign: string;
	/** What multiplies it; must be the same on both sides. */
	readonly scale: string;
	/** What it counts, and letters that belong to it ("B12"); a claim may leave it out, not change it. */
	readonly unit: string;
	/** Its sign, before or behind; a claim may leave it out, not change it. */
	readonly currency: string;
	readonly at: number;
	readonly end: number;
}

/** Why a claim is not what the quote says, as a clause; null when nothing speaks against it. `isCommon`: a word that the note writes small, so that a capital names nothing. */
export function whyUnsupported(claim: string, quote: string, isCommon: (word: string) => boolean): string | null {
	const figures = figuresIn(quote);
	const missing = figuresIn(claim).find((figure) => !figures.some((known) => isSame(figure, known)));
	if (missing) return `“${missing.sign}${missing.core}${missing.scale === '' ? '' : ` ${missing.scale}`}” is not in its quote`;
	const known = new Set(wordsOf(quote).map(({ word }) => word));
	const stranger = namesIn(claim, isCommon).find(({ word }) => !known.has(word));
	if (stranger) return `“${stranger.word}” is not in its quote`;
	return whyOutOfOrder(claim, quote, isCommon) ?? whyUncertain(claim, quote) ?? whyForeign(claim, quote, isCommon);
}

/** What the quote says under a condition, or as a guess, the claim does not say as a fact. */
function whyUncertain(claim: string, quote: string): string | null {
	const hedges = (text: string): number => wordsOf(text).filter(({ word }) => HEDGES.has(word)).length;
	return hedges(claim) < hedges(quote) && claim !== quote ? 'its quote says so under a condition, or as a guess' : null;
}

/** Negations in the text: as many on both sides, or one of them denies what the other says. */
export function countNegations(text: string): number {
	const words = wordsOf(text.replace(NEGATION_PARTS, ' ')).filter(({ word }) => NEGATIONS.has(word.toLowerCase()));
	return words.length + (text.match(NEGATION_PARTS)?.length ?? 0);
}

/** How many words the text has; two characters count as one where no blanks divide words. */
export function countWords(text: string): number {
	const unspaced = (text.match(UNSPACED_RUN) ?? []).reduce((sum, run) => sum + Math.max(1, Math.floor(Array.from(run).length / 2)), 0);
	return unspaced + wordsOf(text).length;
}

function figuresIn(text: string): Figure[] {
	const figures = [...text.matchAll(NUMBER)].map((match) => figureAt(text, match.index, match[0]));
	for (const { word, at } of wordsOf(text)) {
		const value = NUMBER_WORDS[word.toLowerCase()];
		if (value !== undefined) figures.push({ ...figureAt(text, at, word), core: value });
	}
	for (const match of text.matchAll(/[〇一二三四五六七八九十百千万億亿兆]{2,}/g)) figures.push({ core: match[0], sign: '', scale: '', unit: '', currency: '', at: match.index, end: match.index + match[0].length });
	return figures.sort((a, b) => a.at - b.at);
}

function figureAt(text: string, at: number, matched: string): Figure {
	const before = text.slice(Math.max(0, at - 12), at);
	const after = text.slice(at + matched.length, at + matched.length + 24);
	const sign = /(?:^|[^\p{L}\p{N}\p{M}])([-+]|[±<>≤≥~]\s?)[$€£¥₹₽]?$/u.exec(before)?.[1]?.trim().replace('≤', '<').replace('≥', '>') ?? limitOf(text.slice(Math.max(0, at - 24), at), after);
	const dot = /(?:^|[^\p{L}\p{N}])[.,]$/u.test(before) ? '.' : '';
	const currency = /([$€£¥₹₽])\s?$/u.exec(before)?.[1] ?? /^\s?([$€£¥₹₽])/u.exec(after)?.[1] ?? '';
	const letters = /[\p{Lu}\p{Ll}]+-?$/u.exec(before)?.[0] ?? '';
	const next = /^\s?([%‰°])/.exec(after)?.[1] ?? (/^\s?(\p{L}[\p{L}\p{M}]*)/u.exec(after)?.[1] ?? '').toLowerCase();
	const word = UNSPACED.test(next) ? (Array.from(next)[0] ?? '') : next;
	const isAttached = /^[\p{Lu}\p{Ll}]/u.test(after);
	const scale = SCALES.has(word) || /^[%‰°]$/.test(word) ? word : '';
	const unit = scale === '' && (UNITS.has(word) || isAttached) ? word.replace(/s$/, '') : '';
	return { core: dot + plainNumber(matched), sign, scale: scale.replace(/^percent$/, '%').replace(/s$/, ''), unit: letters + unit, currency, at, end: at + matched.length };
}

/** "<" or ">" for a number that is said to be a limit; "" for others. */
function limitOf(before: string, after: string): string {
	if (BELOW.test(before) || BELOW_BEHIND.test(after)) return '<';
	return ABOVE.test(before) || ABOVE_BEHIND.test(after) ? '>' : '';
}

/** Without what only groups the digits: "31,500" and "31 500" are 31500. */
function plainNumber(core: string): string {
	const joined = core.replaceAll(' ', '');
	return /^\d{1,3}([,'])\d{3}(?:\1\d{3})*(?:\.\d+)?$/.test(joined) ? joined.replace(/[,']/g, '') : joined;
}

function isSame(claim: Figure, quote: Figure): boolean {
	return claim.core === quote.core && claim.sign === quote.sign && claim.scale === quote.scale && (claim.unit === '' || claim.unit === quote.unit) && (claim.currency === '' || claim.currency === quote.currency);
}

interface PlacedWord { readonly word: string; readonly at: number }

/** Words between blanks and marks; what is written without blanks is compared pair by pair instead. */
function wordsOf(text: string): PlacedWord[] {
	return [...text.replace(UNSPACED_RUN, (run) => ' '.repeat(run.length)).matchAll(WORD)].map((match) => ({ word: match[0].replace(/'s$/, ''), at: match.index }));
}

/** Words with a capital, months and days; those that only begin a sentence when the note never writes them small. */
function namesIn(text: string, isCommon: (word: string) => boolean): PlacedWord[] {
	return wordsOf(text).filter(({ word, at }) => {
		if (word === 'I') return false;
		const lower = word.toLowerCase();
		if (MONTHS_AND_DAYS.test(lower) && word !== 'may' && word !== 'mai') return true;
		if (!/\p{Lu}/u.test(word)) return false;
		const opens = /(?:^|[.!?:…]["')\]]?)\s*["'([*_#>-]*\s*$/u.test(text.slice(0, at));
		return !(opens && !/\p{Lu}/u.test(word.slice(1)) && (OPENERS.has(lower) || isCommon(lower)));
	});
}

/** Names and numbers of the claim stand in its quote in the same order: “Ana pays Bo 30” is not “Bo pays Ana 30”. */
function whyOutOfOrder(claim: string, quote: string, isCommon: (word: string) => boolean): string | null {
	const marks = [
		...namesIn(claim, isCommon).map(({ word, at }) => ({ at, isFigure: false, name: word, places: wordsOf(quote).flatMap((known) => (known.word === word ? [known.at] : [])) })),
		...figuresIn(claim).map((figure) => ({ at: figure.at, isFigure: true, name: figure.core, places: figuresIn(quote).flatMap((known) => (isSame(figure, known) ? [known.at] : [])) })),
	].sort((a, b) => a.at - b.at);
	let last = -1;
	const seen = new Set<string>();
	const used = new Set<number>();
	for (const { name, places, isFigure } of marks) {
		// A name may be repeated where the quote says it once; a figure is used up.
		if (!isFigure && seen.has(name)) continue;
		seen.add(name);
		const next = places.find((place) => place >= last && !(isFigure && used.has(place)));
		if (next === undefined) return `“${name}” stands elsewhere in its quote`;
		last = next;
		if (isFigure) used.add(next);
	}
	return null;
}

/**
 * Every word of the claim comes from its quote, in the same order, but for words that say nothing of their own: a word
 * that the quote has not, or has elsewhere, may turn it around ("empty" for "full", "from" for "to", who did it to whom).
 * Where the quote only says "it", the claim may begin with what the note calls it.
 */
function whyForeign(claim: string, quote: string, isCommon: (word: string) => boolean): string | null {
	for (const run of claim.match(UNSPACED_RUN) ?? []) {
		const characters = Array.from(run);
		const pairs = characters.length === 1 ? characters : characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
		const stranger = pairs.find((pair) => !quote.includes(pair));
		if (stranger !== undefined) return `“${stranger}” is not in its quote`;
	}
	const said = tokensOf(claim).filter(({ isPlain }) => !isPlain);
	const source = tokensOf(quote);
	const hasPronoun = source.some(({ word }) => PRONOUNS.has(word)) && !tokensOf(claim).some(({ word }) => PRONOUNS.has(word));
	let named = hasPronoun ? MOST_NAMED : 0;
	let last = -1;
	for (const { word, stem } of said) {
		const next = nextAt(source, last, { word, stem });
		if (next >= 0) last = next;
		else if (last < 0 && named-- > 0 && isCommon(word)) continue;
		else return `“${word === DENIAL ? 'not' : word.replace(FIGURE, '')}” is not in its quote, or stands elsewhere in it`;
	}
	return whyPrefixed(wordsOf(claim).map(({ word }) => word.toLowerCase()), wordsOf(quote).map(({ word }) => word));
}

/**
 * Where the word stands next behind the one at `last`; -1 where it does not, or where what the claim leaves out between
 * them would join them anew: “from Porto [to Lyon]”, “the pump is [old and the boiler is] new”.
 */
function nextAt(source: readonly Token[], last: number, { word, stem }: Pick<Token, 'word' | 'stem'>): number {
	const one = source[last];
	const belongs = one !== undefined && isRelation(one.word);
	const opensAside = source[last + 1]?.before.startsWith(',') === true;
	let [crossed, begins] = [false, false];
	for (let i = last + 1; i < source.length; i++) {
		const token = source[i];
		if (!token) break;
		if (token.hasBreak || JOINING.has(token.word)) [begins, crossed] = [true, crossed && belongs];
		const isAside = opensAside && token.before.endsWith(',');
		if ((token.word === word || token.stem === stem) && (!one || !crossed || isAside)) return i;
		if (!token.isPlain && !JOINING.has(token.word)) crossed ||= begins || (belongs && isRelation(token.word));
	}
	return -1;
}

/** Prepositions and the like: they belong to what follows. */
function isRelation(word: string): boolean {
	return !PLAIN.has(word) && stopWordsAmong([word]).has(word);
}

interface Token {
	readonly word: string;
	/** What stands between it and the word before, without blanks. */
	readonly before: string;
	/** Another clause may begin with it. */
	readonly hasBreak: boolean;
	readonly stem: string;
	/** It says nothing of its own. */
	readonly isPlain: boolean;
}

/** Stands for every denial: which word denies does not matter, where it stands does. */
const DENIAL = '\u00AC';

/** Begins the token of a figure. */
const FIGURE = '#';

/** Words in lower case, figures by their value, denials as one word whatever their form; in the order of the text. */
function tokensOf(text: string): Token[] {
	const figures = figuresIn(text).map(({ core, at, end }) => ({ words: [FIGURE + core], at, end }));
	const words = wordsOf(text).flatMap(({ word, at }) => (/\p{N}/u.test(word) || NUMBER_WORDS[word.toLowerCase()] !== undefined ? [] : [{ words: partsOf(word.toLowerCase()), at, end: at + word.length }]));
	let last = 0;
	return [...figures, ...words].sort((a, b) => a.at - b.at).flatMap(({ words: parts, at, end }) => {
		const between = text.slice(last, at);
		last = end;
		return parts.map((word, i): Token => ({ word, stem: word.startsWith(FIGURE) || word === DENIAL ? word : stemOf(word), isPlain: PLAIN.has(word), before: i === 0 ? between.trim() : '', hasBreak: i === 0 && CLAUSE_BREAK.test(between) }));
	});
}

/** "didn't" is “did” and a denial, "l'hiver" is “hiver”. */
function partsOf(word: string): readonly string[] {
	if (NEGATIONS.has(word)) return [DENIAL];
	const denied = /^(\p{L}+)n't$/u.exec(word)?.[1];
	if (denied !== undefined) return [denied, DENIAL];
	return word.includes("'") ? word.split("'").filter((part) => part.length > 1) : [word];
}

/** “able” for “unable”: the quote says the opposite in one word. */
function whyPrefixed(claim: readonly string[], quote: readonly string[]): string | null {
	const said = new Set(quote.map((word) => word.toLowerCase()));
	const own = new Set(claim);
	for (const [one, other] of [[own, said], [said, own]] as const) {
		for (const word of one) {
			const root = /^(?:un|in|im|ir|il|dis|non-?)(\p{L}{4,})$/u.exec(word)?.[1];
			if (root !== undefined && other.has(root) && !other.has(word)) return `its quote says “${one === said ? word : root}”`;
		}
	}
	return null;
}
