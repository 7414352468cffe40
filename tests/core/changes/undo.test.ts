/** The undo bench: whatever the person did after a run, undoing it loses nothing of theirs. */
import type { Change } from '../../../src/core/changes/change';
import { createChanges, type Changes, type RunReport } from '../../../src/core/changes/changes';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';

const NOTE = 'Intro.\n\nOne.\nTwo.\nThree.\n\nEnd.\n';
const at = (path: string) => vaultPath(path);
const replaceTwo: Change = { type: 'replace', path: at('A.md'), target: { quote: 'Two.' }, text: 'Second,\nby Praxis.' };
const WRITTEN = NOTE.replace('Two.', 'Second,\nby Praxis.');

interface Bench {
	readonly host: MemoryHost;
	readonly changes: Changes;
	readonly run: RunReport;
	/** The person's edit, in the vault's text of the note. */
	readonly edit: (path: string, change: (text: string) => string) => void;
	readonly texts: () => Record<string, string>;
}

async function given(files: MemoryFiles, made: readonly Change[]): Promise<Bench> {
	const host = memoryHost(files, { at: '2026-11-22T09:14:00' });
	const changes = createChanges(host);
	// A test may let the store die while it is told of changes.
	host.vault.watch((change) => void changes.noteChanged(change).catch(() => undefined));
	const run = await changes.apply(await changes.plan(made));
	host.clock.advance(1000);
	return { host, changes, run, edit: (path, change) => host.vault.putForeign(path, change(host.vault.snapshot()[path] ?? '')), texts: () => host.vault.snapshot() };
}

