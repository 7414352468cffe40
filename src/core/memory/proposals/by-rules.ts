/**
 * Claims in a person's own words by conservative rules, where no model is asked: what they want remembered, what is theirs,
 * what they prefer, where they live, what was decided, and what is on a day. A sentence is taken whole and as it stands, so
 * nothing can be made up; what is asked, supposed or said of others is left. English first. Pure.
 */
import { oneLine } from '../../lib/one-line';
import type { ClaimType } from '../claim';
import { sentencesOf } from '../people/signs';
import { daysNamed } from '../recall/days-in-text';
import type { ProposedClaim, SourceText } from './proposal';

interface Rule {
	readonly type: ClaimType;
	readonly reason: string;
	readonly fits: RegExp;
}

const ASKED = /^(?:(?:please|also|and|ok|okay|so)[,\s]+)*(?:(?:can|could|would) you (?:please )?)?(?:remember|note|keep in mind|don['’]t forget|for the record|merk dir|denk daran|lembra-te)(?:[:,]|,? that|,? dass|,? de que)?\s+(?!(?:to|when|how|what|why|where|who|me)\b)/iu;
const RULES: readonly Rule[] = [
	{ type: 'decision', reason: 'says what was decided', fits: /^(?:so |then |ok(?:ay)?,? )?(?:(?:I|we)(?:['’]ve| have)? (?:decided|agreed|settled on|chose|chosen)\b|(?:it was|we) (?:decided|agreed)\b|(?:ich habe|wir haben) .*(?:entschieden|beschlossen|vereinbart))/iu },
	{ type: 'preference', reason: 'says what you prefer', fits: /^(?:(?:actually|honestly|usually|by the way|generally),? )?I(?:['’]d| would)? (?:(?:really|always|usually|generally|much) )*(?:prefer|like|love|enjoy|hate|dislike|avoid|never eat|never drink|can['’]t stand|don['’]t (?:like|eat|drink|want))\b(?! to (?:know|ask|see|hear|understand|get)\b)|^ich (?:mag|bevorzuge|esse|trinke)\b/iu },
	{ type: 'fact', reason: 'says something about you', fits: /^(?:(?:actually|by the way|btw|fyi),? )?(?:I(?:['’]m| am) (?:allergic|vegetarian|vegan|married|diabetic|left-handed|\d+ years old|a (?!bit\b|little\b|lot\b|fan\b))|I (?:live|work|was born|moved|grew up|study|studied|have been (?:living|working))\b|my (?!(?:question|point|guess|problem|issue|request|prompt|query|task|bad|understanding|impression|idea|notes?)\b)[\p{L}’' -]{2,40}? (?:is|are|was|lives?|works?|moves?|moved|has|have|called)\b|ich (?:wohne|arbeite|heiße|bin geboren)\b|meine? [\p{L} -]{2,40}? (?:ist|sind|heißt|wohnt)\b|(?:eu )?moro\b|o meu [\p{L} -]{2,30} é\b|a minha [\p{L} -]{2,30} é\b)/iu },
];
const DATED = /\b(?:is|are|will|starts?|begins?|ends?|moves?|leaves?|arrives?|flies|fly|due|deadline|meet(?:s|ing)?|appointment|birthday|opens?|closes?|expires?|ist|sind|wird|beginnt|endet|é|será)\b/iu;
const SUPPOSED = /^(?:if|suppose|imagine|what if|assume|say that|maybe|perhaps|wenn|falls|angenommen)\b|\b(?:hypothetically|for example|e\.g\.|as if)\b/iu;
const [SHORTEST, LONGEST] = [12, 300];

/** At most `most`, in the order in which they were said. */
export function claimsByRules(sources: readonly SourceText[], most = 12): readonly ProposedClaim[] {
	const found = new Map<string, ProposedClaim>();
	for (const source of sources) {
		for (const sentence of plainSentences(source.text)) {
			const claim = claimIn(sentence, source);
			const key = claim && oneLine(claim.text).toLowerCase();
			if (claim && key !== null && !found.has(key) && found.size < most) found.set(key, claim);
		}
	}
	return [...found.values()];
}

/** Sentences of prose: quotes, code and headings are others' words or none. */
function plainSentences(text: string): readonly string[] {
	const prose = text.replace(/^(```|~~~)[^]*?^\1/gmu, '').split('\n').filter((line) => !/^\s*(?:>|#{1,6}\s|\||%%)/u.test(line));
	return prose.flatMap((line) => sentencesOf(oneLine(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[.\]\s+)?/u, '').replace(/\s\^[A-Za-z0-9-]+\s*$/u, ''))));
}

function claimIn(sentence: string, source: SourceText): ProposedClaim | null {
	if (sentence.length < SHORTEST || sentence.length > LONGEST || /[?]["”’)]*$/u.test(sentence) || SUPPOSED.test(sentence)) return null;
	const asked = ASKED.exec(sentence);
	const rest = asked ? sentence.slice(asked[0].length) : sentence;
	const rule = RULES.find(({ fits }) => fits.test(rest));
	if (asked && rest.length >= SHORTEST / 2) return made(rest, { type: rule?.type ?? 'fact', reason: source.kind === 'user' ? 'you asked to remember it' : 'is to be remembered' }, source);
	if (rule) return made(sentence, rule, source);
	// A date in a note is its whole business; in a chat it is told to be kept in mind.
	const isDated = daysNamed(sentence, 2000).some(({ day }) => day > 0) && DATED.test(sentence);
	return isDated ? made(sentence, { type: 'event', reason: 'names a day' }, source) : null;
}

function made(words: string, { type, reason }: Pick<Rule, 'type' | 'reason'>, { kind, source, saidOn }: SourceText): ProposedClaim {
	const text = words.charAt(0).toUpperCase() + words.slice(1);
	return { text, type, reason, sourceKind: kind, ...(kind === 'note' ? { sources: [source], quote: words } : {}), ...(saidOn === '' ? {} : { saidOn }) };
}
