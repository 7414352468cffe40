/**
 * The command line killed with SIGKILL at random moments of a 20-note change on a real disk, while a person writes
 * into the same notes; then started again. Counts what must never be: lost sentences, half-done runs, overwritten edits.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Random } from '../support/random';
import type { Row } from '../eval/guard/rows';

const PROGRAM = resolve('scripts/praxis.mjs');
const NOTES = 30;
const CHANGED = 20;

interface Killed {
	/** A sentence of the person that is nowhere any more. */
	lost: number;
	/** Some notes of the run are changed and others are not, after the next start. */
	halfDone: number;
	/** A line written while the program ran is gone from its note. */
	overwritten: number;
	/** The kill came while the program was at work on the notes, neither before nor after. */
	inTheMiddle: number;
}

/** `npm run sim -- kill --n N --seed S`: the first three values must be 0; the last tells that the kills hit. */
export async function run({ n = 200, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'praxis-kill-'));
	try {
		const total: Killed = { lost: 0, halfDone: 0, overwritten: 0, inTheMiddle: 0 };
		const bench = await prepare(folder);
		const random = new Random(seed);
		for (let index = 0; index < n; index++) {
			const one = await killOnce(bench, random);
			for (const key of Object.keys(total) as (keyof Killed)[]) total[key] += one[key];
		}
		return [
			{ metric: 'lost_bytes', value: total.lost },
			{ metric: 'half_done', value: total.halfDone },
			{ metric: 'foreign_overwritten', value: total.overwritten },
			{ metric: 'killed_in_the_middle', value: total.inTheMiddle },
		].map((row) => ({ set: 'kill', engine: 'praxis', n, ...row }));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

interface Bench {
	readonly folder: string;
	readonly template: string;
	/** Milliseconds from the start of the program to its end when nobody kills it. */
	readonly wholeMs: number;
}

/** A vault, a plan for 20 of its notes, and how long that plan takes. */
async function prepare(folder: string): Promise<Bench> {
	const template = join(folder, 'template');
	await mkdir(join(template, 'vault'), { recursive: true });
	for (let i = 0; i < NOTES; i++) await writeFile(note(template, i), `# Note ${i}\n\n${sentence('first', i)}\n\n- [ ] ${sentence('task', i)}\n`);
	const changes = Array.from({ length: CHANGED }, (_, i) => [
		{ type: 'append', path: `Note ${i}.md`, text: sentence('agent', i) },
		{ type: 'set-properties', path: `Note ${i}.md`, properties: { checked: true } },
	]).flat();
	await writeFile(join(template, 'changes.json'), JSON.stringify(changes));
	await end(start(template, ['plan', '--changes', 'changes.json', '--out', 'plan.json']));
	const trial = join(folder, 'trial');
	await cp(template, trial, { recursive: true });
	const began = Date.now();
	await end(start(trial, ['apply', '--plan', 'plan.json', '--yes']));
	const wholeMs = Date.now() - began;
	await rm(trial, { recursive: true });
	return { folder, template, wholeMs };
}

async function killOnce({ folder, template, wholeMs }: Bench, random: Random): Promise<Killed> {
	const place = join(folder, 'run');
	await cp(template, place, { recursive: true });
	const program = start(place, ['apply', '--plan', 'plan.json', '--yes']);
	const edited = random.chance(0.5) ? random.below(NOTES) : null;
	const person = edited === null ? Promise.resolve() : wait(wholeMs * random.next()).then(() => appendFile(note(place, edited), `\n${sentence('person', edited)}\n`));
	// Half of the kills come at any moment, half right after some note was written, however slow the machine is.
	await (random.chance(0.5) ? wait(wholeMs * (0.4 + 0.65 * random.next())) : writes(place, { count: 1 + random.below(CHANGED), program }));
	program.kill('SIGKILL');
	await Promise.all([end(program), person]);
	const before = await agentSentences(place);
	// Any command recovers first.
	await end(start(place, ['log']));
	const result = await judge(place, edited);
	await rm(place, { recursive: true });
	return { ...result, inTheMiddle: before > 0 && before < CHANGED ? 1 : 0 };
}

async function judge(place: string, edited: number | null): Promise<Omit<Killed, 'inTheMiddle'>> {
	const texts = await everyText(join(place, 'vault'));
	const all = [...texts.values()].join('\n');
	const own = Array.from({ length: NOTES }, (_, i) => [sentence('first', i), sentence('task', i)]).flat();
	const lost = own.filter((text) => !all.includes(text)).reduce((sum, text) => sum + text.length, 0);
	const done = Array.from({ length: CHANGED }, (_, i) => all.includes(sentence('agent', i)));
	const overwritten = edited !== null && !(texts.get(`Note ${edited}.md`) ?? '').includes(sentence('person', edited));
	return { lost, halfDone: new Set(done).size > 1 ? 1 : 0, overwritten: overwritten ? 1 : 0 };
}

async function agentSentences(place: string): Promise<number> {
	const all = [...(await everyText(join(place, 'vault'))).values()].join('\n');
	return Array.from({ length: CHANGED }, (_, i) => all.includes(sentence('agent', i))).filter(Boolean).length;
}

/** Every visible note of the vault. What lies in a hidden leftover is not the person's to find. */
async function everyText(vault: string): Promise<Map<string, string>> {
	const names = (await readdir(vault)).filter((name) => name.endsWith('.md') && !name.startsWith('.'));
	return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(vault, name), 'utf8')] as const)));
}

function start(place: string, words: readonly string[]) {
	const env = { ...process.env, HOME: place, XDG_STATE_HOME: join(place, 'state'), XDG_CONFIG_HOME: join(place, 'config'), INIT_CWD: place };
	return spawn(process.execPath, [PROGRAM, ...words, '--vault', 'vault'], { env, stdio: 'ignore' });
}

function end(program: ReturnType<typeof start>): Promise<void> {
	return new Promise((done) => (program.exitCode !== null || program.signalCode !== null ? done() : program.once('exit', () => done())));
}

/** Resolves when so many writes of notes were seen, or the program has ended. */
async function writes(place: string, { count, program }: { count: number; program: ReturnType<typeof start> }): Promise<void> {
	let left = count;
	const stop = new AbortController();
	const seen = new Promise<void>((done) => {
		watch(join(place, 'vault'), { signal: stop.signal }, (_event, name) => {
			if (name?.startsWith('Note ') && --left <= 0) done();
		});
	});
	await Promise.race([seen, end(program)]);
	stop.abort();
}

function wait(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}

function note(place: string, i: number): string {
	return join(place, 'vault', `Note ${i}.md`);
}

function sentence(who: string, i: number): string {
	return `The ${who} sentence of note ${i} stands here.`;
}
