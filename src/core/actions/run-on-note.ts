/** One pattern on one whole note, from the request to its text: for parts that need the words alone. Writes nothing. */
import type { Label } from '../guard/labels';
import { PraxisError } from '../lib/errors';
import type { VaultPath } from '../lib/vault-path';
import type { ActionDesk } from './action-desk';

export interface NoteRun {
	readonly text: string;
	/** Of all that the run had read. */
	readonly label: Label;
	readonly runId: string;
	readonly model: string;
}

/** Null when there is no such pattern. Throws what the run fails with. */
export async function runOnNote(actions: Pick<ActionDesk, 'patterns' | 'inputs' | 'act' | 'labelOf'>, { name, path, model, signal }: { readonly name: string; readonly path: VaultPath; readonly model: string; readonly signal?: AbortSignal }): Promise<NoteRun | null> {
	await actions.patterns.ready();
	const pattern = actions.patterns.get(name);
	if (!pattern) return null;
	let start = { runId: '', model: '' };
	for await (const event of actions.act({ pattern, inputs: await actions.inputs('note', { path }), model, ...(signal ? { signal } : {}) })) {
		if (event.type === 'run-start') start = event;
		if (event.type !== 'run-end') continue;
		const { outcome, text, resolve } = event.answer;
		const label = actions.labelOf(start.runId);
		if (outcome === 'failed' || outcome === 'refused' || label === null) throw new PraxisError(outcome === 'refused' ? 'refused' : 'network', text === '' ? 'The model gave no result.' : text, { hint: resolve });
		return { text, label, runId: start.runId, model: start.model };
	}
	throw new PraxisError('internal', 'The run ended without a result.');
}
