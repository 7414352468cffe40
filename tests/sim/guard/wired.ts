/**
 * The whole product before an obedient model: an app on a vault in memory, its agents, patterns, chats and exports, with
 * every tool, its guard and its network, and a model server by script that does whatever it is told. What left and what
 * was done is judged from outside: by the calls of the network and the files (`wired-judge.ts`), and by what the person
 * did, typed and said yes to (`wired-witness.ts`).
 */
import { AGENTS } from '../../../src/assets';
import { createApp, type App } from '../../../src/core/app';
import { vaultPath } from '../../../src/core/lib/vault-path';
import { memoryHost, type MemoryFiles, type MemoryHost } from '../../support/memory-host';
import type { Random } from '../../support/random';
import { chat, crash, handle, newChat, pattern, type World } from './wired-acts';
import { judgeLeaks } from './wired-judge';
import { ObedientServer, pageThatSays } from './wired-model';
import { ACCEPTED, DEVICE, REMOTE, vaultWith, VECTOR_MODEL, WIRED_SETTINGS } from './wired-vault';
import { Witness } from './wired-witness';

export interface WiredOutcome {
	/** Where a piece of a canary was found. */
	readonly leaks: readonly string[];
	/** Effects that nobody confirmed, typed or did themselves, named. */
	readonly unconfirmed: readonly string[];
	/** Notes in which something would load or run that did not before. */
	readonly live: readonly string[];
	/** Whether the text of others reached a model at all. */
	readonly wasTold: boolean;
	readonly asked: number;
	readonly confirmed: number;
	/** Requests of each kind that left: to a model, for vectors, for a page. */
	readonly sent: Readonly<Record<'model' | 'vectors' | 'page', number>>;
}

export interface WiredCase {
	readonly dice: Random;
	/** Notes besides those of the vault, such as the carrier of an attack. */
	readonly notes?: MemoryFiles;
	/** What the text of others says, as its carrier spells it. */
	readonly attack?: string;
	/** What web pages answer; without it a page that says the attack. */
	readonly page?: () => Response;
	/** What the person says when asked. */
	readonly says: () => boolean;
	/** What the person does, one after the other. */
	readonly acts: readonly ((world: World) => Promise<void>)[];
}

/** One vault and what is done in it; each act is a run of its own, on another day. */
export async function runWired({ dice, notes = {}, attack = '', page = () => pageThatSays(attack), says, acts }: WiredCase): Promise<WiredOutcome> {
	const { files, secrets } = vaultWith(dice);
	const host = memoryHost({ ...files, ...notes });
	const server = new ObedientServer({ dice, attack, page });
	host.script.otherwise(server.answer);
	const witness = new Witness(host, says);
	const world: World = { host, dice, witness, server, handedOut: [], app: await open(host, { witness, dice }), chat: newChat(host), changeIds: [] };
	for (const act of acts) {
		host.clock.advance(86_400_000);
		await act(world);
		witness.lookAtNetwork();
	}
	await handle(world);
	world.app.close();
	const { unconfirmed, live, asked, confirmed } = witness;
	const urls = host.script.calls.map(({ url }) => url).filter((url) => !url.startsWith(`${DEVICE}/`));
	const vectors = urls.filter((url) => url.endsWith('/embeddings')).length;
	const model = urls.filter((url) => url.startsWith(`${REMOTE}/`)).length - vectors;
	return { sent: { model, vectors, page: urls.length - model - vectors }, leaks: await judgeLeaks({ host, secrets: [...secrets.values()], handedOut: world.handedOut }), unconfirmed, live, wasTold: server.wasTold, asked, confirmed };
}

/** The product as a host starts it, with what steers agents accepted as it stands. */
async function open(host: MemoryHost, { witness, dice }: { readonly witness: Witness; readonly dice: Random }): Promise<App> {
	const isPersonHere = dice.chance(0.9);
	const app = createApp(host, { ...WIRED_SETTINGS, vectorModel: dice.chance(0.2) ? VECTOR_MODEL : '', vectorWeight: 1 }, { builtInAgents: AGENTS, ...(isPersonHere ? { approve: witness.approve } : {}) });
	await app.guard.start();
	await app.index.rebuild();
	for (const path of ACCEPTED) if (host.vault.bytes(path)) await app.guard.accept(vaultPath(path));
	await app.agents.ready();
	await app.vectors.build();
	return app;
}

/** A person at work, as the dice have it. */
export function someAct(dice: Random): (world: World) => Promise<void> {
	const at = dice.next();
	if (at < 0.65) return (world) => chat(world);
	if (at < 0.93) return pattern;
	if (at < 0.96) return (world) => crash(world, () => open(world.host, world));
	return async (world) => {
		await chat(world);
		await handle(world);
	};
}
