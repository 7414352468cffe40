/** The note that shows a conflict: its three texts as they are, and private when one of them is. */
import { conflictText } from '../../../src/core/changes/conflict-note';
import { readNote } from '../../../src/core/lib/markdown';

const text = ([now, before, written]: readonly [string, string, string]): string => conflictText({ title: 'Plan', now, before, written });

test.each([
	['its property', '---\nprivate: true\n---\nSecret.'],
	['its tag', 'Secret. #private/letters'],
	['properties that cannot be read', '---\nprivate: [\n---\nSecret.'],
])('is private when one of its texts is, by %s', (_by, secret) => {
	for (const texts of [[secret, 'a', 'b'], ['a', secret, 'b'], ['a', 'b', secret]] as const) {
		const note = readNote('Plan.md', text(texts));
		expect(note.frontMatter?.data).toEqual({ private: true });
		expect(text(texts)).toContain(secret);
	}
});

test('has no properties when none of its texts is private', () => {
	expect(text(['---\nprivate: false\n---\na', 'b', 'the private school'])).toMatch(/^# Conflict in Plan\n/);
});
