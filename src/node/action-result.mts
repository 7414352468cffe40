/** A result on the command line: printed for a person or a pipe, and written into the vault when that was asked for and agreed to. */
import { resolve } from 'node:path';
import type { PlannedResult } from '../core/actions/action-desk';
import type { ResultPlace } from '../core/actions/result-changes';
import type { ActionInput } from '../core/actions/run-action';
import { PraxisError } from '../core/lib/errors';
import { oneLine } from '../core/lib/one-line';
import { visiblePath } from '../core/lib/vault-path';
import type { RunEvent } from '../core/runs/events';
import type { Answer } from '../core/runs/outcome';
import type { ActionCommand } from './action-arguments.mts';
import { spotOf, type Surroundings } from './action-inputs.mts';
import { printPlan } from './change-commands.mts';
import { writePlan } from './plan-file.mts';
import { isAgreed } from './review.mts';
import type { Terminal } from './terminal.mts';

/** The exit code of what Ctrl+C has ended. */
export const STOPPED = 130;

export interface Ended {
	readonly runId: string;
	readonly model: string;
	readonly answer: Answer;
	readonly usd: number | null;
}

/** Tells on standard error what goes on. Throws `internal` for a run without an end. */
export async function follow(events: AsyncIterable<RunEvent>, { error }: Pick<Terminal, 'error'>): Promise<Ended> {
	let [model, usd] = ['', 0 as number | null];
	for await (const event of events) {
		if (event.type === 'run-start') model = event.model;
		if (event.type === 'model-change') {
			model = event.model;
			error(`${event.reason}\n`);
		}
		if (event.type === 'text-reset') error('The result was not as the pattern wants it; the model is asked once more.\n');
		if (event.type === 'usage') usd = event.cost.unpricedCalls > 0 ? null : event.cost.usd;
		if (event.type === 'run-end') return { runId: event.runId, model, answer: event.answer, usd };
	}
	throw new PraxisError('internal', 'The run ended without a result.', { hint: 'Run it again.' });
}

/** Null when it is only to be printed. Throws `bad-input` where a place needs a note and none is named. */
export async function placeOf({ to, at, into, again }: ActionCommand, inputs: readonly ActionInput[], { vault }: Pick<Surroundings, 'vault'>): Promise<ResultPlace | null> {
	if (to === undefined) return null;
	if (to === 'new-note') return { to, folder: at === '' ? 'Praxis/Results' : at, again };
	const spot = await spotOf(inputs, vault);
	const path = into === undefined ? spot?.path : visiblePath(into);
	if (path === undefined || (to === 'replace' && (!spot || into !== undefined))) throw new PraxisError('bad-input', 'Which note is it to be written into?', { hint: to === 'replace' ? 'Name what is to be replaced with --note.' : 'Name it with --into.' });
	if (to === 'replace' && spot) return { to, ...spot };
	return to === 'property' ? { to, path, name: at } : { to: to === 'prepend' ? 'prepend' : 'append', path, heading: at, again };
}

/** Keeps the plan, writes it, or asks. The exit code. */
export async function write(planned: PlannedResult, { out, yes }: Pick<ActionCommand, 'out' | 'yes'>, terminal: Terminal): Promise<number> {
	const { plan, replaces } = planned;
	if (replaces) terminal.error(replaces.isSameInput ? 'This takes the place of an earlier result, made from the same text.\n' : 'This takes the place of an earlier result; the text has changed since.\n');
	if (out !== undefined) {
		await writePlan(resolve(terminal.cwd, out), plan);
		terminal.error(`The plan is in ${out}; apply it with "praxis apply --plan".\n`);
		return 0;
	}
	if (!yes && !(await isAgreed({ shown: printPlan(plan), question: 'Write it?', hint: 'Add --yes to write it, or --out FILE to keep the plan.' }, terminal))) {
		terminal.error('Nothing was changed.\n');
		return 1;
	}
	const report = await planned.apply();
	terminal.error(`${report.summary}\n${report.notes.map(({ outcome, path, detail }) => `  ${outcome.padEnd(9)} ${path}${detail === '' ? '' : `: ${detail}`}\n`).join('')}Run ${report.id}\n`);
	return report.notes.some(({ outcome }) => outcome === 'failed' || outcome === 'kept') ? 1 : 0;
}

/** Without what a terminal would obey: control characters, and marks that turn the direction of what follows. */
export function plain(text: string): string {
	return text.replace(/(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (char) => (char === '\r' ? '' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`));
}

/** On one line, of at most `length` UTF-16 units. */
export function shortened(text: string, length: number): string {
	const flat = oneLine(text);
	return flat.length > length ? `${flat.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : flat;
}
