/** A yes is for one request, once. */
import fc from 'fast-check';
import { askFor, canonicalJson, Confirmations } from '../../../src/core/guard/confirmation';
import { observe, startRun } from '../../../src/core/guard/run-state';

/** JSON prints -0 as 0, so that it is no plain data here. */
const holdsMinusZero = (value: unknown): boolean => Object.is(value, -0) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsMinusZero));
const plain = fc.jsonValue().filter((value) => !holdsMinusZero(value));

test('given a yes, when the same request comes again or another comes, then it is used once and for nothing else', () => {
	fc.assert(fc.property(plain, plain, fc.string(), (args, other, tool) => {
		fc.pre(canonicalJson(args) !== canonicalJson(other));
		const confirmations = new Confirmations();
		const request = { runId: 'r', tool, args };
		confirmations.give(askFor(request, startRun(true)));
		expect(confirmations.use({ ...request, args: other })).toBe(false);
		expect(confirmations.use({ ...request, runId: 's' })).toBe(false);
		expect(confirmations.use({ ...request, tool: `${tool}2` })).toBe(false);
		expect(confirmations.use({ runId: 'r', tool, args: JSON.parse(JSON.stringify(args)) as unknown })).toBe(true);
		expect(confirmations.use(request)).toBe(false);
	}));
});

test('given two objects that differ in the order of their keys, then they are one request', () => {
	expect(canonicalJson({ a: 1, b: [{ d: 1, c: 2 }] })).toBe(canonicalJson({ b: [{ c: 2, d: 1 }], a: 1 }));
});

test.each([[undefined], [NaN], [() => 1], [new Date(0)], [{ a: undefined }], [{ toJSON: () => 1 }], [-0]])('given %p, which JSON would change, then it is refused', (args) => {
	expect(() => canonicalJson(args)).toThrow('plain data');
});

test('given hidden characters in the arguments, when the person is asked, then they see them, and what the run has read', () => {
	const state = observe(startRun(true), 'Saved/Post.md', { integrity: 'untrusted', secrecy: 'vault', reasons: ['lies in the folder Saved'] });
	const question = askFor({ runId: 'r', tool: 'note_edit', args: { path: 'A\u200b.md', text: 'one\ntwo \\n three' } }, state);
	expect(question.text).toBe('path: A⟦U+200B⟧.md\ntext: \n  │ one\n  │ two \\n three');
	expect(question.sources).toEqual([{ name: 'Saved/Post.md', reason: 'lies in the folder Saved' }]);
});
