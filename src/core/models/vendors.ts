/**
 * The vendors and models that Praxis knows, as data.
 *
 * Prices are list prices per million tokens as the vendor's page (`pricePage`) gave them on the day named; where a long
 * request has rates of its own, from that length on. What was not found there is left out and shown as unknown. Models not
 * listed can be used by their id all the same.
 */
import type { Vendor, VendorModel } from './vendor';

const MILLION = 1_000_000;
const CLAUDE_OF_TODAY = { contextTokens: MILLION, maxOutputTokens: 128_000, takesImages: true, canThink: true } as const;

const CLAUDE: readonly VendorModel[] = [
	{ id: 'claude-opus-5-5', name: 'Claude Opus 5.5', ...CLAUDE_OF_TODAY, price: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5, asOf: '2026-10-24' } },
	{ id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5', ...CLAUDE_OF_TODAY, price: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, asOf: '2026-10-24' } },
	{
		id: 'claude-haiku-5-5',
		name: 'Claude Haiku 5.5',
		...CLAUDE_OF_TODAY,
		price: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125, asOf: '2026-10-24', long: { above: 100_000, rates: { input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625 } } },
	},
	{ id: 'claude-opus-4-8', name: 'Claude Opus 4.8', ...CLAUDE_OF_TODAY, price: { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25, asOf: '2026-10-24' } },
	{
		id: 'claude-haiku-4-5',
		name: 'Claude Haiku 4.5',
		contextTokens: 200_000,
		maxOutputTokens: 64_000,
		takesImages: true,
		canThink: true,
		price: { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25, asOf: '2026-10-24' },
		quirks: { thinking: 'budget', takesTemperature: true },
	},
];

const GPT_OF_TODAY = { contextTokens: 1_050_000, maxOutputTokens: 128_000, takesImages: true, canThink: true } as const;
/** A prompt above this costs more; by how much is known for some. */
const GPT_LONG = 272_000;

const GPT: readonly VendorModel[] = [
	{ id: 'gpt-6-astra', name: 'GPT-6 Astra', ...GPT_OF_TODAY, price: { input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5, asOf: '2026-10-16', long: { above: GPT_LONG, rates: null } } },
	{ id: 'gpt-6-sol', name: 'GPT-6 Sol', takesImages: true, canThink: true, price: { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, asOf: '2026-10-16', long: { above: GPT_LONG, rates: null } } },
	{ id: 'gpt-6-luna', name: 'GPT-6 Luna', takesImages: true, canThink: true, price: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125, asOf: '2026-10-16', long: { above: GPT_LONG, rates: null } } },
	{ id: 'gpt-5.6-sol', name: 'GPT-5.6 Sol', ...GPT_OF_TODAY, price: { input: 5, output: 30, cacheRead: 0.5, cacheWrite: null, asOf: '2026-08-01', long: { above: GPT_LONG, rates: { input: 10, output: 45, cacheRead: null, cacheWrite: null } } }, quirks: { lowestEffort: 'none' } },
	{ id: 'gpt-5.6-terra', name: 'GPT-5.6 Terra', ...GPT_OF_TODAY, price: { input: 2, output: 12, cacheRead: 0.2, cacheWrite: null, asOf: '2026-10-16', long: { above: GPT_LONG, rates: { input: 4, output: 18, cacheRead: null, cacheWrite: null } } }, quirks: { lowestEffort: 'none' } },
	{ id: 'gpt-5.6-luna', name: 'GPT-5.6 Luna', ...GPT_OF_TODAY, price: { input: 0.2, output: 1.2, cacheRead: 0.02, cacheWrite: null, asOf: '2026-10-16', long: { above: GPT_LONG, rates: { input: 0.4, output: 1.8, cacheRead: null, cacheWrite: null } } }, quirks: { lowestEffort: 'none' } },
];

