/** An item in words: status, work, progress, as the row and the page say them. Pure but for the locale. */
import type { Activity } from '../../core/telos/activity';
import type { Day, Item, ItemType } from '../../core/telos/item';
import { isActive, isOpen } from '../../core/telos/vocabulary';
import { words } from '../words';
import { ownerName, plainText } from './item-names';
import { dateText, dayText, MANY_DAYS, shareText, sinceText, valueText } from './telos-dates';
import type { Share, TelosFacts } from './telos-facts';
import type { MetricProgress } from '../../core/telos/progress';

/** One Lucide icon a meaning. */
const ICONS: Readonly<Record<ItemType, string>> = {
	problem: 'circle-alert', mission: 'compass', narrative: 'book-open-text', goal: 'target', challenge: 'mountain', strategy: 'route', project: 'hammer', metric: 'chart-line',
	belief: 'anchor', frame: 'frame', model: 'shapes', idea: 'lightbulb', prediction: 'telescope', trauma: 'heart-crack', lesson: 'graduation-cap', wisdom: 'quote', wrong: 'eraser',
	status: 'activity', book: 'book', movie: 'clapperboard', log: 'notebook-pen', history: 'scroll', risk: 'triangle-alert', bet: 'scale', assumption: 'puzzle', evidence: 'search-check', outcome: 'flag',
};
/** Items whose work is asked after: their rows have a second line. */
const WORKED_ON: ReadonlySet<ItemType> = new Set(['goal', 'project', 'metric']);

export type StatusLook = 'active' | 'waiting' | 'closed';

export function iconOf(type: ItemType): string {
	return ICONS[type];
}

export function hasFacts({ type }: Item): boolean {
	return WORKED_ON.has(type);
}

export function lookOf({ status }: Item): StatusLook {
	return isActive(status) ? 'active' : isOpen(status) ? 'waiting' : 'closed';
}

/** The person's own word for it, the first letter large; without one, "Open". */
export function statusText({ status }: Item): string {
	const word = plainText(status ?? '');
	return word === '' ? words.telos.noStatus : word.charAt(0).toUpperCase() + word.slice(1);
}

/** "Last worked on 12 days ago", "Neglected for 34 days"; null for what is done or dropped. */
export function workText({ item, lastDay, idleDays, isNeglected }: Activity, today: Day): string | null {
	const { telos } = words;
	if (!isOpen(item.status)) return null;
	if (lastDay === null) return isNeglected ? telos.neglectedNever : telos.neverWorked;
	if (!isNeglected) return telos.lastWorked(sinceText(lastDay, today));
	return idleDays !== null && idleDays < MANY_DAYS ? telos.neglectedFor(idleDays) : telos.neglectedSince(dateText(lastDay));
}

/** The same without a judgement. */
export function idleText({ lastDay }: Activity, today: Day): string {
	return lastDay === null ? words.telos.neverWorked : words.telos.lastWorked(sinceText(lastDay, today));
}

/** "Due 22 Mar 2027", "Was due yesterday", "Done 8 Nov 2026"; null without a day. */
export function dueText({ status, due, done }: Item, today: Day): string | null {
	const { telos } = words;
	if (!isOpen(status)) return done === null ? null : telos.doneOn(dayText(done, today));
	if (due === null) return null;
	return due < today ? telos.overdue(dayText(due, today)) : telos.due(dayText(due, today));
}

export function metricText({ values, target, unit }: MetricProgress, today: Day): string | null {
	const last = values[values.length - 1];
	if (!last) return null;
	const value = valueText(last.value ?? 0);
	const said = target === null ? words.telos.valueAlone(value, unit ?? '') : words.telos.valueOf(value, valueText(target), unit ?? '');
	return words.telos.valueOn(said, dayText(last.day, today));
}

export function shareWords(share: Share): string {
	if (share.by === 'metric') return `${plainText(share.metric.metric.title)}: ${words.telos.share(shareText(share.share))}`;
	return share.by === 'milestones' ? words.telos.shareMilestones(share.done, share.all) : words.telos.shareChildren(share.done, share.all);
}

/** The second line of a row, part by part. */
export function rowFacts(item: Item, facts: TelosFacts): string[] {
	const { today } = facts;
	const metric = item.type === 'metric' ? facts.progress(item).metrics.find(({ metric: { key } }) => key === item.key) : undefined;
	const parts = item.type === 'metric' ? [metric ? metricText(metric, today) : null] : [facts.isSure(item) || !isOpen(item.status) ? workText(facts.activity(item), today) : idleText(facts.activity(item), today), dueText(item, today)];
	return [...parts, item.owner === null ? null : ownerName(item.owner)].filter((part) => part !== null && part !== '') as string[];
}

/** What a prediction or decision says of its odds, its day and what came of it. */
export function judgementTexts({ confidence, outcome, made }: Item): string[] {
	const { telos } = words;
	return [...(made === null ? [] : [telos.made(dateText(made))]), ...(confidence === null ? [] : [telos.confidence(shareText(confidence))]), ...(outcome === null ? [] : [telos.outcome(plainText(outcome))])];
}
