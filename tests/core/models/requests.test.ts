/** What is sent: a conversation that any models have made reads right to any other, on every wire. */
import fc from 'fast-check';
import type { AssistantPart, ModelMessage, ModelRequest, ToolCallPart, ToolResultPart } from '../../../src/core/models/model';
import { prepareMessages } from '../../../src/core/models/prepare';
import type { Quirks, VendorModel } from '../../../src/core/models/vendor';
import { nodeHttp } from '../../../src/node/http.mts';
import { ask, before, entryFor, fixture, storyOf, testModel, WIRES } from '../../support/model-world';
import { wireServer, type WireServer } from '../../support/wire-server';

let server: WireServer;
beforeEach(async () => void (server = await wireServer()));
afterEach(() => server.close());

async function sent(wire: (typeof WIRES)[number], request: ModelRequest, model: Partial<VendorModel> = {}): Promise<Record<string, unknown>> {
	server.queue(...before(wire), { body: fixture(wire, 'plain') });
	await storyOf(testModel({ entry: entryFor(wire, server.url, model), http: nodeHttp }).stream(request));
	return server.seen.at(-1)?.body ?? {};
}

const call = (callId: string, tool: string, input: ToolCallPart['input'], rawInput = JSON.stringify(input)): ToolCallPart => ({ type: 'tool-call', callId, tool, input, rawInput, seal: null });
const result = (callId: string, text: string, failed = false): ToolResultPart => ({ type: 'tool-result', callId, text, failed });
const TOOL = { name: 'search_notes', description: 'Searches.', inputSchema: { type: 'object', properties: { query: { type: 'string' } } } };
const TALK: readonly ModelMessage[] = [
	{ role: 'user', parts: [{ type: 'text', text: 'Rent?' }, { type: 'image', mediaType: 'image/png', base64: 'aGk=' }] },
	{ role: 'assistant', parts: [{ type: 'thinking', text: 'Hm.', seal: { by: 'other/model', data: 'x' } }, { type: 'text', text: 'Let me look.' }, call('a:1', 'search_notes', { query: 'rent' }), call('b', 'read_note', null, '{"path"')] },
	{ role: 'tool', parts: [result('a:1', '8 notes')] },
];

test('Anthropic: calls, results, images and cache marks', async () => {
	const body = await sent('anthropic', ask('', { messages: TALK, system: [{ text: 'Stable.', isStable: true }, { text: 'Today.' }], tools: [TOOL], temperature: 0.5 }));
	expect(body).toMatchObject({
		max_tokens: 4096,
		temperature: 0.5,
		system: [{ text: 'Stable.', cache_control: { type: 'ephemeral' } }, { text: 'Today.' }],
		messages: [
			{ role: 'user', content: [{ text: 'Rent?' }, { source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } }] },
			{ role: 'assistant', content: [{ text: 'Let me look.' }, { id: 'call_0', name: 'search_notes', input: { query: 'rent' } }, { id: 'b', input: { unreadable: '{"path"' } }] },
			{ role: 'user', content: [{ tool_use_id: 'call_0', content: [{ text: '8 notes' }] }, { tool_use_id: 'b', is_error: true, cache_control: { type: 'ephemeral' } }] },
		],
		tools: [{ name: 'search_notes', input_schema: { type: 'object' } }],
		tool_choice: { type: 'auto' },
	});
	expect(JSON.stringify(body)).not.toContain('Hm.');
});

test('Responses: nothing is stored, calls and results are items', async () => {
	const body = await sent('openai-responses', ask('', { messages: TALK, system: [{ text: 'Be brief.' }], tools: [TOOL], toolChoice: 'required', maxTokens: 4 }));
	expect(body).toMatchObject({
		store: false,
		instructions: 'Be brief.',
		max_output_tokens: 16,
		input: [
			{ role: 'user', content: [{ type: 'input_text', text: 'Rent?' }, { type: 'input_image', image_url: 'data:image/png;base64,aGk=' }] },
			{ role: 'assistant', content: 'Let me look.' },
			{ type: 'function_call', call_id: 'call_0', arguments: '{"query":"rent"}' },
			{ type: 'function_call', call_id: 'b' },
			{ type: 'function_call_output', call_id: 'call_0', output: '8 notes' },
			{ type: 'function_call_output', call_id: 'b' },
		],
		tool_choice: 'required',
		parallel_tool_calls: true,
	});
});

