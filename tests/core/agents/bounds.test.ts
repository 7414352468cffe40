/** What one run may cost of this device, whatever stands in a note: bounded results, bounded reading. */
import { conversationOf } from '../../../src/core/agents/resume';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { LONGEST_RESULT } from '../../../src/core/agents/execute-tool';
import { finish } from '../../../src/core/tools/finish';
import { numberedLines } from '../../../src/core/tools/show-note';
import type { Tool } from '../../../src/core/tools/tool';
import { agentWorld } from '../../support/agent-world';
import { scriptedModel, type ScriptStep } from '../../support/scripted-model';

const END: ScriptStep = { calls: [{ tool: 'finish', input: { outcome: 'unknown' } }] };
const LINE = 'The pump drew 3.5 amps on that day and Ana wrote it down that evening.\n';

/** 50 by hand; a share of it in the suite. */
const MEGABYTES = Number(process.env.PRAXIS_MEGABYTES ?? 2);

test('given a note of many megabytes, when every reading tool meets it, then each result is bounded and says what was cut', async () => {
	const world = await agentWorld({ 'Small.md': 'See [[Log]].', 'Log.md': '' });
	await world.host.vault.process(vaultPath('Log.md'), () => `# Log\n\n${LINE.repeat(Math.ceil((MEGABYTES * 1024 * 1024) / LINE.length))}\n- [ ] mend it ^last\n`);
	const calls = [
		{ tool: 'read_note', input: { path: 'Log.md' } },
		{ tool: 'read_note', input: { path: 'Log.md', from_line: 20_000 } },
		{ tool: 'read_note', input: { path: 'Log.md', section: 'Log' } },
		{ tool: 'search_notes', input: { query: 'pump amps' } },
		{ tool: 'linked_notes', input: { path: 'Log.md' } },
		{ tool: 'list_tasks', input: { path: 'Log.md' } },
		{ tool: 'find_by_property', input: { name: 'pump' } },
	];
	const claim = { text: 'The pump drew 3.5 amps on that day.', path: 'Log.md', quote: LINE.trim() };
	const model = scriptedModel([{ calls }, { calls: [{ tool: 'finish', input: { outcome: 'answered', claims: Array.from({ length: 20 }, () => claim) } }] }]);
	const { answer } = await world.run('What of the pump?', [model]);
	model.finish();
	const results = model.requests[1]?.messages.at(-1);
	for (const { text } of results?.role === 'tool' ? results.parts : []) expect(text.length).toBeLessThanOrEqual(24_100);
	expect(JSON.stringify(results)).toMatch(/\[Cut: \d+ more lines\. Read on with from_line 2\d\d\.\]/);
	expect(answer.outcome).toBe('answered');
	world.close();
});

test('given a tool that gives as many megabytes, when it is called, then the model gets its beginning and the rest is counted', async () => {
	const text = LINE.repeat(Math.ceil((MEGABYTES * 1024 * 1024) / LINE.length));
	const noisy: Tool = { name: 'noisy', description: '', inputSchema: { type: 'object', properties: {} }, grants: [], isReading: true, title: () => '', run: () => Promise.resolve({ text, summary: '' }) };
	const world = await agentWorld({});
	const model = scriptedModel([{ calls: [{ tool: 'noisy', input: {} }] }, END]);
	await world.run('What?', [model], { tools: [noisy, finish] });
	const result = model.requests[1]?.messages.at(-1);
	expect(result?.role === 'tool' && result.parts[0]?.text).toBe(`${text.slice(0, LONGEST_RESULT)}\n[Cut: ${text.length - LONGEST_RESULT} more characters. Ask for less.]`);
	world.close();
});

