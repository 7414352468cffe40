/** Runs that served a goal, as traces of work on it: from the records of this device. */
import type { RunRecord } from '../runs/run-records';
import { oneLine } from '../lib/one-line';
import type { MoreEvidence, Proof } from './activity';
import { dayOf } from './days';

/** By the goal that the run named and the person can see in its answer; runs that failed are no work. */
export function runTraces(records: readonly RunRecord[]): NonNullable<MoreEvidence['runs']> {
	const byGoal = new Map<string, Omit<Proof, 'kind'>[]>();
	for (const { answer, at, question } of records) {
		const goal = answer?.goal;
		const date = new Date(at);
		if (!answer || !goal || goal.how === 'none' || answer.outcome === 'failed' || Number.isNaN(date.getTime())) continue;
		const key = nameOf(goal.path, goal.title);
		byGoal.set(key, [...(byGoal.get(key) ?? []), { day: dayOf(date), path: goal.path, line: 1, text: `Asked: ${oneLine(question).slice(0, 120)}` }]);
	}
	return ({ path, title }) => byGoal.get(nameOf(path, title)) ?? [];
}

function nameOf(path: string, title: string): string {
	return `${path}\n${title.trim().toLowerCase()}`;
}
