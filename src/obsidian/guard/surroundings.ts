/** What the guard can know and ask only in the app: the person, the notes they work on, other plugins' programs. */
import { debounce, type Plugin } from 'obsidian';
import type { GuardSurroundings } from '../../core/guard/guard-desk';
import { readPrograms } from '../vault-programs';
import { ownEdits } from './own-edits';
import { askPerson } from './question-modal';

/** A burst of sync or of typing is looked at once, after it. */
const REST_MS = 2000;

export function guardSurroundings(plugin: Plugin): GuardSurroundings {
	const { app, manifest } = plugin;
	return {
		configFolder: app.vault.configDir,
		approve: (question) => askPerson(app, question),
		makeDebounce: () => debounce((work: () => void) => work(), REST_MS, true),
		isEditedHere: ownEdits(plugin),
		readPrograms: () => readPrograms(app, manifest.id),
	};
}
