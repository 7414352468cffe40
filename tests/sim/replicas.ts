/**
 * Two devices with the same vault behind a sync that delays, reorders and repeats. People write on both, both run
 * Praxis, both have the same scheduled jobs. Counts sentences lost and jobs done twice.
 */
import { createChanges, type Changes } from '../../src/core/changes/changes';
import { isJobDone, jobId, jobPath, jobRunId } from '../../src/core/changes/jobs';
import { recordChange, recordPath, parseRecords } from '../../src/core/changes/records';
import { isPraxisError, PraxisError } from '../../src/core/lib/errors';
import { hashText } from '../../src/core/lib/hash';
import { vaultPath } from '../../src/core/lib/vault-path';
import type { Row } from '../eval/guard/rows';
import { ClosedLosses } from '../support/closed-losses';
import { Crash, CrashWorld } from '../support/crash-world';
import { Person } from '../support/person';
import { Random } from '../support/random';

/** `npm run sim -- replicas --n N --seed S`: every value must be 0. */
export async function run({ n = 10_000, seed = 1 }: { n?: number; seed?: number } = {}): Promise<Row[]> {
	const violations = await replicaScenarios({ n, seed });
	for (const line of violations.slice(0, 5)) console.error(line);
	return [
		{ metric: 'lost_bytes', value: violations.filter((line) => line.includes('lost')).join('').length },
		{ metric: 'done_twice', value: violations.filter((line) => line.includes('twice')).length },
	].map((row) => ({ set: 'replicas', engine: 'praxis', n, ...row }));
}

export async function replicaScenarios({ n, seed }: { n: number; seed: number }): Promise<string[]> {
	const violations: string[] = [];
	for (let index = 0; index < n; index++) violations.push(...(await new Interleaving(seed + index).run()));
	return violations;
}

/** A file as it was sent, with the text it was made from. */
interface Parcel {
	readonly path: string;
	readonly base: string | null;
	readonly text: string;
}

class Device {
	readonly world: CrashWorld;
	readonly losses: ClosedLosses;
	readonly inbox: Parcel[] = [];
	/** The text of each file as this device last sent or got it. */
	readonly #known = new Map<string, string>();
	readonly #seen = new Set<string>();
	changes: Changes;
	#ids = 0;

	constructor(
		readonly id: string,
		readonly random: Random,
		onStep: () => void,
	) {
		this.world = new CrashWorld({ random, makeError: (code, message) => new PraxisError(code, message), onStep });
		this.losses = new ClosedLosses(this.world);
		this.changes = this.start();
	}

	start(): Changes {
		const { world } = this;
		this.changes = createChanges({ vault: world.vault(), store: world.store(), now: world.now, newId: () => `${this.id}-${String(this.#ids++).padStart(4, '0')}`, deviceId: this.id });
		return this.changes;
	}

	/** What changed here since the last time. */
	outgoing(): Parcel[] {
		const parcels: Parcel[] = [];
		for (const [path, { text }] of this.world.disk.files) {
			const base = this.#known.get(path) ?? null;
			if (text !== base) parcels.push({ path, base, text });
			this.#know(path, text);
		}
		return parcels;
	}

	/** As a sync that cannot merge: a file that changed on both sides is kept twice. */
	receive({ path, base, text }: Parcel): void {
		const here = this.world.disk.files.get(path)?.text;
		if (here === text || this.#seen.has(`${path}\n${text}`)) return;
		const isFree = here === undefined ? base === null : here === base;
		const target = isFree ? path : path.replace(/\.md$/, ` (sync ${hashText(text).slice(0, 6)}).md`);
		if (isFree || !this.world.disk.files.has(target)) this.world.foreignWrite(target, text);
		this.#know(target, text);
	}

	#know(path: string, text: string): void {
		this.#known.set(path, text);
		this.#seen.add(`${path}\n${text}`);
	}
}

class Interleaving {
	readonly #seed: number;
	readonly #random: Random;
	readonly #person: Person;
	readonly #devices: readonly [Device, Device];
	readonly #violations: string[] = [];
	readonly #records: string[] = [];
	#attempts = 0;
	#inTransit = false;

	constructor(seed: number) {
		this.#seed = seed;
		this.#random = new Random(seed);
		this.#person = new Person(this.#random);
		const meanwhile = (): void => this.#meanwhile();
		this.#devices = [new Device('laptop', this.#random, meanwhile), new Device('phone', this.#random, meanwhile)];
	}

