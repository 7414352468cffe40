/** The TELOS view in its states, by keys, and while notes change; and the code block that shows the same in a note. */
import type { WorkspaceLeaf } from 'obsidian';
import { TelosBlock } from '../../src/obsidian/telos/telos-block';
import type { TelosOffers } from '../../src/obsidian/telos/telos-source';
import { TelosView } from '../../src/obsidian/telos/telos-view';
import { MemoryTelos, telosSession } from '../support/telos-source';
import type { Host } from './loader';
import { startProbe } from './probe-host';

const note = (type: string, over = '', body = 'Words.'): string => `---\ntelos: ${type}\n${over}---\n${body}\n`;
const NOTES: Readonly<Record<string, string>> = {
	'Water.md': note('problem'),
	'Show it.md': note('mission', 'addresses: "[[Water]]"\n'),
	'Map.md': note('goal', 'id: G1\nstatus: active\nsupports: "[[Show it]]"\nowner: Anna\ndue: 2026-12-31\nmetric: "[[Found]]"\n', 'Draw it.\n\n- [x] Begin ✅ 2026-11-01\n- [ ] End'),
	'Found.md': note('metric', 'target: 10\nunit: springs\n', '- 2026-09-01: 2\n- 2026-10-01: 4\n- 2026-11-01: 6'),
	'Rest.md': note('goal', 'status: paused\nsupports: "[[Show it]]"\nprivate: true\n'),
	'Old.md': note('goal', 'status: active\nsupports: "[[Nowhere]]"\n'),
};

let page: Host | undefined;
let view: TelosView | undefined;
afterEach(async () => {
	await view?.onClose();
	view = undefined;
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));
const one = (selector: string): HTMLElement => {
	const found = document.querySelector<HTMLElement>(selector);
	if (!found) throw new Error(`There is no ${selector} in\n${document.body.textContent}`);
	return found;
};
const titles = (): string[] => all('.praxis-telos-row').map((el) => el.querySelector('.praxis-telos-title')?.textContent ?? '');
const active = (): string => one('.praxis-telos-row[aria-selected="true"] .praxis-telos-title').textContent ?? '';
const pageTitle = (): string => one('.praxis-telos-page-title').textContent ?? '';
const row = (title: string): HTMLElement => {
	const found = all('.praxis-telos-row').find((el) => el.querySelector('.praxis-telos-title')?.textContent === title);
	if (!found) throw new Error(`No row is called ${title}: ${titles().join(', ')}`);
	return found;
};

async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 300 && !holds(); round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(holds()).toBe(true);
}

function press(key: string, over: KeyboardEventInit = {}, selector = '.praxis-telos-tree'): void {
	one(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over }));
}

async function show(telos: MemoryTelos | null = new MemoryTelos(NOTES), offers?: TelosOffers): Promise<ReturnType<typeof telosSession>> {
	page = await startProbe({ files: { ...NOTES, 'Start.md': 'Hello.\n' } });
	const session = telosSession(telos);
	view = new TelosView(page.app.workspace.getLeaf('tab') as unknown as WorkspaceLeaf, session as unknown as ConstructorParameters<typeof TelosView>[1], offers);
	document.body.append(view.containerEl);
	await view.onOpen();
	await Promise.resolve();
	return session;
}

const openNote = (): { path: string; line: number | undefined } => {
	const leaf = page?.app.workspace.activeLeaf?.view as unknown as { file?: { path: string }; shown__?: { line: number } | null } | undefined;
	return { path: leaf?.file?.path ?? '', line: leaf?.shown__?.line };
};

