/** Proposals while properties are typed: only within them, of the right kind, and written so that YAML reads them. */
import { parse } from 'yaml';
import { proposalsFor, propertyAt } from '../../../src/core/telos/property-proposals';
import { graphOf } from '../../support/telos-vault';

const items = graphOf({ 'Rivers.md': '---\ntelos: mission\n---\n', 'Old.md': '---\ntelos: mission\nstatus: done\n---\n', 'Weirs.md': '---\ntelos: goal\nstatus: dreaming\n---\n', 'I say yes.md': '---\ntelos: challenge\n---\n' }).items();
const shown = (...lines: string[]): string[] => {
	const place = propertyAt(lines);
	return place ? proposalsFor(place, items).map(({ text }) => text) : [];
};

test('a type, a status and an item are proposed where each belongs', () => {
	expect(shown('---', 'telos: go')).toEqual(['goal']);
	expect(shown('---', 'status: dr')).toEqual(['dropped', 'dreaming']);
	expect(shown('---', 'supports: ')).toEqual(['Rivers', 'Weirs']);
	expect(shown('---', 'blocked-by: [')).toEqual(['I say yes']);
	expect(shown('---', 'supports:', '  - "[[Weirs]]"', '  - "[[Ri')).toEqual(['Rivers']);
	expect(shown('---', 'supports: ["[[Weirs]]", ri')).toEqual(['Rivers']);
});

test('nothing is proposed outside of properties, or for others', () => {
	expect(shown('telos: go')).toEqual([]);
	expect(shown('---', 'telos: goal', '---', 'status: a')).toEqual([]);
	expect(shown('---', 'tags:', '  - a')).toEqual([]);
	expect(shown('---', '- a')).toEqual([]);
	expect(shown('---', 'telos')).toEqual([]);
});

test('what is put in makes the property a link', () => {
	const line = 'supports: [ri';
	const place = propertyAt(['---', line]);
	const [first] = place ? proposalsFor(place, items) : [];
	expect(parse(`${line.slice(0, place?.start)}${first?.insert ?? ''}]`)).toEqual({ supports: ['[[Rivers]]'] });
});
