/** The interview of this vault on this device: where it stands, what a model asks further, and the notes that are accepted. */
import type { RunReport } from '../changes/changes';
import type { Store } from '../host';
import { PraxisError } from '../lib/errors';
import type { DraftEdge } from './draft';
import type { TelosGraph } from './graph';
import { answered, currentStep, furtherPrompt, furtherQuestions, NEW_INTERVIEW, pathsOf, readInterview, type Interview, type InterviewAnswer, type ItemDraft } from './interview';
import type { Asked } from './ask-once';
import type { TelosWriter } from './telos-writer';

export interface InterviewDeskOptions {
	readonly store: Pick<Store, 'read' | 'write' | 'remove'>;
	readonly graph: TelosGraph;
	readonly writer: TelosWriter;
	/** Resolves when what was written is in the graph. */
	readonly settled: () => Promise<void>;
	/** The model's words; null when none is chosen. */
	readonly ask: (build: (remote: boolean) => Asked, signal?: AbortSignal) => Promise<{ readonly text: string } | null>;
}

const KEY = 'telos/interview.json';

export class InterviewDesk {
	constructor(private readonly options: InterviewDeskOptions) {}

	/** Where the person left off; a new one when there is none. */
	async load(): Promise<Interview> {
		const bytes = await this.options.store.read(KEY);
		if (!bytes) return NEW_INTERVIEW;
		try {
			return readInterview(JSON.parse(new TextDecoder().decode(bytes)));
		} catch {
			return NEW_INTERVIEW; // Damaged: the notes that were accepted are there all the same.
		}
	}

	/** Kept until it is over. */
	async save(interview: Interview): Promise<void> {
		if (interview.answers.length === 0 && interview.typed === '') await this.options.store.remove(KEY);
		else await this.options.store.write(KEY, new TextEncoder().encode(JSON.stringify(interview)));
	}

	/** Begins anew; notes stay. */
	async forget(): Promise<void> {
		await this.options.store.remove(KEY);
	}

	/** What the model chosen would ask further; none without a model. Throws what the call throws. */
	async further(interview: Interview, answer: string, signal?: AbortSignal): Promise<readonly string[]> {
		const step = currentStep(interview);
		if (!step || answer.trim() === '') return [];
		const said = await this.options.ask(() => furtherPrompt(step, answer), signal);
		return said ? furtherQuestions(said.text) : [];
	}

	/** Writes the drafts as the person left them, and goes on. `drafts` empty: the question is passed over. Throws `internal` when a note could not be written. */
	async accept(interview: Interview, answer: Omit<InterviewAnswer, 'step' | 'paths'>, drafts: readonly ItemDraft[]): Promise<{ readonly interview: Interview; readonly report: RunReport | null }> {
		const step = currentStep(interview);
		if (!step) return { interview, report: null };
		const wanted = drafts.filter(({ title }) => title.trim() !== '');
		const report = wanted.length === 0 ? null : await this.#write(interview, wanted);
		const next = answered(interview, { ...answer, step: step.id, paths: report?.notes.map(({ path }) => path) ?? [] });
		await this.save(next);
		return { interview: next, report };
	}

	async #write(interview: Interview, drafts: readonly ItemDraft[]): Promise<RunReport> {
		const { graph, writer, settled } = this.options;
		const step = currentStep(interview);
		if (!step) throw new PraxisError('internal', 'The interview is over.');
		const edges = step.edges.flatMap(({ kind, step: other }): DraftEdge[] => pathsOf(interview, other).flatMap((path) => {
			const to = graph.item(path);
			return to ? [{ kind, to }] : [];
		}));
		const properties: Readonly<Record<string, string>> = step.type === 'goal' || step.type === 'challenge' || step.type === 'strategy' ? { status: 'active' } : {};
		const plan = await writer.planItems(drafts.map((draft) => ({ ...draft, type: step.type, edges, properties })), `Interview: ${step.type}`);
		const report = await writer.apply(plan);
		const failed = report.notes.find(({ outcome }) => outcome === 'failed');
		if (failed) throw new PraxisError('internal', 'The note could not be written.', { hint: failed.detail || 'Try again.' });
		await settled();
		return report;
	}
}