describe('states', () => {
	test('given a plugin that starts and then reads, when all notes are read, then the skeleton gives way to the tree', async () => {
		const telos = new MemoryTelos(NOTES, true);
		const session = await show(null);
		expect(all('.praxis-skeleton')).toHaveLength(1);
		session.praxis = { telos };
		session.tell();
		await new Promise((done) => window.setTimeout(done, 0));
		expect(all('.praxis-skeleton')).toHaveLength(1);
		telos.release();
		await until(() => all('.praxis-telos-row').length > 0);
		expect(all('.praxis-skeleton')).toHaveLength(0);
	});

	test('given a vault that cannot be read, when it is asked for again, then the view recovers', async () => {
		const telos = new MemoryTelos(NOTES);
		telos.fails = new Error('disk');
		const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
		await show(telos);
		await until(() => all('[role="alert"]').length === 1);
		expect(one('[role="alert"]').textContent).toContain('Your notes could not be read. They are unchanged.');
		expect(error).toHaveBeenCalledTimes(1);
		error.mockRestore();
		telos.fails = null;
		one('[role="alert"] button').click();
		await until(() => titles().includes('Map'));
	});

	test('given no TELOS yet, then the view says what it is for and offers what there is; the first item makes it a tree', async () => {
		const calls: string[] = [];
		const telos = new MemoryTelos({ 'Plain.md': 'No item.' });
		await show(telos, { interview: () => calls.push('interview'), importFiles: null });
		await until(() => all('.praxis-empty').length === 1);
		expect(one('.praxis-empty').textContent).toContain('No purpose written down yet');
		expect(all('.praxis-empty button').map((el) => el.textContent)).toEqual(['Start the interview']);
		one('.praxis-empty button').click();
		expect(calls).toEqual(['interview']);
		telos.put('Map.md', NOTES['Map.md'] ?? '');
		await until(() => titles().includes('Map'));
	});

	test('given a row under the pressed mouse, when notes change before it is let go, then the press counts', async () => {
		const telos = new MemoryTelos(NOTES);
		await show(telos);
		await until(() => all('.praxis-telos-row').length > 0);
		const [pressed] = all('.praxis-telos-row');
		const name = titles()[0] ?? '';
		pressed?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
		telos.put('Old.md', note('goal', 'status: active\nsupports: "[[Show it]]"\n'));
		await until(() => pressed?.isConnected === false);
		// The browser tells of what holds both rows, that of the press and that of the letting go.
		one('.praxis-telos-tree').dispatchEvent(new MouseEvent('click', { bubbles: true }));
		expect(pageTitle()).toBe(name);
	});

	test('given a closed view, then it follows nobody any more', async () => {
		const telos = new MemoryTelos(NOTES);
		await show(telos);
		await until(() => all('.praxis-telos-row').length > 0);
		expect(telos.isFollowed).toBe(true);
		await view?.onClose();
		expect(telos.isFollowed).toBe(false);
	});
});

describe('what is told', () => {
	beforeEach(async () => {
		await show();
		await until(() => all('.praxis-telos-row').length > 0);
	});

	test('given a goal, then its row tells status, work, deadline, owner, progress and values, to a screen reader as well', () => {
		expect(titles()).toEqual(['Water', 'Show it', 'Map', 'Found', 'Rest', 'Not linked to a purpose', 'Old']);
		const text = row('Map').textContent ?? '';
		for (const said of ['Active', 'Last worked on 21 days ago', 'Due', 'Anna', 'Found: 50% of the way']) expect(text).toContain(said);
		expect(row('Map').querySelectorAll('svg.praxis-sparkline')).toHaveLength(1);
		expect(row('Found').textContent).toContain('6 of 10 springs');
		expect(row('Old').textContent).toContain('Neglected: no trace of work');
		expect(row('Rest').textContent).toContain('Private');
		const attributes = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => row('Map').getAttribute(name));
		expect(attributes).toEqual(['3', '1', '2', 'true']);
	});

	test('given nothing selected, then the overview lists what is neglected and what is odd, with note and line', () => {
		expect(pageTitle()).toBe('Overview');
		const text = one('.praxis-telos-page').textContent ?? '';
		for (const said of ['1 problem', '3 goals', 'Old', 'No trace of work', '"Nowhere" leads nowhere.', 'Old, line 4']) expect(text).toContain(said);
	});

	test('given a goal is clicked, then its page has path, progress with its data, evidence that opens at its line', async () => {
		row('Map').click();
		expect(pageTitle()).toBe('Map');
		expect(Array.from(one('.praxis-telos-crumbs').querySelectorAll('button'), (el) => el.textContent?.trim())).toEqual(['Water', 'Show it']);
		const text = one('.praxis-telos-page').textContent ?? '';
		for (const said of ['Goal G1', 'Owner: Anna', 'At this pace:', 'The line through 3 values', '1 of 2 milestones', 'Task done', 'Looked for every 28 days.']) expect(text).toContain(said);
		all('.praxis-telos-section .praxis-link').find((el) => el.textContent?.startsWith('Begin') === true)?.click();
		await until(() => openNote().path === 'Map.md');
		expect(openNote().line).toBe(11);
	});

	test('given a goal with what cannot be followed, then its page tells the problem at its line', () => {
		row('Old').click();
		expect(all('.praxis-telos-section')[0]?.textContent).toContain('"Nowhere" leads nowhere.');
		expect(one('.praxis-telos-page').textContent).toContain('Serves no stated purpose.');
	});
});

