/** What each command does with a ready app, and how its result is printed for a person or as JSON. */
import type { App, Destination, SearchHit, SavedRun, SaveReport } from '../core/app';
import { PraxisError } from '../core/lib/errors';
import type { RunEvent } from '../core/runs/events';
import type { Answer, Citation } from '../core/runs/outcome';
import { qualityNote, qualitySentence } from '../core/search/quality/quality-note';
import { isNote, visiblePath } from '../core/lib/vault-path';
import { plain, shortened } from './action-result.mts';
import type { ReadCommand } from './arguments.mts';
import type { Terminal } from './terminal.mts';
import { usedLines } from './used-lines.mts';

/** The exit code of what Ctrl+C has ended. */
const STOPPED = 130;
const LONGEST_HEADING = 80;
const CHECK_LIMITS = 'This check reads letters and addresses, and asks nobody. It compares hosts with a short list of names that frauds often use. It cannot know who owns a host, what a page shows, or whether the words are true.';

interface Surroundings {
	readonly app: App;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runCommand(command: ReadCommand, surroundings: Surroundings): Promise<number> {
	if (command.name === 'ask') return ask(command, surroundings);
	if (command.name === 'search') return search(command, surroundings);
	if (command.name === 'find') return find(command, surroundings);
	if (command.name === 'check') return check(command, surroundings);
	if (command.name === 'quality') return quality(command, surroundings);
	if (command.name === 'vectors') return vectors(command, surroundings);
	return index(command, surroundings);
}

/** The answer is printed even when it cannot be saved. One that failed or was stopped is not saved. */
async function ask(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	const destination = destinationOf(command);
	const run = await answered(command, { app, terminal });
	const { outcome } = run.answer;
	if (!destination || outcome === 'failed') {
		print(run, command, { terminal, saved: null });
		return terminal.signal.aborted ? STOPPED : outcome === 'failed' ? 1 : 0;
	}
	try {
		print(run, command, { terminal, saved: await app.save(run, destination) });
	} catch (error) {
		print(run, command, { terminal, saved: null });
		throw error;
	}
	return 0;
}

async function answered(command: ReadCommand, { app, terminal }: Surroundings): Promise<SavedRun> {
	let run: SavedRun | null = null;
	let start: Omit<SavedRun, 'answer'> | null = null;
	let said = '';
	for await (const event of app.ask(command.text, { signal: terminal.signal, ...(command.model === undefined ? {} : { model: command.model }) })) {
		if (event.type === 'run-start') start = event;
		if (event.type === 'text-delta') said += event.text;
		if (event.type === 'text-delta' && !command.json) terminal.out(plain(event.text));
		if (event.type === 'run-end' && start) run = { ...start, answer: event.answer };
		if (command.model !== undefined) tellAside(event, terminal);
	}
	// What a model says on the way is no answer yet: that is what was checked.
	if (run && !command.json && run.answer.text.trim() !== said.trim()) terminal.out(plain(`${said === '' ? '' : '\n\n'}${run.answer.text}`));
	if (!run) throw new PraxisError('internal', 'The run ended without an answer.', { hint: 'Ask again.' });
	return run;
}

/** What a person wants to know while they wait, beside the answer. */
function tellAside(event: RunEvent, { error }: Terminal): void {
	if (event.type === 'model-change') error(`${event.reason}\n`);
	else if (event.type === 'text-reset') error('\n(The model is asked again; what it said last does not stand.)\n');
	else if (event.type === 'tool-start') error(plain(`${event.title}\n`));
}

/** Throws `bad-path` or `bad-input` before anything is asked, when the answer could not be put there. */
function destinationOf({ append, save }: ReadCommand): Destination | null {
	if (append === undefined) return save ? { to: 'new-note' } : null;
	const path = visiblePath(append);
	if (isNote(path)) return { to: 'append', path };
	throw new PraxisError('bad-input', `"${append}" is not a Markdown note.`, { hint: `Give its whole name, such as "${append.replace(/\.[^./]*$/, '')}.md".` });
}

function print(run: SavedRun, command: ReadCommand, { terminal, saved }: { readonly terminal: Terminal; readonly saved: SaveReport | null }): void {
	terminal.out(command.json ? `${JSON.stringify(asJson(run, saved), null, '\t')}\n` : plain(footer(run.answer, saved)));
}

function asJson(run: SavedRun, saved: SaveReport | null): unknown {
	return { run: run.runId, question: run.question, model: run.model, ...run.answer, saved: saved?.path ?? null };
}

function footer(answer: Answer, saved: SaveReport | null): string {
	const lines = answer.citations.map((citation, i) => `[${i + 1}] ${place(citation)}`);
	const about = [...usedLines(answer), `Outcome: ${answer.outcome}`, ...(answer.outcome === 'answered' ? [] : [answer.searched, answer.resolve])].filter((line) => line !== '');
	const kept = saved ? [`Saved to ${saved.path}`] : [];
	return `\n\n${[...lines, ...(lines.length > 0 ? [''] : []), ...about, ...kept].join('\n')}\n`;
}

/** "Folder/Note.md:12 › Heading" */
function place(citation: Citation): string {
	return [`${citation.path}:${citation.line}`, ...citation.headings.slice(-1).map((heading) => shortened(heading, LONGEST_HEADING))].join(' › ');
}

async function search(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	const hits = await app.search(command.text, { limit: command.limit });
	if (command.json) terminal.out(`${JSON.stringify({ query: command.text, hits: hits.map(hitAsJson) }, null, '\t')}\n`);
	else if (hits.length === 0) terminal.out('Nothing found.\n');
	else for (const hit of hits) terminal.out(plain(`${place(hit.citation)}\n  ${shortened(hit.citation.quote, 240)}\n\n`));
	return 0;
}

async function find(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	await app.actions.patterns.ready();
	await app.lookup.names.ready();
	const found = app.lookup.names.find(command.text, { limit: command.limit });
	if (command.json) terminal.out(`${JSON.stringify({ query: command.text, found }, null, '\t')}\n`);
	else if (found.length === 0) terminal.out('Nothing is called so.\n');
	else for (const { kind, name, path } of found) terminal.out(plain(`${kind.padEnd(7)}  ${shortened(name, LONGEST_HEADING)}${path === name ? '' : `  ${path}`}\n`));
	return 0;
}

async function quality(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	const report = await app.quality.check({ signal: terminal.signal });
	const saved = command.save ? await app.quality.keep(report) : null;
	if (command.json) terminal.out(`${JSON.stringify({ ...report, saved }, null, '\t')}\n`);
	else terminal.out(plain(`${qualityNote(report, { linkText: (path) => path, day: new Date().toISOString().slice(0, 10) }).replace(/^---[^]*?---\n\n/, '')}\n${qualitySentence(report)}\n${saved === null ? '' : `Saved to ${saved}\n`}`));
	return 0;
}

/** What was made stays when it is stopped: the next call goes on. */
async function vectors(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	terminal.signal.addEventListener('abort', () => app.vectors.stop(), { once: true });
	await app.vectors.build();
	const { status } = app.vectors;
	if (command.json) terminal.out(`${JSON.stringify(status, null, '\t')}\n`);
	else if (status.state === 'off') terminal.out('No model for vectors is named. Set "vectorModel" in the settings.\n');
	else terminal.out(plain(`${status.reason === '' ? '' : `${status.reason}\n`}${status.notes} of ${status.total} notes ready${status.leftOut > 0 ? `, ${status.leftOut} private ones left out` : ''}.\n`));
	if (terminal.signal.aborted) return STOPPED;
	return status.state === 'paused' ? 1 : 0;
}

/** Findings are no failure: the check did what it was asked. */
async function check(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	const findings = await app.guard.checkNote(visiblePath(command.text));
	if (command.json) terminal.out(`${JSON.stringify({ note: command.text, findings, limits: CHECK_LIMITS }, null, '\t')}\n`);
	else {
		for (const { line, message, found } of findings) terminal.out(plain(`${command.text}:${line}  ${message}\n  ${shortened(found, 200)}\n`));
		terminal.out(`${findings.length === 0 ? 'No hidden text and no false link was found.\n' : ''}${CHECK_LIMITS}\n`);
	}
	return 0;
}

function hitAsJson(hit: SearchHit): unknown {
	return { ...hit.citation, score: Number(hit.score.toFixed(4)), matches: hit.matches };
}

function index(command: ReadCommand, { app, terminal }: Surroundings): number {
	const { notes } = app.index.status;
	const problems = app.index.problems();
	if (command.json) terminal.out(`${JSON.stringify({ notes, problems }, null, '\t')}\n`);
	else {
		terminal.out(`${notes} ${notes === 1 ? 'note' : 'notes'} indexed.\n`);
		for (const problem of problems) terminal.out(plain(`${problem.path}:${problem.line}  ${problem.message}\n`));
	}
	return 0;
}
