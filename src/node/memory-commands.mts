/** The memory on the command line: remember, list, check, correct, endorse, forget, export. What changes the vault passes the guard. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { App } from '../core/app';
import type { Vault } from '../core/host';
import { PraxisError } from '../core/lib/errors';
import { nameOf } from '../core/lib/vault-path';
import type { Claim, Tier } from '../core/memory/claim';
import { readsLikeInstruction } from '../core/memory/instruction';
import type { Remembered } from '../core/memory/draft';
import { writeNew } from './library-commands.mts';
import type { MemoryCommand } from './memory-arguments.mts';
import { recall } from './recall-command.mts';
import { plain, shortened } from './action-result.mts';
import { writePlan } from './plan-file.mts';
import { isAgreed, visible } from './review.mts';
import type { Terminal } from './terminal.mts';

interface Surroundings {
	readonly app: App;
	readonly vault: Pick<Vault, 'read'>;
	readonly terminal: Terminal;
}

/** Of a claim or quote on one line. */
const LONGEST = 300;
const TIERS: Readonly<Record<string, Tier>> = { pin: 'hot', archive: 'cold', restore: 'warm' };

/** Runs the command and returns the exit code. */
export async function runMemoryCommand(command: MemoryCommand, surroundings: Surroundings): Promise<number> {
	const { app, terminal } = surroundings;
	// Claims lie in any folder, and quotes are looked for in all notes.
	await app.index.rebuild({ signal: terminal.signal });
	await app.memory.claims.ready();
	switch (command.verb) {
		case 'remember':
			return remember(command, surroundings);
		case 'recall':
			return recall(command, surroundings);
		case 'list':
			return list(command, surroundings);
		case 'check':
			return check(command, surroundings);
		case 'correct':
			return told(await app.memory.desk.correct(named(command.ids[0] ?? '', app).id, { text: command.text, ...days(command) }), command, terminal);
		case 'retract':
			return told(await app.memory.desk.retract(named(command.ids[0] ?? '', app).id, command.text), command, terminal);
		case 'endorse':
			return endorse(command, surroundings);
		case 'forget':
			return forget(command, surroundings);
		case 'export':
			return exportClaims(command, surroundings);
		default:
			for (const claim of command.ids.map((id) => named(id, app))) await app.memory.desk.setTier(claim.id, TIERS[command.verb] ?? 'warm');
			terminal.out(command.json ? `${JSON.stringify(command.ids.map((id) => asJson(named(id, app), app)), null, '\t')}\n` : 'Done.\n');
			return 0;
	}
}

async function remember(command: MemoryCommand, { app, terminal }: Surroundings): Promise<number> {
	const { text, subject, attribute, type, source, quote, importance, asPrivate } = command;
	const [answer] = await app.memory.desk.remember([{
		text, sourceKind: source === undefined ? 'user' : 'note', isPrivate: asPrivate, ...days(command), ...(subject === undefined ? {} : { subject }), ...(attribute === undefined ? {} : { attribute }),
		...(type === undefined ? {} : { type }), ...(source === undefined ? {} : { sources: [source] }), ...(quote === undefined ? {} : { quote }), ...(importance === undefined ? {} : { importance }),
	}]);
	return answer ? told(answer, command, terminal) : 1;
}

function days({ from, until }: MemoryCommand): { validFrom?: string; validTo?: string } {
	return { ...(from === undefined ? {} : { validFrom: from }), ...(until === undefined ? {} : { validTo: until }) };
}

function told(answer: Remembered, { json }: MemoryCommand, terminal: Terminal): number {
	const contradicted = answer.mayContradict?.map((id) => `It may contradict ${id}.\n`).join('') ?? '';
	terminal.out(json ? `${JSON.stringify(answer, null, '\t')}\n` : plain(`${answer.why}${answer.path === undefined ? '' : `  ${answer.path}`}\n${contradicted}`));
	return answer.kind === 'refused' ? 1 : 0;
}

function list({ all, asOf, subject, json, limit }: MemoryCommand, { app, terminal }: Surroundings): number {
	const { claims } = app.memory;
	const about = subject === undefined ? claims.all() : claims.bySubject(subject);
	const found = about.filter(({ id, tier }) => all || (claims.holds(id, asOf) && tier !== 'cold'));
	if (json) {
		terminal.out(`${JSON.stringify({ claims: found.map((claim) => asJson(claim, app)), problems: claims.problems() }, null, '\t')}\n`);
		return 0;
	}
	if (found.length === 0) terminal.out(all ? 'There are no claims in this vault.\n' : 'Nothing is remembered that holds.\n');
	for (const claim of found.slice(0, limit)) terminal.out(plain(lineOf(claim, app)));
	if (found.length > limit) terminal.out(`${found.length - limit} more; --limit shows them.\n`);
	for (const { path, line, message } of claims.problems()) terminal.error(plain(`${path}:${line}  ${message}\n`));
	return 0;
}

