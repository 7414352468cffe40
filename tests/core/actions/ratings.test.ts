/** Given results, when the person rates them, then a note of theirs holds it and the mean is known per pattern and model. */
import { RATINGS_NOTE, Ratings, readRatings } from '../../../src/core/actions/ratings';
import { agentWorld, type AgentWorld } from '../../support/agent-world';

let world: AgentWorld;
const open = async (text?: string): Promise<Ratings> => {
	world = await agentWorld(text === undefined ? {} : { 'Praxis/Ratings.md': text });
	const { host, changes, guard } = world;
	return new Ratings({ vault: host.vault, changes, guard, now: host.now });
};
const noteText = async (): Promise<string> => (await world.host.vault.read(RATINGS_NOTE))?.text ?? '';
afterEach(() => world.close());

test('given ratings at once, then each is a row, and the mean is known by pattern and model', async () => {
	const ratings = await open();
	await Promise.all([ratings.rate({ pattern: 'Minutes', model: 'a/x', stars: 5, run: 'r1', comment: 'Good | short' }), ratings.rate({ pattern: 'minutes', model: 'a/x', stars: 2, run: 'r2' }), ratings.rate({ pattern: 'minutes', model: 'b/y', stars: 4, run: 'r3' })]);
	await ratings.ready();
	expect(ratings.of('minutes')).toEqual([{ model: 'b/y', stars: 4, count: 1 }, { model: 'a/x', stars: 3.5, count: 2 }]);
	expect(ratings.mean('MINUTES')).toEqual({ stars: 11 / 3, count: 3 });
	expect([ratings.mean('tags'), ratings.ofRun('r2')]).toEqual([null, 2]);
	expect(await noteText()).toMatch(/^\| When \| Pattern \| Model \| Stars \| Run \| Comment \|\n\| --- .*\n\| \d{4}-.* \| Minutes \| a\/x \| 5 \| r1 \| Good \\\| short \|\n/);
	expect(readRatings(await noteText())[0]?.comment).toBe('Good | short');
});

test('given a second thought about one run, then it counts instead', async () => {
	const ratings = await open();
	await ratings.rate({ pattern: 'p', model: 'm', stars: 1, run: 'r' });
	await ratings.rate({ pattern: 'p', model: 'm', stars: 5, run: 'r' });
	await ratings.ready();
	expect(ratings.mean('p')).toEqual({ stars: 5, count: 1 });
});

test('given what the person wrote around the table, then it stays, and what is no row is passed over', async () => {
	const text = '# My ratings\n\n| When | Pattern | Model | Stars | Run | Comment |\n| --- | --- | --- | --- | --- | --- |\n| 2026 | p | m | 3 | | by hand |\n| 2026 | p | m | 9 | | too many |\n| nothing |\n';
	const ratings = await open(text);
	await ratings.rate({ pattern: 'p', model: 'm', stars: 4, run: 'r' });
	await ratings.ready();
	expect(ratings.mean('p')).toEqual({ stars: 3.5, count: 2 });
	expect((await noteText()).startsWith(text)).toBe(true);
});

test.each([0, 6, 2.5, Number.NaN])('given %p stars, then nothing is written', async (stars) => {
	const ratings = await open();
	await expect(ratings.rate({ pattern: 'p', model: 'm', stars, run: 'r' })).rejects.toMatchObject({ code: 'bad-input' });
	expect(await world.host.vault.read(RATINGS_NOTE)).toBeNull();
});
