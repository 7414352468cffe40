/** Queries that ask for the most that a query can cost, made of what the notes at hand have most of; and odd ones. */
import { queryOddities } from '../../support/query-oddities';
import type { MadeNote } from './mixed-notes';

export function hostileQueries(notes: readonly MadeNote[]): string[] {
	const words = mostFrequent(notes.slice(0, 20_000).flatMap(({ text }) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []));
	const linked = mostFrequent(notes.slice(0, 20_000).flatMap(({ text }) => Array.from(text.matchAll(/\[\[([^\]|#]+)/g), ([, target]) => target ?? '')))[0] ?? 'Note';
	const telling = words.filter((word) => word.length > 3);
	const first = (count: number, from = words): string => from.slice(0, count).join(' ');
	const letters = [...'abcdefghijklmnopqrstuvwxyz'];
	return [
		...queryOddities(),
		first(30),
		first(30, telling),
		first(64, telling),
		`What is the ${first(8, telling)}?`,
		words.slice(0, 64).map((word) => `-${word}`).join(' '),
		telling.slice(0, 32).map((word) => `-${word}`).join(' '),
		...letters,
		...letters.map((letter) => `${first(3, telling)} ${letter}`),
		...[0, 1, 2, 3].map((at) => `"${words[at]} ${words[at + 1]}"`),
		words.slice(0, 40).map((word, at) => `"${word} ${words[at + 1]}"`).join(' '),
		`What is ${words.slice(0, 8).map((word, at) => `"${words[at + 1]} ${word}"`).join(' ')}?`,
		`"${first(12)}"`,
		words.slice(0, 30).map((word, at) => `-"${word} ${words[at + 1]}"`).join(' ').concat(` ${first(3, telling)}`),
		`-"${words[0]} ${words[1]}" ${telling[0]}`,
		'date:2020..2026',
		`date:2020..2026 ${first(4, telling)}`,
		'after:2020-01-01 before:2026-12-31 -date:2024',
		`links-to:"${linked}"`,
		`-links-to:"${linked}" ${first(3, telling)}`,
		letters.map((letter) => `path:${letter}`).join(' '),
		`path:e ${first(8, telling)}`,
		// Words that nobody wrote, all to be looked for among those that somebody did.
		telling.slice(0, 64).map((word) => `${word.slice(0, 3)}zq${word.slice(3)}`).join(' '),
	];
}

/** What stands there, the most frequent first. */
function mostFrequent(all: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1]).map(([one]) => one);
}
