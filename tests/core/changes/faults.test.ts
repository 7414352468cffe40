/** The tests are tested: a fault planted in any step of applying, recovering or undoing is caught by the simulation. */
import { crashScenarios, type Program } from '../../sim/crash';
import { memoryHost } from '../../support/memory-host';
import { createChanges } from '../../../src/core/changes/changes';
import type { NoteText } from '../../../src/core/host';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { withFault, type Fault } from '../../support/mutant';

/** Enough scenarios that each fault shows; most show within the first hundred. */
const MOST = 4000;

interface Planted extends Fault {
	readonly name: string;
	/** For a fault by which nothing is lost: tells whether it shows. */
	readonly shows?: (program: Program) => Promise<boolean>;
}

/** Plans a removal, edits the note, applies. */
async function removesEdited({ createChanges: create }: Program): Promise<boolean> {
	const host = memoryHost({ 'A.md': 'One.' });
	const changes = create(host);
	const plan = await changes.plan([{ type: 'trash', path: vaultPath('A.md') }]);
	host.vault.putForeign('A.md', 'One. Mine.');
	await changes.apply(plan);
	return !('A.md' in host.vault.snapshot());
}

/** A run makes a note and closes; the note is deleted while nobody watches. */
async function putsBack({ createChanges: create }: Program): Promise<boolean> {
	const host = memoryHost();
	const changes = create(host);
	await changes.apply(await changes.plan([{ type: 'create', path: vaultPath('A.md'), text: 'One.' }]));
	host.vault.removeForeign('A.md');
	const again = create(host);
	// The fault may run into errors of a class that the planted program does not know: then its run stands open.
	await again.recover().catch(() => undefined);
	return 'A.md' in host.vault.snapshot() || (await again.runs()).some((run) => run.phase === 'open');
}

