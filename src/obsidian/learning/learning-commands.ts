/** The command that looks at what was learned. Cheap to register: nothing is read or drawn. */
import type { Plugin } from 'obsidian';
import type { Session } from '../session';
import { words } from '../words';
import { SynthesiseModal } from './synthesise-modal';

export function registerLearning(plugin: Plugin, session: Session): void {
	plugin.addCommand({
		id: 'synthesise-learnings',
		name: words.synthesis.command,
		icon: 'lightbulb',
		checkCallback: (checking) => {
			const { praxis } = session;
			if (praxis && !checking) new SynthesiseModal(session, praxis).open();
			return praxis !== null;
		},
	});
}
