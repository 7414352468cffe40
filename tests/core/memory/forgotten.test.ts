/** What was forgotten is gone: from search by words and by meaning, recall, names, related notes, and what the device keeps of them. */
import { createApp } from '../../../src/core/app';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { memoryHost } from '../../support/memory-host';
import { claimFile, claimId } from '../../support/memory-world';
import { vectorServer } from '../../support/vector-server';

test('given a claim that search by meaning holds, when it is forgotten, then nothing finds it and no blob of the search has it', async () => {
	const server = await vectorServer();
	const host = memoryHost({ ...Object.fromEntries([claimFile(1, { text: 'Anna drives a green automobile.', subject: 'Anna' })]), 'Car.md': 'The car of Tom is red.\n' });
	const settings = { ...DEFAULT_SETTINGS, modelOrigins: [server.url], providers: [{ id: 'own', name: 'Own', baseUrl: `${server.url}/v1`, wire: 'openai-chat' as const, secret: '', models: ['embed'] }], vectorModel: 'own/embed' };
	const app = createApp({ ...host, http: (url, init) => fetch(url, init) }, settings, { approve: () => Promise.resolve(true) });
	const mark = claimId(1);
	const found = async (): Promise<Readonly<Record<string, boolean>>> => ({
		words: (await app.search('automobile')).some(({ citation }) => citation.path.includes(mark)),
		meaning: (await app.search('vehicle')).some(({ citation }) => citation.path.includes(mark)),
		recall: (await app.memory.recall.recall('What does Anna drive?', { includeCold: true })).claims.length > 0,
		blocks: (await app.memory.recall.recall('Who drives an automobile?')).blocks.some(({ citation }) => citation.path.includes(mark)),
		index: app.index.status.notes > 1,
		vectors: app.vectors.status.notes > 1,
		kept: (await Promise.all((await host.store.keys('vectors')).map(async (key) => Buffer.from((await host.store.read(key)) ?? []).includes(mark)))).some(Boolean),
	});
	try {
		await app.index.rebuild();
		await app.vectors.build();
		expect(await found()).toMatchObject({ words: true, meaning: true, recall: true, index: true, vectors: true, kept: true });
		await app.memory.desk.forget([mark]);
		await app.index.rebuild();
		await app.vectors.build();
		expect(Object.entries(await found()).filter(([, is]) => is)).toEqual([]);
		expect(server.asked.flat().filter((text) => text.includes('green automobile'))).toHaveLength(1);
	} finally {
		app.close();
		await server.close();
	}
});
