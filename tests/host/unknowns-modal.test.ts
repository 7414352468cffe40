/** The known unknowns as a person sees them: none, some, asked again, closed. */
import type { App } from 'obsidian';
import { UnknownsList } from '../../src/core/agents/known-unknowns';
import { UnknownsModal } from '../../src/obsidian/unknowns/unknowns-modal';
import { memoryHost } from '../support/memory-host';
import type { Host } from './loader';
import { startProbe } from './probe-host';

let page: Host | undefined;
afterEach(async () => {
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));

async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 300 && !holds(); round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(holds()).toBe(true);
}

async function show(questions: readonly string[]): Promise<{ list: UnknownsList; asked: string[] }> {
	page = await startProbe();
	const { store, now } = memoryHost();
	const list = new UnknownsList(store, now);
	for (const [i, question] of questions.entries()) await list.noteRun({ runId: `r${i}`, question, at: now().toISOString(), answer: { outcome: 'unknown', text: '', citations: [], missing: ['the deposit'], searched: 'Searched once.', resolve: 'Ask the landlord.' } });
	const asked: string[] = [];
	new UnknownsModal(page.app as unknown as App, { unknowns: list, ask: (question) => asked.push(question) }).open();
	await until(() => all('.praxis-unknowns .praxis-muted').length > 0);
	return { list, asked };
}

test('given nothing open, when the list is shown, then it says so', async () => {
	await show([]);
	expect(all('.praxis-unknown-list')).toHaveLength(0);
	expect(all('.praxis-unknowns p')[0]?.textContent).toContain('Nothing is open.');
});

test('given open questions, when one is closed, then it leaves the list at once and stays closed', async () => {
	const { list } = await show(['Who repaired the pump?', 'What was the deposit?']);
	expect(all('.praxis-unknown-question').map((el) => el.textContent)).toEqual(['What was the deposit?', 'Who repaired the pump?']);
	expect(all('.praxis-unknown')[0]?.textContent).toContain('Not found: the deposit.');
	all('[aria-label="Close: What was the deposit?"]')[0]?.click();
	await until(() => all('.praxis-unknown').length === 1);
	expect((await list.list()).map(({ question }) => question)).toEqual(['Who repaired the pump?']);
});

test('given an open question, when it is asked again, then the list closes and the question is asked', async () => {
	const { asked } = await show(['Who repaired the pump?']);
	all('[aria-label="Ask again: Who repaired the pump?"]')[0]?.click();
	expect(asked).toEqual(['Who repaired the pump?']);
	expect(all('.praxis-unknowns')).toHaveLength(0);
});
