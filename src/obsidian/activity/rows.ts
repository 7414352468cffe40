/** The rows of the activity: each day with its runs, and last, folded into one row, those that only kept chats and the run log. Pure. */
import { withoutLog } from '../../core/agents/run-log';
import type { RunReport } from '../../core/changes/changes';
import { dayName } from './when';

export type Row =
	| { readonly kind: 'day'; readonly name: string }
	| { readonly kind: 'run'; readonly run: RunReport }
	/** `day`: the name of their day. */
	| { readonly kind: 'kept'; readonly day: string; readonly runs: readonly RunReport[] };

/** `runs` is newest first. */
export function rowsOf(runs: readonly RunReport[], now: Date): Row[] {
	const telling = new Set(withoutLog(runs));
	const days = new Map<string, RunReport[]>();
	for (const run of runs) {
		const name = dayName(new Date(run.at), now);
		days.set(name, [...(days.get(name) ?? []), run]);
	}
	return [...days].flatMap(([name, all]): Row[] => {
		const kept = all.filter((run) => !telling.has(run));
		return [{ kind: 'day', name }, ...all.filter((run) => telling.has(run)).map((run): Row => ({ kind: 'run', run })), ...(kept.length > 0 ? [{ kind: 'kept', day: name, runs: kept } as const] : [])];
	});
}
