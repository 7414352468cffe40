/** Every note of the demo vault gets a property and loses it again: byte for byte the same. Broken front matter is refused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits } from '../../../src/core/changes/edit-text';
import type { PropertyValue } from '../../../src/core/changes/change';
import { propertyEdits } from '../../../src/core/changes/properties';
import { readNote } from '../../../src/core/lib/markdown';

const VAULT = join(__dirname, '../../vault');
const notes = readdirSync(VAULT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

it.each<[string, PropertyValue]>([
	['a word', 'open'],
	['a list', ['[[A]]', 'b: c', 3]],
	['nothing', null],
])('survives setting and removing %s', (_name, value) => {
	expect(notes.length).toBeGreaterThan(20);
	for (const path of notes) {
		const text = readFileSync(join(VAULT, path), 'utf8');
		if (readNote(path, text).problems.length > 0) {
			expect(() => propertyEdits(text, [{ name: 'praxis-test', value }])).toThrow(expect.objectContaining({ code: 'bad-input' }));
			continue;
		}
		const set = applyEdits(text, propertyEdits(text, [{ name: 'praxis-test', value }]));
		expect(set).not.toBe(text);
		expect(applyEdits(set, propertyEdits(set, [{ name: 'praxis-test', value: undefined }]))).toBe(text);
	}
});
