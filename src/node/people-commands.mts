/** People, proposals and pieces of work on the command line. What changes the vault passes the guard. */
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { App } from '../core/app';
import { diskError } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';
import { visiblePath } from '../core/lib/vault-path';
import type { KnownPerson, Person, PersonPlace } from '../core/memory/people/person';
import { shownText } from '../core/memory/people/prepare';
import { printProgress, type Prd } from '../core/memory/work/prd';
import { printWork, workName } from '../core/memory/work/work-context';
import { phaseNamed } from '../core/memory/work/work-desk';
import { plain } from './action-result.mts';
import { writeNew } from './library-commands.mts';
import type { PeopleCommand } from './people-arguments.mts';
import type { Terminal } from './terminal.mts';

interface Surroundings {
	readonly app: App;
	readonly terminal: Terminal;
}

/** Runs the command and returns the exit code. */
export async function runPeopleCommand(command: PeopleCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	await app.index.rebuild({ signal: terminal.signal });
	if (command.name === 'people') return command.text === '' ? listPeople(command, surroundings) : tellPerson(command, surroundings);
	if (command.name === 'prepare') return prepare(command, surroundings);
	if (command.name === 'propose') return propose(command, surroundings);
	await app.memory.work.ready();
	return work(command, surroundings);
}

async function listPeople({ json }: PeopleCommand, { app, terminal }: Surroundings): Promise<number> {
	const people = await app.memory.people.list();
	if (json) terminal.out(`${JSON.stringify(people, null, '\t')}\n`);
	else if (people.length === 0) terminal.out('No note is about a person. Put notes about people into a folder named People, or give them the property "type: person".\n');
	else for (const { name, path, aliases } of people) terminal.out(plain(`${name}${aliases.length === 0 ? '' : ` (${aliases.join(', ')})`}  ${path ?? 'from the memory'}\n`));
	return 0;
}

/** One that no note knows is still asked for: the answer is that nothing is known. Throws `ambiguous`. */
async function personNamed(name: string, { app }: Surroundings): Promise<Person> {
	const found = await app.memory.people.find(name);
	if (found.length > 1) throw new PraxisError('ambiguous', `“${name}” may be ${found.slice(0, 8).map((one) => one.name).join(', ')}.`, { hint: 'Give the whole name.' });
	return found[0] ?? { name, path: null, aliases: [] };
}

async function tellPerson(command: PeopleCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const known = await app.memory.people.about(await personNamed(command.text, surroundings));
	terminal.out(command.json ? `${JSON.stringify(known, null, '\t')}\n` : plain(personText(known)));
	return 0;
}

function personText({ person, claims, facts, lastContact, openLoops, toCome, mentions, goals, notes, isCut }: KnownPerson): string {
	if (claims.length + facts.length + mentions.length + goals.length === 0) return `Your notes say nothing about ${person.name}.\n`;
	const row = ({ quote, day, path, line }: PersonPlace): string => `  ${shownText(quote)}\n      ${day === null ? '' : `${day}  `}${path}:${line}\n`;
	const section = (title: string, rows: readonly string[]): string => (rows.length === 0 ? '' : `${title}\n${rows.join('')}`);
	return [
		`${person.name}\n`, section('Remembered', claims.map(({ place, holds }) => row(place).replace(/\n/, holds ? '\n' : '  (held before)\n'))), section('Who', facts.map(row)),
		section('Last contact', lastContact ? [row(lastContact)] : ['  Your notes date none.\n']), section('Open', openLoops.map(row)), section('To come', toCome.map(row)),
		section('Goals', goals.map(({ title, path }) => `  ${title}  ${path}\n`)), section('In your notes', mentions.slice(0, 20).map(row)), `From ${notes} ${notes === 1 ? 'note' : 'notes'}${isCut ? ', the newest of more' : ''}.\n`,
	].filter((part) => part !== '').join('\n');
}

async function prepare(command: PeopleCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const person = await personNamed(command.text, surroundings);
	const brief = await app.memory.people.prepareMeeting(person, { ...(command.when === undefined ? {} : { when: command.when }), questions: command.model !== undefined, signal: terminal.signal });
	const { answer, question, unasked } = brief;
	const saved = command.save && answer.outcome !== 'unknown' ? await app.save(brief, { to: 'new-note' }) : null;
	const places = answer.citations.map(({ path, line }, i) => `[${i + 1}] ${path}:${line}\n`).join('');
	terminal.out(command.json ? `${JSON.stringify({ question, ...answer, saved: saved?.path ?? null }, null, '\t')}\n` : plain(`${question}\n\n${answer.text}\n\n${places}${answer.searched}\n${answer.resolve === '' ? '' : `${answer.resolve}\n`}${saved ? `Saved to ${saved.path}\n` : ''}`));
	if (unasked !== '') terminal.error(plain(`Without questions: ${unasked}\n`));
	return 0;
}

