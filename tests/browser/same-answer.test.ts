/** One core, two hosts: the plugin in Chromium and the command line answer five questions alike, to the byte of the saved note. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser } from '../host/browser';
import { praxis, temporaryFolder } from '../support/command-line';
import type { DemoPlugin } from '../support/demo-plugin';
import { openStored } from '../support/demo-models';

jest.setTimeout(180_000);

const QUESTIONS = [
	'When does our lease run out, and how much notice do I have to give?',
	'Which pump is on the rain barrel now, and what was wrong with the old one?',
	'What did Ana say about the budget?',
	'How many fountains have we surveyed?',
	'What is the boiling point of tungsten?',
];

let home: Awaited<ReturnType<typeof temporaryFolder>>;
let plugin: DemoPlugin;
beforeAll(async () => {
	home = await temporaryFolder({ demoVault: true });
	// A chat that is kept is one more note that the other host has not.
	plugin = await openStored({ keepChats: false });
});
afterAll(async () => {
	await plugin.close();
	await closeBrowser();
	await home.remove();
});

test.each(QUESTIONS)('%s', async (question) => {
	const { out } = await praxis(['ask', '--vault', home.vault, question, '--save', '--json'], home.path);
	const answer = JSON.parse(out) as { saved: string; outcome: string; citations: { quote: string }[] };
	expect(answer.outcome).toBe(question.includes('tungsten') ? 'unknown' : 'answered');
	await plugin.ask(question);
	const turn = plugin.page.locator('.praxis-turn').last();
	expect(await turn.locator('.praxis-quote-text').count()).toBe(answer.citations.length);
	await turn.getByRole('button', { name: 'Save as note' }).click();
	const saved = await turn.locator('.praxis-saved .praxis-link').innerText();
	expect(saved).toBe(answer.saved);
	expect(comparable(join(plugin.vaultDir, saved))).toBe(comparable(join(home.vault, answer.saved)));
});

/** Without the two properties that tell one run from another. */
function comparable(path: string): string {
	return readFileSync(path, 'utf8').replace(/^run: .*\ncreated: .*\n/m, '').replace(/^(?:run|created): .*\n/gm, '');
}