const GEMINI: readonly VendorModel[] = [
	{ id: 'gemini-3.1-pro-preview', name: 'Gemini 3.1 Pro', contextTokens: 1_048_576, maxOutputTokens: 65_536, takesImages: true, canThink: true, price: { input: 2, output: 12, cacheRead: 0.2, cacheWrite: null, asOf: '2026-03-09', long: { above: 200_000, rates: { input: 4, output: 18, cacheRead: null, cacheWrite: null } } } },
	// Half of what is announced from January 2027 on.
	{ id: 'gemini-3.8-flash', name: 'Gemini 3.8 Flash', contextTokens: 1_048_576, maxOutputTokens: 65_536, takesImages: true, canThink: true, price: { input: 0.75, output: 3.75, cacheRead: 0.075, cacheWrite: null, asOf: '2026-10-07' } },
];

const MISTRAL: readonly VendorModel[] = [
	{ id: 'mistral-large-4', name: 'Mistral Large 4', price: { input: 1.36, output: 4.18, cacheRead: 0.14, cacheWrite: null, asOf: '2026-10-06' } },
	{ id: 'mistral-small-latest', name: 'Mistral Small', contextTokens: 128_000, maxOutputTokens: 16_384, takesImages: true },
];

const DEEPSEEK: readonly VendorModel[] = [
	// The dearer of two prices each: outside the hours of most use they are half.
	{ id: 'deepseek-v4-pro', name: 'DeepSeek V4 Pro', contextTokens: MILLION, maxOutputTokens: 384_000, canThink: true, price: { input: 1.32, output: 3.96, cacheRead: 0.044, cacheWrite: null, asOf: '2026-10-27' } },
	{ id: 'deepseek-flash', name: 'DeepSeek Flash', contextTokens: MILLION, maxOutputTokens: 384_000, takesImages: true, canThink: true, price: { input: 0.3, output: 1.2, cacheRead: 0.006, cacheWrite: null, asOf: '2026-10-27' } },
];

const GROQ: readonly VendorModel[] = [
	{ id: 'openai/gpt-oss-120b', name: 'GPT OSS 120B', contextTokens: 131_072, maxOutputTokens: 65_536, canThink: true, price: { input: 0.15, output: 0.6, cacheRead: 0.075, cacheWrite: null, asOf: '2026-05-27' } },
];

export const VENDORS: readonly Vendor[] = [
	{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', needsKey: false, keyPage: '', models: [] },
	{ id: 'lm-studio', name: 'LM Studio', baseUrl: 'http://localhost:1234/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'llama-cpp', name: 'llama.cpp', baseUrl: 'http://localhost:8080/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'vllm', name: 'vLLM', baseUrl: 'http://localhost:8000/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', needsKey: true, keyPage: 'https://platform.claude.com/settings/keys', pricePage: 'https://platform.claude.com/docs/en/about-claude/pricing', quirks: { takesTemperature: false }, models: CLAUDE },
	{ id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', wire: 'openai-responses', needsKey: true, keyPage: 'https://platform.openai.com/api-keys', pricePage: 'https://developers.openai.com/api/docs/pricing', quirks: { maxTokensField: 'max_completion_tokens', systemRole: 'developer', takesTemperature: false }, models: GPT },
	{ id: 'google', name: 'Google Gemini', baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai', wire: 'openai-chat', needsKey: true, keyPage: 'https://aistudio.google.com/apikey', pricePage: 'https://ai.google.dev/gemini-api/docs/pricing', models: GEMINI },
	{ id: 'mistral', name: 'Mistral', baseUrl: 'https://api.mistral.ai/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://console.mistral.ai/api-keys', pricePage: 'https://mistral.ai/pricing', quirks: { callIds: 'nine', streamsUsage: false, lowestEffort: 'none' }, models: MISTRAL },
	{ id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', wire: 'openai-chat', needsKey: true, keyPage: 'https://platform.deepseek.com/api_keys', pricePage: 'https://api-docs.deepseek.com/quick_start/pricing', quirks: { thinking: 'toggle', wantsThinkingBack: true }, models: DEEPSEEK },
	{ id: 'groq', name: 'Groq', baseUrl: 'https://api.groq.com/openai/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://console.groq.com/keys', pricePage: 'https://groq.com/pricing', quirks: { maxTokensField: 'max_completion_tokens' }, models: GROQ },
	{ id: 'openrouter', name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://openrouter.ai/settings/keys', models: [] },
];
