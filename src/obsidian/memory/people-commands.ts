/** The commands about people and pieces of work. Cheap to register: nothing is read before one is used. */
import { Notice, type Plugin } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Person } from '../../core/memory/people/person';
import type { Prd } from '../../core/memory/work/prd';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { PersonModal, PersonPicker, PrepareModal } from './person-modals';
import { resumeWork } from './resume-work';
import { showWorkOnNotes } from './work-bar';
import { StartWorkModal, WorkPicker } from './work-modals';

export function registerPeople(plugin: Plugin, session: Session): void {
	const started = (act: (praxis: Praxis) => void): (() => void) => () => {
		if (session.praxis) act(session.praxis);
		else new Notice(words.memory.notReady);
	};
	const goOn = (prd: Prd): void => void (session.praxis && resumeWork(session, session.praxis, prd));
	plugin.addCommand({ id: 'prepare-meeting', name: words.people.prepareCommand, icon: 'user-check', callback: started((praxis) => void pick(session, praxis, { placeholder: words.people.pick, choose: (person) => new PrepareModal({ session, praxis, person }).open() })) });
	plugin.addCommand({ id: 'show-person', name: words.people.showCommand, icon: 'user', callback: started((praxis) => void pick(session, praxis, { placeholder: words.people.pickShown, choose: (person) => new PersonModal({ session, praxis, person }).open() })) });
	plugin.addCommand({ id: 'start-work', name: words.work.startCommand, icon: 'list-todo', callback: started((praxis) => new StartWorkModal({ session, praxis }).open()) });
	plugin.addCommand({ id: 'resume-work', name: words.work.resumeCommand, icon: 'list-checks', callback: started((praxis) => void praxis.memory.work.ready().then(() => new WorkPicker(session, { all: praxis.memory.work.list(), choose: goOn }).open())) });
	showWorkOnNotes(plugin, session, goOn);
}

/** Never rejects. */
async function pick(session: Session, { memory }: Praxis, { placeholder, choose }: { readonly placeholder: string; readonly choose: (person: Person) => void }): Promise<void> {
	try {
		new PersonPicker(session, { people: await memory.people.list(), placeholder, choose }).open();
	} catch (error) {
		tellError(words.people.unread, error);
	}
}
