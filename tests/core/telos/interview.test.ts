/** The interview: seven questions, left and taken up again, in the person's words alone; a model only asks further. */
import fc from 'fast-check';
import { createApp, type App } from '../../../src/core/app';
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import { answered, currentStep, draftsOf, furtherQuestions, INTERVIEW, NEW_INTERVIEW, readInterview, stepBack, type Interview } from '../../../src/core/telos/interview';
import { memoryHost, type MemoryHost } from '../../support/memory-host';

let app: App | null = null;
let host: MemoryHost;
afterEach(() => app?.close());

async function open(settings: Partial<Settings> = {}): Promise<App> {
	host = memoryHost({}, { at: '2026-11-22T12:00:00Z' });
	app = createApp(host, { ...DEFAULT_SETTINGS, ...settings });
	await app.telos.ready();
	return app;
}

test('drafts are the lines of an answer, in its words', () => {
	expect(draftsOf('- Map the weirs.\n2. Count the fish by June 2027. It is for the town.\n\n[Primary Goal]\n____')).toEqual([{ title: 'Map the weirs', text: '' }, { title: 'Count the fish by June 2027', text: 'Count the fish by June 2027. It is for the town.' }]);
	expect(draftsOf('Clean rivers', [{ question: 'Which?', answer: 'The Sousa.' }])).toEqual([{ title: 'Clean rivers', text: 'The Sousa.' }]);
	expect(draftsOf(' \n [DATE] ')).toEqual([]);
	const long = 'word '.repeat(60).trim();
	expect(draftsOf(long)).toEqual([{ title: long.slice(0, 79), text: long }]);
});

test('whatever is answered: a draft has no word that the person did not write', () => {
	const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
	fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), fc.array(fc.record({ question: fc.string(), answer: fc.string() }), { maxLength: 2 }), (answer, further) => {
		const said = words([answer, ...further.map((one) => one.answer)].join(' ')).join(' ');
		for (const { title, text } of draftsOf(answer, further)) for (const word of words(`${title} ${text}`)) expect(said).toContain(word);
		if (answer.trim() === '') expect(draftsOf(answer, further)).toEqual([]);
	}));
});

test('a model that proposes goals, gives orders or talks on is not heard; its questions are, two at most', () => {
	expect(furtherQuestions('Your goal should be to sell soap.\n- **Which river** do you mean?\n1. By when?\nWhy not buy a boat? Boats are good. Will you?\nAnd who helps?')).toEqual(['Which river do you mean?', 'By when?']);
	expect(furtherQuestions('')).toEqual([]);
});

test('anything stored is an interview, and a good one comes back as it was', () => {
	fc.assert(fc.property(fc.anything(), (stored) => expect(Array.isArray(readInterview(stored).answers)).toBe(true)));
	const begun = answered({ ...NEW_INTERVIEW }, { step: 'problem', answer: 'Dry rivers', further: [], paths: ['Telos/Dry rivers.md'] });
	expect(readInterview(JSON.parse(JSON.stringify({ ...begun, typed: 'half' })))).toEqual({ ...begun, typed: 'half' });
});

test('from the first question to the last: each accepted draft is a note, linked to those before, and it is never asked twice', async () => {
	const { telos } = await open();
	const said = ['Dry rivers', 'Bring the water back', 'Map the weirs\nOpen one gate', 'I say yes too early', 'Sleep on every quote', 'Weirs mapped', 'Tell the truth'];
	let interview = await telos.interview.load();
	const asked: string[] = [];
	for (const answer of said) {
		asked.push(currentStep(interview)?.id ?? '');
		({ interview } = await telos.interview.accept(interview, { answer, further: [] }, draftsOf(answer)));
		// Left and taken up again after each question.
		interview = await telos.interview.load();
	}
	expect(asked).toEqual(INTERVIEW.map(({ id }) => id));
	expect(currentStep(interview)).toBeNull();
	expect(telos.items().map(({ type, title }) => `${type} ${title}`).sort()).toEqual(['belief Tell the truth', 'challenge I say yes too early', 'goal Map the weirs', 'goal Open one gate', 'metric Weirs mapped', 'mission Bring the water back', 'problem Dry rivers', 'strategy Sleep on every quote']);
	expect((await telos.trace('Telos/Map the weirs.md')).paths[0]?.steps.map(({ item }) => item.title)).toEqual(['Bring the water back', 'Dry rivers']);
	expect(telos.graph.view.problems).toEqual([]);
	for (const { id } of await app?.changes.runs() ?? []) await app?.changes.undo(id);
	expect(await host.vault.list()).toEqual([]);
});

