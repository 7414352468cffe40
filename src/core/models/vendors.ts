/**
 * The vendors and models that Praxis knows, as data.
 *
 * Prices are list prices per million tokens for one request of usual length, looked up on the day given. What was not
 * found there is left out and shown as unknown. Models not listed can be used by their id all the same.
 */
import type { Vendor, VendorModel } from './vendor';

const MILLION = 1_000_000;

const CLAUDE: readonly VendorModel[] = [
	{ id: 'claude-opus-5-5', name: 'Claude Opus 5.5', takesImages: true, canThink: true, price: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5, asOf: '2026-10-03' } },
	{ id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5', takesImages: true, canThink: true, price: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, asOf: '2026-10-03' } },
	{ id: 'claude-haiku-5-5', name: 'Claude Haiku 5.5', takesImages: true, canThink: true },
	{ id: 'claude-opus-4-8', name: 'Claude Opus 4.8', contextTokens: MILLION, maxOutputTokens: 128_000, takesImages: true, canThink: true, price: { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25, asOf: '2026-05-28' } },
	{
		id: 'claude-haiku-4-5',
		name: 'Claude Haiku 4.5',
		contextTokens: 200_000,
		maxOutputTokens: 64_000,
		takesImages: true,
		canThink: true,
		price: { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25, asOf: '2026-10-03' },
		quirks: { thinking: 'budget', takesTemperature: true },
	},
];

const GPT: readonly VendorModel[] = [
	{ id: 'gpt-6-astra', name: 'GPT-6 Astra', contextTokens: 1_050_000, maxOutputTokens: 128_000, takesImages: true, canThink: true, price: { input: 10, output: 50, cacheRead: 1, cacheWrite: 12.5, asOf: '2026-09-04' } },
	{ id: 'gpt-5.6-sol', name: 'GPT-5.6 Sol', contextTokens: 1_050_000, maxOutputTokens: 128_000, takesImages: true, canThink: true, quirks: { lowestEffort: 'none' } },
	{ id: 'gpt-5.6-terra', name: 'GPT-5.6 Terra', contextTokens: 1_050_000, maxOutputTokens: 128_000, takesImages: true, canThink: true, price: { input: 2.5, output: 15, cacheRead: 0.25, cacheWrite: null, asOf: '2026-07-09' }, quirks: { lowestEffort: 'none' } },
	{ id: 'gpt-5.6-luna', name: 'GPT-5.6 Luna', contextTokens: 1_050_000, maxOutputTokens: 128_000, takesImages: true, canThink: true, price: { input: 1, output: 6, cacheRead: 0.1, cacheWrite: null, asOf: '2026-07-09' }, quirks: { lowestEffort: 'none' } },
];

const GEMINI: readonly VendorModel[] = [
	{ id: 'gemini-3.1-pro-preview', name: 'Gemini 3.1 Pro', contextTokens: 1_048_576, maxOutputTokens: 65_536, takesImages: true, canThink: true, price: { input: 2, output: 12, cacheRead: 0.2, cacheWrite: null, asOf: '2026-02-19' } },
	{ id: 'gemini-3.8-flash', name: 'Gemini 3.8 Flash', contextTokens: 1_048_576, maxOutputTokens: 65_536, takesImages: true, canThink: true, price: { input: 0.75, output: 3.75, cacheRead: 0.075, cacheWrite: null, asOf: '2026-09-02' } },
];

const MISTRAL: readonly VendorModel[] = [
	{ id: 'mistral-large-4', name: 'Mistral Large 4', price: { input: 1.36, output: 4.18, cacheRead: 0.14, cacheWrite: null, asOf: '2026-10-06' } },
	{ id: 'mistral-small-latest', name: 'Mistral Small', contextTokens: 128_000, maxOutputTokens: 16_384, takesImages: true },
];

const DEEPSEEK: readonly VendorModel[] = [
	{ id: 'deepseek-v4-pro', name: 'DeepSeek V4 Pro', canThink: true, price: { input: 1.32, output: 3.96, cacheRead: 0.044, cacheWrite: null, asOf: '2026-08-17' } },
	// The dearer of its two prices: by day the published one is doubled.
	{ id: 'deepseek-v4-flash', name: 'DeepSeek V4 Flash', contextTokens: MILLION, maxOutputTokens: 384_000, canThink: true, price: { input: 0.44, output: 1.32, cacheRead: 0.014, cacheWrite: null, asOf: '2026-09-01' } },
];

const GROQ: readonly VendorModel[] = [
	{ id: 'openai/gpt-oss-120b', name: 'GPT OSS 120B', contextTokens: 131_072, maxOutputTokens: 65_536, canThink: true, price: { input: 0.15, output: 0.6, cacheRead: 0.075, cacheWrite: null, asOf: '2026-05-27' } },
];

export const VENDORS: readonly Vendor[] = [
	{ id: 'ollama', name: 'Ollama', baseUrl: 'http://localhost:11434', wire: 'ollama', needsKey: false, keyPage: '', models: [] },
	{ id: 'lm-studio', name: 'LM Studio', baseUrl: 'http://localhost:1234/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'llama-cpp', name: 'llama.cpp', baseUrl: 'http://localhost:8080/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'vllm', name: 'vLLM', baseUrl: 'http://localhost:8000/v1', wire: 'openai-chat', needsKey: false, keyPage: '', models: [] },
	{ id: 'anthropic', name: 'Anthropic', baseUrl: 'https://api.anthropic.com', wire: 'anthropic', needsKey: true, keyPage: 'https://platform.claude.com/settings/keys', quirks: { takesTemperature: false }, models: CLAUDE },
	{ id: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', wire: 'openai-responses', needsKey: true, keyPage: 'https://platform.openai.com/api-keys', quirks: { maxTokensField: 'max_completion_tokens', systemRole: 'developer', takesTemperature: false }, models: GPT },
	{ id: 'google', name: 'Google Gemini', baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai', wire: 'openai-chat', needsKey: true, keyPage: 'https://aistudio.google.com/apikey', models: GEMINI },
	{ id: 'mistral', name: 'Mistral', baseUrl: 'https://api.mistral.ai/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://console.mistral.ai/api-keys', quirks: { callIds: 'nine', streamsUsage: false, lowestEffort: 'none' }, models: MISTRAL },
	{ id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', wire: 'openai-chat', needsKey: true, keyPage: 'https://platform.deepseek.com/api_keys', quirks: { thinking: 'toggle', wantsThinkingBack: true }, models: DEEPSEEK },
	{ id: 'groq', name: 'Groq', baseUrl: 'https://api.groq.com/openai/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://console.groq.com/keys', quirks: { maxTokensField: 'max_completion_tokens' }, models: GROQ },
	{ id: 'openrouter', name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', wire: 'openai-chat', needsKey: true, keyPage: 'https://openrouter.ai/settings/keys', models: [] },
];
