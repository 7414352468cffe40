/** The TELOS view in Chromium on the built plugin and the demo vault: as a person reads it, in every shape, size and theme. */
import { closeBrowser, type OpenOptions } from '../host/browser';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

jest.setTimeout(60_000);
let open: DemoPlugin;
afterEach(async () => {
	const { errors } = open;
	await open.close();
	expect(errors).toEqual([]);
});
afterAll(closeBrowser);

const row = (name: string) => open.page.locator('.praxis-telos-row', { hasText: name }).first();
const title = (): Promise<string> => open.page.locator('.praxis-telos-page-title').innerText();

async function show(options: Partial<OpenOptions> = {}): Promise<void> {
	open = await openDemo(options);
	await open.runCommand('open-telos');
	await open.page.waitForSelector('.praxis-telos-row');
}

test('given the demo vault, when TELOS is opened, then the tree and the page of a goal read well in both themes', async () => {
	await show();
	const { page, violations, shot } = open;
	await shot('telos-overview');
	await row('Six months of runway').click();
	expect(await title()).toBe('Six months of runway');
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos');
	await open.setTheme('dark');
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos');
	await page.getByRole('button', { name: 'Map', exact: true }).click();
	expect(await violations('.praxis-telos')).toEqual([]);
	await shot('telos-map');
	await open.setTheme('light');
	await shot('telos-map');
});