async function propose(command: PeopleCommand, { app, terminal }: Surroundings): Promise<number> {
	const { proposals } = app.memory;
	const path = visiblePath(command.text);
	const batch = (await proposals.fromNote(path, { model: command.model !== undefined, signal: terminal.signal })) ?? (await proposals.pending()).find((one) => one.path === path) ?? null;
	const kept = command.yes && batch ? await proposals.accept(batch.id, batch.drafts) : [];
	if (command.json) terminal.out(`${JSON.stringify({ batch, kept }, null, '\t')}\n`);
	else if (!batch) terminal.out('There is nothing new to remember in it.\n');
	else {
		for (const [i, { text, type, subject, reason }] of batch.drafts.entries()) terminal.out(plain(`- [${type ?? 'fact'}] ${subject ? `${subject}: ` : ''}${text}  (${reason})${kept[i] ? `  ${kept[i].why}` : ''}\n`));
		if (!command.yes) terminal.out('Nothing was kept. Add --yes to remember them.\n');
	}
	return 0;
}

async function work(command: PeopleCommand, surroundings: Surroundings): Promise<number> {
	const { app: { memory: { work: desk } }, terminal } = surroundings;
	if (command.work === 'start') terminal.out(plain(`Started: ${await desk.start({ task: command.text, criteria: command.criteria, anti: command.anti })}\n`));
	else if (command.work === 'list') {
		const all = desk.list();
		if (command.json) terminal.out(`${JSON.stringify(all.map(asJson), null, '\t')}\n`);
		else if (all.length === 0) terminal.out('There is no piece of work in this vault.\n');
		else for (const prd of all) terminal.out(plain(`${(prd.phase ?? '').padEnd(9)} ${printProgress(prd).padEnd(6)} ${workName(prd)}  ${prd.path}\n`));
	} else if (command.work === 'import') return importWork(command, surroundings);
	else if (command.work === 'export') return exportWork(command, surroundings);
	else return workOn(command, surroundings);
	return 0;
}

async function workOn(command: PeopleCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	const { work: desk } = app.memory;
	const prd = desk.find(command.text);
	if (!prd) throw new PraxisError('missing-note', `No piece of work, or more than one, is called “${command.text}”.`, { hint: '"praxis work list" shows them; give the path of one.' });
	const path = visiblePath(prd.path);
	if (command.work === 'tick') await desk.tick(path, command.what, command.quote === undefined ? { unverified: command.unverified ?? '' } : { path: visiblePath(command.source ?? ''), quote: command.quote });
	if (command.work === 'decide') await desk.decide(path, command.what);
	if (command.work === 'phase') {
		const phase = phaseNamed(command.what);
		if (!phase) throw new PraxisError('bad-input', `“${command.what}” is no phase.`, { hint: 'There are observe, think, plan, build, execute, verify, learn and complete.' });
		await desk.setPhase(path, phase);
	}
	if (command.work === 'resume' && command.model !== undefined) {
		const { question, attachments } = await desk.resume(path);
		for await (const event of app.ask(question, { attachments, agent: 'Builder', model: command.model, signal: terminal.signal })) {
			if (event.type === 'tool-start') terminal.error(plain(`${event.title}\n`));
			if (event.type === 'run-end') terminal.out(plain(`${event.answer.text}\n${event.answer.outcome === 'answered' ? '' : `${event.answer.resolve}\n`}`));
		}
		await desk.ready();
	}
	const now = desk.list().find((one) => one.path === prd.path) ?? prd;
	const standings = await desk.standings(now);
	terminal.out(command.json ? `${JSON.stringify({ ...asJson(now), criteria: now.criteria.map((one) => ({ ...one, standing: standings.get(one) })) }, null, '\t')}\n` : plain(`${printWork(now, standings)}\n`));
	return 0;
}

function asJson(prd: Prd): object {
	const { sections: _sections, ...rest } = prd;
	return { ...rest, progress: printProgress(prd) };
}

async function importWork(command: PeopleCommand, { app, terminal }: Surroundings): Promise<number> {
	const folder = resolve(terminal.cwd, command.text);
	const names = await readdir(folder, { recursive: true, encoding: 'utf8' }).catch((error: unknown) => {
		throw diskError(error, folder);
	});
	const files = await Promise.all(names.filter((name) => /(?:^|[\\/])PRD\.md$/i.test(name)).map(async (name) => ({ path: name.split('\\').join('/'), text: await readFile(join(folder, name), 'utf8') })));
	const { changes, problems } = app.memory.work.planImport(files);
	for (const { path, message } of problems) terminal.error(plain(`${path}: ${message}\n`));
	if (changes.length === 0) terminal.out('There is no PRD.md in it.\n');
	else if (!command.yes) terminal.out(plain(`${changes.map(({ path }) => `new  ${path}\n`).join('')}Nothing was written. Add --yes to import.\n`));
	else terminal.out(plain(`${(await app.changes.applyReviewed(await app.changes.plan(changes, { reason: 'Import of pieces of work', limits: { notes: changes.length } }))).summary}\n`));
	return 0;
}

async function exportWork(command: PeopleCommand, { app, terminal }: Surroundings): Promise<number> {
	const folder = resolve(terminal.cwd, command.text);
	const files = await app.memory.work.files();
	for (const { path, text } of files) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeNew(join(folder, path), text);
	}
	terminal.out(`${files.length} ${files.length === 1 ? 'file' : 'files'} written to ${command.text}\n`);
	return 0;
}
