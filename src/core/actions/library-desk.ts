/** A Fabric library into the vault and out of it again, as plans that the person looks at. */
import type { Changes, Plan } from '../changes/changes';
import type { Vault } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { asVaultPath, isInAny, isNote, plainFolder, type VaultPath } from '../lib/vault-path';
import { exportFabric, importFabric, type FabricImport, type SourceFile } from './fabric';
import { PATTERN_FOLDERS } from './pattern-shelf';
import { STRATEGY_FOLDERS } from './strategy-shelf';

export interface LibraryDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<Changes, 'plan'>;
}

export type PlannedImport = Omit<FabricImport, 'changes'> & { readonly plan: Plan };

/** Where the folders of an import lie. */
const HOME = 'Praxis';
export const EXPORT_HOME = 'Praxis/Export/Fabric';
/** A library holds hundreds, and a new version of one may shorten many. */
const LIMITS = { notes: 5000, removals: 5000, removalShare: 1 };

export class LibraryDesk {
	constructor(private readonly options: LibraryDeskOptions) {}

	/** Files as they were chosen, by their path within the folder. What the person edited stays out of the plan. */
	async planImport(files: readonly SourceFile[]): Promise<PlannedImport> {
		const there = await this.#texts((path) => isInAny(path, [...PATTERN_FOLDERS, ...STRATEGY_FOLDERS].filter((folder) => folder.startsWith(`${HOME}/`))));
		const { changes, ...found } = importFabric(files, { folder: HOME, existing: (path) => there.get(path) ?? null });
		const plan = await this.options.changes.plan(changes, { reason: 'Import a pattern library', limits: LIMITS });
		return { ...found, plan };
	}

	/** The person's patterns and strategies as files in Fabric's layout below `EXPORT_HOME`; what an earlier export left is brought up to date. */
	async planExport(): Promise<{ readonly plan: Plan; readonly files: number; readonly problems: readonly Problem[] }> {
		const problems: Problem[] = [];
		const all = [...(await this.#texts((path) => isInAny(path, [...PATTERN_FOLDERS, ...STRATEGY_FOLDERS])))].map(([path, text]) => ({ path, text }));
		// Fabric's files have no place for the mark that keeps a note private.
		const notes = all.filter(({ path, text }) => readFrontMatter(text).frontMatter?.data['private'] !== true || (problems.push({ path, line: 1, message: 'It is private, and was left out.' }), false));
		const files = exportFabric(notes);
		const before = await this.#texts((path) => isInAny(path, [EXPORT_HOME]), () => true);
		const changes = files.flatMap(({ path, text }) => {
			const target = asVaultPath(`${plainFolder(EXPORT_HOME)}/${path}`);
			const old = target === null ? undefined : before.get(target);
			if (target === null) problems.push({ path, line: 1, message: 'This cannot be the path of a file.' });
			if (target === null || old === text) return [];
			return [old === undefined ? ({ type: 'create', path: target, text, ifExists: 'skip' } as const) : ({ type: 'replace', path: target, target: { start: 0, end: old.length }, text } as const)];
		});
		return { plan: await this.options.changes.plan(changes, { reason: 'Export patterns for Fabric', limits: LIMITS }), files: files.length, problems };
	}

	async #texts(isWanted: (path: VaultPath) => boolean, isText: (path: string) => boolean = isNote): Promise<ReadonlyMap<VaultPath, string>> {
		const texts = new Map<VaultPath, string>();
		for (const { path } of await this.options.vault.list()) {
			if (!isWanted(path) || !isText(path)) continue;
			try {
				const note = await this.options.vault.read(path);
				if (note) texts.set(path, note.text);
			} catch (error) {
				// What cannot be read is no pattern, and the problems of the vault tell of it.
				if (!isPraxisError(error)) throw error;
			}
		}
		return texts;
	}
}