describe('undo', () => {
	it('gives back the note as it was, byte for byte', async () => {
		const files = { 'A.md': '\uFEFFIntro.\r\n\r\nTwo.', 'B.md': '---\na: 1 # mine\n---\nB', 'C.md': 'C', 'D.md': '[[C]]' };
		const { changes, run, texts } = await given(files, [
			replaceTwo,
			{ type: 'set-properties', path: at('B.md'), properties: { status: 'x' } },
			{ type: 'rename', path: at('C.md'), to: at('Sub/E.md') },
			{ type: 'create', path: at('New.md'), text: 'New' },
		]);
		expect(texts()).toMatchObject({ 'Sub/E.md': 'C', 'D.md': '[[E]]' });
		await changes.undo(run.id);
		expect(texts()).toEqual(files);
	});

	it.each([
		['above the change', (text: string) => text.replace('Intro.', 'My intro.'), NOTE.replace('Intro.', 'My intro.')],
		['right above the change', (text: string) => text.replace('One.\n', 'One.\nMine.\n'), NOTE.replace('One.\n', 'One.\nMine.\n')],
		['below the change', (text: string) => text.replace('End.', 'The end.'), NOTE.replace('End.', 'The end.')],
		['right below the change', (text: string) => text.replace('Three.', 'Mine.\nThree.'), NOTE.replace('Three.', 'Mine.\nThree.')],
	])('keeps a later edit %s', async (_name, edit, expected) => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		bench.edit('A.md', edit);
		const report = await bench.changes.undo(bench.run.id);
		expect(report.notes.map((note) => note.outcome)).toEqual(['merged']);
		expect(bench.texts()).toEqual({ 'A.md': expected });
	});

	it('shows three texts and touches nothing when the later edit is inside the change', async () => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		bench.edit('A.md', (text) => text.replace('by Praxis', 'by me'));
		const [note] = (await bench.changes.undo(bench.run.id)).notes;
		expect(note).toMatchObject({ outcome: 'copied', path: 'A (Praxis conflict 2026-11-22 0914).md' });
		const texts = bench.texts();
		expect(texts['A.md']).toBe(WRITTEN.replace('by Praxis', 'by me'));
		const conflict = texts[note?.path ?? ''] ?? '';
		for (const [title, text] of [['Yours now', texts['A.md']], ['Before Praxis', NOTE], ['What Praxis wrote', WRITTEN]]) expect(conflict).toContain(`## ${title}\n\n\`\`\`markdown\n${text}\n\`\`\``);
	});

	it.each([
		['renamed', 'Other.md', (text: string) => text],
		['renamed and edited', 'Other.md', (text: string) => `Mine.\n${text}`],
		['moved', 'Deep/Down/A.md', (text: string) => text],
	])('follows a note that was %s', async (_name, to, edit) => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		await bench.host.vault.rename(at('A.md'), at(to));
		bench.edit(to, edit);
		await bench.changes.undo(bench.run.id);
		expect(bench.texts()).toEqual({ [to]: edit(NOTE) });
	});

	it.each(['Other.md', 'Deep/A.md'])('finds a note by its content when nobody told of its move to %s', async (to) => {
		const bench = await given({ 'A.md': NOTE, 'X.md': 'x' }, [replaceTwo]);
		bench.host.vault.removeForeign('A.md');
		bench.host.vault.putForeign(to, to === 'Other.md' ? WRITTEN : `Mine.\n${WRITTEN}`);
		await createChanges(bench.host).undo(bench.run.id);
		expect(bench.texts()[to]).toBe(to === 'Other.md' ? NOTE : `Mine.\n${NOTE}`);
	});

	it('leaves a deleted note deleted', async () => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		await bench.host.vault.trash(at('A.md'));
		expect((await bench.changes.undo(bench.run.id)).notes).toEqual([{ outcome: 'kept', path: 'A.md', detail: 'The note was removed; it stays removed.' }]);
		expect(bench.texts()).toEqual({});
	});

	it('merges with another program that writes in the middle of it', async () => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		bench.host.vault.beforeWrite = () => {
			bench.host.vault.beforeWrite = null;
			bench.edit('A.md', (text) => `Theirs.\n${text}`);
		};
		await bench.changes.undo(bench.run.id);
		expect(bench.texts()).toEqual({ 'A.md': `Theirs.\n${NOTE}` });
	});

	it('never removes a created note that was edited, and says so', async () => {
		const bench = await given({}, [{ type: 'create', path: at('New.md'), text: 'By Praxis.' }]);
		bench.edit('New.md', (text) => `${text} And me.`);
		expect((await bench.changes.undo(bench.run.id)).notes).toEqual([{ outcome: 'kept', path: 'New.md', detail: 'The note was edited since; it was not removed.' }]);
		expect(bench.texts()).toEqual({ 'New.md': 'By Praxis. And me.' });
	});

	it('brings back a removed note, beside one that took its name', async () => {
		const bench = await given({ 'A.md': NOTE }, [{ type: 'trash', path: at('A.md') }]);
		bench.host.vault.putForeign('A.md', 'Mine.');
		await bench.changes.undo(bench.run.id);
		expect(bench.texts()).toEqual({ 'A.md': 'Mine.', 'A 2.md': NOTE });
	});

	it('of an undo does the run again, and so on', async () => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo, { type: 'create', path: at('New.md'), text: 'x' }]);
		const written = bench.texts();
		const undo = await bench.changes.undo(bench.run.id);
		expect(bench.texts()).toEqual({ 'A.md': NOTE });
		const redo = await bench.changes.undo(undo.id);
		expect(redo.kind).toBe('redo');
		expect(bench.texts()).toEqual(written);
		await bench.changes.undo(bench.run.id);
		await bench.changes.redo(bench.run.id);
		expect(bench.texts()).toEqual(written);
		await expect(bench.changes.redo(bench.run.id)).rejects.toMatchObject({ code: 'bad-input' });
		await bench.changes.undo(bench.run.id);
		await expect(bench.changes.undo(bench.run.id)).rejects.toMatchObject({ code: 'bad-input' });
	});

	it('of 20 notes with one conflict takes back the other 19', async () => {
		const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`N${index}.md`, NOTE]));
		const bench = await given(files, Object.keys(files).map((path) => ({ ...replaceTwo, path: at(path) })));
		bench.edit('N7.md', (text) => text.replace('by Praxis', 'by me'));
		const report = await bench.changes.undo(bench.run.id);
		expect(report.notes.filter((note) => note.outcome === 'written')).toHaveLength(19);
		expect(report.notes.filter((note) => note.outcome === 'copied')).toHaveLength(1);
		const { 'N7.md': mine, 'N7 (Praxis conflict 2026-11-22 0914).md': conflict, ...others } = bench.texts();
		const { 'N7.md': _old, ...expected } = files;
		expect(others).toEqual(expected);
		expect(mine).toContain('by me');
		expect(conflict).toContain('## What Praxis wrote');
	});

	it('recovers from a crash at any of its writes', async () => {
		const made: Change[] = [replaceTwo, { type: 'create', path: at('New.md'), text: 'x' }, { type: 'trash', path: at('B.md') }, { type: 'rename', path: at('C.md'), to: at('D.md') }];
		const files = { 'A.md': NOTE, 'B.md': 'B', 'C.md': 'C' };
		for (let write = 1; ; write++) {
			const bench = await given(files, made);
			bench.host.faults.plan({ at: write, code: 'internal', when: write % 2 ? 'before' : 'after', forGood: true });
			const outcome = await bench.changes.undo(bench.run.id).then(() => 'done', () => 'died');
			const writes = bench.host.faults.writes;
			bench.host.faults.reset();
			const again = createChanges(bench.host);
			expect((await again.recover()).problems).toEqual([]);
			const [first] = (await again.runs()).filter((run) => run.id === bench.run.id);
			if (first?.undoneBy === null) await again.undo(bench.run.id);
			expect(bench.texts()).toEqual(files);
			if (outcome === 'done' && writes < write) break;
		}
	});
});

