/** The commands that look at what was learned, and accept what another assistant had. Cheap to register: nothing is read or drawn. */
import { Notice, type Command, type Plugin } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { IMPORTS_FOLDER } from '../../core/guard/labels';
import { isInFolder, isNote } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { BeliefsModal } from './beliefs-modal';
import { exportMemory, importChats, importMemory } from './import-others';
import { SynthesiseModal } from './synthesise-modal';

export function registerLearning(plugin: Plugin, session: Session): void {
	/** Only once the vault is open. */
	const add = (command: Pick<Command, 'id' | 'name' | 'icon'>, run: (praxis: Praxis) => void): void => {
		plugin.addCommand({
			...command,
			checkCallback: (checking) => {
				const { praxis } = session;
				if (praxis && !checking) run(praxis);
				return praxis !== null;
			},
		});
	};
	add({ id: 'synthesise-learnings', name: words.synthesis.command, icon: 'lightbulb' }, (praxis) => new SynthesiseModal(session, praxis).open());
	add({ id: 'show-beliefs', name: words.beliefs.command, icon: 'scale' }, (praxis) => new BeliefsModal(session, praxis).open());
	add({ id: 'import-chats', name: words.imports.chats, icon: 'import' }, (praxis) => importChats({ session, praxis }));
	add({ id: 'import-memory', name: words.imports.memory, icon: 'import' }, (praxis) => importMemory({ session, praxis }));
	add({ id: 'export-memory', name: words.imports.export, icon: 'package' }, (praxis) => void exportMemory({ session, praxis }));
	plugin.addCommand({
		id: 'accept-import',
		name: words.imported.command,
		icon: 'badge-check',
		checkCallback: (checking) => {
			const { praxis } = session;
			const path = plugin.app.workspace.getActiveFile()?.path ?? '';
			const isImport = praxis !== null && isInFolder(path, IMPORTS_FOLDER) && isNote(path);
			if (isImport && !checking) void accept(praxis, path);
			return isImport;
		},
	});
}

/** What the person looks at is what is accepted. Never rejects. */
async function accept(praxis: Praxis, path: string): Promise<void> {
	try {
		const note = await praxis.memory.pai.note(path);
		if (!note) return;
		await praxis.guard.accept(note.path, note.version);
		new Notice(words.imported.done);
	} catch (error) {
		tellError(words.imported.failed, error);
	}
}
