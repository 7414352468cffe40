/** What can be a key of a `Store`, checked alike by every host, since one of them makes a file path of it. */
import { PraxisError } from './errors';

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** Throws `bad-input` unless `key` is segments of a-z, A-Z, 0-9, "-", "_", "." between "/", none starting with ".". */
export function checkStoreKey(key: string): void {
	const isKey = key.length <= 120 && key.split('/').every((segment) => SEGMENT.test(segment));
	if (!isKey) throw new PraxisError('bad-input', `"${key}" is not a key of the store.`, { hint: 'Use at most 120 of a-z, A-Z, 0-9, "-", "_" and ".", with "/" between parts.' });
}
