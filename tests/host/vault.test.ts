/** The stand-in's vault and metadata cache behave as the app's. */
import fc from 'fast-check';
import { MemoryStorage } from './storage';
import type { Host } from './loader';
import { readMetadata } from './metadata-reader';
import { startProbe } from './probe-host';

let host: Host;
afterEach(() => host?.close());

function listen(): string[] {
	const heard: string[] = [];
	const { vault, metadataCache } = host.app;
	for (const name of ['create', 'modify', 'delete', 'rename']) vault.on(name, (file: { path: string }, old?: string) => heard.push(`${name} ${old ? `${old} > ` : ''}${file.path}`));
	for (const name of ['changed', 'deleted', 'resolve']) metadataCache.on(name, (file: { path: string }) => heard.push(`${name} ${file.path}`));
	metadataCache.on('resolved', () => heard.push('resolved'));
	return heard;
}

const file = (path: string): NonNullable<ReturnType<Host['app']['vault']['getFileByPath']>> => {
	const found = host.app.vault.getFileByPath(path);
	if (!found) throw new Error(`no ${path}`);
	return found;
};

test('given a note, when one of that name is created, also in another case, then it fails and the note stays', async () => {
	host = await startProbe({ files: { 'A.md': 'one' } });
	await expect(host.app.vault.create('A.md', 'two')).rejects.toThrow('File already exists.');
	await expect(host.app.vault.create('a.md', 'two')).rejects.toThrow('File already exists.');
	expect(await host.app.vault.read(file('A.md'))).toBe('one');
});

test('given no folder, when a note is created in it, then it fails; a made folder makes it work', async () => {
	host = await startProbe({ files: {} });
	await expect(host.app.vault.create('x/A.md', '')).rejects.toThrow(/ENOENT/);
	await host.app.vault.createFolder('x/y');
	expect((await host.app.vault.create('x/y/A.md', 'bytes: é')).stat.size).toBe(9);
	expect(host.app.vault.getFolderByPath('x')?.children.map((each) => each.path)).toEqual(['x/y']);
});

test('given many changes at once, when they run, then none is lost', async () => {
	host = await startProbe({ files: { 'A.md': '' } });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 8 }), async (words) => {
			await host.app.vault.modify(file('A.md'), '');
			await Promise.all(words.map((word) => host.app.vault.process(file('A.md'), (text) => text + word)));
			return (await host.app.vault.read(file('A.md'))) === words.join('');
		}),
		{ numRuns: 20 }
	);
});

