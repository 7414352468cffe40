/** The stand-in's window: views, menus, modals, suggesters, settings, secrets, links, and the network recorder. */
import type { Host } from './loader';
import { MarkdownView } from './markdown-view';
import { Menu } from './menus';
import { startProbe } from './probe-host';
import { ButtonComponent } from './setting-controls';

let host: Host;
afterEach(async () => {
	await host.close();
	document.body.replaceChildren();
});

const press = (key: string): boolean => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const textOf = (selector: string): (string | null)[] => [...document.querySelectorAll(selector)].map((el) => el.textContent);

async function openNote(path: string, eState?: Record<string, unknown>): Promise<MarkdownView> {
	const file = host.app.vault.getFileByPath(path);
	if (!file) throw new Error(path);
	await host.app.workspace.getLeaf(false).openFile(file, eState ? { eState } : {});
	return host.app.workspace.getActiveViewOfType(MarkdownView) as MarkdownView;
}

test('given the ribbon, when it is clicked, then the view opens at the right with its links resolved', async () => {
	host = await startProbe();
	document.querySelector<HTMLElement>('.side-dock-ribbon-action')?.click();
	await host.settle();
	expect(host.app.workspace.rightSplit.collapsed).toBe(false);
	expect(textOf('.mod-right-split a.is-unresolved')).toEqual(['Nowhere']);
	expect(host.app.workspace.getLeavesOfType('probe-view')).toHaveLength(1);
});

test('given a block link, when it is opened, then the view shows that line, and reading view marks that block', async () => {
	host = await startProbe({ defaultMode: 'preview' });
	await host.app.workspace.openLinkText('Beta#^here', 'Alpha.md');
	await host.settle();
	const view = host.app.workspace.getActiveViewOfType(MarkdownView);
	expect(view?.shown__).toEqual({ line: 2, subpath: '#^here' });
	expect(textOf('.is-flashing')).toEqual(['A block']);
});

test('given a link to nothing, when it is opened, then the note is made', async () => {
	host = await startProbe();
	await host.app.workspace.openLinkText('Fresh', 'Alpha.md');
	expect(host.app.vault.getFileByPath('Fresh.md')).not.toBeNull();
});

test('given an editor, when text is put at the cursor, selected, replaced and undone, then it says what the app would', async () => {
	host = await startProbe();
	const { editor } = await openNote('notes/Beta.md');
	editor.setCursor({ line: 1, ch: 3 });
	expect(host.run('insert')).toBe(true);
	expect(editor.getLine(1)).toBe('## insertedTwo');
	editor.setSelection({ line: 0, ch: 2 }, { line: 0, ch: 6 });
	expect(editor.getSelection()).toBe('Beta');
	editor.replaceRange('X', { line: 0, ch: 0 }, { line: 0, ch: 1 });
	expect([editor.getLine(0), editor.lineCount(), editor.lastLine()]).toEqual(['X Beta', 6, 5]);
	editor.undo();
	expect(editor.getLine(0)).toBe('# Beta');
});

test('given an edit, when the view is saved, then the vault has it; an outside change reaches a clean editor', async () => {
	host = await startProbe();
	const view = await openNote('Alpha.md');
	view.editor.replaceRange('new ', { line: 3, ch: 0 });
	await view.save();
	const file = host.app.vault.getFileByPath('Alpha.md');
	if (!file) throw new Error('gone');
	expect(await host.app.vault.read(file)).toContain('new # Alpha');
	await host.app.vault.modify(file, 'outside');
	await host.settle();
	expect(view.editor.getValue()).toBe('outside');
});

test('given a menu with the plugin’s item, when it is clicked, then it runs and the menu closes', async () => {
	host = await startProbe();
	const menu = new Menu();
	host.app.workspace.trigger('file-menu', menu, host.app.vault.getFileByPath('Alpha.md'), 'test');
	menu.showAtPosition({ x: 1, y: 1 });
	document.querySelector<HTMLElement>('.menu-item')?.click();
	expect(textOf('.notice')).toEqual(['Probed Alpha.md']);
	expect(document.querySelector('.menu')).toBeNull();
});