const FAULTS: readonly Planted[] = [
	{ name: 'writes without comparing', file: 'write-step.ts', from: 'if (now === pair.found) {', to: 'if (now !== pair.landed) {' },
	{ name: 'takes any shorter text for a torn one', file: 'merge.ts', from: 'whole.length < target.length && target.startsWith(whole)', to: 'whole.length < target.length' },
	{ name: 'does not know a torn text', file: 'merge.ts', from: 'whole.length < target.length && target.startsWith(whole)', to: 'false' },
	{ name: 'merges into a text that broke off', file: 'write-step.ts', from: 'if (lacksLines(now, pair.found, pair.landed) && isCut) return null;', to: '' },
	{ name: 'makes an edit again that stands already', file: 'write-step.ts', from: "if (shows === 'all' || (shows === 'some' && wasDone && !isCut)) return DONE;", to: 'return joined(step, path, { pair, now });' },
	{ name: 'takes an edit for made that is not', file: 'write-step.ts', from: "return shows === 'none' ? joined(step, path, { pair, now }) : null;", to: 'return DONE;' },
	{ name: 'forgets the texts of a merge', file: 'write-step.ts', from: 'const { found, landed } = context.isResumed ? pair : {', to: 'const { found, landed } = {' },
	{ name: 'does not journal a merge', file: 'write-step.ts', from: '		await context.setTexts(pair);\n', to: '' },
	{ name: 'leaves out the copy', file: 'write-step.ts', from: 'const made = await makeNote(besideName(path, words), text, context);', to: 'const made = besideName(path, words);' },
	{ name: 'merges conflicts by leaving one side out', file: 'merge.ts', from: '		if (!part.ok) return null;\n		merged += part.ok', to: '		merged += (part.ok ?? part.conflict?.b ?? [])' },
	{ name: 'takes a taken name', file: 'create-step.ts', from: "if (!isPraxisError(error, 'note-exists')) throw error;", to: "if (isPraxisError(error, 'note-exists')) return name;\n			throw error;" },
	{ name: 'makes a note twice after a crash', file: 'create-step.ts', from: 'if (context.isResumed && (await isOurs(name, text, context))) return name;', to: '' },
	{ name: 'removes a note that was edited', file: 'create-step.ts', from: "if (now !== null && !isWhole) return { outcome: 'kept', path, detail: 'The note was edited since; it was not removed.' };", to: '', shows: removesEdited },
	{ name: 'does not journal a move', file: 'create-step.ts', from: '	await context.moved(step.path, step.to);\n	return done;', to: '	return done;' },
	{ name: 'journals nothing before the first write', file: 'journal.ts', from: 'await this.#store.write(`${ROOT}/${header.id}/plan`, sealed(steps));\n		return this.save({ header,', to: 'return this.save({ header,' },
	{ name: 'writes the state before the plan', file: 'journal.ts', from: '		await this.#store.write(`${ROOT}/${header.id}/plan`, sealed(steps));\n		return this.save({ header, phase: \'open\', closedAt: null, results: [...steps.map(() => null), ...kept], touched: [] });', to: "		const s = await this.save({ header, phase: 'open', closedAt: null, results: [...steps.map(() => null), ...kept], touched: [] });\n		await this.#store.write(`${ROOT}/${header.id}/plan`, sealed(steps)); return s;" },
	{ name: 'trusts a record without its checksum', file: 'sealed.ts', from: "if (text[64] !== '\\n' || text.slice(0, 64) !== hashText(json)) return { isThere: true, isValid: false };", to: "if (json === '' || !json.endsWith('}')) return { isThere: true, isValid: false };" },
	{ name: 'writes each record over the last one', file: 'slots.ts', from: '${key}-${seq % 2}', to: '${key}-0' },
	{ name: 'settles a run at once', file: 'execute.ts', from: "? 'settled' : 'closed'", to: "? 'settled' : 'settled'" },
	{ name: 'does not finish an open run', file: 'recover.ts', from: "if (state.phase !== 'open' && !isRecent(state, place.now())) {", to: "if (state.phase === 'open' || !isRecent(state, place.now())) {" },
	{ name: 'does not look at what was closed just before the crash', file: 'recover.ts', from: "if (state.phase !== 'open' && !isRecent(state, place.now())) {", to: "if (state.phase !== 'open') {" },
	{ name: 'does an older run again over a newer one', file: 'history.ts', from: 'return own?.isDone === true && this', to: 'return own?.isDone === false && this' },
	{ name: 'does not know what earlier runs wrote', file: 'write-step.ts', from: 'context.earlier.some((one) => now === one.found || isTorn(now, one.landed))', to: 'false' },
	{ name: 'goes on as if nothing had been done', file: 'recover.ts', from: '		isResumed: true,', to: '		isResumed: false,' },
	{ name: 'puts back what was deleted', file: 'theirs.ts', from: "return result.isRescue ? 'fell-back' : 'theirs';", to: "return 'fell-back';", shows: putsBack },
	{ name: 'takes a torn text for somebody\'s wish', file: 'theirs.ts', from: "return isNewer ? 'theirs' : 'fell-back';", to: "return 'theirs';" },
	{ name: 'mends without saying so first', file: 'recover.ts', from: "seen.needsMending ? 'open' : 'closed'", to: "'closed'" },
	{ name: 'undoes to the planned text', file: 'undo.ts', from: 'before: texts.landed, after: texts.found, changes', to: 'before: texts.landed, after: plannedTexts(step).found, changes' },
	{ name: 'removes a created note without looking', file: 'undo.ts', from: "return { kind: 'trash', path: at, before: texts.landed };", to: "return { kind: 'trash', path: at, before: null };" },
	{ name: 'forgets to undo a rename', file: 'undo.ts', from: "return { kind: 'rename', path, to: step.path };", to: 'return null;' },
	{ name: 'forgets to bring back what was removed', file: 'undo.ts', from: "return { kind: 'create', path: step.path, text: step.before, ifExists: 'new-name' };", to: 'return null;' },
];

it.each(FAULTS)('catches a program that $name', async (fault) => {
	const program = await withFault(fault);
	if (fault.shows) return expect(await fault.shows(program)).toBe(true);
	const found = await crashScenarios({ n: MOST, seed: 1, program, stopAtFirst: true });
	expect(found.length).toBeGreaterThan(0);
});

it('reads back, and writes again what did not take', async () => {
	const host = memoryHost({ 'A.md': 'One.' });
	const real = host.vault.process.bind(host.vault);
	let forgotten = false;
	host.vault.process = async (path, change): Promise<NoteText> => {
		if (forgotten) return real(path, change);
		forgotten = true;
		// A host that says it wrote, and did not.
		return { text: change('One.'), version: '' };
	};
	const changes = createChanges(host);
	await changes.apply(await changes.plan([{ type: 'append', path: vaultPath('A.md'), text: 'Two.' }]));
	expect(host.vault.snapshot()).toEqual({ 'A.md': 'One.\n\nTwo.' });
});
