/** `praxis chain`: patterns one after the other, resumable at a step. */
import type { ChainProgress } from '../core/actions/run-chain';
import { PraxisError } from '../core/lib/errors';
import type { ActionCommand } from './action-arguments.mts';
import { inputsOf, type Surroundings } from './action-inputs.mts';
import { placeOf, plain, STOPPED, write } from './action-result.mts';

/** Prints the last result and nothing else; the steps are told on standard error. */
export async function chain(command: ActionCommand, surroundings: Surroundings): Promise<number> {
	const { app: { chains, actions }, terminal } = surroundings;
	if (command.text === '') return listChains(command, surroundings);
	const found = chains.shelf.get(command.text);
	if (!found) throw new PraxisError('bad-input', `There is no chain “${command.text}”.`, { hint: 'Make a note in the folder “Chains” with the property “praxis: chain” and its patterns as a list.' });
	const inputs = await inputsOf(command, ['note'], surroundings);
	const place = await placeOf(command, inputs, surroundings);
	const earlier = command.resume || command.from !== undefined ? cutAt(await chains.kept(found, inputs), command.from, found.name) : null;
	const count = chains.shelf.problemsOf(found).length > 0 ? found.steps.length : chains.shelf.stepsOf(found).length;
	const events = chains.run({ chain: found, inputs, signal: terminal.signal, ...(earlier ? { earlier } : {}) });
	let progress: ChainProgress | null = null;
	while (progress === null) {
		const next = await events.next();
		if (next.done === true) progress = next.value;
		else if (next.value.type === 'step-start') terminal.error(plain(`Step ${next.value.index + 1} of ${count}, ${next.value.pattern}${next.value.time > 1 ? `, time ${next.value.time}` : ''}\n`));
	}
	for (const [i, { pattern, isUnmet }] of progress.steps.entries()) if (isUnmet) terminal.error(plain(`Step ${i + 1}, ${pattern}: its condition was not met in the times that it had.\n`));
	const text = progress.steps.at(-1)?.text ?? '';
	if (command.json) terminal.out(`${JSON.stringify({ id: progress.id, chain: found.name, steps: progress.steps.map(({ pattern, model, text: said, isUnmet }) => ({ pattern, model, text: said, isUnmet })) }, null, '\t')}\n`);
	else terminal.out(plain(`${text}\n`));
	if (terminal.signal.aborted) return STOPPED;
	return place ? write(await actions.planResult(progress.id, place), command, terminal) : 0;
}

/** The steps before the one to go on at. */
function cutAt(kept: ChainProgress | null, from: number | undefined, name: string): ChainProgress {
	if (!kept) throw new PraxisError('bad-input', `Nothing of “${name}” is kept for these notes.`, { hint: 'Carry it out from the beginning.' });
	const steps = from === undefined ? kept.steps.length : from - 1;
	if (steps > kept.steps.length) throw new PraxisError('bad-input', `Only ${kept.steps.length} steps of “${name}” are kept.`, { hint: `Go on at step ${kept.steps.length + 1} or before.` });
	return { ...kept, steps: kept.steps.slice(0, steps) };
}

function listChains({ json }: ActionCommand, { app: { chains }, terminal }: Surroundings): number {
	const all = chains.shelf.list();
	if (json) terminal.out(`${JSON.stringify(all, null, '\t')}\n`);
	else if (all.length === 0) terminal.out('There are no chains. A chain is a note in “Chains” with the property “praxis: chain” and its patterns as a list.\n');
	else for (const { name, description, steps } of all) terminal.out(plain(`${name}: ${steps.map(({ pattern }) => pattern).join(' → ')}${description === '' ? '' : `\n  ${description}`}\n`));
	for (const { path, line, message } of chains.shelf.problems()) terminal.error(plain(`${path}:${line}  ${message}\n`));
	return 0;
}
