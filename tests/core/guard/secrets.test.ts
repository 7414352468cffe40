/** Secrets are found by shape or by name and value, replaced, and come back; other text stays. */
import fc from 'fast-check';
import { findSecrets, redactSecrets, restoreSecrets } from '../../../src/core/guard/secrets';

/** Made here, letter by letter, so that no key stands in this file. */
const random = (length: number, alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'): string => Array.from({ length }, (_x, i) => alphabet[(i * 7 + i * i * 3 + 5) % alphabet.length]).join('');
const hex = (length: number): string => random(length, '0f3a9c51e7b2d684');

test.each([
	['a key with a shape', `see ${'gh'}o_${random(36)}, please`, 'github'],
	['a named token', `acme_token: ${random(24)}`, 'key'],
	['a token in JSON', `{"acmeToken": "${random(24)}"}`, 'key'],
	['a password', `password = "${random(14)}"`, 'password'],
	['an address with a password', `https://anna:${random(12)}@db.example.org/x`, 'password'],
	['a header', `curl -H "Authorization: Bearer ${hex(32)}" https://x.example`, 'authorization'],
	['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n${random(64)}\n-----END RSA PRIVATE KEY-----`, 'private-key'],
	['a UUID behind a clear name', `serviceApiKey=${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`, 'key'],
])('given %s, then it is found', (_name, text, type) => {
	expect(findSecrets(text)).toEqual([expect.objectContaining({ type })]);
});

test.each(['My token of thanks: flowers-and-cake-2024', 'The key: be on time at 10:30:45', 'api_key = "your-api-key-here"', 'token = ${TOKEN}', 'password: xxxxxxxxxxxx', 'key: 20240131123456', 'https://example.org/2024/01/31/some-long-title-of-a-post', `commit ${hex(40)}`, 'author: anna-maria_2000', 'secret: process.env.MY_SECRET', '[[Keyboard shortcuts 2024]]'])('given ordinary text, then nothing is found: %s', (text) => {
	expect(findSecrets(text)).toEqual([]);
});

test('given a text with secrets, when it is redacted and restored, then it is the same, and no secret left', () => {
	fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(` acme_token: ${random(24)} `, ` gh${'p'}_${random(36)} `, ` password = "${random(15)}" `)), { maxLength: 8 }), (parts) => {
		const text = parts.join('\n').replaceAll('[[secret:', '');
		const { text: sent, secrets } = redactSecrets(text);
		for (const value of secrets.values()) expect(sent).not.toContain(value);
		expect(restoreSecrets(sent, secrets)).toBe(text);
	}));
});

test('given two values of one type and one value twice, then placeholders tell them apart', () => {
	const [one, two] = [random(24), hex(32)];
	expect(redactSecrets(`a_token: ${one}\nb_token: ${two}\nc_token: ${one}`).text).toBe('a_token: [[secret:key]]\nb_token: [[secret:key-2]]\nc_token: [[secret:key]]');
});

test('given a name that says little, then what only a machine writes behind it is a secret, and words, hashes and short values are not', () => {
	const drawn = ['pNEjwfZHes2Mnsj', 'HlhRQV6ENdtZPS43F'].join('');
	for (const text of [`token="${drawn}"`, `TOKEN=${drawn}`, `auth: ${drawn}`]) expect(redactSecrets(text).text).not.toContain(drawn.slice(4, 20));
	for (const text of ['token = process.env.API_TOKEN_V2', 'token: 3f2a9c', `token: ${'a1b2c3d4'.repeat(4)}`, 'auth: OAuth2WithRefreshTokens', `sort key: ${drawn}`]) expect(findSecrets(text)).toEqual([]);
});
