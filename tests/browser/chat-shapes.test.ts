/** Answers of every shape in the chat, in Chromium: long, wide, code, right to left, without spaces; steps folded and failed; in all sizes. */
import type { Workbench } from '../host/page';
import { closeAfterEach } from '../support/close-after-each';
import { openStored, WITH_OLLAMA } from '../support/demo-models';
import type { DemoPlugin } from '../support/demo-plugin';

declare const workbench: Workbench;

jest.setTimeout(90_000);
let open: DemoPlugin;
closeAfterEach(() => open);

const TABLE = `| Plot | Planted | Harvest | Water | Neighbour | Remark |\n| --- | --- | --- | --- | --- | --- |\n| 14 | Broad beans, garlic | 12 kg | 340 litres | Ana and Rui | Slugs in the north corner, none elsewhere |\n| 15 | Potatoes | 48 kg | 120 litres | Nobody | ${'very '.repeat(12)}dry |`;
const CODE = `Run this:\n\n\`\`\`ts\nexport const total = readings.filter((reading) => reading.litres > 0 && reading.day >= start).reduce((sum, { litres }) => sum + litres, 0);\nreturn total;\n\`\`\`\n\nAnd \`${'path/'.repeat(20)}file.md\` inline, and https://example.org/${'a'.repeat(120)}.`;
const SHAPES: readonly (readonly [question: string, text: string])[] = [
	['What is in the table?', `Here it is.\n\n${TABLE}\n\nThat is all.`],
	['How is it computed?', CODE],
	['متى ينتهي عقد الإيجار؟', 'ينتهي عقد الإيجار في **30 يونيو 2028**. [^1]\n\n- البند الأول\n- البند الثاني\n\n> ينتهي العقد في 30 يونيو 2028.'],
	['賃貸契約はいつ終わりますか？', '賃貸契約は2028年6月30日に終了します。更新を希望しない場合は、終了の百二十日前までに書面で通知しなければなりません。'.repeat(4)],
	['A question that somebody pasted whole, with all of its reasons, '.repeat(12).trim(), '# One\n\n## Two\n\n1. First\n   - nested **bold** and *italic*\n   - ~~struck~~\n2. Second\n\n---\n\n> Quoted words.\n\nThe end. [^1]'],
	['A very long one', Array.from({ length: 60 }, (_none, n) => `Paragraph ${n + 1}. ${'Words that go on about the garden and the water in it. '.repeat(4)}`).join('\n\n')],
];

const LONG_TITLE = 'A note whose title goes on for longer than any sidebar is wide, as that of a clipping from the web may do';

const showAll = (): Promise<void> =>
	open.page.evaluate((shapes) => {
		const view = workbench.app.workspace.getLeavesOfType('praxis-chat')[0]?.view as unknown as { session: { conversation: { apply(event: object): void } } };
		const { conversation } = view.session;
		const source = { path: 'Home/Lease Rua Roberto Ivens.md', version: '', span: { start: 0, end: 9 }, line: 12, quote: 'The lease', blockId: null, headings: ['A heading that goes on for longer than any sidebar is wide, as some do'], isPrivate: false };
		shapes.forEach(([question, text], n) => {
			conversation.apply({ type: 'run-start', runId: `run-${n}`, question, agent: 'Librarian', model: n < 2 ? 'ollama/qwen3:8b' : 'ollama/gemma4:12b', at: '' });
			conversation.apply({ type: 'thinking-delta', text: 'It may stand in the lease.' });
			conversation.apply({ type: 'tool-start', callId: `a${n}`, tool: 'search_notes', title: 'Searching for “the end of the lease and what has to be done before it, by whom, in which words”' });
			conversation.apply({ type: 'tool-end', callId: `a${n}`, summary: 'Searched “the end of the lease and what has to be done before it, by whom, in which words” · 8 notes', failed: false });
			conversation.apply({ type: 'tool-start', callId: `b${n}`, tool: 'read_note', title: 'Reading “Home/Lease Rua Roberto Ivens.md”' });
			conversation.apply({ type: 'tool-end', callId: `b${n}`, summary: 'This note is not there any more.', failed: true });
			conversation.apply({ type: 'usage', cost: { calls: 2, inputTokens: 41_000, outputTokens: 3200, usd: 0.2, unpricedCalls: 0 } });
			conversation.apply({ type: 'run-end', runId: `run-${n}`, durationMs: 13_400, answer: { outcome: 'answered', text, citations: text.includes('[^1]') ? [source] : [], missing: [], searched: '', resolve: '' } });
		});
	}, SHAPES);

