/** How the plugin reaches a model from a phone: streaming where the other side lets pages read, else in one piece, and nothing sent twice. */
import { obsidianHttp } from '../../src/obsidian/http';
import { failure, until } from '../hosts/vault.contract';
import { wireServer, type WireServer } from '../support/wire-server';
import { guardNetwork } from './network';
import { world } from './world';

const native = globalThis.fetch;
let server: WireServer;
let openNetwork: () => void;
beforeEach(() => {
	world.isMobile = true;
	world.calls.length = 0;
	world.answer = ({ url, method, headers, body, signal }) => native(url, { method, headers, redirect: 'manual', ...(body ? { body } : {}), ...(signal ? { signal } : {}) });
	openNetwork = guardNetwork();
});
afterEach(async () => {
	openNetwork();
	world.isMobile = false;
	await server.close();
});

const ask = (init: RequestInit = {}): Promise<Response> => obsidianHttp(`${server.url}/v1/messages`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': 'k' }, body: '{"model":"m"}', ...init });
const ways = (): string[] => world.calls.map(({ via, method }) => `${via} ${method}`);
const text = (bytes?: Uint8Array): string => new TextDecoder().decode(bytes);

test('given a server that lets pages read, then its answer is read as it comes, and a stop closes the connection', async () => {
	server = await wireServer({ letsPagesRead: true });
	server.queue({ body: 'data: one\n\n', then: 'hang' });
	const stop = new AbortController();
	const reader = (await ask({ signal: stop.signal })).body?.getReader();
	expect(text((await reader?.read())?.value)).toBe('data: one\n\n');
	const next = failure(Promise.resolve(reader?.read()));
	stop.abort();
	expect((await next).code).toBe('aborted');
	await until(() => server.left() > 0);
	expect(ways()).toEqual(['fetch OPTIONS', 'fetch POST']);
	expect(server.seen.map(({ headers }) => [headers['x-api-key'], headers.cookie])).toEqual([['k', undefined]]);
});

test('given a server that does not, then the app asks in its own way, once, and pages are not tried again', async () => {
	server = await wireServer();
	server.queue({ body: 'first' }, { body: 'second' });
	expect([await (await ask()).text(), await (await ask()).text()]).toEqual(['first', 'second']);
	expect(server.seen).toHaveLength(2);
	expect(ways()).toEqual(['fetch OPTIONS', 'requestUrl POST', 'requestUrl POST']);
});

test('given a vendor that forbids pages for this key, when it says so, then the app asks in its own way', async () => {
	server = await wireServer({ letsPagesRead: true });
	server.queue({ status: 401, headers: { 'content-type': 'application/json' }, body: '{"error":{"message":"CORS requests are not allowed for this Organization"}}' }, { body: 'answer' });
	expect(await (await ask()).text()).toBe('answer');
	expect(ways()).toEqual(['fetch OPTIONS', 'fetch POST', 'requestUrl POST']);
});

test('given a wrong key, then the answer that says so is the answer', async () => {
	server = await wireServer({ letsPagesRead: true });
	server.queue({ status: 401, headers: { 'content-type': 'application/json', 'retry-after': '3' }, body: '{"error":"wrong"}' });
	const answer = await ask();
	expect([answer.status, await answer.json(), answer.headers.get('retry-after')]).toEqual([401, { error: 'wrong' }, '3']);
	expect(server.seen).toHaveLength(1);
});

test('given a server that has let pages read and is gone, then that is told, and nothing is sent a second time', async () => {
	server = await wireServer({ letsPagesRead: true });
	server.queue({ body: 'one' });
	await (await ask()).text();
	await server.close();
	world.calls.length = 0;
	expect((await failure(ask())).code).toBe('network');
	expect(ways().filter((way) => way.startsWith('requestUrl'))).toEqual([]);
});

test('given no connection at first, then the way by pages is tried again later', async () => {
	server = await wireServer({ letsPagesRead: true });
	const { answer } = world;
	world.answer = () => Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED'));
	expect((await failure(ask())).code).toBe('network');
	world.answer = answer;
	world.calls.length = 0;
	server.queue({ body: 'there' });
	expect(await (await ask()).text()).toBe('there');
	expect(ways()).toEqual(['fetch OPTIONS', 'fetch POST']);
});

test('given a redirect, then it is not followed', async () => {
	server = await wireServer({ letsPagesRead: true });
	server.queue({ status: 307, headers: { location: '/elsewhere' }, body: '' });
	expect(await failure(ask())).toMatchObject({ code: 'network', hint: expect.stringContaining('moved') as string });
	expect(server.seen.map(({ path }) => path)).toEqual(['/v1/messages']);
});

test('given a request that a page may send without asking first, then a page does not send it', async () => {
	server = await wireServer();
	server.queue({ body: 'list' });
	expect(await (await obsidianHttp(`${server.url}/v1/models`)).text()).toBe('list');
	expect(ways()).toEqual(['requestUrl GET']);
});
