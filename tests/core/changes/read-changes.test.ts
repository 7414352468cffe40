/** Changes come in as data: what fits is kept as it is, what does not is refused with its place. */
import fc from 'fast-check';
import type { Change } from '../../../src/core/changes/change';
import { readChanges } from '../../../src/core/changes/read-changes';
import { PraxisError } from '../../../src/core/lib/errors';
import { vaultPath } from '../../../src/core/lib/vault-path';

const path = vaultPath('Folder/Note.md');
const EVERY_KIND: Change[] = [
	{ type: 'create', path, text: 'a', ifExists: 'skip' },
	{ type: 'append', path, text: 'a' },
	{ type: 'append', path, text: 'a', under: { heading: 'Tasks' }, spacing: 'line' },
	{ type: 'append', path, text: 'a', under: { block: 'abc' } },
	{ type: 'insert', path, text: 'a', at: { offset: 0 } },
	{ type: 'insert', path, text: 'a', at: { line: 3 } },
	{ type: 'replace', path, text: 'a', target: { start: 1, end: 2 } },
	{ type: 'replace', path, text: 'a', target: { quote: 'b' } },
	{ type: 'set-properties', path, properties: { status: 'done', rating: 3, tags: ['a', 'b'], draft: false, due: null } },
	{ type: 'remove-properties', path, names: ['status'] },
	{ type: 'rename', path, to: vaultPath('Other.md') },
	{ type: 'trash', path },
];

test('every kind of change survives JSON', () => expect(readChanges(JSON.parse(JSON.stringify(EVERY_KIND)))).toEqual(EVERY_KIND));

test.each([
	['no list', { type: 'trash' }, /Changes are a list/],
	['an unknown type', [{ type: 'burn', path: 'a.md' }], /Change 1: There is no change of type "burn"/],
	['no path', [EVERY_KIND[1], { type: 'trash' }], /Change 2: "path" is missing/],
	['a path outside', [{ type: 'trash', path: '../a.md' }], /Change 1: .*not a path/],
	['a line 0', [{ type: 'insert', path: 'a.md', text: '', at: { line: 0 } }], /"line" is a whole number of 1 or more/],
	['a property of objects', [{ type: 'set-properties', path: 'a.md', properties: { x: { y: 1 } } }], /property "x"/],
	['an unknown choice', [{ type: 'append', path: 'a.md', text: '', spacing: 'wide' }], /one of: blank-line, line/],
])('%s is refused', (_name, value, message) => expect(() => readChanges(value)).toThrow(message));

test('whatever the data, it is read or refused with a PraxisError', () => {
	const types = fc.constantFrom(...EVERY_KIND.map(({ type }) => type));
	fc.assert(
		fc.property(fc.array(fc.oneof(fc.anything(), fc.record({ type: types, path: fc.string(), text: fc.anything(), target: fc.anything(), at: fc.anything(), properties: fc.anything() }))), (value) => {
			try {
				readChanges(value);
			} catch (error) {
				expect(error).toBeInstanceOf(PraxisError);
			}
		}),
	);
});
