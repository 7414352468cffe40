/** Given patterns, when something is typed, then names come before tags and descriptions; when nothing is, favourites come first, each once. */
import { readPattern } from '../../src/core/actions/read-pattern';
import type { ListedPattern } from '../../src/core/actions/pattern-shelf';
import { commandId } from '../../src/obsidian/actions/favourites';
import { findPatterns } from '../../src/obsidian/actions/find-patterns';

const made = (name: string, description = '', tags: readonly string[] = []): ListedPattern => {
	const { pattern } = readPattern(`Patterns/${name}.md`, `---\ndescription: ${description}\ntags: [${tags.join(', ')}]\n---\nDo it.\n`);
	if (!pattern) throw new Error(name);
	return { ...pattern, isBuiltIn: false };
};
const patterns = [made('flash-cards', 'Questions to learn by heart', ['study']), made('meeting-minutes', 'Who decided what', ['meetings']), made('translate', 'Into another language'), made('weekly-review', 'Looks back on a week of study')];
const names = (query: string, more: Partial<Parameters<typeof findPatterns>[1]> = {}): string[] => findPatterns(query, { patterns, favourites: [], recent: [], suggested: [], ...more }).map(({ pattern }) => pattern.name);

test('given nothing typed, then favourites, recent and fitting ones stand first, each once, and all are there', () => {
	const found = findPatterns(' ', { patterns, favourites: ['Translate', 'gone'], recent: ['translate', 'weekly-review'], suggested: ['meeting-minutes'] });
	expect(found.map(({ pattern, group }) => [pattern.name, group])).toEqual([
		['translate', 'favourite'],
		['weekly-review', 'recent'],
		['meeting-minutes', 'suggested'],
		['flash-cards', 'all'],
	]);
});

test('given letters of a name, then it is found before what only tells of it; words and tags are found at their beginning', () => {
	expect(names('mm')).toEqual(['meeting-minutes']);
	expect(names('stud')).toEqual(['flash-cards', 'weekly-review']);
	expect(names('#meetings')).toEqual(['meeting-minutes']);
	expect(names('language another')).toEqual(['translate']);
	expect(names('udy')).toEqual([]);
	expect(names('re')[0]).toBe('weekly-review');
});

test('given the same fit, then a favourite stands before one used lately, and that before the rest', () => {
	expect(names('stud', { favourites: ['weekly-review'], recent: ['flash-cards'] })).toEqual(['weekly-review', 'flash-cards']);
	expect(names('stud', { recent: ['weekly-review'] })).toEqual(['weekly-review', 'flash-cards']);
});

test('given any name, then its command keeps the same id', () => {
	expect([commandId('Weekly review'), commandId('weekly-review'), commandId('Überblick 2')]).toEqual(['run-weekly-review', 'run-weekly-review', 'run-überblick-2']);
});
