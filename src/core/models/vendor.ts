/** What the catalog knows of a vendor and of its models: types only. Vendors are data; wires are code. */
import type { ModelSpec, Price } from './model';

/** How requests are written: Anthropic's Messages, OpenAI's Responses or Chat Completions, Ollama's own chat. */
export type WireName = 'anthropic' | 'openai-responses' | 'openai-chat' | 'ollama';

export interface Vendor {
	/** a-z, 0-9 and "-"; the first part of `ModelSpec.ref`. */
	readonly id: string;
	readonly name: string;
	/** Where the wire's paths are added: "https://api.openai.com/v1". */
	readonly baseUrl: string;
	readonly wire: WireName;
	readonly needsKey: boolean;
	/** Where a person makes a key; "" when there is no such page. */
	readonly keyPage: string;
	/** Where the vendor publishes its prices; absent when it has none or is on this device. */
	readonly pricePage?: string;
	readonly quirks?: Partial<Quirks>;
	readonly models: readonly VendorModel[];
}

export interface VendorModel {
	readonly id: string;
	readonly name?: string;
	readonly contextTokens?: number;
	readonly maxOutputTokens?: number;
	/** True when absent: a server refuses what it cannot do, and says so. */
	readonly callsTools?: boolean;
	/** False when absent. */
	readonly takesImages?: boolean;
	readonly canThink?: boolean;
	readonly price?: Omit<Price, 'isOwn' | 'source'>;
	readonly quirks?: Partial<Quirks>;
}

/** Where servers of one wire differ. */
export interface Quirks {
	/** The name of the limit in Chat Completions. */
	readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
	/** Who says the system prompt; `user` for models without such a role. */
	readonly systemRole: 'system' | 'developer' | 'user';
	/** False: the server may not be asked for, or get, several tool calls in one message. */
	readonly callsInParallel: boolean;
	/** The server tells usage at the end of a stream when asked to. */
	readonly streamsUsage: boolean;
	readonly takesTemperature: boolean;
	/** How thinking is asked for; `always` when the model cannot leave it and takes no setting. */
	readonly thinking: 'effort' | 'budget' | 'always' | 'toggle';
	/** The words of the lowest setting, when `none` is asked of a model that thinks by effort. */
	readonly lowestEffort: 'none' | 'minimal' | 'low';
	/** Its thinking must come back with the tool calls of the same turn, in `reasoning_content`. */
	readonly wantsThinkingBack: boolean;
	/** `nine`: ids of tool calls are exactly nine letters and digits. */
	readonly callIds: 'any' | 'nine';
}

export const USUAL_QUIRKS: Quirks = {
	maxTokensField: 'max_tokens',
	systemRole: 'system',
	callsInParallel: true,
	streamsUsage: true,
	takesTemperature: true,
	thinking: 'effort',
	lowestEffort: 'low',
	wantsThinkingBack: false,
	callIds: 'any',
};

/** A model of the catalog with all that a wire needs to call it. */
export interface CatalogEntry {
	readonly spec: ModelSpec;
	readonly vendorName: string;
	readonly baseUrl: string;
	readonly wire: WireName;
	readonly needsKey: boolean;
	readonly quirks: Quirks;
}