function lineOf(claim: Claim, { memory: { claims } }: App): string {
	const by = claims.supersededBy(claim.id);
	const marks = [
		claim.tier === 'hot' ? 'pinned' : claim.tier === 'cold' ? 'archived' : '',
		claims.isBelieved(claim.id) ? '' : 'not endorsed',
		by.length > 0 ? `superseded by ${by.join(', ')}` : '',
		claim.validFrom === null && claim.validTo === null ? '' : `${claim.validFrom ?? ''} to ${claim.validTo ?? ''}`.trim(),
		readsLikeInstruction(claim.text) ? 'reads like an instruction; it steers nothing' : '',
		claim.quote === '' ? '' : `“${shortened(claim.quote, LONGEST)}” ${claim.sources[0] ?? ''}`,
	].filter((mark) => mark !== '');
	return `${claim.id}  ${claim.subject === '' ? '' : `${claim.subject}: `}${shortened(claim.text, LONGEST)}\n${marks.map((mark) => `    ${mark}\n`).join('')}`;
}

async function check({ json, out }: MemoryCommand, { app: { changes, memory: { checks } }, terminal }: Surroundings): Promise<number> {
	const found = await checks.run({ signal: terminal.signal });
	const all = found.flatMap((one) => one.changes);
	const plan = out === undefined || all.length === 0 ? null : await changes.plan(all, { reason: 'Mend the memory', limits: { notes: all.length, removals: all.length, removalShare: 1 } });
	if (out !== undefined && plan) await writePlan(resolve(terminal.cwd, out), plan);
	if (json) {
		terminal.out(`${JSON.stringify(found.map(({ id, kind, claims, why, changes: mending }) => ({ id, kind, claims: claims.map((claim) => claim.path), why, changes: mending })), null, '\t')}\n`);
		return 0;
	}
	if (found.length === 0) terminal.out('Nothing in the memory wants your eye.\n');
	for (const { kind, claims, why } of found) terminal.out(plain(`${kind.padEnd(12)} ${why}\n${claims.map(({ path, text }) => `             ${path}  ${shortened(text, LONGEST)}\n`).join('')}`));
	if (plan) terminal.out(`The plan is in ${out ?? ''}; apply it with "praxis apply --plan".\n`);
	return 0;
}

async function endorse({ ids, yes, json }: MemoryCommand, { app, vault, terminal }: Surroundings): Promise<number> {
	for (const claim of ids.map((id) => named(id, app))) {
		const note = await vault.read(claim.path);
		const reasons = app.memory.claims.labelOf(claim.id)?.reasons ?? [];
		const shown = `${visible(claim.path)}\n${reasons.map((reason) => `It ${visible(reason)}.\n`).join('')}\n${(note?.text ?? '').split('\n').map(visible).join('\n')}`;
		if (!yes && !(await isAgreed({ shown, question: 'Is it so?', hint: 'Read the claim, and add --yes to endorse it as it is.' }, terminal))) {
			terminal.error('Nothing was endorsed.\n');
			return 1;
		}
		const path = await app.memory.desk.endorse(claim.id);
		terminal.out(json ? `${JSON.stringify(asJson(claim, app), null, '\t')}\n` : plain(`Endorsed: ${path}\n`));
	}
	return 0;
}

async function forget({ ids, yes, json }: MemoryCommand, { app, terminal }: Surroundings): Promise<number> {
	const claims = ids.map((id) => named(id, app));
	const shown = claims.map((claim) => plain(lineOf(claim, app))).join('');
	if (!yes && !(await isAgreed({ shown, question: 'Move to the trash?', hint: 'Add --yes to forget them.' }, terminal))) {
		terminal.error('Nothing was forgotten.\n');
		return 1;
	}
	const report = await app.memory.desk.forget(claims.map(({ id }) => id));
	terminal.out(json ? `${JSON.stringify(report, null, '\t')}\n` : `${report.summary}\nTake it back with: praxis undo ${report.id}\n`);
	return 0;
}

async function exportClaims({ text, json }: MemoryCommand, { app: { memory: { claims } }, vault, terminal }: Surroundings): Promise<number> {
	const kept = claims.all().filter(({ id }) => claims.labelOf(id)?.secrecy !== 'private');
	const folder = resolve(terminal.cwd, text);
	await mkdir(folder, { recursive: true });
	await writeNew(join(folder, 'claims.jsonl'), kept.map((claim) => `${JSON.stringify(claim)}\n`).join(''));
	for (const { path } of kept) await writeNew(join(folder, nameOf(path)), (await vault.read(path))?.text ?? '');
	const left = claims.all().length - kept.length;
	terminal.out(json ? `${JSON.stringify({ claims: kept.length, privateLeftOut: left }, null, '\t')}\n` : `${kept.length} claims written to ${text}\n`);
	if (left > 0) terminal.error(`${left} private ${left === 1 ? 'claim is' : 'claims are'} not in the export.\n`);
	return 0;
}

/** By its id, or by how one id alone ends. Throws `missing-note`, `ambiguous`. */
function named(typed: string, { memory: { claims } }: App): Claim {
	const whole = claims.get(typed) ?? claims.at(typed);
	if (whole) return whole;
	const [found, ...more] = typed.length < 4 ? [] : claims.all().filter(({ id }) => id.endsWith(typed.toUpperCase()));
	if (!found) throw new PraxisError('missing-note', `There is no claim “${typed}”.`, { hint: 'See the ids: praxis memory list --all --vault DIR' });
	if (more.length > 0) throw new PraxisError('ambiguous', `“${typed}” is the end of ${more.length + 1} ids.`, { hint: 'Give more of it.' });
	return found;
}

function asJson(claim: Claim, { memory: { claims } }: App): unknown {
	return { ...claim, holds: claims.holds(claim.id), isBelieved: claims.isBelieved(claim.id), supersededBy: claims.supersededBy(claim.id) };
}