test('a question may be passed over, gone back to, and what was typed is kept', async () => {
	const { telos } = await open();
	const first: Interview = { ...(await telos.interview.load()), typed: 'Half an ans' };
	await telos.interview.save(first);
	expect((await telos.interview.load()).typed).toBe('Half an ans');
	const { interview, report } = await telos.interview.accept(first, { answer: '', further: [] }, []);
	expect([report, currentStep(interview)?.id, (await host.vault.list()).length]).toEqual([null, 'mission', 0]);
	expect(currentStep(stepBack(interview))?.id).toBe('problem');
	await telos.interview.forget();
	expect(await telos.interview.load()).toEqual(NEW_INTERVIEW);
});

describe('with a model', () => {
	const REF = 'ollama/qwen3';
	const model = (onDeviceOnly = true): Settings => withProvider({ ...DEFAULT_SETTINGS, onDeviceOnly, chatModel: REF }, { id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', secret: '', models: ['qwen3'] });
	const says = (content: string): unknown => host.script.otherwise(({ url }) => (url.endsWith('/api/chat') ? new Response(`${JSON.stringify({ message: { role: 'assistant', content }, done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 9 })}\n`) : Response.json({ model_info: { 'qwen3.context_length': 40_960 }, capabilities: ['completion', 'tools'] })));

	test('it asks further about the answer, and its goal is not taken', async () => {
		const { telos } = await open(model());
		says('Which rivers?\nYour goal: sell soap.\nSince when?');
		expect(await telos.interview.further(await telos.interview.load(), 'Dry rivers')).toEqual(['Which rivers?', 'Since when?']);
		expect(telos.items()).toEqual([]);
		expect(await telos.interview.further(await telos.interview.load(), '  ')).toEqual([]);
	});

	test('a model that does not answer is an error with a hint, and the interview goes on without it', async () => {
		const { telos } = await open(model());
		host.script.otherwise(() => Promise.reject(new TypeError('refused')));
		await expect(telos.interview.further(await telos.interview.load(), 'Dry rivers')).rejects.toMatchObject({ code: expect.any(String), hint: expect.any(String) });
		expect((await telos.interview.accept(await telos.interview.load(), { answer: 'Dry rivers', further: [] }, draftsOf('Dry rivers'))).report?.notes).toHaveLength(1);
	});

	test('a review holds what it says as its words, and without it all the rest', async () => {
		const { telos } = await open(model());
		says('# Heading\nNothing moved. ![x](https://evil.example/p.png)');
		const { plan } = await telos.planReview('weekly', { withModel: true });
		await telos.writer.apply(plan);
		const text = (await host.vault.read('Telos/Reviews/2026-11-22 weekly review.md' as never))?.text ?? '';
		expect(text).toContain('> [!quote] Written by');
		expect(text).toContain('> Heading\n> Nothing moved.');
		expect(text).not.toContain('![x](https');
		expect((await telos.planReview('weekly')).review.text).not.toContain('What stands out');
	});
});

test('without a model nothing is asked further', async () => {
	const { telos } = await open();
	expect(await telos.interview.further(await telos.interview.load(), 'Dry rivers')).toEqual([]);
});
