/** What a person does with the product, at random: each act is one run of an agent or a pattern, and what they do with what came of it. */
import { EMPTY_TRANSCRIPT, reduceTranscript, type Transcript } from '../../../src/core/agents/transcript';
import { newThread, threadAfter, type App, type AskOptions, type Attachment, type Destination, type SavedRun, type Thread } from '../../../src/core/app';
import { LOCAL_ACTIONS } from '../../../src/core/actions/local/local-actions';
import type { ResultPlace } from '../../../src/core/actions/result-changes';
import { isPraxisError } from '../../../src/core/lib/errors';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import { QUOTES } from '../../../src/core/models/model-settings';
import type { RunEvent } from '../../../src/core/runs/events';
import type { MemoryHost } from '../../support/memory-host';
import type { Random } from '../../support/random';
import { DEVICE_MODEL, REMOTE_MODEL, TYPED_PAGE } from './wired-vault';
import type { ObedientServer } from './wired-model';
import type { Witness } from './wired-witness';

export interface World {
	readonly host: MemoryHost;
	readonly dice: Random;
	readonly witness: Witness;
	readonly server: ObedientServer;
	/** Previews of what would go elsewhere, and files to be handed on, by what they are. */
	readonly handedOut: (readonly [string, string])[];
	app: App;
	chat: { readonly id: string; path: VaultPath | null; transcript: Transcript; thread: Thread };
	/** Changes that can be taken back. */
	readonly changeIds: string[];
}

export type Act = (world: World) => Promise<void>;

const QUESTION = `Sum up what is new. You may look at ${TYPED_PAGE}.`;
const MODELS = [REMOTE_MODEL, REMOTE_MODEL, 'standard', DEVICE_MODEL, 'fast'] as const;
const NOTES = ['Notes/Plan.md', 'Notes/Links.md', 'Notes/Health.md', 'Private/Diary.md', 'Notes/Tagged.md', 'Notes/Broken.md', 'Clippings/Post.md', 'Notes/Saved.md', 'Praxis/Results/Sum.md'] as const;
const FORMATS = ['telos', 'pai', 'yaml', 'json'] as const;

/** A question in a chat that is new, goes on, or is opened again from its note; and what is done with the answer. */
export async function chat(world: World, fixed: AskOptions = {}): Promise<void> {
	const { app, dice, host } = world;
	if (dice.chance(0.4)) world.chat = newChat(host);
	else if (world.chat.path !== null && dice.chance(0.4)) await world.witness.asPerson(() => reopen(world, world.chat.path));
	const model = dice.chance(0.05) ? QUOTES : dice.pick(MODELS);
	const options: AskOptions = { model, thread: world.chat.thread, agent: dice.pick(['aide', 'aide', 'aide', 'guest', 'Librarian']), attachments: dice.chance(0.3) ? [someAttachment(dice)] : [], ...(dice.chance(0.2) ? { goal: dice.pick(['Run', 'Heal', 'Telos/Heal.md']) } : {}), ...fixed };
	if (dice.chance(0.1)) await preview(world, options);
	const run = await follow(world, app.ask(QUESTION, options));
	if (run) await world.witness.asPerson(() => useAnswer(world, run));
}

/** A pattern on a note, by a model or by none, whose result is written somewhere. */
export async function pattern({ app, dice, server, witness, handedOut }: World): Promise<void> {
	server.begin();
	await app.actions.patterns.ready();
	const path = vaultPath(dice.pick(NOTES));
	const inputs = dice.chance(0.1) ? [{ name: 'the clipboard', text: 'What I copied.' }] : await app.actions.inputs('note', { path }).catch(nothing);
	const found = app.actions.patterns.get(dice.pick(['Gist', 'Goals']));
	if (!inputs || !found) return;
	const request = { pattern: found, inputs, model: dice.pick(MODELS), contexts: dice.chance(0.2) ? ((await app.actions.inputs('linked-notes', { path: vaultPath('Notes/Links.md') }).catch(nothing)) ?? []) : [] };
	if (dice.chance(0.2)) {
		const seen = await app.actions.preview(request);
		if (seen.model?.place === 'remote' && !seen.isHeldBack) handedOut.push(['preview of a pattern', seen.parts.map(({ text }) => text).join('\n')]);
	}
	const local = dice.chance(0.25) ? dice.pick(LOCAL_ACTIONS) : null;
	let runId = '';
	for await (const event of local ? app.actions.actLocally(local, inputs) : app.actions.act(request)) if (event.type === 'run-end' && event.answer.text !== '') runId = event.runId;
	if (runId !== '') await witness.asPerson(async () => void (await app.actions.planResult(runId, somePlace(dice, path)).then((planned) => planned.apply()).catch(nothing)));
}

