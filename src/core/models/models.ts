/**
 * The models of this vault as the product holds them: which there are, which one answers, and whether it does.
 *
 * Nothing is asked until somebody calls: not at start, and not to fill a list. Keys are read when they are needed
 * and are kept nowhere.
 */
import type { After, Secrets } from '../host';
import type { Guard, RunOptions } from '../guard/guard';
import type { RunGuard } from '../guard/run-guard';
import { PraxisError } from '../lib/errors';
import { createCatalog, type Catalog } from './catalog';
import { canEmbed, connectEmbedder, type Embedder } from './embed';
import { checkBaseUrl, checkKey } from './check-connection';
import { connectModel } from './connect-model';
import { LOCAL_SERVERS, readServer, type FoundServer } from './local-servers';
import type { Model, ModelSpec } from './model';
import { overridesOf, QUOTES, ROLES, type ModelSettings, type Provider } from './model-settings';
import { chooseModel, fallbackReason, type Candidate, type Choice, type Role } from './roles';
import { testConnection, type ConnectionReport } from './test-connection';
import type { CatalogEntry } from './vendor';

export interface ModelsOptions {
	readonly settings: () => ModelSettings & { readonly onDeviceOnly: boolean };
	readonly secrets: Pick<Secrets, 'get'>;
	readonly after: After;
	readonly guard: Pick<Guard, 'run' | 'localHttp'>;
	/** Asks the person when their policy wants it. */
	readonly approve?: RunOptions['approve'];
}

/** Who answers, as the chat says it before the question is sent. */
export type ChatChoice =
	| { readonly kind: 'model'; readonly entry: CatalogEntry; readonly choice: Choice }
	/** No model was chosen, or the person wants quotes. */
	| { readonly kind: 'quotes' }
	/** One was chosen and cannot answer: `reason` is a sentence. */
	| { readonly kind: 'blocked'; readonly reason: string };

export interface ReadyModel {
	readonly spec: ModelSpec;
	/** The model with the network of this run. */
	readonly connect: (run: Pick<RunGuard, 'http'>) => Model;
	/** Why it answers instead of the one before; "" for the first choice. */
	readonly reason: string;
}

export interface ReadyEmbedder {
	readonly spec: ModelSpec;
	readonly connect: (run: Pick<RunGuard, 'http'>) => Embedder;
}

export interface Models {
	/** Every model of the providers that are set up. */
	catalog(): Catalog;
	/** `wanted` as in `ModelSettings.chatModel`. */
	choose(wanted: string): Promise<ChatChoice>;
	/**
	 * The models that answer to `wanted`, in the order in which they are tried, each with its key as it is now; none for
	 * `quotes`. Throws `bad-key`, `bad-input` or `refused` before anything is sent.
	 */
	ready(wanted: string): Promise<readonly ReadyModel[]>;
	/** The model of this ref for making vectors, with its key as it is now. Throws `unknown-model`, `refused`, `bad-key` or `bad-input` before anything is sent. */
	embedder(ref: string): Promise<ReadyEmbedder>;
	/** Sends the provider's first chosen model one short question. Never rejects. */
	test(provider: Provider, signal?: AbortSignal): Promise<ConnectionReport>;
	/** What is wrong with the provider's key, as one text for the person; "" when nothing is. Sends nothing. */
	keyProblem(provider: Provider): Promise<string>;
	/** Asks the usual ports of this device which model servers answer. Call it only when the person wants it. */
	lookForServers(signal?: AbortSignal): Promise<readonly FoundServer[]>;
}

export function createModels({ settings, secrets, after, guard, approve }: ModelsOptions): Models {
	const catalog = (): Catalog => catalogOf(settings());
	const keyOf = async (vendor: string): Promise<string> => {
		const name = settings().providers.find(({ id }) => id === vendor)?.secret ?? '';
		return name === '' ? '' : ((await secrets.get(name)) ?? '');
	};
	const whyNot = async (entry: CatalogEntry): Promise<string | null> => {
		if (settings().onDeviceOnly && entry.spec.place === 'remote') return 'nothing may leave this device';
		return entry.needsKey && (await keyOf(entry.spec.vendor)).trim() === '' ? 'it has no key on this device' : null;
	};
	const choose = async (wanted: string): Promise<ChatChoice> => {
		const known = catalog();
		const reasons = new Map(await Promise.all([...chosenRefs(settings()), wanted].map(async (ref) => [ref, await whyOf(known.find(ref), whyNot)] as const)));
		return chatChoice(wanted, { known, settings: settings(), whyNot: (entry) => reasons.get(entry.spec.ref) ?? null });
	};
	return {
		catalog,
		choose,
		ready: async (wanted) => {
			const found = await choose(wanted);
			if (found.kind === 'quotes') return [];
			if (found.kind === 'blocked') throw new PraxisError('refused', found.reason, { hint: 'Choose another model, or set it up in the settings.' });
			return Promise.all(found.choice.candidates.map(async (candidate) => readyModel(candidate, { apiKey: await keyOf(candidate.entry.spec.vendor), after })));
		},
		embedder: async (ref) => {
			const entry = catalog().find(ref);
			if (!entry || !canEmbed(entry)) throw new PraxisError('unknown-model', `“${ref}” is no model for vectors.`, { hint: 'Choose a provider that speaks OpenAI’s words, and the name of an embedding model.' });
			const reason = await whyNot(entry);
			if (reason !== null) throw new PraxisError('refused', `${entry.spec.name} cannot be asked: ${reason}.`, { hint: 'See the settings of Praxis.' });
			checkBaseUrl(entry.baseUrl);
			const apiKey = checkKey(await keyOf(entry.spec.vendor), entry);
			return { spec: entry.spec, connect: (run) => connectEmbedder({ entry, http: run.http('ask_model', entry.spec.ref), apiKey, after }) };
		},
		test: async (provider, signal) => {
			const entry = toTest(provider, settings());
			if (!entry) return { ok: false, trouble: 'unknown-model', sentence: `No model of ${provider.name} is named yet.`, hint: 'Edit the provider and add the id of a model.' };
			const run = guard.run({ remote: entry.spec.place === 'remote', ...(approve ? { approve } : {}) });
			return testConnection({ entry, http: run.http('ask_model', entry.spec.ref), apiKey: await keyOf(provider.id), after, ...(signal ? { signal } : {}) });
		},
		keyProblem: (provider) => keyProblem(provider, { settings, secrets }),
		lookForServers: async (signal) => {
			const http = guard.localHttp(LOCAL_SERVERS.map(({ origin }) => origin));
			const found = await Promise.all(LOCAL_SERVERS.map((server) => readServer(server, { http, after, ...(signal ? { signal } : {}) })));
			return found.filter((server) => server !== null);
		},
	};
}

