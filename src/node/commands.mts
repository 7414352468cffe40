/** What each command does with a ready app, and how its result is printed for a person or as JSON. */
import type { App, SearchHit, SavedRun, SaveReport } from '../core/app';
import type { Answer, Citation } from '../core/runs/outcome';
import { vaultPath } from '../core/lib/vault-path';
import type { ReadCommand } from './arguments.mts';
import type { Terminal } from './terminal.mts';

interface Surroundings {
	readonly app: App;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runCommand(command: ReadCommand, surroundings: Surroundings): Promise<number> {
	if (command.name === 'ask') return ask(command, surroundings);
	if (command.name === 'search') return search(command, surroundings);
	return index(command, surroundings);
}

async function ask(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	let run: SavedRun | null = null;
	let start: Omit<SavedRun, 'answer'> | null = null;
	for await (const event of app.ask(command.text, { signal: terminal.signal })) {
		if (event.type === 'run-start') start = event;
		if (event.type === 'text-delta' && !command.json) terminal.out(event.text);
		if (event.type === 'run-end' && start) run = { ...start, answer: event.answer };
	}
	if (!run) throw new Error('The run ended without an answer.');
	const saved = await save(run, command, app);
	if (command.json) terminal.out(`${JSON.stringify(asJson(run, saved), null, '\t')}\n`);
	else terminal.out(footer(run.answer, saved));
	return run.answer.outcome === 'failed' ? 1 : 0;
}

async function save(run: SavedRun, command: ReadCommand, app: App): Promise<SaveReport | null> {
	if (command.append !== undefined) return app.save(run, { to: 'append', path: vaultPath(command.append) });
	return command.save ? app.save(run, { to: 'new-note' }) : null;
}

function asJson(run: SavedRun, saved: SaveReport | null): unknown {
	return { question: run.question, model: run.model, ...run.answer, saved: saved?.path ?? null };
}

function footer(answer: Answer, saved: SaveReport | null): string {
	const lines = answer.citations.map((citation, i) => `[${i + 1}] ${place(citation)}`);
	const about = [`Outcome: ${answer.outcome}`, ...(answer.outcome === 'answered' ? [] : [answer.searched, answer.resolve])].filter((line) => line !== '');
	const kept = saved ? [`Saved to ${saved.path}`] : [];
	return `\n\n${[...lines, ...(lines.length > 0 ? [''] : []), ...about, ...kept].join('\n')}\n`;
}

/** "Folder/Note.md:12 › Heading" */
function place(citation: Citation): string {
	return [`${citation.path}:${citation.line}`, ...citation.headings.slice(-1)].join(' › ');
}

async function search(command: ReadCommand, { app, terminal }: Surroundings): Promise<number> {
	const hits = await app.search(command.text, { limit: command.limit });
	if (command.json) terminal.out(`${JSON.stringify({ query: command.text, hits: hits.map(hitAsJson) }, null, '\t')}\n`);
	else if (hits.length === 0) terminal.out('Nothing found.\n');
	else for (const hit of hits) terminal.out(`${place(hit.citation)}\n  ${oneLine(hit.citation.quote)}\n\n`);
	return 0;
}

function hitAsJson(hit: SearchHit): unknown {
	return { ...hit.citation, score: Number(hit.score.toFixed(4)), matches: hit.matches };
}

function oneLine(text: string): string {
	const flat = text.replace(/\s+/g, ' ').trim();
	return flat.length > 240 ? `${flat.slice(0, 239)}…` : flat;
}

function index(command: ReadCommand, { app, terminal }: Surroundings): number {
	const { notes } = app.index.status;
	const problems = app.index.problems();
	if (command.json) terminal.out(`${JSON.stringify({ notes, problems }, null, '\t')}\n`);
	else {
		terminal.out(`${notes} ${notes === 1 ? 'note' : 'notes'} indexed.\n`);
		for (const problem of problems) terminal.out(`${problem.path}:${problem.line}  ${problem.message}\n`);
	}
	return 0;
}
