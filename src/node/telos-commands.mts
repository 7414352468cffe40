/** TELOS on the command line: show, trace, review, import, export. Only `import` and `review --save` change the vault, both through a plan. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { App } from '../core/app';
import type { Change, Plan } from '../core/changes/changes';
import type { Vault } from '../core/host';
import { diskError, errorCode } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';
import { vaultPath } from '../core/lib/vault-path';
import type { SourceFile } from '../core/telos/import';
import { printTrace } from '../core/telos/trace';
import type { TelosCommand } from './arguments.mts';
import { tellFailed } from './change-commands.mts';
import { writePlan } from './plan-file.mts';
import type { Terminal } from './terminal.mts';

interface Surroundings {
	readonly app: App;
	readonly vault: Pick<Vault, 'list'>;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runTelosCommand(command: TelosCommand, surroundings: Surroundings): Promise<number> {
	await surroundings.app.telos.ready();
	if (surroundings.terminal.signal.aborted) throw new PraxisError('aborted', 'Stopped before the vault was read.');
	switch (command.verb) {
		case 'show':
			return show(command, surroundings);
		case 'trace':
			return traceNote(command, surroundings);
		case 'review':
			return review(command, surroundings);
		case 'import':
			return importFiles(command, surroundings);
		case 'export':
			return exportFiles(command, surroundings);
	}
}

async function show(command: TelosCommand, { app: { index, telos }, terminal }: Surroundings): Promise<number> {
	// Mentions in the words of notes are evidence too.
	await index.rebuild({ signal: terminal.signal });
	const goals = telos.activity();
	const problems = telos.problems();
	if (command.json) {
		const activity = goals.map(({ item, proofs, ...rest }) => ({ key: item.key, ...rest, proofs: proofs.slice(0, command.limit) }));
		terminal.out(`${JSON.stringify({ items: telos.items(), edges: telos.graph.view.edges, activity, problems }, null, '\t')}\n`);
		return 0;
	}
	const items = telos.items();
	if (items.length === 0) terminal.out('There are no TELOS items in this vault.\n');
	for (const { type, id, title, status, path, line } of items) terminal.out(plain(`${type.padEnd(10)} ${(id ?? '').padEnd(5)} ${title}${status === null ? '' : ` [${status}]`}  ${path}:${line}\n`));
	const idle = goals.filter(({ isNeglected }) => isNeglected);
	for (const { item, lastDay } of idle) terminal.out(plain(`Neglected: ${item.title}, ${lastDay === null ? 'no trace of work' : `last on ${lastDay}`}\n`));
	for (const { path, line, message } of problems) terminal.out(plain(`${path}:${line}  ${message}\n`));
	return 0;
}

async function traceNote(command: TelosCommand, { app, vault, terminal }: Surroundings): Promise<number> {
	const [path = ''] = command.text.split('#');
	if (!(await vault.list()).some((file) => file.path === path)) throw new PraxisError('missing-note', `There is no note "${path}".`, { hint: 'Give its path in the vault, such as "Projects/Garden.md".' });
	// Likeness of words is looked up in the index.
	await app.index.rebuild({ signal: terminal.signal });
	const found = await app.telos.trace(command.text);
	const paths = found.paths.map(({ steps }) => steps.map(({ item, edge }) => ({ key: item.key, type: item.type, title: item.title, edge })));
	terminal.out(command.json ? `${JSON.stringify({ note: command.text, by: found.by, paths }, null, '\t')}\n` : plain(`${command.text} ${found.by === 'none' ? '' : '\n'}${printTrace(found)}\n`));
	return 0;
}

async function review(command: TelosCommand, { app: { changes, index, telos }, terminal }: Surroundings): Promise<number> {
	await index.rebuild({ signal: terminal.signal });
	const { review: made } = await telos.planReview(command.kind);
	if (!command.save) {
		const { title, text, questions } = made;
		terminal.out(command.json ? `${JSON.stringify({ title, text, questions }, null, '\t')}\n` : plain(text));
		return 0;
	}
	const path = vaultPath(`${command.into}/Reviews/${made.title}.md`);
	const report = await telos.writer.applyReviewed(await changes.plan([{ type: 'create', path, text: made.text }], { reason: made.title }));
	terminal.out(command.json ? `${JSON.stringify(report, null, '\t')}\n` : `${report.summary}\n`);
	return tellFailed(report, terminal);
}

async function importFiles(command: TelosCommand, { app: { telos }, terminal }: Surroundings): Promise<number> {
	const files = await sourceFiles(resolve(terminal.cwd, command.text));
	const { plan: made, found: { changes, problems, items } } = await telos.writer.planImport(files, { folder: command.into });
	const plan = { ...made, reason: `Import of ${basename(command.text)}` };
	if (command.out !== undefined) await writePlan(resolve(terminal.cwd, command.out), plan);
	const isApplied = command.yes && command.out === undefined;
	const report = isApplied ? await telos.writer.applyReviewed(plan) : null;
	if (command.json) terminal.out(`${JSON.stringify({ items, problems, plan, report }, null, '\t')}\n`);
	else terminal.out(plain(`${items} ${items === 1 ? 'item' : 'items'} found.\n${created(changes)}${problems.map(({ path, line, message }) => `${path}:${line}  ${message}\n`).join('')}${ending(command, plan, isApplied)}`));
	return tellFailed(report, terminal);
}

function created(changes: readonly Change[]): string {
	return changes.map((change) => (change.type === 'create' ? `  new       ${change.path}\n` : '')).join('');
}

function ending(command: TelosCommand, plan: Plan, isApplied: boolean): string {
	if (isApplied) return `${plan.summary}\n`;
	return command.out === undefined ? 'Nothing was written. Add --yes to import, or --out FILE to keep the plan.\n' : `The plan is in ${command.out}; apply it with "praxis apply --plan".\n`;
}

async function exportFiles(command: TelosCommand, { app, terminal }: Surroundings): Promise<number> {
	const { files, proseLeftOut, privateLeftOut } = await app.telos.export(command.format);
	if (command.out === undefined) {
		for (const { path, text } of files) terminal.out(files.length === 1 ? plain(text) : plain(`=== ${path}\n${text}`));
	} else {
		const folder = resolve(terminal.cwd, command.out);
		await mkdir(folder, { recursive: true });
		for (const { path, text } of files) await writeNew(join(folder, path), text);
		terminal.out(`${files.length} ${files.length === 1 ? 'file' : 'files'} written to ${command.out}\n`);
	}
	if (privateLeftOut > 0) terminal.error(`${privateLeftOut} private ${privateLeftOut === 1 ? 'note is' : 'notes are'} not in the export.\n`);
	for (const path of proseLeftOut) terminal.error(`${path}: its items are in the export, the prose between them is not.\n`);
	return 0;
}

async function writeNew(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
		if (errorCode(error) === 'EEXIST') throw new PraxisError('note-exists', `${path} exists already; nothing was written over it.`, { hint: 'Name another folder with --out.', cause: error });
		throw diskError(error, path);
	});
}

/** The file, or the TELOS files of a folder (not of the folders in it). */
async function sourceFiles(path: string): Promise<SourceFile[]> {
	try {
		if (!(await stat(path)).isDirectory()) return [{ path: basename(path), text: await readFile(path, 'utf8') }];
		const names = (await readdir(path)).filter((name) => /\.(?:md|markdown|json|ya?ml)$/i.test(name)).sort();
		return await Promise.all(names.map(async (name) => ({ path: name, text: await readFile(join(path, name), 'utf8') })));
	} catch (error) {
		throw diskError(error, path);
	}
}

/** Without what a terminal would obey. */
function plain(text: string): string {
	return text.replace(/(?![\t\n])\p{Cc}/gu, (char) => (char === '\r' ? '' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`));
}