/** A crash in the midst of a run; the next session goes on with it, on whichever model. */
export async function crash(world: World, reopenApp: () => Promise<App>): Promise<void> {
	const { app, dice, host, server } = world;
	server.begin();
	server.hangFrom = 2 + dice.below(3);
	const events = app.ask(QUESTION, { model: dice.pick([REMOTE_MODEL, DEVICE_MODEL]), agent: 'aide' })[Symbol.asyncIterator]();
	for (;;) {
		const next = await Promise.race([events.next(), server.hung]);
		if (!next || next.done) break;
	}
	server.hangFrom = Infinity;
	app.close();
	host.clock.advance(60_000);
	world.app = await reopenApp();
	world.chat = newChat(host);
	for (const { id } of await world.app.runs.list()) {
		server.begin();
		await follow(world, world.app.runs.resume(id, { model: dice.pick(MODELS), thread: world.chat.thread }));
	}
}

/** The record, the purpose and the index handed on as files; a change taken back, and done again. */
export async function handle({ app, dice, witness, handedOut, changeIds }: World): Promise<void> {
	await witness.asPerson(async () => {
		if (dice.chance(0.3)) await app.guard.exportSent();
		if (dice.chance(0.3)) {
			const { files } = await app.telos.export(dice.pick(FORMATS));
			handedOut.push(...files.map(({ path, text }) => [`export ${path}`, `${path}\n${text}`] as const));
		}
		const id = changeIds.at(-1);
		if (id !== undefined && dice.chance(0.4)) {
			await app.changes.undo(id).catch(nothing);
			if (dice.chance(0.5)) await app.changes.redo(id).catch(nothing);
		}
		await app.logged();
	});
}

async function follow(world: World, events: AsyncIterable<RunEvent>): Promise<SavedRun | null> {
	const { server, chat: open } = world;
	server.begin();
	let [agent, model, at] = ['', '', ''];
	let run: SavedRun | null = null;
	for await (const event of events) {
		open.transcript = reduceTranscript(open.transcript, event);
		if (event.type === 'run-start') ({ agent, model, at } = event);
		if (event.type === 'changed') world.changeIds.push(event.changeId);
		if (event.type === 'run-end') run = { runId: event.runId, question: QUESTION, agent, model, at, answer: event.answer };
	}
	return run;
}

async function useAnswer(world: World, run: SavedRun): Promise<void> {
	const { app, dice, host, chat: open, witness } = world;
	if (dice.chance(0.5)) open.path = await app.chats.keep({ id: open.id, path: open.path }, open.transcript.turns, open.thread).catch(nothing);
	if (dice.chance(0.4)) await app.save(run, someDestination(dice)).catch(nothing);
	if (run.answer.text !== '' && dice.chance(0.2)) {
		const path = vaultPath('Notes/Own.md');
		// By hand, as the chat does it: first the mark, then the text.
		if ((await app.keepPrivate(run, path).catch(nothing)) !== null) await host.vault.process(path, (text) => `${text}\n${run.answer.text}\n`).catch(nothing);
	}
	if (dice.chance(0.2)) witness.lookAtNetwork();
}

async function reopen(world: World, path: VaultPath | null): Promise<void> {
	const opened = path && (await world.app.chats.open(path).catch(nothing));
	if (!opened) return;
	const turns = opened.turns.flatMap(({ runId }) => opened.threads.get(runId) ?? []);
	const thread: Thread = { turns };
	const last = turns.at(-1);
	world.chat = { id: opened.place.id, path: opened.place.path, transcript: reduceTranscript(EMPTY_TRANSCRIPT, { type: 'load', turns: opened.turns }), thread: last ? threadAfter(thread, last.runId) : thread };
}

async function preview({ app, handedOut }: World, options: AskOptions): Promise<void> {
	const seen = await app.preview(QUESTION, options).catch(nothing);
	// What was read in this chat goes nowhere when it is private: the run is refused as a whole.
	if (seen?.place === 'remote') handedOut.push(['preview of a question', seen.parts.filter(({ name }) => name !== 'Earlier in this chat').map(({ text }) => text).join('\n')]);
}

function someAttachment(dice: Random): Attachment {
	return dice.pick<Attachment>([{ type: 'note', path: vaultPath(dice.pick(NOTES)) }, { type: 'note', path: vaultPath('Notes/Health.md'), block: 'result' }, { type: 'folder', path: dice.pick(['Notes', 'Private', 'Clippings']) }, { type: 'tag', tag: 'private' }]);
}

function someDestination(dice: Random): Destination {
	return dice.chance(0.5) ? { to: 'new-note' } : { to: 'append', path: vaultPath('Notes/Own.md') };
}

function somePlace(dice: Random, path: VaultPath): ResultPlace {
	return dice.pick<ResultPlace>([{ to: 'append', path, heading: '' }, { to: 'append', path: vaultPath('Notes/Own.md'), heading: '' }, { to: 'prepend', path: vaultPath('Notes/Own.md'), heading: '', again: true }, { to: 'new-note', folder: 'Praxis/Results' }, { to: 'property', path: vaultPath('Notes/Own.md'), name: 'gist' }]);
}

export function newChat(host: MemoryHost): World['chat'] {
	return { id: host.newId(), path: null, transcript: EMPTY_TRANSCRIPT, thread: newThread() };
}

/** What a person is told is no fault of the product's. */
export function nothing(error: unknown): null {
	if (isPraxisError(error) && error.code !== 'internal') return null;
	throw error;
}
