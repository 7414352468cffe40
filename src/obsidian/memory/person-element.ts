/** What is known of one person, drawn: what is remembered, when they last met, what is open. Each line opens its place. */
import { setIcon, type App } from 'obsidian';
import type { KnownPerson, PersonPlace } from '../../core/memory/people/person';
import { shownText } from '../../core/memory/people/prepare';
import { placeName } from '../chat/place-name';
import { openCitation, showNote } from '../open-note';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface PersonActions {
	readonly app: App;
	readonly prepare: () => void;
	/** Told when a note was opened from here. */
	readonly opened?: () => void;
}

interface Line {
	readonly place: PersonPlace;
	readonly marks: readonly string[];
}

const SHOWN = 5;

/** Draws into `parent`, in place of what stood there. */
export function drawPerson(parent: HTMLElement, known: KnownPerson, actions: PersonActions): void {
	const { people } = words;
	parent.empty();
	const el = parent.createDiv({ cls: 'praxis-person' });
	const buttons = el.createDiv({ cls: 'praxis-person-buttons' });
	const isEmpty = known.claims.length + known.facts.length + known.mentions.length + known.goals.length === 0;
	if (!isEmpty) buttons.createEl('button', { cls: 'mod-cta', text: people.prepare }).addEventListener('click', () => actions.prepare());
	const { path } = known.person;
	if (path !== null) {
		buttons.createEl('button', { text: people.openNote }).addEventListener('click', () => {
			actions.opened?.();
			void showNote(actions.app, path);
		});
	}
	if (isEmpty) {
		el.createEl('p', { text: people.nothing(known.person.name) });
		el.createEl('p', { cls: 'praxis-muted', text: people.nothingHint });
		return;
	}
	const { lastContact: last, lastMeeting, openLoops } = known;
	const summary = [last?.day ? people.lastOn(dayText(last.day)) : '', openLoops.length > 0 ? people.openOf(openLoops.length) : ''].filter((part) => part !== '').join(' · ');
	if (summary !== '') el.createEl('p', { cls: 'praxis-muted praxis-person-from', text: summary });
	const told = new Set<PersonPlace>();
	const section = (title: string, lines: readonly Line[]): void => drawSection(el, title, { lines: lines.filter(({ place }) => !told.has(place) && told.add(place)), actions });
	const plain = (places: readonly PersonPlace[]): Line[] => places.map((place) => ({ place, marks: [...(place.loop === 'waiting' ? [people.waiting] : []), ...dated(place)] }));
	section(people.known, known.claims.map(({ place, holds }) => ({ place, marks: [...(holds ? [] : [people.past]), ...dated(place)] })));
	if (last && !lastMeeting.includes(last)) section(people.last, plain([last]));
	else if (!last) drawSection(el, people.last, { lines: [], actions, none: people.none });
	section(people.meeting, plain(lastMeeting.filter(({ loop }) => loop === null)));
	section(people.open, plain(openLoops));
	section(people.toCome, plain(known.toCome));
	section(people.decided, plain([...known.mentions, ...known.facts].filter(({ isDecision }) => isDecision)));
	section(people.facts, known.facts.map((place) => ({ place, marks: [] })));
	drawGoals(el, known, actions);
	section(people.mentions, plain(known.mentions));
	el.createEl('p', { cls: 'praxis-muted praxis-person-from', text: people.from(known.notes, known.isCut) });
}

/** As it reads, without the marks of bold words and links. */
function plainText(quote: string): string {
	return shownText(quote).replace(/\*\*|__|==/g, '').replace(/!?\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, '$1');
}

function dated({ day, quote }: PersonPlace): string[] {
	return day === null || quote.includes(day) ? [] : [dayText(day)];
}

function dayText(day: string): string {
	return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

interface SectionOptions {
	readonly lines: readonly Line[];
	readonly actions: PersonActions;
	readonly none?: string;
}

function drawSection(parent: HTMLElement, title: string, { lines, actions, none }: SectionOptions): void {
	if (lines.length === 0 && none === undefined) return;
	parent.createEl('h3', { cls: 'praxis-person-title', text: title });
	if (lines.length === 0) return void parent.createEl('p', { cls: 'praxis-muted', text: none ?? '' });
	const list = parent.createEl('ul', { cls: 'praxis-person-lines' });
	for (const line of lines.slice(0, SHOWN)) drawLine(list, line, actions);
	if (lines.length <= SHOWN) return;
	const more = parent.createEl('button', { cls: 'praxis-link', text: words.people.more(lines.length - SHOWN) });
	more.addEventListener('click', () => {
		more.remove();
		for (const line of lines.slice(SHOWN)) drawLine(list, line, actions);
		list.children[SHOWN]?.querySelector('button')?.focus();
	});
}

function drawLine(list: HTMLElement, { place, marks }: Line, { app, opened }: PersonActions): void {
	const button = list.createEl('li').createEl('button', { cls: 'praxis-person-line' });
	button.createSpan({ cls: 'praxis-person-text', text: plainText(place.quote), attr: { dir: 'auto' } });
	const about = button.createSpan({ cls: 'praxis-muted praxis-person-about' });
	about.appendText([...marks, placeName(place)].join(' · '));
	for (const [is, icon, name] of [[place.isPrivate, 'lock', words.people.private], [place.foreign !== undefined, 'globe', words.people.foreign]] as const) if (is) setIcon(about.createSpan({ cls: 'praxis-icon', attr: { role: 'img', 'aria-label': name, title: name } }), icon);
	button.addEventListener('click', (event) => {
		opened?.();
		openCitation(app, place, { newLeaf: event.ctrlKey || event.metaKey ? 'tab' : false }).catch((error: unknown) => tellError(words.errors.open, error));
	});
}

function drawGoals(parent: HTMLElement, { goals }: KnownPerson, { app, opened }: PersonActions): void {
	if (goals.length === 0) return;
	parent.createEl('h3', { cls: 'praxis-person-title', text: words.people.goals });
	const list = parent.createEl('ul', { cls: 'praxis-person-lines' });
	for (const { title, path } of goals) {
		const button = list.createEl('li').createEl('button', { cls: 'praxis-person-line' });
		button.createSpan({ cls: 'praxis-person-text', text: title, attr: { dir: 'auto' } });
		button.addEventListener('click', () => {
			opened?.();
			void showNote(app, path);
		});
	}
}
