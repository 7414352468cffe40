/** What every implementation of the `Http` port must do, against a real server on this machine. */
import type { Http } from '../../src/core/host';
import { localServer, type LocalServer } from '../support/local-server';
import { failure, until } from './vault.contract';

export interface HttpUnderTest {
	readonly http: Http;
	/** Gives the parts of an answer as they come, and closes the connection when its reader stops. */
	readonly streams: boolean;
	/** Sees a redirect before it is followed. */
	readonly seesRedirects: boolean;
	/** Closes the connection also when stopped before an answer came; as `streams` when left out. */
	readonly seesStopBeforeAnswer?: boolean;
	close?(): void;
}

export function httpContract(name: string, openHttp: () => HttpUnderTest): void {
	describe(`${name} http`, () => {
		let server: LocalServer;
		let open: HttpUnderTest;
		const { streams, seesRedirects } = openHttp();
		beforeEach(async () => {
			server = await localServer();
			open = openHttp();
		});
		afterEach(async () => {
			open.close?.();
			await server.close();
		});
		const ask = (path: string, init?: RequestInit): Promise<Response> => open.http(`${server.url}${path}`, init);
		const echoed = async (init: RequestInit): Promise<{ method: string; type: string | null; mark: string | null; body: string }> => {
			const echo = (await (await ask('/echo', init)).json()) as { method: string; type: string | null; mark: string | null; body: string };
			return { ...echo, body: Buffer.from(echo.body, 'base64').toString('latin1') };
		};

		test('given a call with method, headers and a text, when sent, then the server gets them', async () => {
			const echo = await echoed({ method: 'post', headers: { 'X-Mark': 'm', 'Content-Type': 'application/json' }, body: '{"a":"ä"}' });
			expect(echo).toEqual({ method: 'POST', type: 'application/json', mark: 'm', body: Buffer.from('{"a":"ä"}').toString('latin1') });
		});

		test('given bytes as a body, when sent, then the server gets these bytes', async () => {
			expect((await echoed({ method: 'PUT', body: new Uint8Array([0, 1, 127, 65]) })).body).toBe('\x00\x01\x7fA');
		});

		test('given an error as the answer, then it is an answer, with its headers', async () => {
			const response = await ask('/error');
			expect([response.status, response.ok, response.headers.get('retry-after'), await response.json()]).toEqual([429, false, '7', { error: 'slow down' }]);
			expect((await ask('/none')).status).toBe(404);
		});

		test('given an answer of every byte, and one of none, then they come as sent', async () => {
			expect([...new Uint8Array(await (await ask('/bytes')).arrayBuffer())]).toEqual(Array.from({ length: 256 }, (_, at) => at));
			const empty = await ask('/empty');
			expect([empty.status, await empty.text()]).toEqual([204, '']);
		});

		test.each(['file:///etc/passwd', 'data:text/plain,x', 'ftp://127.0.0.1/', 'javascript:1', '/echo', 'localhost:11434', ''])('given %j as the address, then bad-input', async (url) => {
			expect((await failure(open.http(url))).code).toBe('bad-input');
			expect(server.seen).toEqual([]);
		});

		test('given nobody at the address, then network, with what to check, and neither path nor key in the message', async () => {
			const { url } = server;
			await server.close();
			const error: unknown = await open.http(`${url}/v1?key=sk-1`).catch((caught: unknown) => caught);
			expect(error).toMatchObject({ code: 'network', hint: expect.stringMatching(/Check/) });
			expect(`${String(error)}`).not.toMatch(/sk-1|v1/);
		});

		test('given an answer that breaks off, then reading it is network, never a short answer', async () => {
			expect((await failure(ask('/break').then((response) => response.text()))).code).toBe('network');
		});

		test('given a signal that has fired, then aborted, and nothing is sent', async () => {
			expect((await failure(ask('/echo', { signal: AbortSignal.abort() }))).code).toBe('aborted');
			expect(server.seen).toEqual([]);
		});

		test('given no answer yet, when aborted, then aborted at once', async () => {
			const stop = new AbortController();
			const result = failure(ask('/hang', { signal: stop.signal }));
			await until(() => server.seen.length > 0);
			stop.abort();
			expect((await result).code).toBe('aborted');
			if (open.seesStopBeforeAnswer ?? streams) await until(() => server.left.includes('/hang'));
		});

		test('given a signal that fires after the answer is read, then nothing happens', async () => {
			const stop = new AbortController();
			const response = await ask('/bytes', { signal: stop.signal });
			const read = await response.arrayBuffer();
			stop.abort();
			expect(read.byteLength).toBe(256);
		});

		test('given a redirect, then it is not followed unless asked for, by hosts that see it', async () => {
			const result = await failure(ask('/redirect'));
			if (!seesRedirects) return expect(server.seen).toEqual(['/redirect', '/echo']);
			expect(result).toEqual({ code: 'network', hint: expect.stringContaining('moved') });
			expect(server.seen).toEqual(['/redirect']);
			expect((await ask('/redirect', { redirect: 'manual' })).headers.get('location')).toBe('/echo');
		});

		if (!streams) return;

		test('given a stream, when its first part has come, then it can be read before the rest is sent', async () => {
			const response = await ask('/stream');
			const reader = response.body?.getReader();
			expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: one\n\n');
			server.release();
			expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: two\n\n');
			expect((await reader?.read())?.done).toBe(true);
		});

		test('given a stream, when aborted in the middle, then reading is aborted and the connection is closed', async () => {
			const stop = new AbortController();
			const reader = (await ask('/stream', { signal: stop.signal })).body?.getReader();
			await reader?.read();
			const next = failure(Promise.resolve(reader?.read()));
			stop.abort();
			expect((await next).code).toBe('aborted');
			await until(() => server.left.includes('/stream'));
		});

		test('given a stream, when its reader cancels, then the connection is closed', async () => {
			const reader = (await ask('/stream')).body?.getReader();
			await reader?.read();
			await reader?.cancel();
			await until(() => server.left.includes('/stream'));
		});
	});
}