describe('keys', () => {
	beforeEach(async () => {
		await show();
		await until(() => all('.praxis-telos-row').length > 0);
		one('.praxis-telos-tree').focus();
	});

	test('given the tree in focus, when arrows, Home, End and letters are pressed, then they move as in every tree', () => {
		expect(active()).toBe('Water');
		press('ArrowDown');
		expect(active()).toBe('Show it');
		expect(pageTitle()).toBe('Show it');
		press('ArrowRight');
		expect(active()).toBe('Map');
		press('ArrowLeft');
		expect(titles()).not.toContain('Found');
		press('ArrowLeft');
		expect(active()).toBe('Show it');
		press('End');
		expect(active()).toBe('Old');
		press('Home');
		expect(active()).toBe('Water');
		press('r');
		expect(active()).toBe('Rest');
		expect(one('.praxis-telos-tree').getAttribute('aria-activedescendant')).toBe(row('Rest').id);
		expect(document.activeElement).toBe(one('.praxis-telos-tree'));
		press('f', { ctrlKey: true });
		expect(active()).toBe('Rest');
	});

	test('given a row in hand, when Enter is pressed, then its note opens beside the view; Space goes to its page, Escape back', async () => {
		press('ArrowDown');
		press('ArrowDown');
		press(' ');
		expect(document.activeElement).toBe(one('.praxis-telos-page-title'));
		press('Escape', {}, '.praxis-telos-page');
		expect(document.activeElement).toBe(one('.praxis-telos-tree'));
		press('Enter');
		await until(() => openNote().path === 'Map.md');
		expect(page?.app.workspace.getLeavesOfType('markdown')).toHaveLength(1);
		press('Enter');
		await page?.settle();
		expect(page?.app.workspace.getLeavesOfType('markdown')).toHaveLength(1);
	});

	test('given the map, when arrows are pressed, then the selection goes along the picture, and plus and zero zoom', () => {
		all('.praxis-telos-shape-button')[1]?.click();
		press('Home', {}, '.praxis-telos-canvas');
		expect(pageTitle()).toBe('Water');
		press('ArrowDown', {}, '.praxis-telos-canvas');
		press('ArrowDown', {}, '.praxis-telos-canvas');
		expect(['Map', 'Rest', 'Old']).toContain(pageTitle());
		expect(all('.praxis-telos-box[aria-selected="true"]')).toHaveLength(1);
		const place = (): string => one('.praxis-telos-svg > g').getAttribute('style') ?? '';
		const before = place();
		press('+', {}, '.praxis-telos-canvas');
		expect(place()).not.toBe(before);
		press('0', {}, '.praxis-telos-canvas');
		press('ArrowLeft', { shiftKey: true }, '.praxis-telos-canvas');
		expect(place()).toContain('translate');
	});
});