test('Chat Completions: the quirks of a server are data', async () => {
	const quirks: Partial<Quirks> = { maxTokensField: 'max_completion_tokens', systemRole: 'user', callsInParallel: false, streamsUsage: false, takesTemperature: false, callIds: 'nine' };
	const body = await sent('openai-chat', ask('', { messages: TALK, system: [{ text: 'Be brief.' }], tools: [TOOL], maxTokens: 50, temperature: 1 }), { quirks });
	expect(body).toMatchObject({
		max_completion_tokens: 50,
		parallel_tool_calls: false,
		messages: [
			{ role: 'user', content: 'Be brief.' },
			{ role: 'user', content: [{ type: 'text' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } }] },
			{ role: 'assistant', content: 'Let me look.', tool_calls: [{ id: 'c00000000', function: { arguments: '{"query":"rent"}' } }] },
			{ role: 'tool', tool_call_id: 'c00000000', content: '8 notes' },
			{ role: 'assistant', content: null, tool_calls: [{ id: 'c00000001' }] },
			{ role: 'tool', tool_call_id: 'c00000001' },
		],
	});
	expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['temperature']));
	expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['stream_options']));
});

test('Ollama: images, results by the name of their tool, and arguments as an object', async () => {
	const talk: readonly ModelMessage[] = [...TALK.slice(0, 2), { role: 'tool', parts: [{ ...result('a:1', '8 notes'), images: [{ type: 'image', mediaType: 'image/png', base64: 'eW8=' }] }, result('b', 'no such note', true)] }];
	expect(await sent('ollama', ask('', { messages: talk, system: [{ text: 'Be brief.' }], tools: [TOOL], temperature: 0.5, maxTokens: 50, thinking: 'low' }))).toMatchObject({
		messages: [
			{ role: 'system', content: 'Be brief.' },
			{ role: 'user', content: 'Rent?', images: ['aGk='] },
			{ role: 'assistant', content: 'Let me look.', tool_calls: [{ function: { name: 'search_notes', arguments: { query: 'rent' } } }, { function: { name: 'read_note', arguments: { unreadable: '{"path"' } } }] },
			{ role: 'tool', tool_name: 'search_notes', content: '8 notes', images: ['eW8='] },
			{ role: 'tool', tool_name: 'read_note', content: 'Error: no such note' },
		],
		tools: [{ type: 'function', function: { name: 'search_notes' } }],
		think: true,
		options: { num_predict: 50, temperature: 0.5 },
	});
});

test('Ollama: the context is as large as the request needs, and no larger than the model', async () => {
	expect(await sent('ollama', ask('short'))).toMatchObject({ options: { num_ctx: 8192 }, think: false });
	expect(await sent('ollama', ask('word '.repeat(8000)))).toMatchObject({ options: { num_ctx: 32_768 } });
	expect(await sent('ollama', ask('word '.repeat(20_000)))).toMatchObject({ options: { num_ctx: 40_960 } });
	server.queue(...before('ollama'));
	const seen = server.seen.length;
	const { end } = await storyOf(testModel({ entry: entryFor('ollama', server.url), http: nodeHttp }).stream(ask('word '.repeat(60_000))));
	expect([end, server.seen.slice(seen).map(({ path }) => path)]).toEqual(['context-overflow', ['/api/show']]);
});

test('Ollama: a model that is passed on to another computer is not called as one of this device', async () => {
	server.queue({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ remote_host: 'https://ollama.com:443', remote_model: 'gpt-oss:120b', model_info: {} }) });
	const { end } = await storyOf(testModel({ entry: entryFor('ollama', server.url, { id: 'gpt-oss:120b-cloud' }), http: nodeHttp }).stream(ask('private')));
	expect(end).toMatchObject({ code: 'no-permission' });
	expect(JSON.stringify(server.seen)).not.toContain('private');
});