describe('restoring one note', () => {
	it('is a plan that can be looked at first, and undone', async () => {
		const bench = await given({ 'A.md': NOTE }, [replaceTwo]);
		bench.edit('A.md', (text) => `${text}Later.\n`);
		const plan = await bench.changes.planRestore(bench.run.id, at('A.md'));
		expect(plan.notes[0]?.hunks.length).toBeGreaterThan(0);
		const restored = await bench.changes.apply(plan);
		expect(bench.texts()).toEqual({ 'A.md': NOTE });
		await bench.changes.undo(restored.id);
		expect(bench.texts()).toEqual({ 'A.md': `${WRITTEN}Later.\n` });
	});
});

describe('a run carried by another program', () => {
	it('is shown and undone like our own, except for what Praxis wrote meanwhile', async () => {
		const files = { 'A.md': NOTE, 'B.md': 'B', 'C.md': 'C', 'D.md': 'D', 'E.md': 'E' };
		const host = memoryHost(files);
		const changes = createChanges(host);
		const watched = await changes.watchRun('Tidy up');
		host.vault.putForeign('A.md', WRITTEN);
		host.vault.putForeign('New.md', 'new');
		host.vault.removeForeign('B.md');
		host.vault.removeForeign('C.md');
		host.vault.putForeign('Moved.md', 'C');
		await changes.apply(await changes.plan([{ type: 'append', path: at('D.md'), text: 'ours' }]));
		const report = await watched.end();
		expect(report).toMatchObject({ kind: 'watched', summary: 'Another program changed 4 notes' });
		expect((await changes.details(report.id)).map((note) => `${note.outcome} ${note.path}`).sort()).toEqual(['created New.md', 'renamed Moved.md', 'trashed B.md', 'written A.md']);
		await changes.undo(report.id);
		expect(host.vault.snapshot()).toEqual({ ...files, 'D.md': 'D\n\nours' });
	});

	it('is ended at the next start when Praxis stopped in its middle', async () => {
		const host = memoryHost({ 'A.md': NOTE });
		await createChanges(host).watchRun('Tidy up');
		host.vault.putForeign('A.md', WRITTEN);
		const changes = createChanges(host);
		const { finished } = await changes.recover();
		expect(finished).toHaveLength(1);
		await changes.undo(finished[0] ?? '');
		expect(host.vault.snapshot()).toEqual({ 'A.md': NOTE });
	});
});
