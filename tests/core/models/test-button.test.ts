/** What the Test button says of each thing that can be wrong, word for word, against real servers on this machine. */
import { createServer, request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Http } from '../../../src/core/host';
import { httpError } from '../../../src/core/lib/http-errors';
import { testConnection, type ConnectionReport } from '../../../src/core/models/test-connection';
import { nodeHttp } from '../../../src/node/http.mts';
import { certificateFor } from '../../support/certificate';
import { after, entryFor, fixture, KEY } from '../../support/model-world';
import { wireServer, type WireAnswer, type WireServer } from '../../support/wire-server';

const DAY = 86_400_000;
let server: WireServer;
beforeEach(async () => void (server = await wireServer()));
afterEach(() => server.close());

interface Press {
	readonly url?: string;
	readonly apiKey?: string;
	readonly http?: Http;
	readonly isOnline?: () => boolean;
	readonly stallMs?: number;
}

const press = ({ url = server.url, apiKey = KEY, http = nodeHttp, ...rest }: Press = {}): Promise<ConnectionReport> => testConnection({ entry: entryFor('openai-chat', url), http, apiKey, after, ...rest });
const json = (status: number, message: string, code: string | null = null): WireAnswer => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: { message, code } }) });
const said = (trouble: string, sentence: string, hint: string): ConnectionReport => ({ ok: false, trouble, sentence, hint }) as ConnectionReport;
const host = (): string => new URL(server.url).host;

test('a server that answers', async () => {
	server.queue({ body: fixture('openai-chat', 'plain') });
	expect(await press()).toEqual({ ok: true, sentence: 'm answers.' });
	expect(server.seen[0]?.body).toMatchObject({ max_tokens: 64, stream: true });
});

test.each<[string, WireAnswer, ConnectionReport]>([
	['a wrong key', json(401, 'Incorrect API key provided: sk-ab***yz.', 'invalid_api_key'), said('bad-key', 'Test does not accept the key. It said: “Incorrect API key provided: …”', 'Copy the key again from the vendor’s page, whole and without spaces.')],
	['a model that does not exist', json(404, 'The model `m` does not exist', 'model_not_found'), said('unknown-model', 'Test has no model “m”. It said: “The model `m` does not exist”', 'Check the name of the model and the base URL.')],
	['a quota that is used up', json(429, 'You exceeded your current quota, please check your plan and billing details.', 'insufficient_quota'), said('quota', 'Your quota at Test is used up. It said: “You exceeded your current quota, please check your plan and billing details.”', 'Check plan and billing at the vendor, or choose another model.')],
	['a key that may not use it', json(403, 'Country not supported'), said('no-permission', 'Test does not let this key use m. It said: “Country not supported”', 'Check what the key may do, and whether the vendor serves your country.')],
	['a sign-in page', { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!DOCTYPE html><title>Welcome to Hotel WiFi</title>' }, said('web-page', 'A web page answered instead of a model.', 'If you are in a network with a sign-in page, open it in a browser first. Else check the base URL.')],
	['another service', { headers: { 'content-type': 'application/json' }, body: '{"hello":"world"}' }, said('web-page', 'The server did not stream: {"hello":"world"}', 'Check the base URL: it may be another service.')],
	['a vendor that forbids pages', json(401, 'CORS requests are not allowed for this Organization'), said('cors', 'HOST does not let this app read its answers.', 'Allow the app’s origin in the server’s settings (for Ollama: OLLAMA_ORIGINS).')],
	['a server that is full', json(503, 'Server busy'), said('other', 'Test has a problem of its own. It said: “Server busy”', 'Try again in a moment, or choose another model.')],
])('%s', async (_what, answer, report) => {
	server.queue(answer);
	const { ok: _ok, ...told } = await press();
	const { ok: _isOk, ...wanted } = report;
	expect(told).toEqual(JSON.parse(JSON.stringify(wanted).replace('HOST', host())));
	expect(JSON.stringify(told)).not.toContain(KEY.slice(3));
});

test('a network that leads every request to its sign-in page', async () => {
	server.queue({ status: 302, headers: { location: 'http://192.0.2.1/login' }, body: '' });
	expect(await press()).toEqual(said('redirect', `${host()} sends on to another address, which was not followed.`, 'If you are in a network with a sign-in page, open it in a browser first. Else use the address it moved to, if you trust it.'));
	expect(server.seen).toHaveLength(1);
});

test('nobody at the port', async () => {
	const at = host();
	await server.close();
	expect(await press()).toEqual(said('refused', `Nothing listens at ${at}.`, 'Start the program that runs the model, and check the port.'));
});

test('a name that no computer has, online and offline', async () => {
	const url = 'http://no-such-computer.invalid';
	expect(await press({ url })).toEqual(said('name-not-found', 'No computer named no-such-computer.invalid was found.', 'Check the base URL for a slip, and your connection.'));
	expect(await press({ url, isOnline: () => false })).toEqual(said('offline', 'This device is offline.', 'Connect to the internet, or use a model on this device.'));
});

test.each<[string, string, ConnectionReport]>([
	['no key', '', said('no-key', 'There is no key for Test.', 'Add one in the settings.')],
	['a key with a line break', 'sk-abc\ndef', said('bad-key', 'The key has a line break in it.', 'Copy it again, as one line.')],
	['a key with words around it', 'Bearer sk-abc', said('bad-key', 'The key has a space or a character that no key has.', 'Copy it again, without the text around it.')],
])('%s: nothing is sent', async (_what, apiKey, report) => {
	expect(await press({ apiKey })).toEqual(report);
	expect(server.seen).toEqual([]);
});

test.each([
	['localhost:11434', 'http://localhost:11434/v1'],
	['api.example.org', 'https://api.example.org/v1'],
])('a base URL without scheme (%s): nothing is sent', async (url, mended) => {
	expect(await press({ url })).toEqual(said('bad-address', `The base URL “${url}/v1” has no http:// or https:// in front.`, `Write “${mended}”.`));
});

test('a server that says nothing', async () => {
	server.queue({ body: '', then: 'hang' });
	expect(await press({ stallMs: 60 })).toEqual(said('slow', `${host()} did not answer in time.`, 'The model may still be loading. Try again, or use a smaller one.'));
});

test.each([
	['a clock that is behind', DAY, 2 * DAY],
	['a clock that is ahead', -2 * DAY, -DAY],
])('%s of the certificate', async (_what, from, to) => {
	const made = certificateFor(new Date(Date.now() + from), new Date(Date.now() + to));
	const secure = createServer(made, (_request, response) => response.end());
	await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
	const url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
	// Node's own client, as on the desktop; it trusts this maker, so that only the days are wrong.
	const http: Http = (address) => new Promise((_resolve, reject) => tlsRequest(address, { ca: made.cert, method: 'POST' }).on('error', (error) => reject(httpError(error, address))).end());
	expect(await press({ url, http })).toEqual(said('clock', `The certificate of ${new URL(url).host} is not valid at the date of this device.`, 'Check date and time of this device. If they are right, the server’s certificate has run out.'));
	// And one whose maker nobody knows.
	expect(await press({ url, http: nodeHttp })).toMatchObject({ ok: false, trouble: expect.stringMatching(/certificate|clock/) as string });
	await new Promise((resolve) => secure.close(resolve));
});
