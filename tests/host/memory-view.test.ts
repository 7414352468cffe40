/** The memory view in its states: starting, an error that passes, fifty thousand claims, and what it shows when it is asked for one of them. */
import type { WorkspaceLeaf } from 'obsidian';
import { createApp, type App } from '../../src/core/app';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { MemoryView } from '../../src/obsidian/memory/memory-view';
import type { Session } from '../../src/obsidian/session';
import { CLAIMS, claimNote, ID } from '../support/claim-notes';
import { memoryHost } from '../support/memory-host';
import type { Host } from './loader';
import { startProbe } from './probe-host';

/** A claim that is drawn when the list ends is drawn with all before it: fewer here than a person may have. */
const MANY = 1_000;
let page: Host | undefined;
let app: App | undefined;
afterEach(async () => {
	app?.close();
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));
const titles = (): string[] => all('.praxis-claim .praxis-run-title').map((el) => el.textContent ?? '');
async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 1_000 && !holds(); round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(holds()).toBe(true);
}

interface Shown {
	readonly view: MemoryView;
	start(): void;
}

/** Opens the view over these notes; it starts at once unless told. */
async function show(files: Readonly<Record<string, string>>, { isStarting = false, change = (praxis: App): App => praxis } = {}): Promise<Shown> {
	page = await startProbe();
	const praxis = change((app = createApp(memoryHost(files, { at: '2026-11-22T09:00:00.000Z' }), DEFAULT_SETTINGS)));
	let tell = (): void => undefined;
	const session = { app: page.app, praxis: isStarting ? null : praxis, settings: DEFAULT_SETTINGS, status: praxis.index.status, onStatus: (listener: () => void) => ((tell = listener), () => undefined) };
	const view = new MemoryView(page.app.workspace.getLeaf('tab') as unknown as WorkspaceLeaf, session as unknown as Session);
	document.body.append(view.containerEl);
	await view.onOpen();
	return {
		view,
		start: () => {
			session.praxis = praxis;
			tell();
		},
	};
}

test('given a plugin that is still starting, when the memory is open, then a skeleton stands there until the claims are known', async () => {
	const { start, view } = await show(CLAIMS, { isStarting: true });
	expect(all('.praxis-skeleton')).toHaveLength(1);
	start();
	await until(() => titles().length === 6);
	expect(all('.praxis-skeleton')).toHaveLength(0);
	await view.onClose();
});

test('given a memory that cannot be read, when it is open, then it says so with what that means, and another try shows the claims', async () => {
	let fails = 1;
	const { view } = await show(CLAIMS, {
		change: (praxis) => ({ ...praxis, memory: { ...praxis.memory, uses: { all: () => (fails-- > 0 ? Promise.reject(new Error('the disk is gone')) : Promise.resolve(new Map())) } as unknown as App['memory']['uses'] } }),
	});
	const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
	await until(() => all('[role="alert"]').length === 1);
	expect(all('[role="alert"]')[0]?.textContent).toContain('Your notes are unchanged.');
	told.mockRestore();
	all('[role="alert"] button')[0]?.click();
	await until(() => titles().length === 6);
	await view.onClose();
});

test('given very many claims, when the memory is open, then only what is looked at is drawn; and one that is asked for is drawn, opened, though far below', async () => {
	const files = Object.fromEntries(Array.from({ length: MANY }, (_none, n) => [`Praxis/Memory/${n}.md`, claimNote(n % 100, `Claim ${n}.`, { subject: `Subject ${String(n % 50).padStart(2, '0')}` }).replace(`id: ${ID(n % 100)}`, `id: ${`01KBN3W8Q2X7M4T9V6RZ5C${String(n).padStart(4, '0')}`}`)]));
	const { view } = await show(files);
	await until(() => titles().length > 0);
	expect(titles().length).toBeLessThan(100);
	expect(all('.praxis-more')).toHaveLength(1);
	await view.setState({ open: 'Praxis/Memory/499.md' }, { history: false });
	await until(() => all('.praxis-claim.is-open').length === 1);
	expect(all('.praxis-claim.is-open .praxis-run-title')[0]?.textContent).toBe('Claim 499.');
	await view.onClose();
});

test('given a claim into which a page was pasted by hand, when the memory is open, then its beginning is drawn', async () => {
	const { view } = await show({ 'Praxis/Memory/a.md': claimNote(1, `Anna said this. ${'word '.repeat(50_000)}`) });
	await until(() => titles().length === 1);
	expect(titles()[0]).toMatch(/^Anna said this\. word .*…$/);
	expect(view.containerEl.outerHTML.length).toBeLessThan(20_000);
	await view.onClose();
});

test('given what the workspace kept in another version or by hand, when the view is shown, then it shows what it can', async () => {
	const { view } = await show(CLAIMS);
	await view.setState({ tab: 'elsewhere', filter: { text: 7, subject: null, type: 'nonsense', only: 'nothing' }, shape: 'circle', open: 9 }, { history: false });
	await until(() => titles().length === 6);
	expect(view.getState()).toEqual({ tab: 'claims', filter: { text: '', subject: '', type: '', only: null }, shape: 'subject' });
	await view.onClose();
});
