/** A Fabric folder in, chains of PAI in, patterns out again: each read, told, and written when its plan was accepted. */
import { Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { handOutZip, ImportModal, readFiles, remarkOf } from '../modals/import-modal';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';

export interface LibraryOptions {
	readonly session: Session;
	readonly praxis: Praxis;
}

const EXPORT_NAME = 'praxis-patterns.zip';

export function importPatterns({ session, praxis }: LibraryOptions): void {
	const { library } = words;
	new ImportModal(session.app, {
		praxis, title: library.import, intro: library.intro, label: library.folder, done: library.imported, failed: library.importFailed,
		look: async (chosen) => {
			const { plan, patterns, strategies, contexts, kept, problems } = await praxis.library.planImport(await readFiles(chosen, (path) => !/(?:^|\/)\./.test(path) && /\.(?:md|markdown|txt|json|ya?ml|csv)$|(?:^|\/)contexts\//i.test(path)));
			if (patterns + strategies + contexts === 0) return { plan, lines: [library.nothing], problems };
			const fresh = plan.notes.filter(({ kind }) => kind === 'create').length;
			const updated = plan.notes.length - fresh;
			const told = plan.notes.length === 0 && kept.length === 0 ? library.same : [library.fresh(fresh), ...(updated > 0 ? [library.updated(updated)] : []), ...(kept.length > 0 ? [library.kept(kept.length)] : [])].join(' · ');
			return { plan, lines: [library.found(patterns, strategies, contexts), told], lists: kept.length > 0 ? [[library.kept(kept.length), kept]] : [], problems };
		},
	}).open();
}

export function importChains({ session, praxis }: LibraryOptions): void {
	const { chain } = words;
	new ImportModal(session.app, {
		praxis, title: chain.import, intro: chain.importIntro, label: chain.importFiles, accept: '.yaml,.yml', done: chain.imported, failed: chain.failed,
		look: async (chosen) => {
			const { plan, problems } = await praxis.chains.planImport(await readFiles(chosen, () => true));
			return { plan, lines: [plan.notes.length === 0 ? chain.importProblem : plan.summary], problems };
		},
	}).open();
}

/** Never rejects. */
export async function exportLibrary({ praxis }: LibraryOptions): Promise<void> {
	const { library } = words;
	try {
		const { files, problems } = await praxis.library.export();
		for (const problem of problems.slice(0, 3)) new Notice(remarkOf(problem));
		if (files.length === 0) new Notice(library.exportNone);
		else await handOutZip(EXPORT_NAME, files);
	} catch (error) {
		tellError(library.exportFailed, error);
	}
}
