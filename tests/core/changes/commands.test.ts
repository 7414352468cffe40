/** Any order of edits, renames, deletions, sync, runs, kills, restarts, undo and redo, against a model of what the person said. */
import fc from 'fast-check';
import { createChanges, type Change, type Changes } from '../../../src/core/changes/changes';
import { PraxisError } from '../../../src/core/lib/errors';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { ClosedLosses } from '../../support/closed-losses';
import { Crash, CrashWorld } from '../../support/crash-world';
import { Person } from '../../support/person';
import { Random } from '../../support/random';

type Run = { readonly type: 'undo' | 'redo' } | { readonly type: 'run'; readonly change: 'append' | 'property' | 'create' | 'rename' | 'trash'; readonly note: number };

type Command =
	| Run
	| { readonly type: 'person' }
	| { readonly type: 'restart' }
	| { readonly type: 'wait' }
	| { readonly type: 'kill'; readonly after: number };

const command: fc.Arbitrary<Command> = fc.oneof(
	fc.record({ type: fc.constantFrom('person' as const, 'restart' as const, 'wait' as const) }),
	fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const) }),
	fc.record({ type: fc.constant('run' as const), change: fc.constantFrom('append' as const, 'property' as const, 'create' as const, 'rename' as const, 'trash' as const), note: fc.nat(3) }),
	fc.record({ type: fc.constant('kill' as const), after: fc.integer({ min: 1, max: 40 }) }),
);

/** The model is the set of sentences that the person said and did not delete; after each restart all must be there. */
class Vault {
	readonly #random: Random;
	readonly #person: Person;
	readonly #world: CrashWorld;
	readonly #losses: ClosedLosses;
	#changes: Changes;
	#ids = 0;

	constructor(seed: number) {
		this.#random = new Random(seed);
		this.#person = new Person(this.#random);
		this.#world = new CrashWorld({ random: this.#random, makeError: (code, message) => new PraxisError(code, message), onStep: (world) => this.#random.chance(0.02) && this.#person.act(world) });
		for (let note = 0; note < 4; note++) this.#world.foreignWrite(`Note ${note}.md`, this.#person.note());
		this.#losses = new ClosedLosses(this.#world);
		this.#changes = this.#start();
	}

	#start(): Changes {
		const world = this.#world;
		return createChanges({ vault: world.vault(), store: world.store(), now: world.now, newId: () => `run-${String(++this.#ids).padStart(4, '0')}`, deviceId: 'd', limits: { removals: 99, removalShare: 1 } });
	}

	async do(step: Command): Promise<void> {
		if (step.type === 'person') return this.#person.act(this.#world);
		if (step.type === 'wait') return void (this.#world.ms += 20 * 60_000);
		if (step.type === 'kill') return void (this.#world.crashAt = this.#world.steps + step.after);
		if (step.type === 'restart') return this.restart();
		try {
			await this.#run(step);
		} catch (error) {
			if (error instanceof Crash) await this.restart();
			else if (!(error instanceof PraxisError)) throw error;
		}
	}

	async #run(step: Run): Promise<void> {
		if (step.type === 'run') return void (await this.#changes.apply(await this.#changes.plan([this.#change(step)])));
		const runs = (await this.#changes.runs()).filter((run) => run.kind === 'apply' && (run.undoneBy === null) === (step.type === 'undo'));
		if (runs.length > 0) await this.#changes[step.type](this.#random.pick(runs).id);
	}

	#change({ change, note }: { change: string; note: number }): Change {
		const paths = [...this.#world.disk.files.keys()];
		const path = vaultPath(paths[note % paths.length] ?? 'None.md');
		if (change === 'append') return { type: 'append', path, text: 'By Praxis.' };
		if (change === 'property') return { type: 'set-properties', path, properties: { praxis: this.#ids } };
		if (change === 'create') return { type: 'create', path, text: 'By Praxis.' };
		return change === 'rename' ? { type: 'rename', path, to: vaultPath(`Renamed ${this.#ids}.md`) } : { type: 'trash', path };
	}

	async restart(): Promise<void> {
		this.#world.restart();
		this.#changes = this.#start();
		await this.#losses.look(this.#changes);
		expect((await this.#changes.recover()).problems).toEqual([]);
	}

	/**
	 * Texts that undo brings back. A power cut may tear a note that was written and removed within a minute, when it
	 * already lies in the trash, where no program can mend it.
	 */
	async #removed(): Promise<string[]> {
		const details = await Promise.all((await this.#changes.runs()).map((run) => this.#changes.details(run.id)));
		return details.flat().flatMap((note) => (note.outcome === 'trashed' ? [note.before] : []));
	}

	async check(): Promise<void> {
		await this.restart();
		const { files, trash } = this.#world.disk;
		const everywhere = [...[...files.values(), ...trash].map((file) => file.text), ...(await this.#removed())].join('\n');
		expect([...this.#person.sentences].filter((sentence) => !everywhere.includes(sentence) && !this.#losses.keeps(sentence))).toEqual([]);
		for (const run of await this.#changes.runs()) expect(run.phase).not.toBe('open');
	}
}

it('loses nothing of the person in any order of events', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(1_000_000), fc.array(command, { maxLength: 25 }), async (seed, commands) => {
			const vault = new Vault(seed);
			for (const step of commands) await vault.do(step);
			await vault.check();
		}),
		{ numRuns: 300 },
	);
});
