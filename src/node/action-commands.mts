/** `praxis run` and `praxis patterns`: carrying out a pattern as a filter between pipes, and looking after the library. */
import { localActionOf } from '../core/actions/local/run-local';
import type { ActRequest } from '../core/actions/action-desk';
import type { ActionInput } from '../core/actions/run-action';
import { suggestPatterns } from '../core/actions/suggest-patterns';
import { visiblePath } from '../core/lib/vault-path';
import type { Approve } from '../core/guard/run-guard';
import type { ActionCommand } from './action-arguments.mts';
import { printPlan } from './change-commands.mts';
import { isAgreed } from './review.mts';
import type { Terminal } from './terminal.mts';
import { usedLines } from './used-lines.mts';
import { inputsOf, type Surroundings } from './action-inputs.mts';
import { follow, placeOf, plain, STOPPED, write } from './action-result.mts';
import { patternNamed, strategyOf, variablesOf } from './action-choice.mts';
import { batch } from './batch-command.mts';
import { chain } from './chain-command.mts';
import { exportLibrary, importLibrary } from './library-commands.mts';

/** Runs the command and returns the exit code. */
export async function runActionCommand(command: ActionCommand, surroundings: Surroundings): Promise<number> {
	const { actions, chains, ratings } = surroundings.app;
	await Promise.all([actions.patterns.ready(), actions.strategies.ready(), chains.ready(), ratings.ready()]);
	if (command.name === 'run') return run(command, surroundings);
	if (command.name === 'chain') return chain(command, surroundings);
	if (command.name === 'batch') return batch(command, surroundings);
	switch (command.verb) {
		case 'list':
			return list(command, surroundings);
		case 'show':
			return show(command, surroundings);
		case 'suggest':
			return suggest(command, surroundings);
		case 'ratings':
			return rated(command, surroundings);
		case 'import':
			return importLibrary(command, surroundings);
		case 'export':
			return exportLibrary(command, surroundings);
	}
}

/** Questions of the guard, such as whether a page may be fetched. Throws `bad-input` where nobody is there to answer. */
export function approveWith({ yes }: Pick<ActionCommand, 'yes'>, terminal: Terminal): Approve {
	return async ({ text, reason, plan }) => {
		if (yes) return true;
		return isAgreed({ shown: plain(`${reason}\n${text}\n${plan ? printPlan(plan) : ''}`), question: 'Allow it?', hint: 'Add --yes to allow it.' }, terminal);
	};
}

async function run(command: ActionCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const pattern = patternNamed(command.text, app);
	const local = localActionOf(pattern);
	const variables = variablesOf(pattern, command);
	const strategy = strategyOf(command, app);
	const inputs = await inputsOf(command, pattern.input, surroundings);
	const place = await placeOf(command, inputs, surroundings);
	const request: ActRequest = { pattern, inputs, variables, along: command.along, signal: terminal.signal, ...strategy, ...(command.wish === '' ? {} : { wish: command.wish }), ...(command.model === undefined ? {} : { model: command.model }) };
	if (command.isPlan) return preview(request, command, surroundings);
	if (local) await app.index.rebuild({ signal: terminal.signal });
	const ended = await follow(local ? app.actions.actLocally(local, inputs) : app.actions.act(request), terminal);
	const { answer, model, runId } = ended;
	if (command.json) terminal.out(`${JSON.stringify({ run: runId, pattern: pattern.name, model, outcome: answer.outcome, text: answer.text, resolve: answer.resolve, usd: ended.usd, told: answer.told, learned: answer.learned }, null, '\t')}\n`);
	else if (answer.text !== '') terminal.out(plain(`${answer.text}\n`));
	if (!command.json) for (const line of usedLines(answer)) terminal.error(plain(`${line}\n`));
	if (answer.resolve !== '') terminal.error(plain(`${answer.resolve}\n`));
	if (terminal.signal.aborted) return STOPPED;
	if (answer.outcome === 'failed' || answer.outcome === 'refused') return 1;
	return place ? write(await app.actions.planResult(runId, place), command, terminal) : 0;
}

