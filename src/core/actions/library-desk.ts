/** A Fabric library into the vault and out of it again, as a plan that the person looks at, and as files. */
import type { Create } from '../changes/change';
import type { Changes, Plan } from '../changes/changes';
import type { Vault } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { asVaultPath, isInAny, plainFolder, type VaultPath } from '../lib/vault-path';
import { exportFabric, importFabric, type FabricImport, type SourceFile } from './fabric';
import { PATTERN_FOLDERS } from './pattern-shelf';
import { STRATEGY_FOLDERS } from './strategy-shelf';

export interface LibraryDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<Changes, 'plan'>;
	/** Sessions as notes of chats and back; without it none come in. */
	readonly sessions?: {
		readonly folder: () => string;
		/** Null for what is no session. */
		readonly noteOf: (name: string, json: string) => string | null;
		readonly sessionOf: (text: string) => { readonly name: string; readonly json: string } | null;
	};
}

export type PlannedImport = Omit<FabricImport, 'changes'> & { readonly plan: Plan };

const CONTEXT_FOLDERS = ['Contexts', 'Praxis/Contexts'];
const ALL = [...PATTERN_FOLDERS, ...STRATEGY_FOLDERS, ...CONTEXT_FOLDERS];
/** Where the folders of an import lie. */
const HOME = 'Praxis';
/** A library holds hundreds, and a new version of one may shorten many. */
const LIMITS = { notes: 5000, removals: 5000, removalShare: 1 };

export class LibraryDesk {
	constructor(private readonly options: LibraryDeskOptions) {}

	/** Files as they were chosen, by their path within the folder. What the person edited stays out of the plan. */
	async planImport(files: readonly SourceFile[]): Promise<PlannedImport> {
		const there = await this.#texts(ALL.filter((folder) => folder.startsWith(`${HOME}/`)));
		const { changes, ...found } = importFabric(files, { folder: HOME, existing: (path) => there.get(path) ?? null });
		const taken = new Set<string>((await this.options.vault.list()).map(({ path }) => path));
		const chats = this.#chats(found.sessions.filter(({ name }) => !taken.has(this.#chatPath(name))));
		const plan = await this.options.changes.plan([...changes, ...chats.changes], { reason: 'Import a pattern library', limits: LIMITS });
		return { ...found, problems: [...found.problems, ...chats.problems], plan };
	}

	/** The person's patterns, strategies and contexts in Fabric's layout. What is private is left out, and told. */
	async export(): Promise<{ readonly files: readonly SourceFile[]; readonly problems: readonly Problem[] }> {
		const problems: Problem[] = [];
		const all = [...(await this.#texts(ALL))].map(([path, text]) => ({ path, text }));
		// Fabric's files have no place for the mark that keeps a note private.
		const open = all.filter(({ path, text }) => readFrontMatter(text).frontMatter?.data['private'] !== true || (problems.push({ path, line: 1, message: 'It is private, and was left out.' }), false));
		const { sessions } = this.options;
		const chats = sessions ? [...(await this.#texts([sessions.folder()]))].flatMap(([, text]) => (readFrontMatter(text).frontMatter?.data['private'] === true ? [] : (sessions.sessionOf(text) ?? []))) : [];
		return { files: [...exportFabric(open), ...chats.map(({ name, json }) => ({ path: `sessions/${name}.json`, text: json }))], problems };
	}

	#chatPath(name: string): string {
		const folder = plainFolder(this.options.sessions?.folder() ?? '');
		return `${folder === '' ? '' : `${folder}/`}${name}.md`;
	}

	#chats(files: FabricImport['sessions']): { readonly changes: readonly Create[]; readonly problems: readonly Problem[] } {
		const { sessions } = this.options;
		const problems: Problem[] = [];
		const changes = files.flatMap(({ name, path, text }) => {
			const chat = sessions?.noteOf(name, text) ?? null;
			const target = asVaultPath(this.#chatPath(name));
			if (chat !== null && target !== null) return [{ type: 'create', path: target, text: chat, ifExists: 'skip' } as const];
			problems.push({ path, line: 1, message: 'This session holds no question with an answer, or cannot be a note.' });
			return [];
		});
		return { changes, problems };
	}

	async #texts(folders: readonly string[]): Promise<ReadonlyMap<VaultPath, string>> {
		const texts = new Map<VaultPath, string>();
		for (const { path } of await this.options.vault.list()) {
			if (!isInAny(path, folders)) continue;
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
