/** The undo link of the run log on the built plugin: it asks, shows the run, and acts on a yes alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes } from '../../src/core/changes/changes';
import { vaultPath } from '../../src/core/lib/vault-path';
import { Device } from './device';
import { startHost, type Host, type HostOptions } from './loader';
import { lucide } from './probe-host';
import { decode, MemoryStorage } from './storage';

const root = join(__dirname, '../..');
const code = readFileSync(join(root, 'main.js'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as HostOptions['manifest'];
const LATER = 'One.\n\nTwo.\n';

let host: Host;
let changes: Changes;
let runId: string;
let storage: MemoryStorage;

beforeEach(async () => {
	storage = new MemoryStorage({ 'A.md': 'One.\n' });
	host = await startHost({ code, manifest, storage, device: new Device({ data: { runLog: true } }), icon: lucide });
	host.run('open-activity');
	changes = await until(async () => (host.app.workspace.getLeavesOfType('praxis-activity')[0]?.view as { session?: { praxis: { changes: Changes } | null } } | undefined)?.session?.praxis?.changes);
	await changes.recover();
	runId = (await changes.apply(await changes.plan([{ type: 'append', path: vaultPath('A.md'), text: 'Two.' }], { reason: 'Add the second' }))).id;
});
afterEach(async () => {
	await host.close();
	document.body.replaceChildren();
});

async function until<T>(find: () => Promise<T | null | undefined>): Promise<T> {
	for (let round = 0; round < 300; round++) {
		const found = await find();
		if (found !== undefined && found !== null) return found;
		await new Promise((done) => window.setTimeout(done, 10));
	}
	throw new Error(`Nothing came.\n${document.body.textContent}`);
}

const textOfA = async (): Promise<string> => decode(await storage.read('A.md'));
const modal = async (): Promise<HTMLElement> => until(async () => document.querySelector<HTMLElement>('.mod-confirmation'));
const follow = (run?: string): void => void host.plugin.protocolHandlers__.get('praxis-undo')?.({ action: 'praxis-undo', ...(run === undefined ? {} : { run }) });
const notices = (): string[] => Array.from(document.querySelectorAll('.notice'), (el) => el.textContent ?? '');
const noticed = async (words: string): Promise<string> => until(async () => notices().find((text) => text.includes(words)));

async function press(label: string): Promise<void> {
	const buttons = Array.from((await modal()).querySelectorAll('button'));
	buttons.find(({ textContent }) => textContent === label)?.click();
}

test('given the link that the log wrote, when it is followed and confirmed, then the run is undone', async () => {
	const log = await until(async () => {
		const entry = (await storage.list()).find(({ path, isFolder }) => !isFolder && path.startsWith('Praxis/Runs/'));
		return entry && decode(await storage.read(entry.path));
	});
	const [, address = ''] = /\[Undo\]\((\S+)\)/.exec(log) ?? [];
	const link = new URL(address);
	expect([link.host, link.searchParams.get('vault'), link.searchParams.get('run')]).toEqual(['praxis-undo', host.app.vault.getName(), runId]);
	follow(link.searchParams.get('run') ?? '');
	expect((await modal()).textContent).toContain('Add the second');
	expect((await modal()).textContent).toContain('1 note changed');
	await press('Undo');
	await noticed('Undone');
	expect(await textOfA()).toBe('One.\n');
});

test('given the link, when the question is declined, then nothing happens', async () => {
	follow(runId);
	expect(document.activeElement?.textContent).not.toBe('Undo');
	await press('Leave as it is');
	await host.settle();
	expect(document.querySelector('.mod-confirmation')).toBeNull();
	expect((await changes.runs()).find(({ id }) => id === runId)?.undoneBy).toBeNull();
	expect(await textOfA()).toBe(LATER);
});

test.each([['an unknown run', '../../x'], ['no run', undefined]])('given a link with %s, when it is followed, then a notice says so and nothing is asked', async (_name, run) => {
	follow(run);
	await noticed('This device knows of no such change.');
	expect(document.querySelector('.mod-confirmation')).toBeNull();
	expect(await textOfA()).toBe(LATER);
});

test('given a run that was undone, when its link is followed, then a notice says that nothing is left to undo', async () => {
	await changes.undo(runId);
	follow(runId);
	await noticed('There is nothing left to undo');
	expect(document.querySelector('.mod-confirmation')).toBeNull();
});

test('given a record in the log that came last, when the last change is undone, then it is the person’s', async () => {
	await until(async () => (await changes.runs()).find(({ reason, phase }) => reason === 'Run log' && phase !== 'open'));
	host.run('undo-last');
	await noticed('Undone');
	expect(await textOfA()).toBe('One.\n');
});
