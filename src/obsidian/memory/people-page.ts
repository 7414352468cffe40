/** The people of the memory: a line for each; opened, what is known of them, what is open and when they last met. */
import type { App as Praxis } from '../../core/app';
import type { Person } from '../../core/memory/people/person';
import type { Session } from '../session';
import { explainError } from '../tell-error';
import { words } from '../words';
import { drawFact, drawFoldRow } from './fold-row';
import { drawPerson } from './person-element';
import { PrepareModal } from './person-modals';
import type { SidePage } from './side-page';

export function peoplePage(session: Session, { memory }: Praxis): SidePage<Person> {
	const { people: said } = words;
	const drawKnown = (el: HTMLElement, person: Person): void => {
		const waiting = el.createEl('p', { cls: 'praxis-muted', text: said.working, attr: { role: 'status' } });
		memory.people.about(person).then(
			(known) => drawPerson(el, known, { app: session.app, prepare: () => session.praxis && new PrepareModal({ session, praxis: session.praxis, person }).open() }),
			(error: unknown) => waiting.setText(explainError(said.unread, error)),
		);
	};
	return {
		find: said.find,
		empty: said.noPeople,
		failed: said.unread,
		all: () => memory.people.list(),
		keyOf: ({ path, name }) => path ?? name,
		groupOf: () => '',
		textOf: ({ name, aliases }) => [name, ...aliases].join(' '),
		stateOf: ({ name, path }) => `${name} ${path} ${memory.claims.bySubject(name).length}`,
		draw: (parent, person, fold) => {
			const { name, aliases, path } = person;
			const remembered = memory.claims.bySubject(name).filter(({ id }) => memory.claims.holds(id)).length;
			drawFoldRow(parent, {
				...fold, title: name,
				drawLine: (line) => [aliases.join(', '), remembered > 0 ? said.rememberedOf(remembered) : path === null ? said.remembered : ''].forEach((fact) => drawFact(line, fact)),
				drawBody: (el) => drawKnown(el, person),
			});
		},
	};
}
