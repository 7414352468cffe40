/** What a model would see of a pattern's run, part by part, with its size, its price and where it would go. Sends nothing. */
import type { Guard } from '../guard/guard';
import type { RunGuard } from '../guard/run-guard';
import { isPraxisError, type PraxisError } from '../lib/errors';
import { asVaultPath, type VaultPath } from '../lib/vault-path';
import { NO_LESSONS } from '../memory/learning/lessons';
import { mostCost } from '../models/cost';
import { estimateTokens } from '../models/estimate-tokens';
import type { ModelSpec } from '../models/model';
import { compose } from './compose';
import { aboutAction, type ActionInput, type ActionOptions } from './run-action';

export interface PreviewPart {
	readonly role: 'system' | 'person';
	readonly text: string;
	/** Estimated, rather too many than too few. */
	readonly tokens: number;
}

export interface ActionPreview {
	/** Null when none is set up, or none that may be asked. */
	readonly model: { readonly ref: string; readonly name: string; readonly place: ModelSpec['place']; /** An origin, or "this device". */ readonly destination: string } | null;
	/** In the order in which the model reads them. */
	readonly parts: readonly PreviewPart[];
	readonly tokens: number;
	/** US dollars with an answer of usual length; null when the price is not known, or there is no model. */
	readonly usd: number | null;
	/** Braces that were left as they stand. */
	readonly unfilled: readonly string[];
	/** What would keep it from being sent: a sentence each. */
	readonly problems: readonly string[];
	/** A text that goes along is private, and the model is elsewhere. */
	readonly isHeldBack: boolean;
}

export interface PreviewActionOptions extends Pick<ActionOptions, 'pattern' | 'strategy' | 'variables' | 'inputs' | 'contexts' | 'wish' | 'purpose' | 'lessons' | 'now'> {
	/** Null: none. */
	readonly spec: ModelSpec | null;
	readonly guard: Pick<Guard, 'run' | 'ready'>;
}

const USUAL_ANSWER = 500;

export async function previewAction({ spec, guard, ...options }: PreviewActionOptions): Promise<ActionPreview> {
	const { pattern, strategy = null, variables = {}, inputs, contexts = [], wish = '', purpose, lessons, now } = options;
	await guard.ready();
	const remote = spec?.place === 'remote';
	// A run of its own, as the real one would be, that asks nobody and of which nothing comes.
	const run = guard.run({ remote, typed: [], granted: ['note_read'], approve: () => Promise.resolve(false) });
	try {
		const refused = await refusals([...contexts, ...inputs], run);
		const told = pattern.context.telos ? ((await purpose?.({ remote }))?.text ?? '') : '';
		const { rules, data } = (await lessons?.(aboutAction({ pattern, wish, inputs }), run)) ?? NO_LESSONS;
		const composed = await compose({ pattern, strategy, variables, inputs, contexts, purpose: told, rules, learned: data, wish, now: now(), readFile: async (path) => readable(asVaultPath(path), run) });
		const said = composed.message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
		const parts = [...composed.system.map(({ text }) => partOf('system', text)), ...said.map((text) => partOf('person', text))];
		const tokens = parts.reduce((sum, part) => sum + part.tokens, 0);
		return {
			model: spec && { ref: spec.ref, name: spec.name, place: spec.place, destination: spec.place === 'device' ? 'this device' : spec.origin },
			parts,
			tokens,
			usd: spec && mostCost(tokens, USUAL_ANSWER, spec),
			unfilled: composed.unfilled,
			problems: refused.map(sentenceOf),
			isHeldBack: remote && refused.some(({ code }) => code === 'refused'),
		};
	} finally {
		run.end();
	}
}

/** The preview as one text, for a person who asks a model by hand. */
export function promptText({ parts }: Pick<ActionPreview, 'parts'>): string {
	return parts.map(({ text }) => text.trim()).join('\n\n');
}

async function refusals(texts: readonly ActionInput[], run: RunGuard): Promise<readonly PraxisError[]> {
	const found: PraxisError[] = [];
	for (const { path } of texts) {
		if (path === undefined) continue;
		try {
			await run.read(path);
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			found.push(error);
		}
	}
	return found;
}

/** A file that may not be read is none, as in the run itself. */
async function readable(path: VaultPath | null, run: RunGuard): Promise<string | null> {
	try {
		return path && ((await run.read(path))?.text ?? null);
	} catch (error) {
		if (isPraxisError(error)) return null;
		throw error;
	}
}

function partOf(role: PreviewPart['role'], text: string): PreviewPart {
	return { role, text, tokens: estimateTokens(text) };
}

function sentenceOf({ message, hint }: PraxisError): string {
	return `${message} ${hint}`.trim();
}
