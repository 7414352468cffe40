/** The line below an answer that the notes do not hold: kept, closed by the person, open again, answered since. */
import type { App } from 'obsidian';
import { UnknownsList } from '../../src/core/agents/known-unknowns';
import { vaultPath } from '../../src/core/lib/vault-path';
import type { Answer, Citation } from '../../src/core/runs/outcome';
import { drawUnknownLine } from '../../src/obsidian/unknowns/unknown-line';
import { memoryHost } from '../support/memory-host';
import type { Host } from './loader';
import { startProbe } from './probe-host';

const QUESTION = 'Who repaired the pump?';
let page: Host | undefined;
afterEach(async () => {
	await page?.close();
	page = undefined;
	document.body.replaceChildren();
});

const text = (): string => document.querySelector('.praxis-unknown-line')?.textContent ?? '';
const press = (name: string): void => Array.from(document.querySelectorAll('button')).find((button) => button.textContent === name)?.click();

async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 300 && !holds(); round++) await new Promise((done) => window.setTimeout(done, 10));
	expect(holds()).toBe(true);
}

async function draw(): Promise<{ list: UnknownsList; opened: string[]; asked: string[]; end: () => void; note: (answer: Partial<Answer>, question?: string) => Promise<void> }> {
	page = await startProbe();
	const { store, now } = memoryHost();
	const list = new UnknownsList(store, now);
	let runs = 0;
	const note = (answer: Partial<Answer>, question = QUESTION): Promise<void> => list.noteRun({ runId: `r${runs++}`, question, at: now().toISOString(), answer: { outcome: 'unknown', text: '', citations: [], missing: [], searched: '', resolve: '', ...answer } });
	await note({});
	const [opened, asked]: [string[], string[]] = [[], []];
	const end = drawUnknownLine(document.body, QUESTION, { app: page.app as unknown as App, unknowns: () => list, ask: (question) => void asked.push(question), openNote: (path) => void opened.push(path) });
	await until(() => text() !== '');
	return { list, opened, asked, end, note };
}

test('given an answer of unknown, when its open questions are opened, then the question stands there and can be asked again', async () => {
	const { asked } = await draw();
	expect(text()).toContain('Kept until a note answers it.');
	press('Open questions');
	await until(() => document.querySelector('.praxis-unknown-question') !== null);
	expect(document.querySelector('.praxis-unknown-question')?.textContent).toBe(QUESTION);
	press('Ask again');
	expect(asked).toEqual([QUESTION]);
});

test('given a question that the person closed, when it is added again, then it is open as before', async () => {
	const { list } = await draw();
	await list.close('r0');
	await until(() => text().includes('You closed this question.'));
	press('Add to open questions');
	await until(() => text().includes('Kept until a note answers it.'));
	expect((await list.list()).map(({ id }) => id)).toEqual(['r0']);
});

test('given later evidence, when it passes the check, then the line says which note answered, and follows no more once it is gone', async () => {
	const { opened, note, end, list } = await draw();
	const citation = { path: vaultPath('Garden/Pump.md'), quote: 'Ana repaired the pump.' } as Citation;
	await note({ outcome: 'answered', citations: [citation] }, 'Who has repaired the pump?');
	await until(() => text().includes('Answered since by'));
	press('Pump');
	expect(opened).toEqual(['Garden/Pump.md']);
	end();
	await list.reopen('r0');
	await new Promise((done) => window.setTimeout(done, 50));
	expect(text()).toContain('Answered since by');
});
