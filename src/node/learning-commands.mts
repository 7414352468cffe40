/** Ratings, what is learned from them, and PAI's memory on the command line. What changes the vault goes through a plan. */
import { basename, join, resolve } from 'node:path';
import type { App } from '../core/app';
import type { Plan } from '../core/changes/changes';
import { PraxisError } from '../core/lib/errors';
import { oneLine } from '../core/lib/one-line';
import { isNote, visiblePath, type VaultPath } from '../core/lib/vault-path';
import type { RatedRun } from '../core/memory/learning/rate-answer';
import { count, readTree, writeNew } from './library-commands.mts';
import { plain } from './action-result.mts';
import { printPlan, tellFailed } from './change-commands.mts';
import { PAI_FILES } from '../core/memory/pai/pai-files';
import { chatSources } from './chat-sources.mts';
import type { LearningCommand } from './learning-arguments.mts';
import { writePlan } from './plan-file.mts';
import { isAgreed, visible } from './review.mts';
import type { Terminal } from './terminal.mts';

interface Surroundings {
	readonly app: App;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runLearningCommand(command: LearningCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	// Rules and pieces of work are found by their properties.
	if (command.verb !== 'rate') await app.index.rebuild({ signal: terminal.signal });
	switch (command.verb) {
		case 'rate':
			return rate(command, surroundings);
		case 'list':
			return list(command, surroundings);
		case 'beliefs':
			return beliefs(command, surroundings);
		case 'endorse':
		case 'doubt':
			return weigh(command, surroundings);
		case 'synthesis':
			return synthesis(command, surroundings);
		case 'import':
			return command.name === 'chats' ? importChats(command, surroundings) : importMemory(command, surroundings);
		case 'export':
			return exportMemory(command, surroundings);
		case 'accept':
			return acceptNote(command, surroundings);
	}
}

async function rate({ text, rating, comment, json }: LearningCommand, { app: { chats, memory: { learning } }, terminal }: Surroundings): Promise<number> {
	const run = isNote(text) ? await lastAnswer(visiblePath(text), chats) : await learning.runNamed(text);
	if (!run) throw new PraxisError('missing-note', text === 'last' ? 'No model has answered here yet.' : `This device does not know the run “${text}”.`, { hint: 'Answers of a model are remembered on the device that asked: praxis ask --model NAME, and then "last".' });
	const rated = await learning.rate(run, { rating, comment });
	terminal.out(json ? `${JSON.stringify({ ...rated, question: run.question }, null, '\t')}\n` : plain(`Rated “${oneLine(run.question)}” ${rating} of 10.\n${rated.learning === null ? '' : `Learned: ${rated.learning}\n`}`));
	return 0;
}

/** Of the chat in the note; null when nothing is answered in it. */
async function lastAnswer(path: VaultPath, chats: App['chats']): Promise<RatedRun | null> {
	const turn = (await chats.open(path)).turns.at(-1);
	return turn?.answer ? { ...turn, answer: turn.answer, steps: [], note: path } : null;
}

async function list({ json, limit }: LearningCommand, { app: { memory: { learning, pai } }, terminal }: Surroundings): Promise<number> {
	await learning.ready();
	const [ratings, learnings, rules, imported] = [learning.ratings(), learning.learnings(), await learning.rulePaths(), await pai.ratings()];
	if (json) {
		terminal.out(`${JSON.stringify({ ratings, learnings, rules, imported }, null, '\t')}\n`);
		return 0;
	}
	if (ratings.length + learnings.length + imported.length === 0) terminal.out('You have rated no answer yet.\n');
	for (const { at, rating, agent, comment } of ratings.slice(-limit).reverse()) terminal.out(plain(`${at.slice(0, 10)}  ${String(rating).padStart(2)} of 10  ${agent.padEnd(12)} ${oneLine(comment)}\n`));
	for (const { at, rating, comment } of imported.slice(-limit).reverse()) terminal.out(plain(`${at.slice(0, 10).padEnd(10)}  ${String(rating).padStart(2)} of 10  ${'(imported)'.padEnd(12)} ${oneLine(comment)}\n`));
	for (const { path, kind, said, question } of learnings.slice(-limit).reverse()) terminal.out(plain(`${kind.padEnd(10)} ${path}\n           ${oneLine(said || question)}\n`));
	for (const path of rules) terminal.out(plain(`rules      ${path}\n`));
	return 0;
}

async function beliefs({ json }: LearningCommand, { app: { memory }, terminal }: Surroundings): Promise<number> {
	const [found, relations] = [await memory.beliefs.list(), await memory.pai.relations()];
	if (json) {
		terminal.out(`${JSON.stringify({ beliefs: found, relations }, null, '\t')}\n`);
		return 0;
	}
	if (found.length + relations.length === 0) terminal.out('No belief is written down yet. Say one: praxis learn endorse "Short answers are better."\n');
	for (const { statement, confidence, evidence, path, isTrusted } of found) terminal.out(plain(`${percent(confidence)}  ${statement}  (${count(evidence.length, 'piece')} of evidence${isTrusted ? '' : ', not accepted by you'})  ${path}\n`));
	for (const { kind, confidence, entity, text, path, line } of relations) terminal.out(plain(`${percent(confidence)}  ${{ W: 'world', B: 'done', O: 'opinion' }[kind]}  ${entity === '' ? '' : `${entity}: `}${text}  ${path}:${line}\n`));
	return 0;
}

function percent(confidence: number | null): string {
	return (confidence === null ? '' : `${Math.round(confidence * 100)} %`).padStart(5);
}

async function weigh({ verb, text, comment, isWeak, json }: LearningCommand, { app, terminal }: Surroundings): Promise<number> {
	const kind = verb === 'endorse' ? (isWeak ? 'supporting' : 'confirmation') : isWeak ? 'counter' : 'contradiction';
	const { statement, before, after, report } = await app.memory.beliefs.weigh(text, kind, comment);
	terminal.out(json ? `${JSON.stringify({ statement, before, after, run: report.id }, null, '\t')}\n` : plain(`“${statement}”: ${before === null ? 'new, ' : `${percent(before).trim()} → `}${percent(after).trim()}\nRun ${report.id}\n`));
	return 0;
}

async function synthesis({ month, withModel, ...command }: LearningCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const { plan, synthesis: made, model, remark } = await app.memory.synthesis.plan({ ...(month === undefined ? {} : { month }), withModel, signal: terminal.signal });
	if (remark !== '') terminal.error(plain(`${remark}\n`));
	const report = plan.notes.length === 0 ? null : await applied(plan, command, surroundings);
	if (command.json) terminal.out(`${JSON.stringify({ synthesis: made, model, remark, plan, report }, null, '\t')}\n`);
	else if (plan.notes.length === 0) terminal.out(`Nothing was rated or learned in ${made.month}.\n`);
	else if (report) terminal.out(`${report.summary}\nRun ${report.id}\n`);
	else terminal.out(`${plain(printPlan(plan))}${ending(command)}`);
	return tellFailed(report, terminal);
}

async function importMemory(command: LearningCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const { files, problems: unread } = await readTree(resolve(terminal.cwd, command.text), (path) => PAI_FILES.test(path));
	const { plan, found, unchanged, problems } = await app.memory.pai.planImport(files);
	const named: Plan = { ...plan, reason: `Import of ${basename(command.text)}` };
	const report = plan.notes.length === 0 ? null : await applied(named, command, surroundings);
	const all = [...unread, ...problems];
	if (command.json) terminal.out(`${JSON.stringify({ found, unchanged, problems: all, plan: { id: plan.id, notes: plan.notes.map(({ kind, path }) => ({ kind, path })) }, applied: report !== null }, null, '\t')}\n`);
	else {
		terminal.out(`Found ${count(files.length, 'file')}: ${Object.entries(found).map(([kind, n]) => `${n} ${kind}`).join(', ')}.\n${count(plan.notes.length, 'note')} to write, ${unchanged} there already.\n`);
		for (const { path, line, message } of all) terminal.error(plain(`${path}:${line}  ${message}\n`));
		if (plan.notes.length > 0) terminal.out(report ? `${report.summary}\nRun ${report.id}\nNothing of it is trusted until you accept a note of it.\n` : ending(command));
	}
	return tellFailed(report, terminal);
}

async function importChats(command: LearningCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const { plan, found, unchanged, grown, left, problems } = await app.chatImports.planImport(await chatSources(resolve(terminal.cwd, command.text)), { signal: terminal.signal });
	const report = plan.notes.length === 0 ? null : await applied({ ...plan, reason: `Import of ${basename(command.text)}` }, command, surroundings);
	if (command.json) terminal.out(`${JSON.stringify({ found, unchanged, grown, left, problems, plan: { id: plan.id, notes: plan.notes.map(({ kind, path }) => ({ kind, path })) }, applied: report !== null }, null, '\t')}\n`);
	else {
		terminal.out(`Found ${count(found, 'conversation')}: ${plan.notes.length - grown} new, ${grown} that went on, ${unchanged} there already.\n${left > 0 ? `${count(left, 'conversation')} more did not fit into one import: import the file again for them.\n` : ''}`);
		for (const { path, line, message } of problems) terminal.error(plain(`${path}:${line}  ${message}\n`));
		if (plan.notes.length > 0) terminal.out(report ? `${report.summary}\nRun ${report.id}\nThey lie in Praxis/Imports/Chats. Nothing of them is trusted until you accept a note of them.\n` : ending(command));
	}
	return tellFailed(report, terminal) || (found === 0 ? 1 : 0);
}

async function exportMemory({ text, json }: LearningCommand, { app, terminal }: Surroundings): Promise<number> {
	const { files, privateLeftOut } = await app.memory.pai.export();
	const folder = resolve(terminal.cwd, text);
	for (const { path, text: content } of files) await writeNew(join(folder, path), content);
	terminal.out(json ? `${JSON.stringify({ files: files.map(({ path }) => path), privateLeftOut }, null, '\t')}\n` : `${count(files.length, 'file')} written to ${text}\n`);
	if (privateLeftOut > 0) terminal.error(`${count(privateLeftOut, 'private thing')} left out.\n`);
	return 0;
}

async function acceptNote({ text, yes, json }: LearningCommand, { app, terminal }: Surroundings): Promise<number> {
	const note = await app.memory.pai.note(text);
	if (!note) throw new PraxisError('missing-note', `“${text}” did not come with an import.`, { hint: 'Give the path of a note in “Praxis/Imports”.' });
	if (!yes && !(await isAgreed({ shown: note.text.split('\n').map(visible).join('\n'), question: 'Accept?', hint: 'Read the note, and add --yes to accept it as it is.' }, terminal))) {
		terminal.error('Nothing was accepted.\n');
		return 1;
	}
	await app.guard.accept(note.path, note.version);
	terminal.out(json ? `${JSON.stringify({ accepted: note.path }, null, '\t')}\n` : plain(`Accepted ${note.path} as it reads now. Changed, it counts as another’s again.\n`));
	return 0;
}

type Report = Awaited<ReturnType<App['changes']['applyReviewed']>> | null;

/** Null when nothing was written: without a yes it is a look only. */
async function applied(plan: Plan, { out, yes, json }: Pick<LearningCommand, 'out' | 'yes' | 'json'>, { app, terminal }: Surroundings): Promise<Report> {
	if (out !== undefined) {
		await writePlan(resolve(terminal.cwd, out), plan);
		return null;
	}
	const mayAsk = !json && terminal.isInteractive && process.stdin.isTTY;
	if (!yes && !(mayAsk && (await isAgreed({ shown: printPlan(plan), question: 'Make these changes?', hint: 'Add --yes.' }, terminal)))) return null;
	return app.changes.applyReviewed(plan);
}

function ending({ out }: Pick<LearningCommand, 'out'>): string {
	return out === undefined ? 'Nothing was written. Add --yes, or --out FILE to keep the plan.\n' : `The plan is in ${out}; apply it with "praxis apply --plan".\n`;
}
