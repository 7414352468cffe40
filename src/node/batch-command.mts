/** `praxis batch`: one pattern over many notes. First what it would take, then note by note, each written and undoable. */
import type { BatchPlan } from '../core/actions/batch-desk';
import type { BatchPlace, BatchProgress, BatchWish } from '../core/actions/batch';
import type { ListedPattern } from '../core/actions/pattern-shelf';
import { PraxisError } from '../core/lib/errors';
import { patternNamed, strategyOf, variablesOf } from './action-choice.mts';
import type { ActionCommand } from './action-arguments.mts';
import type { Surroundings } from './action-inputs.mts';
import { plain, STOPPED } from './action-result.mts';
import { isAgreed } from './review.mts';

/** A line for each note on standard output; the exit code is 1 when one failed or it stopped early. */
export async function batch(command: ActionCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	if (command.text === '') return listBatches(command, surroundings);
	const pattern = patternNamed(command.text, app);
	if (command.resume) return carryOut(await unfinished(pattern, surroundings), command, surroundings);
	const wish = wishOf(pattern, command, surroundings);
	if (command.query !== undefined) await app.index.rebuild({ signal: terminal.signal });
	const plan = await app.batches.plan(wish, { signal: terminal.signal, looked: (done, total) => (terminal.isInteractive ? terminal.error(`\r\u001b[KLooking at notes ${done}/${total}`) : undefined) });
	if (terminal.isInteractive) terminal.error('\r\u001b[K');
	if (command.isPlan) {
		terminal.out(command.json ? `${JSON.stringify(asJson(plan), null, '\t')}\n` : plain(printBatch(plan)));
		return plan.problem === '' ? 0 : 1;
	}
	if (plan.problem !== '') throw new PraxisError('bad-input', plan.problem);
	if (plan.progress.paths.length === 0) {
		terminal.error(plain(printBatch(plan)));
		return 0;
	}
	if (!command.yes && !(await isAgreed({ shown: printBatch(plan), question: 'Begin?', hint: 'Look at it with --plan, and add --yes to begin.' }, terminal))) {
		terminal.error('Nothing was done.\n');
		return 1;
	}
	return carryOut(plan.progress, command, surroundings);
}

async function carryOut(begun: BatchProgress, { json }: ActionCommand, { app, terminal }: Surroundings): Promise<number> {
	const events = app.batches.run(begun, terminal.signal);
	let progress = begun;
	let told = begun.items.filter(({ outcome }) => outcome !== 'failed').length;
	for (;;) {
		const next = await events.next();
		progress = next.value;
		for (const { outcome, path, message } of progress.items.slice(told)) if (!json) terminal.out(plain(`${outcome.padEnd(9)} ${path}${message === '' ? '' : `: ${message}`}\n`));
		told = progress.items.length;
		if (next.done === true) break;
	}
	if (json) terminal.out(`${JSON.stringify({ id: progress.id, items: progress.items, stopped: progress.stopped }, null, '\t')}\n`);
	const failed = progress.items.filter(({ outcome }) => outcome === 'failed' || outcome === 'refused').length;
	const left = progress.paths.length - progress.items.length;
	terminal.error(`${progress.items.length - failed} of ${progress.paths.length} notes done, ${failed} failed, ${left} left. ${progress.stopped}\n`);
	if (left + failed > 0) terminal.error('Go on with: praxis batch NAME --resume\n');
	return terminal.signal.aborted ? STOPPED : failed + left > 0 ? 1 : 0;
}

/** Throws `bad-input` where no notes are named, or where the results would have nowhere to go. */
function wishOf(pattern: ListedPattern, command: ActionCommand, { app }: Surroundings): BatchWish {
	const given = ([['folder', command.folder], ['tag', command.tag], ['search', command.query]] as const).flatMap(([from, of]) => (of === undefined ? [] : [{ from, of }]));
	const [source] = given;
	if (!source || given.length > 1) throw new PraxisError('bad-input', 'Which notes?', { hint: 'Give one of --folder, --tag and --query.' });
	return { pattern: pattern.name, ...source, variables: variablesOf(pattern, command), model: command.model ?? '', strategy: strategyOf(command, app).strategy?.name ?? '', wish: command.wish, place: placeOf(pattern, command), budgetUsd: command.budgetUsd };
}

function placeOf({ output, outputPlace }: ListedPattern, { to = placeIn(output), at }: ActionCommand): BatchPlace {
	const place = at !== '' || to !== output ? at : outputPlace;
	if (to === 'property') return { to, name: place };
	if (to === 'append' || to === 'prepend') return { to, heading: place };
	if (to === 'new-note') return { to, folder: place === '' ? 'Praxis/Results' : place };
	throw new PraxisError('bad-input', 'Where are the results to go?', { hint: 'Give --to append, prepend, new-note or property.' });
}

function placeIn(output: ListedPattern['output']): ActionCommand['to'] {
	return output === 'append' || output === 'prepend' || output === 'property' || output === 'new-note' ? output : undefined;
}

async function unfinished({ name }: ListedPattern, { app }: Surroundings): Promise<BatchProgress> {
	const found = (await app.batches.kept()).find((one) => one.pattern === name && one.items.filter(({ outcome }) => outcome !== 'failed').length < one.paths.length);
	if (!found) throw new PraxisError('bad-input', `No batch of “${name}” waits to be gone on with.`, { hint: 'See those that this device remembers: praxis batch' });
	return found;
}

function printBatch({ progress, left, estimate, model, problem }: BatchPlan): string {
	const why = { private: 'private, and the model is not on this device', done: 'done already, from the same text', empty: 'empty', result: 'results themselves', unreadable: 'unreadable' } as const;
	const passed = Object.entries(why).flatMap(([reason, words]) => {
		const count = left.filter((one) => one.reason === reason).length;
		return count === 0 ? [] : [`  ${count} left out: ${words}\n`];
	});
	if (progress.paths.length === 0) return `No note is left to work on.\n${passed.join('')}${problem === '' ? '' : `${problem}\n`}`;
	const cost = estimate.usd === null ? 'price not known' : `about $${estimate.usd.toFixed(2)}`;
	return `${progress.paths.length} notes, ${estimate.tokens} tokens, ${cost}, about ${Math.max(1, Math.ceil(estimate.seconds / 60))} min${model ? `, on ${model.name} (${model.place === 'device' ? 'this device' : model.origin})` : ''}\n${passed.join('')}${problem === '' ? '' : `${problem}\n`}`;
}

function asJson({ progress, left, estimate, model, problem }: BatchPlan): unknown {
	return { pattern: progress.pattern, paths: progress.paths, left, estimate, model: model?.ref ?? null, problem };
}

async function listBatches({ json }: ActionCommand, { app, terminal }: Surroundings): Promise<number> {
	const all = await app.batches.kept();
	if (json) terminal.out(`${JSON.stringify(all, null, '\t')}\n`);
	else if (all.length === 0) terminal.out('This device remembers no batch.\n');
	else for (const { pattern, paths, items, stopped } of all) terminal.out(plain(`${pattern}: ${items.length} of ${paths.length} notes${stopped === '' ? '' : `. ${stopped}`}\n`));
	return 0;
}
