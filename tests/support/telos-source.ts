/** A purpose graph of notes in memory that a view can follow: what the app holds, without a vault. */
import { Listeners } from '../../src/core/lib/listeners';
import { readNote } from '../../src/core/lib/markdown';
import type { MoreEvidence } from '../../src/core/telos/activity';
import { TelosGraph } from '../../src/core/telos/graph';
import type { TelosSource } from '../../src/obsidian/telos/telos-source';

export class MemoryTelos implements TelosSource {
	readonly graph = new TelosGraph();
	evidence: MoreEvidence = {};
	today = '2026-11-22';
	isReady = false;
	/** What the next reading does. */
	fails: Error | null = null;
	private readonly news = new Listeners<void>();
	private readonly waiting: (() => void)[] = [];

	constructor(notes: Readonly<Record<string, string>>, private readonly isHeld = false) {
		for (const [path, text] of Object.entries(notes)) this.graph.put(readNote(path, text), text);
	}

	async ready(): Promise<void> {
		if (this.fails) throw this.fails;
		if (this.isHeld && !this.isReady) await new Promise<void>((done) => this.waiting.push(done));
		this.isReady = true;
	}

	/** Ends the reading that was held. */
	release(): void {
		for (const done of this.waiting.splice(0)) done();
	}

	onChange(listener: () => void): () => void {
		return this.news.add(listener);
	}

	put(path: string, text: string): void {
		this.graph.put(readNote(path, text), text);
		this.news.tell();
	}

	move(from: string, path: string, text: string): void {
		this.graph.rename(from, readNote(path, text), text);
		this.news.tell();
	}

	get isFollowed(): boolean {
		return !this.news.isEmpty;
	}
}

/** The session as the TELOS view knows it. */
export function telosSession(telos: TelosSource | null): { praxis: { telos: TelosSource } | null; onStatus(listener: () => void): () => void; tell(): void } {
	const news = new Listeners<void>();
	return { praxis: telos ? { telos } : null, onStatus: (listener) => news.add(listener), tell: () => news.tell() };
}