describe('filter', () => {
	const choose = (label: string, value: string): void => {
		const el = one(`[aria-label="${label}"]`) as HTMLInputElement;
		el.value = value;
		el.dispatchEvent(new Event(el.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
	};

	test('given a filter by owner, status or words, then its rows stay with what is above them; nothing found offers a way back', async () => {
		await show();
		await until(() => all('.praxis-telos-row').length > 0);
		choose('Filter by owner', 'Anna');
		expect(titles()).toEqual(['Water', 'Show it', 'Map']);
		choose('Filter by owner', '');
		choose('Filter by status', 'neglected');
		expect(titles()).toEqual(['Not linked to a purpose', 'Old']);
		expect(one('.praxis-live').textContent).toBe('1 item matches');
		choose('Filter by status', '');
		choose('Filter by words', 'zebra');
		expect(titles()).toEqual([]);
		one('.praxis-telos-nothing button').click();
		expect(titles()).toContain('Map');
		expect((one('[aria-label="Filter by words"]') as HTMLInputElement).value).toBe('');
	});
});

describe('edits', () => {
	test('given a selected goal, when notes change, then it stays selected, closed rows stay closed, and its page tells the new state', async () => {
		const telos = new MemoryTelos(NOTES);
		await show(telos);
		await until(() => all('.praxis-telos-row').length > 0);
		row('Map').click();
		one('.praxis-telos-row[aria-selected="true"] .praxis-telos-fold').click();
		expect(titles()).not.toContain('Found');
		const fold = one('.praxis-telos-page details') as HTMLDetailsElement;
		fold.open = true;
		telos.put('Found.md', (NOTES['Found.md'] ?? '').replace('2026-11-01: 6', '2026-11-01: 6\n- 2026-11-20: 9'));
		await until(() => (one('.praxis-telos-page').textContent ?? '').includes('9 of 10'));
		expect(active()).toBe('Map');
		expect(titles()).not.toContain('Found');
		expect((one('.praxis-telos-page details') as HTMLDetailsElement).open).toBe(true);
	});

	test('given a selected goal, when its note moves, then it is still selected; when it goes, then the overview stands there', async () => {
		const telos = new MemoryTelos(NOTES);
		await show(telos);
		await until(() => all('.praxis-telos-row').length > 0);
		row('Map').click();
		telos.move('Map.md', 'Goals/Map.md', NOTES['Map.md'] ?? '');
		await until(() => view?.getState()['selected'] === 'Goals/Map.md');
		expect(pageTitle()).toBe('Map');
		telos.put('Goals/Map.md', 'No goal any more.');
		await until(() => pageTitle() === 'Overview');
	});

	test('given a saved state, when the view is opened with it, then item, shape and filter are as they were', async () => {
		await show();
		await view?.setState({ shape: 'map', selected: 'Map.md', filter: { text: '', status: 'open', owner: '' } }, { history: false });
		await until(() => all('.praxis-telos-box').length > 0);
		expect(pageTitle()).toBe('Map');
		expect(view?.getState()).toMatchObject({ shape: 'map', selected: 'Map.md', filter: { status: 'open' } });
	});
});

test('given mentions that take long to find, then the tree stands there before, nobody is called neglected until they are known, and each is looked for once', async () => {
	const telos = new MemoryTelos(NOTES);
	const asked: string[] = [];
	telos.evidence = { mentions: ({ title }) => {
		asked.push(title);
		return title === 'Old' ? [{ day: '2026-11-20', path: 'Diary.md', line: 3, text: 'Mentions “Old”' }] : [];
	} };
	await show(telos);
	await until(() => all('.praxis-telos-row').length > 0);
	expect(asked).toEqual([]);
	expect(row('Old').textContent).toContain('No trace of work');
	expect(document.body.textContent).not.toContain('Neglected:');
	expect(one('.praxis-telos-page').textContent).toContain('Looking for traces of work…');
	await until(() => (row('Old').textContent ?? '').includes('Last worked on 2 days ago'));
	expect(one('.praxis-telos-page').textContent).not.toContain('Looking for traces');
	telos.put('Way.md', note('strategy', 'supports: "[[Map]]"\n'));
	await until(() => titles().includes('Way'));
	expect(asked.filter((title) => title === 'Old')).toHaveLength(1);
});

test('given ten thousand goals, when the view is open, then it draws what is in view, and the last one when it is gone to', async () => {
	const lines = Array.from({ length: 10_000 }, (_none, index) => `### G${index}: Goal number ${index}\n**Status:** Active\n`).join('\n');
	await show(new MemoryTelos({ 'GOALS.md': `# Goals\n\n## Active Goals\n\n${lines}` }));
	await until(() => all('.praxis-telos-row').length > 0);
	expect(all('.praxis-telos-row').length).toBeLessThan(60);
	one('.praxis-telos-tree').focus();
	press('End');
	expect(active()).toBe('Goal number 9999');
	expect(all('.praxis-telos-row').length).toBeLessThan(60);
});

describe('code block', () => {
	async function block(source: string, telos = new MemoryTelos(NOTES)): Promise<{ telos: MemoryTelos; end: () => void }> {
		page = await startProbe({ files: NOTES });
		const el = document.body.createDiv();
		const session = telosSession(telos) as unknown as ConstructorParameters<typeof TelosBlock>[2];
		const made = new TelosBlock(el, page.app as unknown as ConstructorParameters<typeof TelosBlock>[1], session, { source, notePath: 'Start.md' });
		made.load();
		await new Promise((done) => window.setTimeout(done, 0));
		return { telos, end: () => made.unload() };
	}

	test('given bad options, then the block says in its place what is wrong', async () => {
		await block('veiw: tree');
		expect(one('.praxis-telos-block-message').textContent).toBe('This TELOS block cannot be shownLine 1: there is no option “veiw”. There are view, goal, status, owner.');
	});

	test('given a goal that is none, then the block says so', async () => {
		await block('goal: nobody');
		expect(one('.praxis-telos-block-message').textContent).toBe('No TELOS item is called “nobody”.');
	});

	test('given a tree of one goal, then it is drawn, and follows edits until the note is closed', async () => {
		const { telos, end } = await block('view: tree\ngoal: G1');
		expect(titles()).toEqual(['Map', 'Found']);
		telos.put('Way.md', note('strategy', 'supports: "[[Map]]"\n'));
		await until(() => titles().includes('Way'));
		end();
		expect(telos.isFollowed).toBe(false);
	});

	test('given a goal, then its page is drawn, and an id that two items have is told', async () => {
		await block('goal: G1', new MemoryTelos({ ...NOTES, 'Z.md': note('goal', 'id: G1\n') }));
		expect(pageTitle()).toBe('Map');
		expect(document.body.textContent).toContain('2 items have the name “G1”. This is the first.');
	});

	test('given a map filtered by status, then only its boxes are drawn, and Enter opens the note', async () => {
		await block('view: map\nstatus: active');
		expect(all('.praxis-telos-box')).toHaveLength(2);
		press('Home', {}, '.praxis-telos-canvas');
		press('Enter', {}, '.praxis-telos-canvas');
		await until(() => ['Map.md', 'Old.md'].includes(openNote().path));
	});
});
