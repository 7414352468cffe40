/** The write path on the command line: plan, apply, undo, redo, log. */
import { resolve } from 'node:path';
import { withoutLog } from '../core/agents/run-log';
import type { Plan, RunReport } from '../core/changes/changes';
import { readChanges } from '../core/changes/read-changes';
import type { GuardedChanges } from '../core/guard/guarded-changes';
import { PraxisError } from '../core/lib/errors';
import type { ChangeCommand } from './arguments.mts';
import { readJson, readPlan, writePlan } from './plan-file.mts';
import { isAgreed, printHunks, visible } from './review.mts';
import type { Terminal } from './terminal.mts';

const MOST_TOLD = 20;

interface Surroundings {
	readonly changes: GuardedChanges;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runChangeCommand(command: ChangeCommand, surroundings: Surroundings): Promise<number> {
	switch (command.name) {
		case 'plan':
			return plan(command, surroundings);
		case 'apply':
			return apply(command, surroundings);
		case 'undo':
		case 'redo':
			return takeBack(command, surroundings);
		case 'log':
			return log(command, surroundings);
	}
}

async function plan(command: ChangeCommand, { changes, terminal }: Surroundings): Promise<number> {
	const wanted = readChanges(await readJson(fileOf(command.changes, terminal)));
	const made = await changes.plan(wanted, { reason: 'Planned on the command line' });
	if (command.out !== undefined) await writePlan(fileOf(command.out, terminal), made);
	terminal.out(command.json ? `${JSON.stringify(made, null, '\t')}\n` : printPlan(made));
	return 0;
}

async function apply(command: ChangeCommand, { changes, terminal }: Surroundings): Promise<number> {
	const made = await readPlan(fileOf(command.plan, terminal));
	if (!command.yes && !(await isAgreed({ shown: printPlan(made), question: 'Apply?', hint: 'Add --yes to apply the plan without a question.' }, terminal))) {
		terminal.error('Nothing was changed.\n');
		return 1;
	}
	return report(await changes.applyReviewed(made), command, terminal);
}

async function takeBack(command: ChangeCommand, { changes, terminal }: Surroundings): Promise<number> {
	const runs = withoutLog(await changes.runs());
	const id = command.run ?? runs.find((run) => (command.name === 'undo' ? run.kind === 'apply' && run.undoneBy === null : run.undoneBy !== null))?.id;
	if (id === undefined) throw new PraxisError('bad-input', `There is nothing to ${command.name}.`, { hint: 'See: praxis log --vault DIR' });
	return report(command.name === 'undo' ? await changes.undo(id) : await changes.redo(id), command, terminal);
}

async function log(command: ChangeCommand, { changes, terminal }: Surroundings): Promise<number> {
	const runs = (await changes.runs()).slice(0, command.limit);
	if (command.json) terminal.out(`${JSON.stringify(runs, null, '\t')}\n`);
	else if (runs.length === 0) terminal.out('Praxis has changed nothing in this vault from this device.\n');
	else for (const run of runs) terminal.out(`${run.at}  ${run.id}  ${run.summary}${run.reason === '' ? '' : ` (${run.reason})`}${run.undoneBy === null ? '' : ' — undone'}\n${notesOf(run)}`);
	return 0;
}

/** Prints what became of each note. Exit code 1 when one could not be written. */
function report(run: RunReport, command: ChangeCommand, terminal: Terminal): number {
	terminal.out(command.json ? `${JSON.stringify(run, null, '\t')}\n` : `${run.summary}\n${notesOf(run)}Run ${run.id}\n`);
	return run.notes.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

function notesOf(run: RunReport): string {
	return run.notes.map(({ outcome, path, detail }) => `  ${outcome.padEnd(9)} ${path}${detail === '' ? '' : `: ${detail}`}\n`).join('');
}

/** Tells which notes of a run could not be written, and why. The exit code: 1 when there is one. `run`: null when nothing was to be done. */
export function tellFailed(run: RunReport | null, { error }: Pick<Terminal, 'error'>): number {
	const failed = run?.notes.filter(({ outcome }) => outcome === 'failed') ?? [];
	for (const { path, detail } of failed.slice(0, MOST_TOLD)) error(`${visible(path)} was not written. ${visible(detail)}\n`);
	if (failed.length > MOST_TOLD) error(`${failed.length - MOST_TOLD} more were not written.\n`);
	return failed.length > 0 ? 1 : 0;
}

/** With characters that cannot be seen made visible. */
export function printPlan(made: Plan): string {
	return `${made.summary}\n\n${made.notes.map((note) => `${note.summary}\n${printHunks(note.hunks)}`).join('\n')}`;
}

function fileOf(path: string | undefined, terminal: Terminal): string {
	if (path === undefined) throw new PraxisError('internal', 'The file is missing.');
	return path === '-' ? path : resolve(terminal.cwd, path);
}
