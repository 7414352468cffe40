/**
 * Words that ask rather than name: dropped from a question, never from the index.
 *
 * Small on purpose. A word is here when it opens questions or joins words, not because it is frequent:
 * frequent words already weigh little.
 */
import { fold } from './fold';

const ENGLISH = `a about all am an and any are as at be been being but by can could d did didn do does doesn doing don
	for from had has hasn have haven having he her hers him his how i if in into is isn it its itself just ll m may me many
	might mine much must my now of on or our ours really s shall she should so some such t tell than that the their theirs them then there these
	they this those to up out off us ve was wasn we were weren what when where which who whom whose why will with would you your yours`;
const GERMAN = `aber als am an auf aus bei beim das dass dem den der des die du ein eine einem einen einer eines er es für hat
	ich ihr im in ist kann man mit oder sein sich sie sind und von war waren was wann warum welche welchem welchen welcher
	welches wem wen wer werden wie viel viele lange wird wo woher wurde wurden zu zum zur`;
const FRENCH = `au aux ce ces cette comment d dans de des du elle en est et il ils je l la le les leur lui mon ne nous on ou
	où par pas pour pourquoi qu quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une vous à était`;
const SPANISH = `al como con cuando cuál cuáles cuándo cuánto cuántos cómo de del dónde el ella en era es está fue ha la las
	lo los para por porque que quien quién quiénes qué se son su sus un una y`;
const PORTUGUESE = `ao as com como da das de do dos e em era foi na nas no nos o onde os para pela pelo por porque qual quais
	quando quanto que quem se sua um uma é`;
const ITALIAN = `che chi come con cosa da dal dalla dei del della delle di dove e gli i il in la le lo ma nel nella per perché
	qual quale quali quando quanto si sono su un una è`;
const DUTCH = `aan de den dit een en er hebben heeft het hij hoe hun ik in is kan met naar niet of om onder op te tot uit van
	voor waar waarom wanneer was wat welk welke werd werden wie wij worden wordt ze zich zij zijn zou`;

const RUSSIAN = `а без был была были было быть в вам вас весь во вот все всё вы где да для до его ее её ей если есть же за и из
	или им их к как какая какие какой каком когда кого кому которая которые который кто ли между меня мне на над не него нее них но
	о об он она они оно от откуда по под почему при с сколько со так также там то того тоже только том ту ты у уже что чтобы чем
	чего эта эти это этого этой этом этот я`;

/** By number of language. English first: it wins when two languages explain a question equally well. */
const LISTS: readonly ReadonlySet<string>[] = [ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, RUSSIAN].map(
	(list) => new Set(list.split(/\s+/).map(fold)),
);
const NONE: ReadonlySet<string> = new Set();

/** The function words of a language, folded; the languages are numbered in `languages.ts`. */
export function functionWordsOf(language: number): ReadonlySet<string> {
	return LISTS[language] ?? NONE;
}

/**
 * The stop words among the folded words of one question: those of the language that has most of them.
 * One language only, because "war", "die" and "son" are subjects in one and nothing in another.
 */
export function stopWordsAmong(forms: readonly string[]): ReadonlySet<string> {
	let best = new Set<string>();
	let most = 0;
	for (const language of LISTS) {
		const found = forms.filter((form) => language.has(form));
		if (found.length > most) {
			most = found.length;
			best = new Set(found);
		}
	}
	return best;
}

/**
 * What a question does with its subject rather than names: it asks to sum up, or what was said and thought. Dropped from
 * questions only; in a few keywords they are subjects.
 */
const DOING: ReadonlySet<string> = new Set(
	`say says said saying talk talks talked talking discuss discusses discussed discussing discussion discussions mention mentions mentioned
	think thinks thought explain explains explained describe describes described summarize summarise summarized summary list name give find show`.split(/\s+/),
);

/** True for a folded word that only says what is to be done, or was done, with the subject of a question. */
export function isDoingWord(form: string): boolean {
	return DOING.has(form);
}

/**
 * Words that lead to what is asked and hardly name it: what was done with a thought, and who or what of any kind. In
 * questions they count less; in a few keywords they are subjects.
 */
const LEADING: ReadonlySet<string> = new Set(
	`decide decides decided decision decisions conclude concluded conclusion conclusions agree agreed agrees disagree disagreed recommend
	recommended recommendation suggest suggested suggests suggestion propose proposed proposal opinion opinions view views attitude believe
	believes believed feel feels felt consider considered considering introduce introduced present presented presentation summary people person
	group team meeting thing things way ways kind kinds type types reason reasons like likes liked happen happened going get got make makes
	made use used using according regarding during after before while`.split(/\s+/),
);

/** True for a folded word that leads to what a question asks. */
export function isLeadingWord(form: string): boolean {
	return LEADING.has(form);
}

/** Words that open a question: a query that holds one is read as a sentence rather than as keywords. */
const ASKING: ReadonlySet<string> = new Set(
	`what when where which who whom whose why how was wann warum welche welcher wer wie wo comment pourquoi quand quel quelle qui
	quoi cuando cual como donde quien que qual quando quem onde che chi cosa dove quale hoe waar waarom wanneer wat welke wie`.split(/\s+/),
);

/** True for a folded word that opens questions. */
export function isAskingWord(form: string): boolean {
	return ASKING.has(form);
}
