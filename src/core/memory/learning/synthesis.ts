/**
 * What a month of ratings and learnings comes to: figures, what the person put right again and again, and rules that would
 * follow from it. Counts everything; tells the words only of what is the person's and not private. Pure.
 */
import { oneLine } from '../../lib/one-line';
import { lastOfEachRun, type AnswerRating } from './answer-rating';
import { likeness, wordsOf } from './lessons';
import { LOW, type Learning } from './learning-note';

export interface RatedShare {
	readonly name: string;
	readonly count: number;
	/** 1 to 10. */
	readonly mean: number;
	/** How many were low. */
	readonly low: number;
}

/** Learnings whose words say the same. */
export interface LearningGroup {
	/** In the words of the last. */
	readonly said: string;
	/** Oldest first. */
	readonly learnings: readonly Learning[];
	/** Of different runs. */
	readonly runs: number;
}

/** A rule that would follow; the person decides. */
export interface ProposedRule {
	readonly rule: string;
	/** The agent or pattern that it is for; "" for every run. */
	readonly for: string;
	/** A sentence. */
	readonly why: string;
}

export interface Synthesis {
	/** "2026-11", in UTC. */
	readonly month: string;
	readonly count: number;
	/** Null without any. */
	readonly mean: number | null;
	/** Of the month before. */
	readonly meanBefore: number | null;
	/** The most rated first. */
	readonly byAgent: readonly RatedShare[];
	readonly byModel: readonly RatedShare[];
	/** The largest first. */
	readonly groups: readonly LearningGroup[];
	readonly proposals: readonly ProposedRule[];
	/** Learnings that are counted and not told: private, or in words that are not the person's. */
	readonly untold: number;
}

export interface MonthOfLearning {
	readonly month: string;
	readonly ratings: readonly AnswerRating[];
	/** Only what may be told. */
	readonly learnings: readonly Learning[];
	readonly untold: number;
	/** Rules that the person has already. */
	readonly rules: readonly string[];
}

/** Words so much alike say the same. */
const SAME = 0.5;
/** As often as this the person had to say it before it is proposed as a rule. */
const OFTEN = 2;
const LONGEST_RULE = 300;

export function synthesise({ month, ratings, learnings, untold, rules }: MonthOfLearning): Synthesis {
	const last = lastOfEachRun(ratings);
	const now = last.filter(({ at }) => at.startsWith(month));
	const groups = groupsOf(learnings.filter(({ at, said }) => at.startsWith(month) && said !== ''));
	return {
		month,
		count: now.length,
		mean: meanOf(now),
		meanBefore: meanOf(last.filter(({ at }) => at.startsWith(monthBefore(month)))),
		byAgent: sharesOf(now, ({ agent, pattern }) => agent || pattern),
		byModel: sharesOf(now, ({ model }) => model),
		groups,
		proposals: groups.filter(({ runs }) => runs >= OFTEN).flatMap((group) => proposalOf(group, rules) ?? []),
		untold,
	};
}

/** Whether nothing was rated and nothing learned in it. */
export function isEmptyMonth({ count, groups, untold }: Synthesis): boolean {
	return count === 0 && groups.length === 0 && untold === 0;
}

/** Whether a rule says what one of these says already. */
export function isKnownRule(rule: string, rules: readonly string[]): boolean {
	const words = wordsOf(rule);
	return rules.some((known) => oneLine(known) === oneLine(rule) || likeness(wordsOf(known), words) >= 0.8);
}

function groupsOf(learnings: readonly Learning[]): readonly LearningGroup[] {
	const groups: Learning[][] = [];
	for (const learning of [...learnings].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
		const words = wordsOf(learning.said);
		const group = groups.find((one) => one.some(({ said }) => oneLine(said).toLowerCase() === oneLine(learning.said).toLowerCase() || likeness(wordsOf(said), words) >= SAME));
		if (group) group.push(learning);
		else groups.push([learning]);
	}
	const made = groups.map((group) => ({ said: group.at(-1)?.said ?? '', learnings: group, runs: new Set(group.map(({ run, path }) => run || path)).size }));
	return made.sort((a, b) => b.runs - a.runs || (a.said < b.said ? -1 : 1));
}

/** About one question it holds for that question; said of different ones it is how answers should be. */
function proposalOf({ said, learnings, runs }: LearningGroup, rules: readonly string[]): ProposedRule | null {
	const questions = learnings.map(({ question }) => oneLine(question)).filter((question) => question !== '');
	const [first] = questions;
	const isOneMatter = first !== undefined && questions.every((question) => likeness(wordsOf(first), wordsOf(question)) >= SAME);
	const words = oneLine(said).slice(0, LONGEST_RULE);
	const rule = isOneMatter ? `When asked “${questions.at(-1)?.slice(0, LONGEST_RULE) ?? ''}”: ${words}` : words;
	if (isKnownRule(rule, rules)) return null;
	const names = new Set(learnings.map(({ agent, pattern }) => agent || pattern));
	return { rule, for: names.size === 1 ? ([...names][0] ?? '') : '', why: `You said so of ${runs} answers.` };
}

function sharesOf(ratings: readonly AnswerRating[], nameOf: (rating: AnswerRating) => string): readonly RatedShare[] {
	const names = [...new Set(ratings.map(nameOf))];
	const shares = names.map((name) => {
		const of = ratings.filter((one) => nameOf(one) === name);
		return { name, count: of.length, mean: meanOf(of) ?? 0, low: of.filter(({ rating }) => rating <= LOW).length };
	});
	return shares.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function meanOf(ratings: readonly AnswerRating[]): number | null {
	return ratings.length === 0 ? null : ratings.reduce((sum, { rating }) => sum + rating, 0) / ratings.length;
}

function monthBefore(month: string): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
