/** A plan survives being a file; one that does not hang together does not come in. */
import { createChanges, type Plan } from '../../../src/core/changes/changes';
import { readPlanned } from '../../../src/core/changes/read-plan';
import { hashText } from '../../../src/core/lib/hash';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost } from '../../support/memory-host';

const at = (path: string) => vaultPath(path);

async function plan(): Promise<Plan> {
	return createChanges(memoryHost({ 'A.md': 'One.\nTwo.\n', 'B.md': 'B', 'C.md': 'C' })).plan(
		[
			{ type: 'append', path: at('A.md'), text: 'More.' },
			{ type: 'set-properties', path: at('A.md'), properties: { a: [1, 'x'] } },
			{ type: 'create', path: at('New.md'), text: 'new' },
			{ type: 'rename', path: at('B.md'), to: at('D.md') },
			{ type: 'trash', path: at('C.md') },
		],
		{ reason: 'To see' },
	);
}

it('comes back as it went', async () => {
	const made = await plan();
	expect(readPlanned(JSON.parse(JSON.stringify(made)))).toEqual(made);
});

type Loose = Record<string, unknown> & { notes: Record<string, unknown>[] };

it.each<[string, (plan: Loose) => unknown]>([
	['nothing', () => null],
	['a list', () => []],
	['an id that leads elsewhere', (one) => ({ ...one, id: '../x' })],
	['no notes', ({ notes: _notes, ...rest }) => rest],
	['a kind there is not', (one) => ({ ...one, notes: [{ ...one.notes[0], kind: 'overwrite' }] })],
	['a path out of the vault', (one) => ({ ...one, notes: [{ ...one.notes[0], path: '../A.md' }] })],
	['a version of another text', (one) => ({ ...one, notes: [{ ...one.notes[0], version: hashText('x') }] })],
	['a text that is not the one shown', (one) => ({ ...one, notes: [{ ...one.notes[0], after: 'Other.' }] })],
	['a new text that is not the one shown', (one) => ({ ...one, notes: [{ ...one.notes[1], after: 'Other.' }] })],
	['changes to another note', (one) => ({ ...one, notes: [{ ...one.notes[0], changes: [{ type: 'append', path: 'B.md', text: 'x' }] }] })],
	['a hunk without its place', (one) => ({ ...one, notes: [{ ...one.notes[0], hunks: [{ id: '0' }] }] })],
])('refuses %s', async (_name, spoil) => {
	const loose = JSON.parse(JSON.stringify(await plan())) as Loose;
	expect(() => readPlanned(spoil(loose))).toThrow(expect.objectContaining({ name: 'PraxisError' }));
});
