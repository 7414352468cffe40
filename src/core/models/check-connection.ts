/** Checks what a person has typed before anything is sent with it. */
import { ModelError } from './model-error';
import type { CatalogEntry } from './vendor';

/** The key without white space around it. Throws `bad-key`, never repeating the key. */
export function checkKey(key: string, { needsKey, vendorName }: Pick<CatalogEntry, 'needsKey' | 'vendorName'>): string {
	const trimmed = key.trim();
	if (trimmed === '' && needsKey) throw new ModelError('bad-key', `There is no key for ${vendorName}.`, { hint: 'Add one in the settings.' });
	if (/[\r\n]/.test(trimmed)) throw new ModelError('bad-key', 'The key has a line break in it.', { hint: 'Copy it again, as one line.' });
	if (/[^\x21-\x7e]/.test(trimmed)) throw new ModelError('bad-key', 'The key has a space or a character that no key has.', { hint: 'Copy it again, without the text around it.' });
	return trimmed;
}

/** Throws `bad-input` unless it is the whole address of a web server. */
export function checkBaseUrl(baseUrl: string): URL {
	const text = baseUrl.trim();
	if (!/^https?:\/\//i.test(text)) throw new ModelError('bad-input', `The base URL “${text}” has no http:// or https:// in front.`, { hint: `Write “${isNear(text) ? 'http' : 'https'}://${text.replace(/^[a-z]*:?\/\//i, '')}”.` });
	try {
		return new URL(text);
	} catch {
		throw new ModelError('bad-input', `The base URL “${text}” is not a web address.`, { hint: 'Copy it again from the vendor’s documentation.' });
	}
}

/** Servers on this machine or in the house seldom have a certificate. */
function isNear(text: string): boolean {
	return /^(?:localhost|127\.|10\.|192\.168\.|\[?::1|[\w-]+(?::|\/|$))/i.test(text);
}