test('given a confirmation, when its button is pressed, then it acts and closes; Escape closes without acting', async () => {
	host = await startProbe();
	host.run('confirm');
	press('Escape');
	expect(document.querySelector('.modal')).toBeNull();
	expect(textOf('.notice')).toEqual([]);
	host.run('confirm');
	document.querySelector<HTMLElement>('.modal .mod-cta')?.click();
	expect(textOf('.notice')).toEqual(['Written']);
	expect(document.querySelector('.modal')).toBeNull();
});

test('given a pick list, when arrows and Enter are pressed, then the marked row is chosen', async () => {
	host = await startProbe();
	host.run('pick-note');
	await host.settle();
	press('ArrowDown');
	press('Enter');
	expect(textOf('.notice')).toEqual(['Picked notes/Beta.md']);
});

test('given an input with suggestions, when something is typed and chosen, then the input has it', async () => {
	host = await startProbe();
	host.run('open-panel');
	await host.settle();
	const input = document.querySelector<HTMLInputElement>('.probe-input') as HTMLInputElement;
	input.focus();
	input.value = 'bet';
	input.dispatchEvent(new Event('input'));
	await host.settle();
	expect(textOf('.suggestion-item')).toEqual(['notes/Beta.md']);
	press('Enter');
	expect(input.value).toBe('notes/Beta.md');
	expect(document.querySelector('.suggestion-item')).toBeNull();
});

test('given declarative settings, when a value is refused or taken, then the row says why or it is saved', async () => {
	host = await startProbe();
	const tab = host.plugin.settingTabs__[0];
	if (!tab) throw new Error('no tab');
	document.body.append(tab.containerEl);
	tab.display();
	expect(textOf('.setting-item-name')).toEqual(['Loud', 'Search', 'Folder', 'Limit']);
	const limit = tab.containerEl.querySelector<HTMLInputElement>('input[type="number"]') as HTMLInputElement;
	const type = async (value: string): Promise<void> => {
		limit.value = value;
		limit.dispatchEvent(new Event('input'));
		await host.settle();
	};
	await type('0');
	expect(textOf('.setting-item-error')).toEqual(['At least one']);
	await type('5');
	expect(textOf('.setting-item-error')).toEqual([]);
	expect(await host.plugin.loadData()).toMatchObject({ limit: 5 });
});

test('given secrets, when set, then they stay on the device; a bad id is refused', async () => {
	host = await startProbe();
	host.app.secretStorage.setSecret('key', 's3cret');
	expect(host.app.secretStorage.listSecrets()).toEqual(['key']);
	expect(() => host.app.secretStorage.setSecret('Bad Id', 'x')).toThrow(/Invalid secret ID/);
	expect(await host.plugin.loadData()).toBeNull();
});

test('given a scripted network, when the plugin calls, then each call is recorded with its headers; without one it fails', async () => {
	host = await startProbe({ answer: () => new Response('{"ok":true}'), device: { secrets: { key: 'k1' } } });
	const plugin = host.plugin as unknown as { ask(url: string): Promise<unknown> };
	expect(await plugin.ask('https://example.com')).toEqual({ ok: true });
	expect(host.calls).toMatchObject([{ via: 'requestUrl', method: 'POST', headers: { authorization: 'Bearer k1' }, body: 'hello' }]);
	await host.close();
	host = await startProbe();
	await expect(fetch('https://example.com')).rejects.toThrow(/no network/);
	expect(() => new WebSocket('wss://example.com')).toThrow(/refuses WebSocket/);
	expect(host.calls.map((call) => call.via)).toEqual(['fetch', 'WebSocket']);
});

test('given a hovered link, when the pointer enters it, then hover-link tells which', async () => {
	host = await startProbe({ defaultMode: 'preview' });
	const heard: unknown[] = [];
	host.app.workspace.on('hover-link', (details: { linktext: string; sourcePath: string }) => heard.push([details.linktext, details.sourcePath]));
	await openNote('Alpha.md');
	await host.settle();
	document.querySelector('a.internal-link')?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
	expect(heard).toEqual([['Beta', 'Alpha.md']]);
});

test('given a disabled button, when it is clicked, then nothing runs', async () => {
	host = await startProbe();
	let count = 0;
	const button = new ButtonComponent(document.body).setButtonText('x').onClick(() => count++);
	button.buttonEl.click();
	button.setDisabled(true).buttonEl.click();
	expect(count).toBe(1);
});