test('given a change that throws, when the next runs, then the note is as before and the queue goes on', async () => {
	host = await startProbe({ files: { 'A.md': 'kept' } });
	const failing = host.app.vault.process(file('A.md'), () => {
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	expect(await host.app.vault.process(file('A.md'), (text) => `${text}!`)).toBe('kept!');
});

test('given a modify, when listeners hear it, then changed comes after modify, and resolved last', async () => {
	host = await startProbe({ files: { 'A.md': '', 'B.md': '' } });
	const heard = listen();
	await host.app.vault.modify(file('A.md'), '[[B]]');
	await host.settle();
	expect(heard).toEqual(['modify A.md', 'changed A.md', 'resolve A.md', 'resolved']);
	expect(host.app.metadataCache.resolvedLinks['A.md']).toEqual({ 'B.md': 1 });
});

test('given a rename, when it is done, then the cache follows and changed does not fire', async () => {
	host = await startProbe({ files: { 'A.md': '# H', 'B.md': '[[A]]' } });
	const heard = listen();
	await host.app.vault.rename(file('A.md'), 'C.md');
	await host.settle();
	expect(heard.filter((line) => line.startsWith('changed'))).toEqual([]);
	expect(heard[0]).toBe('rename A.md > C.md');
	expect(host.app.metadataCache.getCache('A.md')).toBeNull();
	expect(host.app.metadataCache.getCache('C.md')?.headings?.[0]?.heading).toBe('H');
	expect(host.app.metadataCache.unresolvedLinks['B.md']).toEqual({ A: 1 });
});

test('given links to a note, when FileManager renames it, then they follow, aliases and headings kept', async () => {
	host = await startProbe({ files: { 'A.md': '', 'B.md': 'x [[A|name]] y ![[A#h]] z [[Other]]' } });
	await host.app.fileManager.renameFile(file('A.md'), 'New name.md');
	expect(await host.app.vault.read(file('B.md'))).toBe('x [[New name|name]] y ![[New name#h]] z [[Other]]');
});

test('given a delete and a trash, when done, then the cache forgets, deleted fires, and trash keeps the bytes', async () => {
	host = await startProbe({ files: { 'A.md': 'keep me', 'B.md': '[[A]]' } });
	const heard = listen();
	await host.app.fileManager.trashFile(file('A.md'));
	await host.settle();
	expect(heard).toEqual(['delete A.md', 'deleted A.md', 'resolve B.md']);
	expect(host.app.metadataCache.resolvedLinks['B.md']).toEqual({});
	expect(await host.app.vault.adapter.read('.trash/A.md')).toBe('keep me');
});

test('given a folder, when it is renamed, then everything in it moves and says so', async () => {
	host = await startProbe({ files: { 'f/A.md': 'a', 'f/g/B.md': 'b' } });
	const heard = listen();
	const folder = host.app.vault.getFolderByPath('f');
	if (folder) await host.app.vault.rename(folder, 'h');
	const renames = heard.filter((line) => line.startsWith('rename'));
	expect(renames[0]).toBe('rename f > h');
	expect(renames.sort()).toEqual(['rename f > h', 'rename f/A.md > h/A.md', 'rename f/g > h/g', 'rename f/g/B.md > h/g/B.md']);
	expect(await host.app.vault.read(file('h/g/B.md'))).toBe('b');
});

test('given a change from outside, when the storage tells, then the vault says modify, create or delete', async () => {
	const storage = new MemoryStorage({ 'A.md': 'a' });
	host = await startProbe({ storage });
	const heard = listen();
	storage.writeFromOutside('A.md', 'b');
	storage.writeFromOutside('n/B.md', 'b');
	await host.settle();
	storage.writeFromOutside('A.md', null);
	await host.settle();
	expect(heard.filter((line) => /^(?:create|modify|delete) /.test(line))).toEqual(['modify A.md', 'create n', 'create n/B.md', 'delete A.md']);
	expect(host.app.vault.getFileByPath('A.md')).toBeNull();
});

test('given a note, when it is read, then headings, links, tags, blocks, tasks and properties have true positions', () => {
	const text = '---\ntitle: A\nup: "[[Up]]"\n---\n# One\ntext [[B#h|b]] #tag/x ![[p.png]] [m](c%20d.md) `[[no]]`\n\npara ^id1\n\n- [x] done\n  - sub ^id2\n\n```\n# not [[x]]\n```\n';
	const cache = readMetadata(text);
	const at = (pos: { start: { offset: number }; end: { offset: number } }): string => text.slice(pos.start.offset, pos.end.offset);
	expect(cache.frontmatter).toEqual({ title: 'A', up: '[[Up]]' });
	expect(cache.frontmatterLinks?.map((each) => each.link)).toEqual(['Up']);
	expect(cache.links?.map((each) => [each.link, at(each.position)])).toEqual([['B#h', '[[B#h|b]]'], ['c d.md', '[m](c%20d.md)']]);
	expect(cache.embeds?.map((each) => at(each.position))).toEqual(['![[p.png]]']);
	expect(cache.tags?.map((each) => at(each.position))).toEqual(['#tag/x']);
	expect(cache.headings?.map((each) => at(each.position))).toEqual(['# One']);
	expect(Object.keys(cache.blocks ?? {})).toEqual(['id1', 'id2']);
	expect(cache.listItems?.map((each) => [each.task, each.parent])).toEqual([['x', -9], [undefined, 9]]);
	expect(cache.sections?.map((each) => each.type)).toEqual(['yaml', 'heading', 'paragraph', 'paragraph', 'list', 'code']);
});

test('given any text, when it is read, then nothing throws and every position lies inside it', () => {
	const piece = fc.constantFrom('# ', '\n', '[[', ']]', '^a', '- ', '---\n', '```\n', '#t', '|', '> ', 'x', '\r\n', ' ', '%%', '🙂');
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }).map((all) => all.join('')), (text) => {
			const cache = readMetadata(text);
			const all = [...(cache.sections ?? []), ...(cache.links ?? []), ...(cache.tags ?? []), ...(cache.headings ?? []), ...(cache.listItems ?? [])];
			return all.every(({ position: { start, end } }) => start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length);
		})
	);
});

test('given front matter that does not parse, when the vault starts, then the note is there without properties', async () => {
	host = await startProbe({ files: { 'A.md': '---\na: [\n---\n# H\n' } });
	expect(host.app.metadataCache.getCache('A.md')?.frontmatter).toBeUndefined();
	expect(host.app.metadataCache.getCache('A.md')?.headings).toHaveLength(1);
});
