/** What the guard can know and ask only in the app: the person, the notes they work on, other plugins' programs. */
import { debounce, type Plugin } from 'obsidian';
import type { GuardSurroundings } from '../../core/guard/guard-desk';
import { readPrograms } from '../vault-programs';
import { askPerson } from './question-modal';

/** A burst of sync or of typing is looked at once, after it. */
const REST_MS = 2000;

export function guardSurroundings({ app, manifest }: Plugin): GuardSurroundings {
	return {
		configFolder: app.vault.configDir,
		approve: (question) => askPerson(app, question),
		makeDebounce: () => debounce((work: () => void) => work(), REST_MS, true),
		isEditedHere: (path) => app.workspace.getActiveFile()?.path === path,
		readPrograms: () => readPrograms(app, manifest.id),
	};
}
