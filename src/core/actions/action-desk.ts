/** Everything that a pattern's run needs, wired once: which pattern, on which models. Views hold it through `App`. */
import { isPraxisError, messageOf, PraxisError } from '../lib/errors';
import { QUOTES } from '../models/model-settings';
import type { Models, ReadyModel } from '../models/models';
import type { RunEvent } from '../runs/events';
import { PatternShelf, type PatternShelfOptions } from './pattern-shelf';
import { runAction, type ActionOptions } from './run-action';

export interface ActionDeskOptions extends PatternShelfOptions, Pick<ActionOptions, 'guard' | 'records' | 'purpose' | 'approve' | 'now' | 'newId'> {
	readonly models: Pick<Models, 'ready'>;
}

export interface ActRequest extends Pick<ActionOptions, 'pattern' | 'strategy' | 'variables' | 'inputs' | 'contexts' | 'wish' | 'signal'> {
	/** A role or the ref of a model; the pattern's own when absent, else the standard role. */
	readonly model?: string;
}

export class ActionDesk {
	readonly patterns: PatternShelf;

	constructor(private readonly options: ActionDeskOptions) {
		this.patterns = new PatternShelf(options);
	}

	/** The run as it happens; `run-end` is the last event, and its answer's text the result. Writes nothing. */
	async *act({ model, ...request }: ActRequest): AsyncGenerator<RunEvent, void, undefined> {
		const { models, guard, records, purpose, approve, now, newId } = this.options;
		let ready: readonly [ReadyModel, ...ReadyModel[]];
		try {
			ready = withFirst(await models.ready(wanted(model, request.pattern.model)));
		} catch (error) {
			const runId = newId();
			yield { type: 'run-start', runId, question: request.wish ?? '', agent: request.pattern.name, model: '', at: now().toISOString() };
			yield { type: 'run-end', runId, durationMs: 0, answer: { outcome: 'failed', text: '', citations: [], missing: [], searched: '', resolve: [messageOf(error), isPraxisError(error) ? error.hint : ''].filter((part) => part !== '').join(' ') } };
			return;
		}
		yield* runAction({ ...request, models: ready, guard, records, now, newId, ...(purpose ? { purpose } : {}), ...(approve ? { approve } : {}) }).events;
	}
}

/** Whoever reads quotes in the chat still wants a text to be written when they ask for one. */
function wanted(model: string | undefined, ofPattern: string | null): string {
	return model !== undefined && model !== QUOTES ? model : (ofPattern ?? 'standard');
}

function withFirst([first, ...others]: readonly ReadyModel[]): readonly [ReadyModel, ...ReadyModel[]] {
	if (!first) throw new PraxisError('unknown-model', 'No model is set up that could write this.', { hint: 'Add one in the settings, under “Which models?”.' });
	return [first, ...others];
}
