/**
 * Crash simulation of the write path: 1 to 5 notes, a program that dies at any step of applying, recovering or undoing,
 * and others who write meanwhile. Counts what must never be: sentences lost, runs half done, edits overwritten.
 */
import { createChanges, type Change, type Changes, type Plan } from '../../src/core/changes/changes';
import { PraxisError } from '../../src/core/lib/errors';
import { vaultPath } from '../../src/core/lib/vault-path';
import { ClosedLosses } from '../support/closed-losses';
import { Crash, CrashWorld } from '../support/crash-world';
import { Person } from '../support/person';
import { Random } from '../support/random';
import type { Row } from '../eval/guard/rows';

/** The program under test: the real one, or one with a fault planted in it. */
export interface Program {
	readonly createChanges: typeof createChanges;
	readonly PraxisError: typeof PraxisError;
}

export interface Violation {
	readonly kind: 'lost' | 'half-done' | 'overwritten' | 'not-restored';
	readonly seed: number;
	readonly detail: string;
	/** What had happened until then. */
	readonly log: readonly string[];
}

const REAL: Program = { createChanges, PraxisError };

/** Runs `n` scenarios from `seed` on, and gives what went wrong. */
export async function crashScenarios({ n, seed, program = REAL, stopAtFirst = false }: { n: number; seed: number; program?: Program; stopAtFirst?: boolean }): Promise<Violation[]> {
	const violations: Violation[] = [];
	for (let index = 0; index < n; index++) {
		violations.push(...(await outcomeOf(seed + index, program)));
		if (stopAtFirst && violations.length > 0) break;
	}
	return violations;
}

/** A program that fails, or does not come to an end, has left its run half done. */
async function outcomeOf(seed: number, program: Program): Promise<readonly Violation[]> {
	try {
		return await new Scenario(seed, program).run();
	} catch (error) {
		return [{ kind: 'half-done', seed, detail: String(error), log: [] }];
	}
}

/** `npm run sim -- crash --n N --seed S`: every value must be 0. */
export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const violations = await crashScenarios({ n, seed });
	for (const { kind, seed: at, detail } of violations.slice(0, 5)) console.error(`seed ${at}: ${kind}: ${detail}`);
	const of = (kind: Violation['kind']): Violation[] => violations.filter((one) => one.kind === kind);
	return [
		{ metric: 'lost_bytes', value: of('lost').reduce((sum, one) => sum + one.detail.length, 0) },
		{ metric: 'half_done', value: of('half-done').length },
		{ metric: 'foreign_overwritten', value: of('overwritten').length },
		{ metric: 'not_restored', value: of('not-restored').length },
	].map((row) => ({ set: 'crash', engine: 'praxis', n, ...row }));
}

class Scenario {
	readonly #seed: number;
	readonly #program: Program;
	readonly #random: Random;
	readonly #person: Person;
	readonly #world: CrashWorld;
	readonly #violations: Violation[] = [];
	readonly #background: Promise<unknown>[] = [];
	/** How likely somebody writes at a step; zero in a quiet scenario, in which everything must come back exactly. */
	readonly #business: number;
	readonly #watches: boolean;
	#marks = 0;
	readonly #losses: ClosedLosses;
	/** Sentences that the plan takes out, as the person agreed. */
	readonly #agreed = new Set<string>();