test.each([
	['anthropic', 'thinking', { messages: [{}, { role: 'assistant', content: [{ type: 'thinking', thinking: 'The person asks about rent.', signature: 'EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds' }, { type: 'text' }] }, {}] }],
	['anthropic', 'redacted', { messages: [{}, { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' }, { type: 'tool_use' }] }, {}, {}] }],
	['openai-responses', 'thinking', { input: [{}, { type: 'reasoning', id: 'rs_0a1b2c3d4e5f', encrypted_content: 'gAAAAABoISQ24OyVRYbkYfukdJoqdzWT' }, { role: 'assistant' }, {}] }],
	['openai-chat', 'signature', { messages: [{}, { role: 'assistant', tool_calls: [{ id: 'fn-1', extra_content: { google: { thought_signature: 'CsQBAY' } } }] }, {}, {}] }],
] as const)('%s: %s goes back to the model that made it as it was, and to no other', async (wire, name, expected) => {
	server.queue({ body: fixture(wire, name) });
	const { message } = await storyOf(testModel({ entry: entryFor(wire, server.url), http: nodeHttp }).stream(ask()));
	const talk = ask('', { messages: [...ask().messages, message, ...ask('Go on.').messages], thinking: 'high' });
	expect(await sent(wire, talk)).toMatchObject(expected);
	for (const other of WIRES) {
		const foreign = JSON.stringify(await sent(other, talk, { id: 'another' }));
		expect(foreign).not.toMatch(/EqQBCg|EmwKAh|gAAAAA|CsQBAY/);
		expect(foreign).toContain('Go on.');
	}
});

test('thinking in `reasoning_content` goes back with its calls where the server wants it', async () => {
	const body = fixture('openai-chat', 'thinking').replace('"content":"Nine "', '"tool_calls":[{"index":0,"id":"x1","function":{"name":"search_notes","arguments":"{}"}}]').replace('"content":"hundred."', '"content":""');
	server.queue({ body });
	const quirks = { wantsThinkingBack: true };
	const { message } = await storyOf(testModel({ entry: entryFor('openai-chat', server.url, { quirks }), http: nodeHttp }).stream(ask()));
	const talk = ask('', { messages: [...ask().messages, message, { role: 'tool', parts: [result('x1', 'found')] }] });
	expect(await sent('openai-chat', talk, { quirks })).toMatchObject({ messages: [{}, { reasoning_content: 'The person asks about rent.' }, { role: 'tool', content: 'found' }] });
	expect(JSON.stringify(await sent('openai-chat', talk))).not.toContain('The person asks');
});

test('Anthropic: a budget of thinking is left out where the API would refuse it', async () => {
	const quirks: Partial<Quirks> = { thinking: 'budget' };
	const model = { quirks, maxOutputTokens: 16_000 };
	expect(await sent('anthropic', ask('?', { thinking: 'medium', temperature: 1 }), model)).toMatchObject({ thinking: { type: 'enabled', budget_tokens: 8192 } });
	expect(await sent('anthropic', ask('?', { thinking: 'medium', temperature: 1 }), model)).not.toHaveProperty('temperature');
	expect(await sent('anthropic', ask('', { messages: TALK, thinking: 'medium' }), model)).not.toHaveProperty('thinking');
	expect(await sent('anthropic', ask('?', { tools: [TOOL], toolChoice: 'required', thinking: 'medium' }), model)).not.toHaveProperty('thinking');
	expect(await sent('anthropic', ask('?', { thinking: 'medium', maxTokens: 1500 }), model)).not.toHaveProperty('thinking');
	expect(await sent('anthropic', ask('?', { thinking: 'high' }))).toMatchObject({ thinking: { type: 'adaptive' }, output_config: { effort: 'high' } });
	expect(await sent('anthropic', ask('?', { thinking: 'high' }), { canThink: false })).not.toHaveProperty('output_config');
});

const text = fc.string({ unit: 'binary', maxLength: 6 });
const id = fc.constantFrom('', 'a', 'b', 'call_0', 'x y', 'toolu_01A09q90qw90lq917835lq9_longer_than_forty_chars');
const part: fc.Arbitrary<AssistantPart> = fc.oneof(
	text.map((said): AssistantPart => ({ type: 'text', text: said })),
	text.map((said): AssistantPart => ({ type: 'thinking', text: said, seal: { by: 'me/m', data: '{}' } })),
	id.map((callId): AssistantPart => call(callId, 'search_notes', {})),
);
const message: fc.Arbitrary<ModelMessage> = fc.oneof(
	fc.array(text, { maxLength: 2 }).map((texts): ModelMessage => ({ role: 'user', parts: texts.map((said) => ({ type: 'text', text: said })) })),
	fc.uniqueArray(part, { maxLength: 4, selector: (one) => (one.type === 'tool-call' ? one.callId : one) }).map((parts): ModelMessage => ({ role: 'assistant', parts })),
	fc.array(id, { maxLength: 3 }).map((ids): ModelMessage => ({ role: 'tool', parts: ids.map((callId) => result(callId, 'r')) })),
);

test.each([
	[true, 'any'],
	[false, 'nine'],
] as const)('any conversation, cut anywhere, is made legal (calls in parallel: %s, ids: %s)', (callsInParallel, callIds) => {
	fc.assert(
		fc.property(fc.array(message, { maxLength: 8 }), (messages) => {
			const ready = prepareMessages(messages, { ref: 'me/m', takesImages: true, callsInParallel, callIds });
			const ids: string[] = [];
			ready.forEach((one, i) => {
				expect(one.parts.length).toBeGreaterThan(0);
				const calls = one.role === 'assistant' ? one.parts.flatMap((each) => (each.type === 'tool-call' ? [each.callId] : [])) : [];
				const next = ready[i + 1];
				expect(next?.role === 'tool' ? next.parts.map(({ callId }) => callId) : []).toEqual(calls);
				if (!callsInParallel) expect(calls.length).toBeLessThan(2);
				ids.push(...calls);
			});
			expect(new Set(ids).size).toBe(ids.length);
			for (const each of ids) expect(each).toMatch(callIds === 'nine' ? /^[A-Za-z0-9]{9}$/ : /^[\w-]{1,40}$/);
			expect(JSON.stringify(ready)).not.toMatch(/\\ud[89a-f]/);
			const calls = messages.flatMap((one) => (one.role === 'assistant' ? one.parts.filter(({ type }) => type === 'tool-call') : []));
			expect(ids.length).toBe(calls.length);
		}),
	);
});