/** The catalog without the vendors that the person has not set up. */
export function catalogOf(settings: ModelSettings): Catalog {
	const whole = createCatalog(overridesOf(settings));
	const isSetUp = (vendor: string): boolean => settings.providers.some(({ id }) => id === vendor);
	return {
		vendors: whole.vendors.filter(({ id }) => isSetUp(id)),
		entries: whole.entries.filter(({ spec }) => isSetUp(spec.vendor)),
		find: (ref) => {
			const entry = whole.find(ref);
			return entry && isSetUp(entry.spec.vendor) ? entry : null;
		},
	};
}

function readyModel(candidate: Candidate, { apiKey, after }: { readonly apiKey: string; readonly after: After }): ReadyModel {
	const { entry } = candidate;
	checkBaseUrl(entry.baseUrl);
	const key = checkKey(apiKey, entry);
	return { spec: entry.spec, reason: fallbackReason(candidate), connect: (run) => connectModel({ entry, http: run.http('ask_model', entry.spec.ref), after, apiKey: key }) };
}

async function keyProblem(provider: Provider, { settings, secrets }: Pick<ModelsOptions, 'settings' | 'secrets'>): Promise<string> {
	const needsKey = createCatalog(overridesOf({ ...settings(), providers: [provider] })).vendors.find(({ id }) => id === provider.id)?.needsKey ?? false;
	if (provider.secret === '' && !needsKey) return '';
	const key = provider.secret === '' ? null : await secrets.get(provider.secret);
	return problemOf(key ?? '', { needsKey: true, vendorName: provider.name });
}

interface ChoiceRules {
	readonly known: Catalog;
	readonly settings: ModelSettings;
	readonly whyNot: (entry: CatalogEntry) => string | null;
}

function chatChoice(wanted: string, { known, settings, whyNot }: ChoiceRules): ChatChoice {
	const { fast, standard, best } = settings.roleModels;
	if (wanted === QUOTES || (isRole(wanted) && fast === '' && standard === '' && best === '')) return { kind: 'quotes' };
	const roles = { fast: listed(fast), standard: listed(standard), best: listed(best) };
	const choice = chooseModel(wanted, { catalog: known, roles, whyNot });
	const [first] = choice.candidates;
	// A model that the person named is not exchanged for another behind their back.
	if (first && (isRole(wanted) || first.entry.spec.ref === wanted)) return { kind: 'model', entry: first.entry, choice };
	const [skipped] = choice.skipped;
	return { kind: 'blocked', reason: skipped ? `${known.find(skipped.ref)?.spec.name ?? skipped.ref} cannot answer: ${skipped.reason}.` : 'No model is chosen.' };
}

function chosenRefs({ roleModels }: ModelSettings): readonly string[] {
	return ROLES.map((role) => roleModels[role]).filter((ref) => ref !== '');
}

async function whyOf(entry: CatalogEntry | null, whyNot: (entry: CatalogEntry) => Promise<string | null>): Promise<string | null> {
	return entry && whyNot(entry);
}

/** A model that some role uses, else the first one named, else the first one known. */
function toTest(provider: Provider, settings: ModelSettings): CatalogEntry | null {
	const known = createCatalog(overridesOf({ ...settings, providers: [provider] }));
	const chosen = [...chosenRefs(settings), settings.chatModel].find((ref) => ref.startsWith(`${provider.id}/`));
	const named = provider.models[0];
	const ref = chosen ?? (named === undefined ? known.entries.find(({ spec }) => spec.vendor === provider.id)?.spec.ref : `${provider.id}/${named}`);
	return ref === undefined ? null : known.find(ref);
}

function problemOf(key: string, about: Pick<CatalogEntry, 'needsKey' | 'vendorName'>): string {
	try {
		checkKey(key, about);
		return '';
	} catch (error) {
		if (error instanceof PraxisError) return `${error.message} ${error.hint}`;
		throw error;
	}
}

function isRole(text: string): text is Role {
	return ROLES.some((role) => role === text);
}

function listed(ref: string): readonly string[] {
	return ref === '' ? [] : [ref];
}

export type { FoundServer };
