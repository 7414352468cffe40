/** Properties are edited on their own lines: everything else in the front matter keeps its bytes. */
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/changes/edit-text';
import type { PropertyValue } from '../../../src/core/changes/change';
import { propertyEdits, propertyValue } from '../../../src/core/changes/properties';

const set = (text: string, name: string, value: PropertyValue): string => applyEdits(text, propertyEdits(text, [{ name, value }]));
const remove = (text: string, name: string): string => applyEdits(text, propertyEdits(text, [{ name, value: undefined }]));

describe('setting a property', () => {
	it('writes front matter where there was none, after a BOM and with the line ends of the note', () => {
		expect(set('Hello.', 'status', 'open')).toBe('---\nstatus: open\n---\nHello.');
		expect(set('\uFEFFHello.\r\n', 'status', 'open')).toBe('\uFEFF---\r\nstatus: open\r\n---\r\nHello.\r\n');
	});

	it('keeps comments, order, quotes and indentation of what is not asked for', () => {
		const text = '---\n# mine\nb:   "two"  # why\na: \'one\'\nlist:\n    - x # first\n    - y\n---\nText\n';
		expect(set(text, 'a', 'three')).toBe(text.replace("'one'", "'three'"));
		expect(set(text, 'b', 'it is "so"')).toBe(text.replace('"two"', '"it is \\"so\\""'));
		expect(set(text, 'list', ['x', 'y', 'z'])).toBe(text.replace('- y\n', '- y\n    - z\n'));
		expect(set(text, 'list', ['y'])).toBe(text.replace('    - x # first\n', ''));
		expect(set(text, 'new', ['[[Note]]', 3])).toBe(text.replace('---\nText', 'new:\n  - "[[Note]]"\n  - 3\n---\nText'));
	});

	it.each([' ', '\u205F', 'end\u00A0', '\u2003start', '\t'])('keeps the blanks at the ends of %j', (value) => {
		const text = set('---\n---\n', 'new', value);
		expect(propertyValue(text, 'new')).toBe(value);
		expect(remove(text, 'new')).toBe('---\n---\n');
	});

	it('adds to a list in brackets within its brackets', () => {
		expect(set('---\ntags: [a, "b"] # c\n---\n', 'tags', ['a', 'b', 'c, d'])).toBe('---\ntags: [a, "b", "c, d"] # c\n---\n');
	});

	it('replaces a block text and an empty value', () => {
		expect(set('---\na: |\n  one\n  two\nb:\n---\n', 'a', 'x')).toBe('---\na: x\nb:\n---\n');
		expect(set('---\na:\nb: 1\n---\n', 'a', 'x')).toBe('---\na: x\nb: 1\n---\n');
		expect(set('---\na: # later\nb: 1\n---\n', 'a', 'x')).toContain('a: x');
	});

	it('finds a property in other letter case', () => {
		expect(set('---\nStatus: a\n---\n', 'status', 'b')).toBe('---\nStatus: b\n---\n');
	});

	it('changes nothing when the value is there already', () => {
		const text = '---\ntags: [a,   b]\ndate: 2026-01-02\n---\n';
		expect(propertyEdits(text, [{ name: 'tags', value: ['a', 'b'] }])).toEqual([]);
	});

	it.each(['---\na: [\n---\n', '---\na: 1\na: 2\n---\n', '---\n- a\n---\n', '---\n{{title}}: x: y\n---\n', '---\n{a: 1}\n---\n', '---\n\ta: 1\n---\n'])('refuses what it cannot read: %j', (text) => {
		expect(() => set(text, 'new', 'x')).toThrow(expect.objectContaining({ code: 'bad-input' }));
		expect(() => remove(text, 'a')).toThrow(expect.objectContaining({ code: 'bad-input' }));
	});
});

const word = fc.stringMatching(/^[a-zA-Zäöü][a-zA-Z0-9 _äöü-]{0,8}$/).map((text) => text.trim()).filter((text) => text !== '');
const scalar = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.constantFrom('2026-11-22', '[[A]]', 'yes', '1', '~', '# x', 'a: b', '- x', 'null', ' '));
const value: fc.Arbitrary<PropertyValue> = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }));
const line = fc.oneof(
	fc.constantFrom('# a comment', '', 'cssclasses: [wide, "tall"]', "quoted: 'it''s'", 'list:\n  - a # one\n\n  - b', 'odd:\n- x\n- y', 'map:\n  inner: 1', 'text: |\n  two\n  lines', 'folded: >-\n  one\n  two', 'empty:', 'date: 2026-01-02T03:04', 'link: "[[Note|n]]"', 'anchor: &x 1', '"key with: colon": v'),
);
const frontMatter = fc.uniqueArray(line, { maxLength: 6 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
const body = fc.array(fc.constantFrom('# Title\n', 'Words.\n', '\n', '---\n', 'status: x\n', '- item\n', 'no end'), { maxLength: 6 }).map((lines) => lines.join(''));
const note = fc
	.record({ yaml: fc.option(frontMatter), body, bom: fc.boolean(), crlf: fc.boolean() })
	.map(({ yaml, body: words, bom, crlf }) => {
		const text = (yaml === null ? '' : `---\n${yaml}---\n`) + words;
		return (bom ? '\uFEFF' : '') + (crlf ? text.replace(/\n/g, '\r\n') : text);
	});
const isReadable = (text: string): boolean => {
	try {
		propertyValue(text, 'x');
		return true;
	} catch {
		return false;
	}
};

describe('for any note', () => {
	const readable = note.filter(isReadable);

	it('set then remove gives back the same bytes', () => {
		fc.assert(fc.property(readable, word.map((name) => `new ${name}`), value, (text, name, one) => expect(remove(set(text, name, one), name)).toBe(text)), { numRuns: 400 });
	});

	it('what is set is read back, and nothing else has changed its value', () => {
		fc.assert(
			fc.property(readable, fc.constantFrom('list', 'odd', 'quoted', 'empty', 'text', 'map', 'fresh', 'cssclasses'), value, (text, name, one) => {
				const after = set(text, name, one);
				expect(propertyValue(after, name)).toEqual(one);
				for (const other of ['date', 'link', 'folded', 'anchor']) if (other !== name) expect(propertyValue(after, other)).toEqual(propertyValue(text, other));
			}),
			{ numRuns: 400 },
		);
	});

	it('several properties set, then removed in any order, give back the same bytes', () => {
		fc.assert(
			fc.property(readable, fc.uniqueArray(word, { minLength: 1, maxLength: 4, selector: (name) => name.toLowerCase() }), fc.boolean(), (text, names, isReversed) => {
				const ours = names.map((name) => `our ${name}`);
				const all = ours.reduce((one, name) => set(one, name, 'v'), text);
				expect((isReversed ? [...ours].reverse() : ours).reduce(remove, all)).toBe(text);
			}),
			{ numRuns: 200 },
		);
	});
});
