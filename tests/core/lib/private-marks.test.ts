import fc from 'fast-check';
import { lettersOf, privateMarks } from '../../../src/core/lib/private-marks';

test('a name is known by its letters, in whatever script, case and width, however they are read', () => {
	const name = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('private', 'Private_', 'source-kind', 'ｐｒｉｖａｔｅ', 'prⅳate', 'İ', ''));
	fc.assert(fc.property(name, (text) => {
		expect(lettersOf(text)).toBe(text.normalize('NFKC').toLowerCase().replace(/[^\p{L}]/gu, ''));
	}));
	expect(['private', 'PRIVATE?', 'ｐｒｉｖａｔｅ', 'prⅳate'].map((property) => privateMarks({ properties: { [property]: true }, tags: [] }))).toEqual([['property'], ['property'], ['property'], ['property']]);
});
