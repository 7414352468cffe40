/** Keys of many vendors, and what resembles them, beside the measurements that use sets kept apart. */
import { readyToLeave } from '../../../src/core/guard/outgoing';
import { findSecrets, redactSecrets } from '../../../src/core/guard/secrets';
import { AROUND, NAMED_SECRETS, NO_SECRETS, VENDOR_KEYS } from './cases/secret-cases';

test.each(VENDOR_KEYS)('given keys of %s anywhere in a note, then each is found', (_vendor, make) => {
	const texts = Array.from({ length: 3 * AROUND.length }, (_x, i) => `Notes of Monday.\n${make().includes('\n') ? make() : (AROUND[i % AROUND.length]?.(make()) ?? '')}\n`);
	const missed = texts.filter((text) => findSecrets(text).length === 0);
	// A value that was drawn without a digit or with a run of one letter may pass for a word or a stand-in.
	expect(missed.length).toBeLessThanOrEqual(1);
});

test('given values behind a name that says what they are, then at least 97 of 100 are found', () => {
	const missed = NAMED_SECRETS.filter((text) => findSecrets(text).length === 0);
	expect({ share: missed.length / NAMED_SECRETS.length <= 0.03, missed: missed.length > 0.03 * NAMED_SECRETS.length ? missed : [] }).toEqual({ share: true, missed: [] });
});

test('given ordinary text that resembles a key, then nothing is found', () => {
	expect(NO_SECRETS.filter((text) => findSecrets(text).length > 0)).toEqual([]);
});

test('given a key of Google as all that a person typed, then it leaves in no body', () => {
	const key = VENDOR_KEYS.find(([vendor]) => vendor === 'google')?.[1]() ?? '';
	expect(readyToLeave('https://api.example.com/', JSON.stringify({ messages: [{ role: 'user', content: key }] })).body).not.toContain(key);
});

test('given a key that is all of a text, then it is replaced before the text leaves', () => {
	const kept = VENDOR_KEYS.map(([vendor, make]): [string, string] => [vendor, make()]).filter(([, key]) => redactSecrets(key).text.includes(key)).map(([vendor]) => vendor);
	expect(kept.length).toBeLessThanOrEqual(2);
	expect(kept).not.toContain('google');
});