async function preview(request: ActRequest, { json }: ActionCommand, { app, terminal }: Surroundings): Promise<number> {
	if (localActionOf(request.pattern)) terminal.error('No model is asked, and nothing is sent.\n');
	const seen = await app.actions.preview(request);
	if (json) terminal.out(`${JSON.stringify(seen, null, '\t')}\n`);
	else {
		for (const { role, text } of seen.parts) terminal.out(plain(`--- ${role === 'system' ? 'The model is told' : 'The message'}\n${text}\n`));
		terminal.error(`About ${seen.tokens} tokens${seen.usd === null ? '' : `, at most $${seen.usd.toFixed(4)}`}, ${seen.model ? `to ${seen.model.name} (${seen.model.destination})` : 'to no model: none is set up'}. Nothing was sent.\n`);
		for (const name of seen.unfilled) terminal.error(plain(`Left as it stands: {{${name}}}\n`));
		for (const problem of seen.problems) terminal.error(plain(`${problem}\n`));
	}
	return seen.problems.length > 0 ? 1 : 0;
}

function list({ json }: ActionCommand, { app: { actions, chains, ratings }, terminal }: Surroundings): number {
	const patterns = actions.list();
	const strategies = actions.strategies.list();
	const problems = [...actions.patterns.problems(), ...actions.strategies.problems(), ...chains.shelf.problems()];
	if (json) {
		terminal.out(`${JSON.stringify({ patterns: patterns.map(({ name, description, tags, isBuiltIn, path, input, output }) => ({ name, description, tags, isBuiltIn, path, input, output, rating: ratings.mean(name) })), chains: chains.shelf.list().map(({ name, description, steps }) => ({ name, description, steps: steps.map(({ pattern }) => pattern) })), strategies: strategies.map(({ name, description, isBuiltIn }) => ({ name, description, isBuiltIn })), problems }, null, '\t')}\n`);
		return 0;
	}
	const width = Math.min(32, Math.max(0, ...patterns.map(({ name }) => name.length)));
	for (const { name, description, isBuiltIn } of patterns) terminal.out(plain(`${name.padEnd(width)}  ${description}${isBuiltIn ? '' : ' (yours)'}\n`));
	for (const { name, steps } of chains.shelf.list()) terminal.out(plain(`Chain ${name}: ${steps.map(({ pattern }) => pattern).join(' → ')}\n`));
	for (const { name, description } of strategies) terminal.out(plain(`Strategy ${name}: ${description}\n`));
	for (const { path, line, message } of problems) terminal.error(plain(`${path}:${line}  ${message}\n`));
	return 0;
}

function show({ text, json }: ActionCommand, { app, terminal }: Surroundings): number {
	const pattern = patternNamed(text, app);
	if (json) terminal.out(`${JSON.stringify(pattern, null, '\t')}\n`);
	else if (localActionOf(pattern)) terminal.out(plain(`${pattern.name}: ${pattern.description} It needs no model.\n`));
	else terminal.out(plain(pattern.source.endsWith('\n') ? pattern.source : `${pattern.source}\n`));
	return 0;
}

async function suggest({ text, json, limit }: ActionCommand, { app: { actions }, terminal }: Surroundings): Promise<number> {
	const [input] = await actions.inputs('note', { path: visiblePath(text) });
	const found = suggestPatterns((input satisfies ActionInput | undefined)?.text ?? '', actions.list(), limit);
	if (json) terminal.out(`${JSON.stringify(found.map(({ pattern: { name }, score, words }) => ({ name, score: Number(score.toFixed(4)), words })), null, '\t')}\n`);
	else if (found.length === 0) terminal.out('No pattern shares a word with this note.\n');
	else for (const { pattern } of found) terminal.out(plain(`${pattern.name}: ${pattern.description}\n`));
	return 0;
}

function rated({ text, json }: ActionCommand, { app, terminal }: Surroundings): number {
	const { name } = patternNamed(text, app);
	const found = app.ratings.of(name);
	if (json) terminal.out(`${JSON.stringify(found, null, '\t')}\n`);
	else if (found.length === 0) terminal.out('You have rated none of its results.\n');
	else for (const { model, stars, count } of found) terminal.out(plain(`${stars.toFixed(1)} of 5 (${count})  ${model}\n`));
	return 0;
}
