/** Given any conversation, whichever models made it, when another model goes on with it, then it reads all that was said. */
import fc from 'fast-check';
import type { Http } from '../../../src/core/host';
import type { AssistantPart, ImagePart, ModelMessage, TextPart, ToolResultPart } from '../../../src/core/models/model';
import type { WireName } from '../../../src/core/models/vendor';
import { ask, entryFor, fixture, SHOWN, storyOf, testModel, WIRES } from '../../support/model-world';

/** Each piece of a conversation holds a mark of its own, so that it can be found again. */
type Turn = { readonly asked: boolean; readonly image: boolean; readonly thinks: 0 | 1 | 2; readonly says: boolean; readonly calls: number; readonly shows: boolean; readonly by: number };
const turn: fc.Arbitrary<Turn> = fc.record({ asked: fc.boolean(), image: fc.boolean(), thinks: fc.constantFrom(0, 1, 2), says: fc.boolean(), calls: fc.nat({ max: 3 }), shows: fc.boolean(), by: fc.nat({ max: WIRES.length }) });
const SEALS: Readonly<Partial<Record<WireName, (mark: string) => object>>> = { anthropic: (mark) => ({ signature: mark }), 'openai-responses': (mark) => ({ id: 'rs_1', encrypted: mark }) };
const refOf = (wire: WireName): string => `test/${wire}`;

interface Talk {
	readonly messages: readonly ModelMessage[];
	/** Marks in the order in which they were said. */
	readonly marks: readonly string[];
	/** Seals by the wire whose model made them. */
	readonly seals: ReadonlyMap<WireName, readonly string[]>;
}

function talkOf(turns: readonly Turn[]): Talk {
	let count = 0;
	const marks: string[] = [];
	const seals = new Map<WireName, string[]>();
	const mark = (): string => {
		marks.push(`mark${String(count++).padStart(4, '0')}x`);
		return marks.at(-1) ?? '';
	};
	const picture = (): ImagePart => ({ type: 'image', mediaType: 'image/png', base64: mark() });
	const said = (): TextPart => ({ type: 'text', text: `${mark()} “é” 🏠` });
	const messages = turns.flatMap((one, i): ModelMessage[] => {
		const user: ModelMessage[] = one.asked || i === 0 ? [{ role: 'user', parts: [said(), ...(one.image ? [picture()] : [])] }] : [];
		const wire = WIRES[one.by];
		const seal = (): string => {
			const made = `seal${count++}y`;
			if (wire) seals.set(wire, [...(seals.get(wire) ?? []), made]);
			return JSON.stringify((wire && SEALS[wire]?.(made)) ?? { other: made });
		};
		const thinking = Array.from({ length: one.thinks }, (): AssistantPart => ({ type: 'thinking', text: 'private thought', seal: { by: wire ? refOf(wire) : 'gone/model', data: seal() } }));
		const text = one.says || one.calls === 0 ? [said()] : [];
		const calls = Array.from({ length: one.calls }, (_each, at): AssistantPart => ({ type: 'tool-call', callId: `id${i}.${at}`, tool: 'search_notes', input: { query: mark() }, rawInput: '', seal: null }));
		const results = calls.map((_call, at): ToolResultPart => ({ type: 'tool-result', callId: `id${i}.${at}`, text: mark(), failed: at === 1, ...(one.shows && at === calls.length - 1 ? { images: [picture()] } : {}) }));
		return [...user, { role: 'assistant', parts: [...thinking, ...text, ...calls] }, ...(results.length > 0 ? [{ role: 'tool' as const, parts: results }] : [])];
	});
	return { messages: [...messages, { role: 'user', parts: [said()] }], marks, seals };
}

async function bodyFor(wire: WireName, messages: readonly ModelMessage[]): Promise<string> {
	let body = '';
	const http: Http = (url, init) => {
		if (url.endsWith('/api/show')) return Promise.resolve(new Response(SHOWN.body));
		body = typeof init?.body === 'string' ? init.body : '';
		return Promise.resolve(new Response(fixture(wire, 'plain'), { headers: { 'content-type': 'text/event-stream' } }));
	};
	const story = await storyOf(testModel({ entry: entryFor(wire, 'http://127.0.0.1:1', { id: wire }), http }).stream(ask('', { messages, thinking: 'high' })));
	expect(story.end).toBe('end');
	return body;
}

function frozen<T>(value: T): T {
	if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
	return value;
}

test.each(WIRES)('%s reads it all, in order, each seal that its own model made, and no other', async (wire) => {
	await fc.assert(
		fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 6 }), async (turns) => {
			const { messages, marks, seals } = talkOf(turns);
			const body = await bodyFor(wire, frozen(messages));
			expect([...new Set(body.match(/mark\d{4}x/g) ?? [])].sort()).toEqual([...marks].sort());
			// Calls and results of one turn may be written in turns; texts never change places.
			const texts = (all: readonly string[]): string[] => all.filter((mark) => body.includes(`${mark} “é” 🏠`));
			expect(texts([...new Set(body.match(/mark\d{4}x/g) ?? [])])).toEqual(texts(marks));
			expect(body.match(/seal\d+y/g) ?? []).toEqual(SEALS[wire] ? (seals.get(wire) ?? []) : []);
			if (!SEALS[wire]) expect(body).not.toContain('private thought');
		}),
		{ numRuns: 60 },
	);
});

test('a conversation that has gone through every wire still gives the first one its own thinking back', async () => {
	const { messages } = talkOf([{ asked: true, image: true, thinks: 1, says: true, calls: 2, shows: true, by: 0 }]);
	const first = await bodyFor('anthropic', messages);
	for (const wire of WIRES) await bodyFor(wire, messages);
	expect(await bodyFor('anthropic', messages)).toBe(first);
	expect(first).toMatch(/seal\d+y/);
});
