/** `praxis patterns import|export`: Fabric's folders and PAI's chains in through a plan, and out as files. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../core/actions/fabric-files';
import { diskError, errorCode } from '../core/lib/disk-error';
import { PraxisError, type Problem } from '../core/lib/errors';
import type { Plan } from '../core/changes/changes';
import type { ActionCommand } from './action-arguments.mts';
import type { Surroundings } from './action-inputs.mts';
import { plain } from './action-result.mts';
import { printPlan, tellFailed } from './change-commands.mts';
import { writePlan } from './plan-file.mts';
import { isAgreed } from './review.mts';

/** Bytes: longer files are no prompts. */
const LONGEST_FILE = 2_000_000;
const CHAIN = /\.ya?ml$/i;

/** One plan of all that the folder holds: shown, kept with --out, or written when the person says so. */
export async function importLibrary(command: ActionCommand, { app, terminal }: Surroundings): Promise<number> {
	const { files, problems: unread } = await readTree(resolve(terminal.cwd, command.text));
	const { plan: library, patterns, strategies, contexts, sessions, kept, problems } = await app.library.planImport(files.filter(({ path }) => !isChain(path)));
	const chains = await app.chains.planImport(files.filter(({ path }) => isChain(path)));
	const plan: Plan = { ...library, notes: [...library.notes, ...chains.plan.notes], reason: `Import of ${basename(command.text)}` };
	const all: readonly Problem[] = [...unread, ...problems, ...chains.problems];
	const report = await applied(plan, command, { app, terminal });
	if (command.json) terminal.out(`${JSON.stringify({ patterns, strategies, contexts, sessions: sessions.length, chains: chains.plan.notes.length, kept, problems: all, plan: { id: plan.id, notes: plan.notes.map(({ kind, path, summary }) => ({ kind, path, summary })) }, applied: report !== null }, null, '\t')}\n`);
	else {
		const fresh = plan.notes.filter(({ kind }) => kind === 'create').length;
		terminal.out(`Found ${count(patterns, 'pattern')}, ${count(strategies, 'strategy', 'strategies')}, ${count(contexts, 'context')}, ${count(sessions.length, 'session')}, ${count(chains.plan.notes.length, 'chain')}.\n`);
		terminal.out(`${count(fresh, 'new note')}, ${plan.notes.length - fresh} brought up to date, ${kept.length} left as you edited them.\n`);
		for (const name of kept) terminal.out(plain(`  edited    ${name}\n`));
		for (const { path, line, message } of all) terminal.error(plain(`${path}:${line}  ${message}\n`));
		if (plan.notes.length > 0 && report === null) terminal.out(command.out === undefined ? 'Nothing was written. Add --yes to import, or --out FILE to keep the plan.\n' : `The plan is in ${command.out}; apply it with "praxis apply --plan".\n`);
		if (report) terminal.out(`${report.summary}\nRun ${report.id}\n`);
	}
	return tellFailed(report, terminal);
}

async function applied(plan: Plan, { out, yes, json }: ActionCommand, { app, terminal }: Pick<Surroundings, 'app' | 'terminal'>): Promise<Awaited<ReturnType<typeof app.changes.applyReviewed>> | null> {
	if (plan.notes.length === 0) return null;
	if (out !== undefined) {
		await writePlan(resolve(terminal.cwd, out), plan);
		return null;
	}
	// Without --yes and without anybody there it is a look only.
	const mayAsk = !json && terminal.isInteractive && process.stdin.isTTY;
	if (!yes && !(mayAsk && (await isAgreed({ shown: printPlan(plan), question: 'Import all of this?', hint: 'Add --yes.' }, terminal)))) return null;
	return app.changes.applyReviewed(plan);
}

export async function exportLibrary(command: ActionCommand, { app, terminal }: Surroundings): Promise<number> {
	const { files, problems } = await app.library.export();
	if (command.out === undefined) terminal.out(command.json ? `${JSON.stringify(files, null, '\t')}\n` : files.map(({ path, text }) => plain(`=== ${path}\n${text.endsWith('\n') ? text : `${text}\n`}`)).join(''));
	else {
		const folder = resolve(terminal.cwd, command.out);
		for (const { path, text } of files) await writeNew(join(folder, path), text);
		terminal.out(`${count(files.length, 'file')} written to ${command.out}\n`);
	}
	for (const { path, line, message } of problems) terminal.error(plain(`${path}:${line}  ${message}\n`));
	return 0;
}

/** All files below, with "/" between their folders; what is no text, hidden or too long is left out, and told if it was meant. */
export async function readTree(root: string, isWanted: (path: string) => boolean = isLibraryFile): Promise<{ readonly files: readonly SourceFile[]; readonly problems: readonly Problem[] }> {
	const problems: Problem[] = [];
	try {
		const isFolder = (await stat(root)).isDirectory();
		const names = isFolder ? (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)) : [root];
		const files: SourceFile[] = [];
		for (const name of names.sort()) {
			const path = isFolder ? relative(root, name).split(sep).join('/') : basename(name);
			if (/(?:^|\/)\./.test(path) || !isWanted(path)) continue;
			const bytes = await readFile(name);
			const text = bytes.length > LONGEST_FILE ? null : textOf(bytes);
			if (text === null) problems.push({ path, line: 1, message: bytes.length > LONGEST_FILE ? 'It is longer than 2 MB, and was left out.' : 'It is not valid UTF-8, and was left out.' });
			else files.push({ path, text });
		}
		return { files, problems };
	} catch (error) {
		throw diskError(error, root);
	}
}

function isLibraryFile(path: string): boolean {
	return /\.(?:md|markdown|txt|json|ya?ml|csv)$/i.test(path) || /(?:^|\/)contexts\//i.test(path);
}

function textOf(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null; // No text.
	}
}

function isChain(path: string): boolean {
	return CHAIN.test(path) && !/(?:^|\/)patterns\//i.test(path);
}

export async function writeNew(path: string, text: string): Promise<void> {
	try {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text, { flag: 'wx' });
	} catch (error) {
		if (errorCode(error) === 'EEXIST') throw new PraxisError('note-exists', `${path} exists already; nothing was written over it.`, { hint: 'Name another folder with --out.', cause: error });
		throw diskError(error, path);
	}
}

export function count(n: number, one: string, many = `${one}s`): string {
	return `${n} ${n === 1 ? one : many}`;
}
