/** The label of an ended run's answer: of what it quotes, and of all else that the run had read. */
import { joinLabels, type Label } from '../guard/labels';
import { labelOfOutput } from '../guard/run-state';
import type { RunToSave } from '../runs/result-note';
import type { RunRecords } from '../runs/run-records';
import type { GuardedReading } from './guarded-reading';
import { stateIn } from './resume';

/** Runs without a model read what they quote and nothing else, and have no record. */
export async function labelOfRun({ runId, answer }: Pick<RunToSave, 'runId' | 'answer'>, { reading, records }: { readonly reading: Pick<GuardedReading, 'labelOfAnswer'>; readonly records: Pick<RunRecords, 'read'> }): Promise<Label> {
	const quoted = await reading.labelOfAnswer(answer);
	const record = await records.read(runId);
	if (!record) return quoted;
	const state = stateIn(record.guardState);
	// A record that cannot be read may have held anything.
	return joinLabels([quoted, state ? labelOfOutput(state) : { integrity: 'untrusted', secrecy: 'private', reasons: ['was made by a run whose record cannot be read'] }]);
}
