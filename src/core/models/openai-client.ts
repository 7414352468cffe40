/** OpenAI's SDK for OpenAI and every server that speaks its words. */
import OpenAI from 'openai';
import type { Connection } from './connection';
import { sdkHttp } from './sdk-http';

/** All that the SDK would else look for in the environment is given, so that it does not look. */
export function openaiClient({ entry, apiKey, http, streams = true }: Connection & { readonly streams?: boolean }): OpenAI {
	return new OpenAI({
		// The SDK wants one; for servers without, the header is taken off before it leaves.
		apiKey: apiKey === '' ? 'none' : apiKey,
		adminAPIKey: null,
		organization: null,
		project: null,
		webhookSecret: null,
		baseURL: entry.baseUrl,
		maxRetries: 0,
		logLevel: 'off',
		dangerouslyAllowBrowser: true,
		fetch: sdkHttp(http, { streams, hasKey: apiKey !== '' }),
	});
}
