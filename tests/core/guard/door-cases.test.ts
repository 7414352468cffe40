/** Each door against the project's own table of cases: what must not pass does not, what is ordinary passes as it stands. */
import { checkAddress } from '../../../src/core/guard/egress';
import { listHiddenPassages } from '../../../src/core/guard/hidden-passages';
import { findHidden, revealHidden, stripHidden } from '../../../src/core/guard/hidden-text';
import { labelNote, type Label } from '../../../src/core/guard/labels';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { vaultDoor } from '../../../src/core/guard/vault-door';
import { readFrontMatter } from '../../../src/core/lib/front-matter';
import { liveParts } from '../../eval/guard/live-parts';
import { LABELS } from '../../eval/guard/rules';
import { NEEDED, TUCKED_AWAY, UNSEEN, WHISPER } from './cases/hidden-cases';
import { LIVE, ORDINARY } from './cases/markdown-cases';
import { BAD_ADDRESSES, BAD_PATHS, CONFIGURED, GOOD_ADDRESSES, GOOD_PATHS, UNREADABLE_PATHS } from './cases/place-cases';
import { CLAIMS, HOSTILE_PROPERTIES, ORIGINS } from './cases/property-cases';

const CONFIG = { configFolder: '.obsidian' };
const NOWHERE = { ownOrigins: [] };

test('given Markdown that loads, runs or misleads, when it is made safe, then it does not, it is told of, and a second pass changes nothing', () => {
	const wrong = LIVE.filter((markdown) => {
		const { text, findings } = safeMarkdown(markdown);
		return findings.length === 0 || liveParts(text).length > 0 || safeMarkdown(text).text !== text;
	});
	expect(wrong).toEqual([]);
});

test('given ordinary Markdown, when it is made safe, then it keeps every byte', () => {
	expect(ORDINARY.filter((markdown) => safeMarkdown(markdown).text !== markdown)).toEqual([]);
});

test('given characters that nobody sees, then they are found, shown and stripped; what a script or emoji needs stays', () => {
	expect(UNSEEN.filter((text) => findHidden(text).length === 0 || findHidden(stripHidden(text)).length > 0 || !/⟦[^⟧]+⟧/.test(revealHidden(text)))).toEqual([]);
	expect(NEEDED.filter((text) => stripHidden(text) !== text || revealHidden(text) !== text)).toEqual([]);
});

test('given words where the rendered note does not show them, then they are listed', () => {
	expect(TUCKED_AWAY.filter((text) => !listHiddenPassages(text).some((passage) => passage.text.includes(WHISPER)))).toEqual([]);
});

test('given paths as a run may name them, then only ordinary ones pass, as they stand', () => {
	expect(BAD_PATHS.filter((path) => vaultDoor(path, 'write', CONFIG).verdict !== 'deny')).toEqual([]);
	expect(UNREADABLE_PATHS.filter((path) => vaultDoor(path, 'read', CONFIG).verdict !== 'deny')).toEqual([]);
	expect(CONFIGURED.filter(([configFolder, path]) => vaultDoor(path, 'write', { configFolder }).verdict !== 'deny')).toEqual([]);
	expect(GOOD_PATHS.filter((path) => vaultDoor(path, 'write', CONFIG).verdict !== 'allow')).toEqual([]);
	expect(['x.canvas', 'a/x.BASE'].map((path) => vaultDoor(path, 'write', CONFIG).verdict)).toEqual(['ask', 'ask']);
});

test('given addresses, then only public ones on https pass', () => {
	expect(BAD_ADDRESSES.filter((url) => checkAddress(url, NOWHERE).verdict !== 'deny')).toEqual([]);
	expect(GOOD_ADDRESSES.filter((url) => checkAddress(url, NOWHERE).verdict !== 'allow')).toEqual([]);
});

test.each(HOSTILE_PROPERTIES.map((note) => [note.slice(0, 60), note]))('given the front matter %j, then nothing runs, no prototype is reached, and what is read is plain', (_start, note) => {
	const { frontMatter } = readFrontMatter(note);
	expect('__pwned' in globalThis || 'polluted' in {}).toBe(false);
	if (frontMatter) expect(Object.getPrototypeOf(frontMatter.data)).toBeNull();
	expect(JSON.stringify(frontMatter?.data ?? null).length).toBeLessThan(1_000_000);
	expect(safeMarkdown(note, { isWholeNote: true }).text).not.toContain('<%');
});

test('given a clipping that claims to be trusted, then it is not; given any way to name another origin, then it counts', () => {
	const labelOf = (lines: string): Label => labelNote({ path: 'Notes/n.md', hash: '', tags: [], record: null, accepted: new Set(), properties: { ...readFrontMatter(`---\n${lines}\n---\nx`).frontMatter?.data } }, LABELS);
	expect(CLAIMS.filter((line) => labelOf(`source_url: https://blog.example/post\n${line}`).integrity === 'trusted')).toEqual([]);
	expect(CLAIMS.filter((line) => labelOf(`private: true\n${line === 'private: false' ? '' : line}`).secrecy === 'vault')).toEqual([]);
	expect(ORIGINS.filter((line) => labelOf(line).integrity === 'trusted')).toEqual([]);
});
