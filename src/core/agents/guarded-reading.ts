/** Asking and searching through the guard: each is a run of its own, and each citation says where its words are from. */
import type { Guard } from '../guard/guard';
import { joinLabels, type Label } from '../guard/labels';
import type { RunGuard } from '../guard/run-guard';
import { isPraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { Recall } from '../memory/recall/recall';
import type { RunEvent } from '../runs/events';
import type { Answer, Citation } from '../runs/outcome';
import type { NoteCount } from '../runs/result-note';
import type { ContentIndex } from '../search/content-index';
import type { SearchHit } from '../search/index-status';
import { searchNotes } from '../search/search-notes';
import type { RankedIndex } from '../search/vectors/ranked-index';
import { ask } from './ask';

export interface GuardedReadingOptions {
	readonly guard: Guard;
	readonly index: Pick<ContentIndex, 'find' | 'search'> & NoteCount & Partial<Pick<RankedIndex, 'rank'>>;
	readonly now: () => Date;
	readonly newId: () => string;
	/** What the memory knows; asked for when a question comes. */
	readonly memory?: () => Pick<Recall, 'recall' | 'isClaim' | 'used'>;
	/** Whether what is found goes to a remote model: private notes are then never read, found or named. */
	readonly remote?: boolean;
}

export interface GuardedReading {
	ask(question: string, signal?: AbortSignal): AsyncIterable<RunEvent>;
	search(query: string, limit: number): Promise<readonly SearchHit[]>;
	/** The label of what is made of an answer's quotes. */
	labelOfAnswer(answer: Answer): Promise<Label>;
}

export function guardedReading({ guard, index, now, newId, memory, remote = false }: GuardedReadingOptions): GuardedReading {
	const isPrivate: Guard['isPrivate'] = (note) => guard.isPrivate(note);
	const readBy = (run: RunGuard) => ({
		read: async (path: VaultPath) => {
			await guard.ready();
			return run.read(path);
		},
	});
	return {
		ask: (question, signal) => remembered(asked(guard.run({ remote, typed: [question] }), (run) => ask(question, { vault: readBy(run), index, isPrivate, now, newId, memory: memory && { isClaim: (path) => memory().isClaim(path), recall: (text, options) => memory().recall(text, { ...options, noPrivate: remote }) }, signal })), memory),
		search: async (query, limit) => {
			const run = guard.run({ remote, typed: [query] });
			const hits = await searchNotes(query, limit, { vault: readBy(run), index, isPrivate });
			return hits.map((hit) => ({ ...hit, citation: withOrigin(hit.citation, run) }));
		},
		labelOfAnswer: async ({ citations }) => {
			const labels = await Promise.all([...new Set(citations.map(({ path }) => path))].map((path) => guard.labelOf(path).catch(unread)));
			const isOfPrivate: Label[] = citations.some((citation) => citation.isPrivate) ? [{ integrity: 'trusted', secrecy: 'private', reasons: [] }] : [];
			const isOfForeign = citations.flatMap(({ foreign }): Label[] => (foreign === undefined ? [] : [{ integrity: 'untrusted', secrecy: 'vault', reasons: [foreign] }]));
			return joinLabels([...labels.filter((label) => label !== null), ...isOfPrivate, ...isOfForeign]);
		},
	};
}

/** A note that cannot be read any more: what was known when it was quoted stands in its citation. */
function unread(error: unknown): null {
	if (isPraxisError(error)) return null;
	throw error;
}

async function* asked(run: RunGuard, begin: (run: RunGuard) => AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void, undefined> {
	try {
		for await (const event of begin(run)) {
			yield event.type === 'run-end' ? { ...event, answer: { ...event.answer, citations: event.answer.citations.map((citation) => withOrigin(citation, run)) } } : event;
		}
	} finally {
		run.end();
	}
}

/** What is quoted of claims is counted, on this device. */
async function* remembered(events: AsyncIterable<RunEvent>, memory: GuardedReadingOptions['memory']): AsyncGenerator<RunEvent, void, undefined> {
	for await (const event of events) {
		if (event.type === 'run-end') await memory?.().used(event.answer.citations.map(({ path }) => path), event.runId);
		yield event;
	}
}

function withOrigin(citation: Citation, run: RunGuard): Citation {
	const label = run.labelOf(citation.path);
	const foreign = label?.integrity === 'untrusted' ? label.reasons[0] : undefined;
	return foreign === undefined ? citation : { ...citation, foreign };
}
