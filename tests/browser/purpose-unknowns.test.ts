/** What an answer served, below it; and the questions that the notes did not answer, where a chat begins. */
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openDemo, type DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const UNKNOWN = 'Which submarine did Wolfgang steer past Reykjavik?';
const GOALS = [
	{ how: 'chosen', title: 'Publish the map', path: 'Telos/Map.md' },
	{ how: 'inferred', from: 'agent', title: 'Keep the house in order', path: '' },
	{ how: 'inferred', from: 'run', title: 'Walk the whole coast of the island before the autumn of 2027, with whoever wants to come along', path: 'Telos/Walk.md' },
	{ how: 'none', title: '', path: '' },
] as const;

const showGoals = (): Promise<void> =>
	open.page.evaluate((goals) => {
		const view = workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as unknown as { session: { conversation: { apply(event: object): void } } };
		goals.forEach((goal, n) => {
			const { conversation } = view.session;
			conversation.apply({ type: 'run-start', runId: `run-${n}`, question: `What is next, ${n}?`, agent: 'Planner', model: 'ollama/qwen3:8b', at: '' });
			conversation.apply({ type: 'run-end', runId: `run-${n}`, durationMs: 3400, answer: { outcome: 'partial', text: 'Call Ana.', citations: [], missing: [], searched: '', resolve: '', goal } });
		});
	}, GOALS);

test.each([['pane', {}], ['phone', { width: 390, height: 844, mobile: 'phone' }]] as const)('given a %s, when a question was not answered, then the next chat offers it again; and each answer says what it served', async (name, options) => {
	open = await openDemo(options);
	const { page, shot, setTheme, violations } = open;
	await open.ask(UNKNOWN);
	await open.runCommand('new-chat');
	await page.waitForSelector('.praxis-open-questions .praxis-example');
	expect(await page.locator('.praxis-open-questions').innerText()).toBe(UNKNOWN);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot(`open-questions-${name}`);
	await page.locator('.praxis-open-all').click();
	await page.waitForSelector('.praxis-unknown');
	await page.keyboard.press('Escape');
	await showGoals();
	await page.waitForFunction(() => document.querySelectorAll('.praxis-serves').length === 4);
	expect(await page.locator('.praxis-serves').allInnerTexts()).toEqual([
		'Serves Publish the map (you chose it)',
		'Serves Keep the house in order (the goal of this agent)',
		expect.stringMatching(/^Serves Walk the whole coast .+ \(as the answer says\)$/),
		'Serves no named goal.',
	]);
	expect(await violations('.praxis-chat')).toEqual([]);
	await shot(`serves-${name}`);
	await setTheme('dark');
	await shot(`serves-${name}`);
});
