/** The *Test* button of the settings: asks a model for one word, and says what failed and how to mend it. */
import { errorCode } from '../lib/disk-error';
import { at } from './json';
import { connectModel, type ConnectOptions } from './connect-model';
import type { ModelError } from './model-error';

export type ConnectionTrouble = 'no-key' | 'bad-key' | 'bad-address' | 'offline' | 'name-not-found' | 'refused' | 'cors' | 'clock' | 'certificate' | 'web-page' | 'redirect' | 'unknown-model' | 'quota' | 'no-permission' | 'slow' | 'other';

export type ConnectionReport =
	| { readonly ok: true; readonly sentence: string }
	| { readonly ok: false; readonly trouble: ConnectionTrouble; readonly sentence: string; readonly hint: string };

export interface TestOptions extends Omit<ConnectOptions, 'retries'> {
	/** What the device says of its connection; false is believed, true is not. */
	readonly isOnline?: () => boolean;
	readonly signal?: AbortSignal;
}

/** Enough for a word of models that think first, little enough to cost nothing worth naming. */
const ONE_WORD = 64;

/** Sends one short question, which a vendor may charge for. Never throws. */
export async function testConnection({ isOnline = () => true, signal, ...connection }: TestOptions): Promise<ConnectionReport> {
	const model = connectModel({ stallMs: 30_000, ...connection, retries: { attempts: 1, firstWaitMs: 0, longestWaitMs: 0, random: () => 0 } });
	const request = { system: [], messages: [{ role: 'user' as const, parts: [{ type: 'text' as const, text: 'Answer with the one word: ready' }] }], tools: [], maxTokens: ONE_WORD, ...(signal ? { signal } : {}) };
	for await (const event of model.stream(request)) {
		if (event.type === 'message-error') return report(event.error, connection, isOnline());
		if (event.type === 'message-end' && event.stopReason === 'stopped') return { ok: false, trouble: 'other', sentence: 'The test was stopped.', hint: '' };
	}
	return { ok: true, sentence: `${model.spec.name} answers.` };
}

const CODES: Readonly<Record<string, ConnectionTrouble>> = {
	ENOTFOUND: 'name-not-found',
	EAI_AGAIN: 'name-not-found',
	ERR_NAME_NOT_RESOLVED: 'name-not-found',
	ECONNREFUSED: 'refused',
	ERR_CONNECTION_REFUSED: 'refused',
	ERR_INTERNET_DISCONNECTED: 'offline',
	ENETUNREACH: 'offline',
	ENETDOWN: 'offline',
	CERT_NOT_YET_VALID: 'clock',
	CERT_HAS_EXPIRED: 'clock',
	ERR_CERT_DATE_INVALID: 'clock',
	ETIMEDOUT: 'slow',
	UND_ERR_CONNECT_TIMEOUT: 'slow',
};

function report(error: ModelError, { entry, apiKey }: ConnectOptions, isOnline: boolean): ConnectionReport {
	const trouble = troubleOf(error, apiKey, isOnline && entry.spec.origin !== '');
	const { sentence, hint } = WORDS[trouble]?.({ host: hostOf(entry.baseUrl), isNear: entry.spec.place === 'device' }) ?? { sentence: error.message, hint: error.hint };
	return { ok: false, trouble, sentence, hint };
}

function troubleOf(error: ModelError, apiKey: string, isOnline: boolean): ConnectionTrouble {
	if (/CORS/.test(error.message)) return 'cors';
	if (error.code === 'bad-key') return apiKey.trim() === '' ? 'no-key' : 'bad-key';
	if (error.code === 'bad-input' && error.status === null) return 'bad-address';
	if (error.code === 'unknown-model' || error.code === 'quota' || error.code === 'no-permission') return error.code;
	if (error.code === 'corrupt') return 'web-page';
	return error.code === 'network' ? networkTrouble(error, isOnline) : 'other';
}

function networkTrouble(error: ModelError, isOnline: boolean): ConnectionTrouble {
	for (let cause: unknown = error; cause !== undefined && cause !== null; cause = at(cause, 'cause')) {
		const code = errorCode(cause).replace(/^net::/, '');
		const known = CODES[code];
		if (known) return known === 'name-not-found' && !isOnline ? 'offline' : known;
		if (/CERT|SELF_SIGNED|ERR_TLS|VERIFY|ERR_SSL/.test(code)) return 'certificate';
		// All that web pages are told when the other side does not let them read (Chromium, Firefox, WebKit).
		if (cause instanceof TypeError && /Failed to fetch|NetworkError|Load failed/.test(cause.message)) return isOnline ? 'cors' : 'offline';
	}
	if (!isOnline) return 'offline';
	if (/sends on to another address/.test(error.message)) return 'redirect';
	return /stood still|too long|ten minutes/.test(error.message) ? 'slow' : 'other';
}

interface Words {
	readonly sentence: string;
	readonly hint: string;
}

/** Troubles without words of their own here are told in the words of the error. */
const WORDS: Readonly<Partial<Record<ConnectionTrouble, (place: { readonly host: string; readonly isNear: boolean }) => Words>>> = {
	offline: () => ({ sentence: 'This device is offline.', hint: 'Connect to the internet, or use a model on this device.' }),
	'name-not-found': ({ host }) => ({ sentence: `No computer named ${host} was found.`, hint: 'Check the base URL for a slip, and your connection.' }),
	refused: ({ host, isNear }) => ({ sentence: `Nothing listens at ${host}.`, hint: isNear ? 'Start the program that runs the model, and check the port.' : 'Check the port in the base URL.' }),
	cors: ({ host, isNear }) => ({ sentence: `${host} does not let this app read its answers.`, hint: isNear ? 'Allow the app’s origin in the server’s settings (for Ollama: OLLAMA_ORIGINS).' : 'The vendor does not allow calls from an app with this key. Use the desktop app, or another vendor.' }),
	clock: ({ host }) => ({ sentence: `The certificate of ${host} is not valid at the date of this device.`, hint: 'Check date and time of this device. If they are right, the server’s certificate has run out.' }),
	certificate: ({ host }) => ({ sentence: `${host} could not prove who it is.`, hint: 'Check the base URL. In a company network, its certificate must be trusted by this device.' }),
	redirect: ({ host }) => ({ sentence: `${host} sends on to another address, which was not followed.`, hint: 'If you are in a network with a sign-in page, open it in a browser first. Else use the address it moved to, if you trust it.' }),
	slow: ({ host, isNear }) => ({ sentence: `${host} did not answer in time.`, hint: isNear ? 'The model may still be loading. Try again, or use a smaller one.' : 'Check your connection, then try again.' }),
};

function hostOf(baseUrl: string): string {
	try {
		return new URL(baseUrl).host;
	} catch {
		return baseUrl;
	}
}