	constructor(seed: number, program: Program) {
		this.#seed = seed;
		this.#program = program;
		this.#random = new Random(seed);
		this.#person = new Person(this.#random);
		this.#business = this.#random.pick([0, 0, 0.02, 0.1, 0.3]);
		this.#watches = this.#random.chance(0.5);
		this.#world = new CrashWorld({
			random: this.#random,
			makeError: (code, message) => new program.PraxisError(code, message),
			onStep: (world) => this.#random.chance(this.#business) && this.#isRunning && this.#person.act(world),
		});
		this.#losses = new ClosedLosses(this.#world);
	}

	#isRunning = false;

	async run(): Promise<readonly Violation[]> {
		const world = this.#world;
		const count = 1 + this.#random.below(5);
		for (let index = 0; index < count; index++) world.foreignWrite(`Note ${index}.md`, this.#person.note());
		const first = this.#texts();
		const plan = await this.#start().plan(this.#changes(count), { limits: { removals: 99, removalShare: 1 } });
		this.#isRunning = true;
		await this.#untilDone((changes) => changes.apply(plan));
		const isDone = this.#checkDone(plan);
		this.#checkPerson('after apply');
		if (isDone && this.#random.chance(0.7)) await this.#takeBack(plan, first);
		return this.#violations;
	}

	/** Undo, and perhaps redo, each with crashes of its own. */
	async #takeBack(plan: Plan, first: string): Promise<void> {
		const done = this.#texts();
		await this.#reversal(plan.id, 'undo');
		this.#checkPerson('after undo');
		if (this.#isExact && this.#texts() !== first) this.#fail('not-restored', `undo: ${this.#texts()} instead of ${first}`);
		if (this.#random.chance(0.5)) return;
		await this.#reversal(plan.id, 'redo');
		this.#checkPerson('after redo');
		if (this.#isExact && this.#texts() !== done) this.#fail('not-restored', `redo: ${this.#texts()} instead of ${done}`);
	}

	/** The person asks again when the crash came before the undo began. */
	async #reversal(runId: string, kind: 'undo' | 'redo'): Promise<void> {
		for (let tries = 0; tries < 40; tries++) {
			await this.#untilDone((changes) => changes[kind](runId));
			const run = (await this.#start().runs()).find((one) => one.id === runId);
			if ((run?.undoneBy !== null) === (kind === 'undo')) return;
		}
		this.#fail('half-done', `${kind} did not come about`);
	}

	/** Starts the work, with a crash somewhere; then recovers, perhaps with more crashes. */
	async #untilDone(work: (changes: Changes) => Promise<unknown>): Promise<void> {
		const world = this.#world;
		for (let tries = 0; ; tries++) {
			const changes = this.#start();
			if (tries < 3 && this.#random.chance(0.85)) world.crashAt = world.steps + 1 + this.#random.below(tries === 0 ? 90 : 40);
			try {
				if (tries > 0) await this.#recover(changes);
				else await work(changes);
				await Promise.all(this.#background.splice(0));
				if (world.isDead) throw new Crash();
				if (this.#random.chance(0.7)) world.ms += 3 * 60_000;
				if (tries > 0 || this.#random.chance(0.5)) return this.#settle();
				world.crashAt = world.steps + 1;
				await changes.runs().then(() => world.vault().list());
			} catch (error) {
				if (!(error instanceof Crash)) throw error;
			}
			await Promise.all(this.#background.splice(0));
			world.restart();
			await this.#losses.look(this.#start({ watches: false }));
			if (this.#business > 0 && this.#random.chance(0.3)) this.#person.act(world);
		}
	}

	async #recover(changes: Changes): Promise<void> {
		const { problems } = await changes.recover();
		if (problems.length > 0) this.#fail('half-done', problems.map((problem) => problem.message).join(' '));
	}

	#settle(): void {
		this.#world.restart();
	}

	/** Nobody wrote and no note was lost: then everything comes back exactly. */
	get #isExact(): boolean {
		return this.#business === 0 && !this.#losses.hasNames;
	}

	#start({ watches }: { watches: boolean } = { watches: this.#watches }): Changes {
		const world = this.#world;
		let ids = 0;
		const newId = (): string => `run-${String(world.steps).padStart(6, '0')}-${ids++}`;
		const changes = this.#program.createChanges({ vault: world.vault(), store: world.store(), now: world.now, newId, deviceId: 'device' });
		const tell = (work: Promise<void>): void => void this.#background.push(work.catch((error: unknown) => {
			if (!(error instanceof Crash)) throw error;
		}));
		if (watches) world.vault().watch((change) => tell(changes.noteChanged(change)));
		return changes;
	}

	#changes(count: number): Change[] {
		const changes: Change[] = [];
		for (let index = 0; index < count; index++) {
			const path = `Note ${index}.md`;
			changes.push(...this.#changesTo(path, this.#world.disk.files.get(path)?.text ?? ''));
		}
		if (this.#random.chance(0.4)) changes.push({ type: 'create', path: vaultPath(`New ${this.#random.below(6)}.md`), text: `# Made\n${this.#mark()}` });
		return changes;
	}

	#changesTo(name: string, text: string): Change[] {
		const path = vaultPath(name);
		const rename: Change[] = this.#random.chance(0.15) ? [{ type: 'rename', path, to: vaultPath(`Renamed ${name}`) }] : [];
		const lines = text.match(/P\d+\. [a-z ]+/g) ?? [];
		switch (this.#random.below(7)) {
			case 0:
				return [{ type: 'append', path, text: this.#mark() }, ...rename];
			case 1:
				return [{ type: 'append', path, under: { heading: 'Log' }, text: this.#mark() }, ...rename];
			case 2:
				return [{ type: 'set-properties', path, properties: { [`praxis${this.#marks}`]: this.#mark().trim().replace(/\n/g, ' ') } }, ...rename];
			case 3:
				return [{ type: 'insert', path, at: { offset: text.indexOf('P') }, text: this.#mark() }, ...rename];
			case 4: {
				const quote = this.#random.pick(lines);
				this.#agreed.add(quote.split(' ')[0] ?? '');
				return [{ type: 'replace', path, target: { quote }, text: this.#mark().trim() }, { type: 'append', path, text: this.#mark() }, ...rename];
			}
			case 5: {
				const quote = this.#random.pick(lines);
				const start = text.indexOf(quote);
				return [{ type: 'replace', path, target: { start, end: start + quote.length }, text: `${quote} ${this.#mark().trim()}` }, ...rename];
			}
			default:
				return this.#random.chance(0.5) ? [{ type: 'trash', path }] : rename;
		}
	}

	/** Two lines of the program's own, to see whether all, a part or none of an edit is there. */
	#mark(): string {
		const mark = ++this.#marks;
		return `A${mark}a.\nA${mark}b.\n`;
	}

	/** All of the plan is done, in the notes or in copies, or nothing of it. True when it is done. */
	#checkDone(plan: Plan): boolean {
		const everywhere = this.#everywhere();
		const steps = plan.notes.length;
		const wanted = new Set([...JSON.stringify(plan.notes.map((note) => ('after' in note ? note.after : ''))).matchAll(/A\d+[ab]\./g)].map(([mark]) => mark));
		const present = [...wanted].filter((mark) => everywhere.includes(mark));
		const missing = [...wanted].filter((mark) => !present.includes(mark) && !this.#losses.allows(mark));
		if (present.length > 0 && missing.length > 0) this.#fail('half-done', `${present.join(' ')} of ${[...wanted].join(' ')}`);
		for (const [path, file] of this.#world.disk.files) {
			const twice = [...wanted].find((mark) => file.text.split(mark).length > 2);
			if (twice !== undefined) this.#fail('half-done', `${twice} stands twice in ${path}`);
		}
		const open = [...this.#world.disk.blobs].filter(([key]) => key.includes('/state-')).length;
		return present.length === wanted.size && steps > 0 && open > 0;
	}

	#checkPerson(when: string): void {
		const everywhere = this.#everywhere();
		for (const sentence of this.#person.sentences) {
			if (!everywhere.includes(sentence) && !this.#agreed.has(sentence) && !this.#losses.keeps(sentence)) this.#fail('lost', `${sentence} ${when}`);
		}
		const files = new Set([...this.#world.disk.files.values(), ...this.#world.disk.trash]);
		for (const [sentence, file] of this.#person.edits) if (!this.#world.torn.has(file) && (!files.has(file) || !file.text.includes(sentence))) this.#fail('overwritten', `${sentence} ${when}`);
		for (const { file, sentence } of this.#person.deleted) {
			const path = [...this.#world.disk.files].find(([, one]) => one === file)?.[0];
			if (path !== undefined && !path.includes('(Praxis') && file.text.includes(sentence)) this.#fail('overwritten', `${sentence} is back in ${path} ${when}`);
		}
	}

	#everywhere(): string {
		return [...this.#world.disk.files.values(), ...this.#world.disk.trash].map((file) => file.text).join('\n');
	}

	#texts(): string {
		return JSON.stringify([...this.#world.disk.files].map(([path, file]) => [path, file.text]).sort());
	}

	#fail(kind: Violation['kind'], detail: string): void {
		this.#violations.push({ kind, seed: this.#seed, detail, log: [...this.#world.log] });
	}
}
