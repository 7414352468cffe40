/** Saying yes to a note that would steer agents, after looking at it: an agent, a skill, a pattern, a goal or the policy. */
import type { App } from '../core/app';
import type { PendingThing } from '../core/guard/acceptances';
import { PraxisError } from '../core/lib/errors';
import type { AcceptCommand } from './arguments.mts';
import { isAgreed, printHunks, visible } from './review.mts';
import type { Terminal } from './terminal.mts';

/** Lists what waits when no note is named. Returns the exit code. Throws `missing-note` for a note that does not wait. */
export async function runAcceptCommand(command: AcceptCommand, { guard, terminal }: { readonly guard: App['guard']; readonly terminal: Terminal }): Promise<number> {
	const waiting = await guard.pendingAcceptances();
	if (command.text === '') {
		terminal.out(command.json ? `${JSON.stringify(waiting.map(asJson), null, '\t')}\n` : list(waiting));
		return 0;
	}
	const thing = waiting.find(({ path }) => path === command.text);
	if (!thing) throw new PraxisError('missing-note', `“${command.text}” does not wait to be accepted.`, { hint: 'See what does: praxis accept --vault DIR' });
	if (!command.yes && !(await isAgreed({ shown: shownOf(thing), question: 'Accept?', hint: 'Read the note, and add --yes to accept it as it is.' }, terminal))) {
		terminal.error('Nothing was accepted.\n');
		return 1;
	}
	await guard.accept(thing.path, thing.hash);
	terminal.out(command.json ? `${JSON.stringify(asJson(thing), null, '\t')}\n` : `Accepted ${visible(thing.path)} as it reads now. If it changes elsewhere, you are asked again.\n`);
	return 0;
}

function list(waiting: readonly PendingThing[]): string {
	if (waiting.length === 0) return 'Nothing waits to be accepted.\n';
	return waiting.map(({ path, kind, isChanged, warnings }) => `${kind.padEnd(9)} ${visible(path)}${isChanged ? ' (changed since you accepted it)' : ''}\n${warnings.map((warning) => `          ${visible(warning)}\n`).join('')}`).join('');
}

function shownOf({ path, kind, isChanged, warnings, hunks }: PendingThing): string {
	const head = isChanged ? `${visible(path)}, a ${kind}, has changed since you accepted it.` : `${visible(path)} would steer agents as a ${kind}.`;
	return [head, ...warnings.map((warning) => `Look at this: ${visible(warning)}`), '', printHunks(hunks)].join('\n');
}

function asJson({ path, kind, hash, isChanged, warnings }: PendingThing): unknown {
	return { path, kind, hash, isChanged, warnings };
}