/** What sticks out of the pane sideways, what a person can scroll inside its own box aside. */
const cutOff = (): Promise<string[]> =>
	open.page.evaluate(() => {
		const pane = document.querySelector('.praxis-chat')?.getBoundingClientRect();
		return Array.from(document.querySelectorAll('.praxis-turn *, .praxis-composer *'), (el) => ({ el, box: el.getBoundingClientRect() }))
			.filter(({ el, box }) => pane && box.width > 0 && !el.closest('.praxis-live, pre, .praxis-table table, svg') && (box.right > pane.right + 1 || box.left < pane.left - 1))
			.map(({ el }) => `${el.tagName} ${el.className} ${el.textContent?.slice(0, 30)}`);
	});
const see = async (name: string, question: string): Promise<void> => {
	await open.page.locator('.praxis-turn', { hasText: question }).first().evaluate((el) => el.scrollIntoView({ block: 'start' }));
	await open.shot(name);
};

test('given answers of every shape, when they stand in a pane, light, dark and narrow, then all of each can be read, and the tree of access has no fault', async () => {
	open = await openStored(WITH_OLLAMA, { height: 1400 });
	const { page, setTheme, violations } = open;
	await open.openChat();
	await showAll();
	await page.waitForFunction((count) => document.querySelectorAll('.praxis-foot').length === count, SHAPES.length);
	await page.evaluate(async (title) => workbench.app.workspace.getLeaf(false).openFile(await workbench.app.vault.create(`${title}.md`, 'x')), LONG_TITLE);
	await page.locator('.praxis-chip-offer', { hasText: LONG_TITLE }).waitFor();
	expect(await cutOff()).toEqual([]);
	expect(await violations('.praxis-chat')).toEqual([]);
	expect(await page.locator('.praxis-question').nth(2).evaluate((el) => getComputedStyle(el).direction)).toBe('rtl');
	expect(await page.locator('.praxis-answer p').filter({ hasText: 'ينتهي' }).first().evaluate((el) => getComputedStyle(el).direction)).toBe('rtl');
	await see('chat-shapes-wide', 'What is in the table?');
	await see('chat-shapes-rtl', 'متى');
	await setTheme('dark');
	expect(await violations('.praxis-chat')).toEqual([]);
	await see('chat-shapes-wide', 'What is in the table?');
	await setTheme('light');
	await page.addStyleTag({ content: '.workspace-split.mod-right-split { width: 250px; min-width: 250px; max-width: none; flex: none; }' });
	expect(await cutOff()).toEqual([]);
	await see('chat-shapes-250', 'What is in the table?');
	await see('chat-shapes-long-250', 'A question that somebody');
});

test('given a phone, when answers of every shape stand in the chat, then nothing is cut off sideways', async () => {
	open = await openStored(WITH_OLLAMA, { width: 390, height: 780, mobile: 'phone' });
	await open.openChat();
	await showAll();
	await open.page.waitForFunction((count) => document.querySelectorAll('.praxis-foot').length === count, SHAPES.length);
	expect(await cutOff()).toEqual([]);
	expect(await open.violations('.praxis-chat')).toEqual([]);
	await see('chat-shapes-phone', 'What is in the table?');
	await see('chat-shapes-rtl-phone', 'متى');
});
