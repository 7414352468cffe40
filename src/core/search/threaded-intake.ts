/**
 * Notes on their way through the reading thread: gathered into batches, analysed there, taken into the index here, in
 * turns. When the thread fails they are handed back one by one, to be read on the main thread.
 */
import type { Turn } from '../lib/turns';
import type { AnalysedNotes, NoteToRead } from './analysis';
import type { ContentIndex } from './content-index';
import type { ReadingThread } from './reading-thread';

export interface ThreadedIntakeDeps {
	readonly index: Pick<ContentIndex, 'adopt'>;
	readonly thread: Pick<ReadingThread, 'analyse' | 'end' | 'isBroken'>;
	readonly turn: Turn;
	/** Asked once for each note, right before it is taken in: true when nothing newer came for it. */
	readonly claim: (note: NoteToRead) => boolean;
	readonly onTakenIn: (note: NoteToRead, problems: AnalysedNotes['notes'][number]['problems']) => void;
	/** The thread failed; asked for notes that `claim` still names. */
	readonly readHere: (note: NoteToRead) => void;
}

/** Characters of a batch: small at first, so that the newest notes are found soon; then as much as a part takes. */
const FIRST_BATCH = 16_000;
const LAST_BATCH = 400_000;
/** So many batches are out at once: one is analysed while the next is read from disk. */
const MOST_OUT = 2;

export class ThreadedIntake {
	#gathered: NoteToRead[] = [];
	#length = 0;
	#limit = FIRST_BATCH;
	#out: Promise<void>[] = [];
	#adopted: Promise<void> = Promise.resolve();

	constructor(private readonly deps: ThreadedIntakeDeps) {}

	get isBroken(): boolean {
		return this.deps.thread.isBroken;
	}

	get isBusy(): boolean {
		return this.#gathered.length > 0 || this.#out.length > 0;
	}

	/** Gives back what to wait for before more is added. */
	add(note: NoteToRead): Promise<void> {
		this.#gathered.push(note);
		this.#length += note.text.length;
		if (this.#length >= this.#limit) this.#send();
		return (this.#out.length >= MOST_OUT && this.#out[0]) || Promise.resolve();
	}

	/** Resolves when all that was added until now is in the index. Never rejects. */
	async flush(): Promise<void> {
		this.#send();
		await Promise.all(this.#out);
	}

	/** Frees the thread; to be called when nothing is on its way. */
	end(): void {
		this.#limit = FIRST_BATCH;
		this.deps.thread.end();
	}

	#send(): void {
		const notes = this.#gathered;
		if (notes.length === 0) return;
		this.#gathered = [];
		this.#length = 0;
		this.#limit = Math.min(LAST_BATCH, this.#limit * 2);
		const analysed = this.deps.thread.analyse(notes);
		// Parts are taken in one after the other, so that the newest notes stay first.
		this.#adopted = this.#adopted.then(() => analysed).then((batch) => this.#takeIn(notes, batch)).catch(() => this.#readHere(notes));
		const own = this.#adopted.then(() => void (this.#out = this.#out.filter((other) => other !== own)));
		this.#out.push(own);
		// Told of above.
		analysed.catch(() => undefined);
	}

	async #takeIn(notes: readonly NoteToRead[], batch: AnalysedNotes): Promise<void> {
		const { index, claim, turn, onTakenIn } = this.deps;
		const isWanted = (at: number): boolean => {
			const note = notes[at];
			if (!note || !claim(note)) return false;
			onTakenIn(note, batch.notes[at]?.problems ?? []);
			return true;
		};
		await index.adopt(batch, { isWanted, turn });
	}

	async #readHere(notes: readonly NoteToRead[]): Promise<void> {
		for (const note of notes) {
			await this.deps.turn();
			if (this.deps.claim(note)) this.deps.readHere(note);
		}
	}
}
