/** The commands that look at what was learned, and accept what another assistant had. Cheap to register: nothing is read or drawn. */
import { Notice, type Plugin } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { IMPORTS_FOLDER } from '../../core/guard/labels';
import { isInFolder, isNote } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { exportMemory, ImportOthersModal } from './import-others-modal';
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
	for (const kind of ['chats', 'memory'] as const) {
		plugin.addCommand({
			id: `import-${kind}`,
			name: words.imports[kind],
			icon: 'import',
			checkCallback: (checking) => {
				const { praxis } = session;
				if (praxis && !checking) new ImportOthersModal({ session, praxis, kind }).open();
				return praxis !== null;
			},
		});
	}
	plugin.addCommand({
		id: 'export-memory',
		name: words.imports.export,
		icon: 'package',
		checkCallback: (checking) => {
			const { praxis } = session;
			if (praxis && !checking) void exportMemory(praxis);
			return praxis !== null;
		},
	});
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
