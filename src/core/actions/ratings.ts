/**
 * What the person thinks of results, per pattern and model: one row each in a table that is a note of theirs. A model
 * rates nothing, least of all itself.
 */
import type { Changes, RunReport } from '../changes/changes';
import type { Guard } from '../guard/guard';
import { OWN } from '../guard/labels';
import type { Vault, VaultChange } from '../host';
import { PraxisError } from '../lib/errors';
import { NoteShelf } from '../lib/note-shelf';
import { oneLine } from '../lib/one-line';
import { Serial } from '../lib/serial';
import { vaultPath } from '../lib/vault-path';

export interface Rating {
	/** ISO 8601. */
	readonly at: string;
	readonly pattern: string;
	/** The ref of the model. */
	readonly model: string;
	/** 1 to 5. */
	readonly stars: number;
	/** The run whose result it is of; a later rating of it counts instead. */
	readonly run: string;
	readonly comment: string;
}

export interface MeanRating {
	/** 1 to 5. */
	readonly stars: number;
	readonly count: number;
}

export interface RatingsOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<Changes, 'plan'>;
	readonly guard: Pick<Guard, 'ownChanges'>;
	readonly now: () => Date;
}

export const RATINGS_NOTE = vaultPath('Praxis/Ratings.md');
const HEAD = '| When | Pattern | Model | Stars | Run | Comment |\n| --- | --- | --- | --- | --- | --- |\n';
const ROW = /^\|([^|]*)\|([^|]+)\|([^|]*)\|\s*([1-5])\s*\|([^|]*)\|(.*?)\|?\s*$/;

export class Ratings {
	readonly #serial = new Serial();
	readonly #shelf: NoteShelf<readonly Rating[]>;

	constructor(private readonly options: RatingsOptions) {
		this.#shelf = new NoteShelf({ vault: options.vault, isKeptAt: (path) => path === RATINGS_NOTE, read: (_path, text) => ({ item: readRatings(text), problems: [] }) });
	}

	/** Adds a row to the note. Throws `bad-input` for stars that are none, and as the write path does. */
	rate({ pattern, model, stars, run, comment = '' }: Pick<Rating, 'pattern' | 'model' | 'stars' | 'run'> & { readonly comment?: string }): Promise<RunReport> {
		return this.#serial.run([RATINGS_NOTE], async () => {
			const { vault, changes, guard, now } = this.options;
			if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw new PraxisError('bad-input', 'A rating is a whole number from 1 to 5.');
			const row = `| ${[now().toISOString(), pattern, model, String(stars), run, comment].map(cell).join(' | ')} |\n`;
			const old = await vault.read(RATINGS_NOTE);
			const plan = await changes.plan([old === null ? { type: 'create', path: RATINGS_NOTE, text: HEAD + row } : { type: 'append', path: RATINGS_NOTE, text: old.text.includes('| Stars |') ? row : `\n${HEAD}${row}`, spacing: 'line' }], { reason: `Rated “${pattern}”` });
			const report = await guard.ownChanges(OWN).apply(plan);
			await this.#shelf.noteChanged({ path: RATINGS_NOTE });
			return report;
		});
	}

	/** By model, the best first; equal ones by how many there are. Without regard to the case of the pattern's name. */
	of(pattern: string): readonly (MeanRating & { readonly model: string })[] {
		const rated = this.#all().filter((one) => one.pattern.toLowerCase() === pattern.toLowerCase());
		return [...new Set(rated.map(({ model }) => model))].map((model) => ({ model, ...meanOf(rated.filter((one) => one.model === model)) })).sort((a, b) => b.stars - a.stars || b.count - a.count);
	}

	/** Over all models; null when nobody rated it. */
	mean(pattern: string): MeanRating | null {
		const rated = this.#all().filter((one) => one.pattern.toLowerCase() === pattern.toLowerCase());
		return rated.length === 0 ? null : meanOf(rated);
	}

	/** The stars that were given to the result of a run; null for none. */
	ofRun(run: string): number | null {
		return this.#all().find((one) => one.run === run)?.stars ?? null;
	}

	ready(): Promise<void> {
		return this.#shelf.ready();
	}

	/** Tell it of every change in the vault. */
	noteChanged(change: VaultChange): Promise<void> {
		return this.#shelf.noteChanged(change);
	}

	/** Returns the function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#shelf.onChange(listener);
	}

	#all(): readonly Rating[] {
		return this.#shelf.entries().flatMap(([, { item }]) => item ?? []);
	}
}

/** Rows that are none are passed over: the note is the person's. Of two ratings of one run the later counts. */
export function readRatings(text: string): readonly Rating[] {
	const ratings = new Map<string, Rating>();
	for (const line of text.split(/\r?\n/)) {
		const [, at, pattern, model, stars, run = '', comment] = ROW.exec(line)?.map((part) => part.trim()) ?? [];
		if (at === undefined || pattern === undefined || pattern === '' || model === undefined) continue;
		ratings.set(run === '' ? `row ${ratings.size}` : run, { at, pattern, model, stars: Number(stars), run, comment: (comment ?? '').replace(/\\\|/g, '|') });
	}
	return [...ratings.values()];
}

function meanOf(ratings: readonly Rating[]): MeanRating {
	return { count: ratings.length, stars: ratings.reduce((sum, { stars }) => sum + stars, 0) / ratings.length };
}

function cell(text: string): string {
	return oneLine(text).replace(/\|/g, '\\|').trim();
}
