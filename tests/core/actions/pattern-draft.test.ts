/** Given what a model wrote, when it proposes a pattern, then its note is found whole, and what is none is not offered. */
import { draftIn } from '../../../src/core/actions/pattern-draft';

const NOTE = '---\ndescription: Counts.\ninput: [note]\n---\nCount the words.\n';

test('given a fenced note among other text, then it and its name are found', () => {
	expect(draftIn(`## The pattern\n\n\`\`\`markdown\n${NOTE}\`\`\`\n\n## How to try it\n\nSave it as “count-words.md”.\n`)).toEqual({ name: 'count-words', text: NOTE });
});

test.each([['Save it as count-words.md.', 'count-words'], ['A file: “Count words.md”.', 'Count words'], ['No name here.', '']])('given “%s”, then the name is “%s”', (said, name) => {
	expect(draftIn(`\`\`\`md\n${NOTE}\`\`\`\n\n${said}\n`)?.name).toBe(name);
});

test('given a fence of four with one of three in it, then the inner one stays', () => {
	const inner = `${NOTE}\n\`\`\`\n12\n\`\`\`\n`;
	expect(draftIn(`\`\`\`\`markdown\n${inner}\`\`\`\``)).toEqual({ name: '', text: inner });
});

test('given the note alone, then it is the pattern', () => {
	expect(draftIn(NOTE)).toEqual({ name: '', text: NOTE });
});

test.each([['no fence', 'Just words.'], ['a fence without properties', '```\nx\n```'], ['a pattern without instructions', '```markdown\n---\ndescription: x\n---\n```'], ['nothing', '']])('given %s, then nothing is offered', (_what, text) => {
	expect(draftIn(text)).toBeNull();
});
