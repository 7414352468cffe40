/** The scripted network and Node's keep the contract; a script fails on what it does not expect. */
import { nodeHttp } from '../../src/node/http.mts';
import { MemoryHttp } from '../support/memory-host';
import { httpContract } from './http.contract';
import { failure } from './vault.contract';

httpContract('node', () => ({ http: nodeHttp, streams: true, seesRedirects: true }));

// The script passes each call on to the server, but not its signal: stopping is the script's own doing.
httpContract('memory', () => {
	const passOn = new MemoryHttp().otherwise(({ url, init }) => fetch(url, { ...init, signal: null, redirect: 'manual' }));
	return { http: passOn.call, streams: true, seesRedirects: true, seesStopBeforeAnswer: false };
});

test('given a script, when called in order, then it answers in order and tells what is left', async () => {
	const script = new MemoryHttp().expect({ url: 'https://a.test/', answer: () => new Response('1') }, { url: /b\.test/, answer: ({ body }) => new Response(body) });
	expect(await (await script.call('https://a.test/')).text()).toBe('1');
	expect(script.unused).toBe(1);
	expect(await (await script.call('https://b.test/x', { method: 'POST', body: 'sent' })).text()).toBe('sent');
	expect(script.calls.map(({ url }) => url)).toEqual(['https://a.test/', 'https://b.test/x']);
});

test('given a script, when called otherwise than it says or too often, then the test hears of it, not the product', async () => {
	const script = new MemoryHttp().expect({ url: 'https://a.test/', answer: () => new Response('1') });
	expect((await failure(script.call('https://other.test/'))).code).toBe('foreign');
	expect((await failure(script.call('https://a.test/'))).code).toBe('foreign');
});