test('given a selection of as many megabytes, when it is put beside the question, then its beginning goes and the rest is counted', async () => {
	const text = LINE.repeat(Math.ceil((MEGABYTES * 1024 * 1024) / LINE.length));
	const world = await agentWorld({ 'A.md': 'a' });
	const model = scriptedModel([END]);
	await world.run('What?', [model], { attachments: [{ type: 'selection', path: vaultPath('A.md'), text, fromLine: 7, toLine: 8 }] });
	const said = model.requests[0]?.messages[0]?.parts[0];
	expect(said?.type === 'text' && said.text).toMatch(/^\[Attached[^]*\n7\tThe pump[^]*\n\[Cut: \d{7,} more characters\.\]$/);
	expect(said?.type === 'text' && said.text.length).toBeLessThan(20_000);
	world.close();
});

test('given a run that reads an endless note, when the person stops, then it ends without waiting for the disk', async () => {
	const world = await agentWorld({ 'Log.md': LINE.repeat(20_000) });
	const stop = new AbortController();
	const run = world.start('What?', [scriptedModel([{ calls: [{ tool: 'read_note', input: { path: 'Log.md' } }] }])], { signal: stop.signal });
	const read = world.host.vault.read.bind(world.host.vault);
	world.host.vault.read = (path) => (path === 'Log.md' ? (stop.abort(), new Promise(() => undefined)) : read(path));
	const events = [];
	for await (const event of run.events) events.push(event);
	expect(events.at(-1)).toMatchObject({ type: 'run-end', answer: { outcome: 'failed', text: expect.stringContaining('Stopped') } });
	world.close();
});

test('given a long note with block ids all over, when one section or a later line is read, then the ids shown are those of the lines shown', async () => {
	const rows = Array.from({ length: 3000 }, (_one, i) => `Row ${i + 1} of the log. ^r${i + 1}`);
	const world = await agentWorld({ 'Log.md': `# One\n\n${rows.slice(0, 10).join('\n\n')}\n\n# Two\n\n${rows.slice(10).join('\n\n')}\n` });
	const model = scriptedModel([{ calls: [{ tool: 'read_note', input: { path: 'Log.md', section: 'Two' } }, { tool: 'read_note', input: { path: 'Log.md', from_line: 2001 } }, { tool: 'read_note', input: { path: 'Log.md', block: 'r2000' } }] }, END]);
	await world.run('What?', [model]);
	const last = model.requests[1]?.messages.at(-1);
	for (const { text } of last?.role === 'tool' ? last.parts : []) {
		const places = [...text.matchAll(/\^(r\d+) at line (\d+)/g)];
		expect(places.length).toBeGreaterThan(0);
		for (const [, id, line] of places) expect(text).toMatch(new RegExp(`^${line ?? ''}\t.*\\^${id ?? ''}$`, 'm'));
	}
	world.close();
});

test('given one endless line, when it is shown, then its beginning is shown and what is left of it is said', () => {
	const { text, isCut } = numberedLines(`${'x'.repeat(1_000_000)}\nnext\n`, { start: 0, end: 1_000_006 }, 100);
	expect(isCut).toBe(true);
	expect(text).toBe(`1\t${'x'.repeat(98)} …\n[Cut: this line is longer than can be shown; search for words in it. 1 more lines. Read on with from_line 2.]`);
	expect(numberedLines('a\nb\nc', { start: 2, end: 5 }).text).toBe('2\tb\n3\tc');
	expect(numberedLines('a\nb\nc', { start: 2, end: 5 }).firstLine).toBe(2);
	expect(numberedLines('a\r\n\r\nb\n', { start: 0, end: 7 }).text).toBe('1\ta\n2\t\n3\tb');
});

test('given a note that an earlier turn has read, when a later turn quotes it, then the quote counts; one that nobody read does not', async () => {
	const world = await agentWorld({ 'Lease.md': 'The lease of the flat ends on 30 September 2026.' });
	const first = world.start('Read it.', [scriptedModel([{ calls: [{ tool: 'read_note', input: { path: 'Lease.md' } }] }, END])]);
	for await (const _event of first.events) void _event;
	const claims = [{ text: 'The lease of the flat ends on 30 September 2026.', path: 'Lease.md', quote: 'The lease of the flat ends on 30 September 2026.' }];
	const quoting = (): ReturnType<typeof scriptedModel> => scriptedModel([{ calls: [{ tool: 'finish', input: { outcome: 'answered', claims } }] }]);
	const earlier = { ...first.conversation(), notes: first.notes() };
	expect((await world.run('When does it end?', [quoting()], { earlier })).answer.outcome).toBe('answered');
	expect((await world.run('When does it end?', [quoting()])).answer).toMatchObject({ outcome: 'unknown', text: expect.stringContaining('was not read in this run') });
	expect(conversationOf({ conversation: earlier.messages, guardState: earlier.state })).not.toBeNull();
	world.close();
});

test('given a clipping, when it is quoted, then the citation says whose words they are', async () => {
	const world = await agentWorld({ 'Clippings/Post.md': 'The fountain of the old square was built in 1782.' });
	const claims = [{ text: 'The fountain of the old square was built in 1782.', path: 'Clippings/Post.md', quote: 'The fountain of the old square was built in 1782.' }];
	const model = scriptedModel([{ calls: [{ tool: 'read_note', input: { path: 'Clippings/Post.md' } }] }, { calls: [{ tool: 'finish', input: { outcome: 'answered', claims } }] }]);
	const { answer } = await world.run('When?', [model]);
	expect(answer.citations[0]).toMatchObject({ foreign: 'lies in the folder Clippings' });
	world.close();
});
