/** What a person sets about models, the door through which stored values come in, and the catalog that follows from them. */
import type { CatalogOverrides } from './catalog';
import { isObject, textAt } from './json';
import { originOf } from './place';
import type { Role } from './roles';
import type { VendorModel, WireName } from './vendor';
import { VENDORS } from './vendors';

/** A vendor or server that the person has set up. Only these are ever asked. */
export interface Provider {
	/** That of the catalog's vendor, or one of its own: a-z, 0-9 and "-". */
	readonly id: string;
	readonly name: string;
	readonly baseUrl: string;
	readonly wire: WireName;
	/** The name of the secret that holds the key, never the key; "" for none. */
	readonly secret: string;
	/** Ids of models beside those that the catalog lists. */
	readonly models: readonly string[];
}

/** US dollars per million tokens, for the model with this ref. */
export interface OwnPrice {
	readonly ref: string;
	readonly input: number;
	readonly output: number;
	/** The day on which it was set, "2026-11-02". */
	readonly asOf: string;
}

export interface ModelSettings {
	/** Empty: nothing is asked, and answers quote the notes. */
	readonly providers: readonly Provider[];
	/** Ref of the model for each role; "" when none is chosen. */
	readonly roleModels: Readonly<Record<Role, string>>;
	readonly ownPrices: readonly OwnPrice[];
	/** Who answers in the chat: a role, the ref of a model, or `quotes` for quotes without a model. */
	readonly chatModel: string;
}

export const ROLES: readonly Role[] = ['fast', 'standard', 'best'];
export const WIRES: readonly WireName[] = ['openai-chat', 'openai-responses', 'anthropic', 'ollama'];
export const QUOTES = 'quotes';

export const DEFAULT_MODEL_SETTINGS: ModelSettings = { providers: [], roleModels: { fast: '', standard: '', best: '' }, ownPrices: [], chatModel: 'standard' };

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What has the wrong type falls back to its default; in lists, item by item. Never throws. */
export function readModelSettings(data: Readonly<Record<string, unknown>>): ModelSettings {
	const providers = listOf(data.providers).flatMap(readProvider);
	return {
		providers: providers.filter(({ id }, i) => providers.findIndex((other) => other.id === id) === i),
		roleModels: { fast: textAt(data.roleModels, 'fast'), standard: textAt(data.roleModels, 'standard'), best: textAt(data.roleModels, 'best') },
		ownPrices: listOf(data.ownPrices).flatMap(readPrice),
		chatModel: typeof data.chatModel === 'string' && data.chatModel !== '' ? data.chatModel : DEFAULT_MODEL_SETTINGS.chatModel,
	};
}

/** What the catalog is to take over from the settings. */
export function overridesOf({ providers, ownPrices }: ModelSettings): CatalogOverrides {
	return { vendors: providers.map((provider) => vendorOf(provider, ownPrices)) };
}

/**
 * The settings with `provider` added, or changed when there is one with its id. Its address joins the origins that may be
 * asked when the rules for public addresses would refuse it: a server on this device or in the house.
 */
export function withProvider<S extends WithOrigins>(settings: S, provider: Provider): S {
	const isKnown = settings.providers.some(({ id }) => id === provider.id);
	const providers = isKnown ? settings.providers.map((other) => (other.id === provider.id ? provider : other)) : [...settings.providers, provider];
	return { ...settings, providers, modelOrigins: originsAfter(settings, providers) };
}

/** The settings without it: nothing asks there any more, and no role names its models. */
export function withoutProvider<S extends WithOrigins>(settings: S, id: string): S {
	const providers = settings.providers.filter((provider) => provider.id !== id);
	const kept = (ref: string): string => (ref.startsWith(`${id}/`) ? '' : ref);
	const { fast, standard, best } = settings.roleModels;
	return {
		...settings,
		providers,
		modelOrigins: originsAfter(settings, providers),
		roleModels: { fast: kept(fast), standard: kept(standard), best: kept(best) },
		ownPrices: settings.ownPrices.filter(({ ref }) => kept(ref) !== ''),
		chatModel: kept(settings.chatModel) || DEFAULT_MODEL_SETTINGS.chatModel,
	};
}

type WithOrigins = ModelSettings & { readonly modelOrigins: readonly string[] };

/** Origins that the person has set by another way than a provider stay. */
function originsAfter({ providers: before, modelOrigins }: WithOrigins, providers: readonly Provider[]): readonly string[] {
	const gone = new Set(before.map(({ baseUrl }) => originOf(baseUrl)));
	const needed = providers.map(({ baseUrl }) => originOf(baseUrl)).filter((origin) => origin !== '' && !isPlainPublic(origin));
	return [...new Set([...modelOrigins.filter((origin) => !gone.has(origin)), ...needed])];
}

/** https to a name with a dot and no port: allowed by the common rules, so it needs no exception. */
function isPlainPublic(origin: string): boolean {
	return /^https:\/\/[^:/[\]]*\.[a-z][a-z0-9-]*$/i.test(origin);
}

function vendorOf({ id, name, baseUrl, wire, models }: Provider, prices: readonly OwnPrice[]): NonNullable<CatalogOverrides['vendors']>[number] {
	const known = VENDORS.find((vendor) => vendor.id === id);
	// Of a model that the product does not list nobody knows whether it sees: its server says so when it does not.
	const about = (model: string): Pick<VendorModel, 'id' | 'takesImages'> => ({ id: model, ...(known?.models.some((listed) => listed.id === model) === true ? {} : { takesImages: true }) });
	const priced = prices.filter(({ ref }) => ref.startsWith(`${id}/`)).map(({ ref, input, output, asOf }): VendorModel => ({ ...about(ref.slice(id.length + 1)), price: { input, output, cacheRead: null, cacheWrite: null, asOf } }));
	const named = models.filter((model) => !priced.some((other) => other.id === model)).map((model): VendorModel => about(model));
	// A server of the person's own may want no key; whether it does is for it to say.
	return { id, name, baseUrl, wire, needsKey: known?.needsKey ?? false, models: [...named, ...priced] };
}

function readProvider(value: unknown): readonly Provider[] {
	const wire = WIRES.find((name) => name === textAt(value, 'wire'));
	const [id, baseUrl] = [textAt(value, 'id'), textAt(value, 'baseUrl').trim()];
	if (!wire || !ID.test(id) || originOf(baseUrl) === '') return [];
	const secret = textAt(value, 'secret');
	const models = listOf(isObject(value) ? value.models : null).filter((model): model is string => typeof model === 'string' && model.trim() !== '');
	// A name of a secret has no other form: whatever else stands here might be a key, and is not kept.
	return [{ id, name: textAt(value, 'name').trim() || id, baseUrl, wire, secret: ID.test(secret) && secret.length <= 64 ? secret : '', models: [...new Set(models.map((model) => model.trim()))] }];
}

function readPrice(value: unknown): readonly OwnPrice[] {
	if (!isObject(value)) return [];
	const [ref, asOf] = [textAt(value, 'ref'), textAt(value, 'asOf')];
	const { input, output } = value;
	return ref !== '' && isPrice(input) && isPrice(output) ? [{ ref, input, output, asOf }] : [];
}

function isPrice(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