	async run(): Promise<readonly string[]> {
		const [laptop] = this.#devices;
		for (let note = 0; note < 1 + this.#random.below(3); note++) laptop.world.foreignWrite(`Note ${note}.md`, this.#person.note());
		this.#exchange();
		while (this.#devices.some((device) => device.inbox.length > 0)) this.#deliver();
		this.#inTransit = true;
		for (let turn = 0; turn < 6 + this.#random.below(8); turn++) await this.#turn(this.#random.pick(this.#devices));
		this.#inTransit = false;
		for (let round = 0; round < 4; round++) {
			this.#exchange();
			while (this.#devices.some((device) => device.inbox.length > 0)) this.#deliver();
		}
		this.#check();
		return this.#violations;
	}

	/** One thing that a device does; it may die in its middle. */
	async #turn(device: Device): Promise<void> {
		const { world } = device;
		if (this.#random.chance(0.3)) world.crashAt = world.steps + 1 + this.#random.below(40);
		try {
			const dice = this.#random.next();
			if (dice < 0.3) await this.#append(device);
			else if (dice < 0.7) await this.#job(device, this.#random.below(3));
			else if (dice < 0.85) await this.#record(device);
			else await this.#undo(device);
		} catch (error) {
			if (!(error instanceof Crash) && !isPraxisError(error, 'missing-note')) throw error;
		}
		if (!world.isDead) return void (world.crashAt = Infinity);
		world.restart();
		const changes = device.start();
		await device.losses.look(changes);
		await changes.recover();
	}

	async #append(device: Device): Promise<void> {
		// A record note is written by its own device alone.
		const paths = [...device.world.disk.files.keys()].filter((one) => !one.startsWith('Records/'));
		if (paths.length === 0) return;
		const path = this.#random.pick(paths);
		await device.changes.apply(await device.changes.plan([{ type: 'append', path: vaultPath(path), text: `By ${device.id}.` }]));
	}

	/** A job runs on the device that it belongs to, as often as its schedule and the restarts ask for it. */
	async #job(device: Device, number: number): Promise<void> {
		if (device !== this.#devices[number % 2]) return;
		const id = jobId({ job: 'brief', number });
		if (await isJobDone(id, device.world.vault())) return;
		const text = `Brief ${number}, attempt ${++this.#attempts}.`;
		await device.changes.apply(await device.changes.plan([{ type: 'create', path: jobPath('Briefs', 'Brief', id), text, ifExists: 'skip' }], { id: jobRunId(id) }));
	}

	async #record(device: Device): Promise<void> {
		const path = recordPath('Records', device.id, device.world.now());
		const title = `R${this.#records.length}.`;
		const record = { at: device.world.now().toISOString(), kind: 'run', fields: { title }, body: '' };
		await device.changes.apply(await device.changes.plan([recordChange(path, record, device.world.disk.files.has(path))]));
		this.#records.push(title);
	}

	async #undo(device: Device): Promise<void> {
		const run = (await device.changes.runs()).find((one) => one.undoneBy === null && one.kind !== 'redo' && one.kind !== 'undo' && !one.id.startsWith('job-') && !one.summary.includes('2026-'));
		if (run) await device.changes.undo(run.id);
	}

	#meanwhile(): void {
		if (!this.#inTransit) return;
		const dice = this.#random.next();
		if (dice < 0.04) this.#person.act(this.#random.pick(this.#devices).world);
		else if (dice < 0.12) this.#exchange();
		else if (dice < 0.3) this.#deliver();
	}

	#exchange(): void {
		const [laptop, phone] = this.#devices;
		const [fromLaptop, fromPhone] = [laptop.outgoing(), phone.outgoing()];
		phone.inbox.push(...fromLaptop);
		laptop.inbox.push(...fromPhone);
	}

	/** Any parcel, not only the first; and sometimes it comes again. */
	#deliver(): void {
		const device = this.#random.pick(this.#devices.filter((one) => one.inbox.length > 0).concat(this.#devices));
		if (device.inbox.length === 0) return;
		const at = this.#random.below(device.inbox.length);
		const parcel = device.inbox[at];
		if (parcel === undefined) return;
		if (!this.#random.chance(0.1)) device.inbox.splice(at, 1);
		device.receive(parcel);
	}

	#check(): void {
		const files = this.#devices.flatMap(({ world }) => [...world.disk.files].map(([path, { text }]) => ({ path, text })));
		const everywhere = [...files.map((file) => file.text), ...this.#devices.flatMap(({ world }) => world.disk.trash.map((file) => file.text))].join('\n');
		for (const sentence of this.#person.sentences) if (!everywhere.includes(sentence) && !this.#devices.some(({ losses }) => losses.keeps(sentence))) this.#violations.push(`${this.#seed}: lost ${sentence}`);
		for (const title of this.#records) if (!everywhere.includes(title) && !this.#devices.some(({ losses }) => losses.allows(title))) this.#violations.push(`${this.#seed}: lost record ${title}`);
		for (const { id, world } of this.#devices) for (const [path, { text }] of world.disk.files) if (/^Records\/\w+\/[\d-]+\.md$/.test(path) && path.startsWith(`Records/${id}/`) && this.#isOurs(text)) this.#checkRecords(path, text);
		for (let number = 0; number < 3; number++) {
			const done = new Set([...everywhere.matchAll(new RegExp(`Brief ${number}, attempt \\d+`, 'g'))].map(([attempt]) => attempt));
			if (done.size > 1) this.#violations.push(`${this.#seed}: done twice: ${[...done].join(', ')}`);
		}
	}

	/** Only when nobody else wrote into the record note. */
	#isOurs(text: string): boolean {
		return !/P\d+\.|By \w+\./.test(text);
	}

	#checkRecords(path: string, text: string): void {
		const { problems } = parseRecords(path, text);
		if (problems.length > 0) this.#violations.push(`${this.#seed}: lost the form of ${path}: ${JSON.stringify(text)}`);
	}
}
