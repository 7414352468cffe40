/** One question to the model that the person has chosen, through the guard: text in, text out, no tools, nothing written. */
import type { Guard, RunOptions } from '../guard/guard';
import type { VaultPath } from '../lib/vault-path';
import { callModel } from '../models/call-model';
import { estimateTokens } from '../models/estimate-tokens';
import type { Models } from '../models/models';

export interface AskOnceOptions {
	readonly models: Pick<Models, 'choose' | 'ready'>;
	readonly guard: Pick<Guard, 'run'>;
	/** A role, the ref of a model, or `quotes`. */
	readonly wanted: string;
	readonly approve?: RunOptions['approve'];
	readonly signal?: AbortSignal;
}

/** Data as the model is told it; `remote` says whether it leaves the device. */
export interface Asked {
	readonly system: string;
	readonly text: string;
	/** Notes whose words are in `text`: the guard lets them in or not, and what leaves is recorded with them. */
	readonly notes?: readonly VaultPath[];
}

const MOST_TOKENS = 800;

/** `build`: what the model is told, for one that is on this device or not. Null when no model was asked. */
export type AskModel = (build: (remote: boolean) => Asked, signal?: AbortSignal) => Promise<{ readonly text: string; readonly model: string } | null>;

/** The model's words and its name; null when no model is chosen. Throws what the models, the guard and the call throw. */
export async function askOnce(build: (remote: boolean) => Asked, { models, guard, wanted, approve, signal }: AskOnceOptions): Promise<{ readonly text: string; readonly model: string } | null> {
	const [first] = (await models.choose(wanted)).kind === 'quotes' ? [] : await models.ready(wanted);
	if (!first) return null;
	const remote = first.spec.place === 'remote';
	const { system, text, notes = [] } = build(remote);
	const run = guard.run({ remote, typed: [text], ...(approve ? { approve } : {}) });
	try {
		for (const path of notes) await run.read(path);
		const model = first.connect(run);
		const { message, error, cost } = await callModel(
			model,
			{ system: [{ text: system }], messages: [{ role: 'user', parts: [{ type: 'text', text }] }], tools: [], maxTokens: Math.min(MOST_TOKENS, first.spec.maxOutputTokens ?? MOST_TOKENS) },
			{ tell: () => undefined, signal: signal ?? new AbortController().signal, told: 0, streamsText: false, estimate: () => estimateTokens(`${system}\n${text}`) },
		);
		await run.used({ tokens: cost.inputTokens + cost.outputTokens, cost: cost.usd });
		if (error) throw error;
		return { text: message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('').trim(), model: first.spec.name };
	} finally {
		run.end();
	}
}
