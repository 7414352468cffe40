/** Given results, when the person rates them in stars, then they are ratings like all others: kept once, learned from, handed out with them. */
import type { Ratings, StarRating } from '../../../src/core/actions/ratings';
import { readPaiRatings } from '../../../src/core/memory/pai/pai-ratings';
import { learningWorld, UNKNOWN, type LearningWorld } from '../../support/learning-world';

let world: LearningWorld;
const open = async (text?: string): Promise<Ratings> => {
	world = await learningWorld(text === undefined ? {} : { 'Praxis/Ratings.md': text });
	await world.app.ratings.ready();
	return world.app.ratings;
};
const rate = async (rating: StarRating): Promise<unknown> => world.app.memory.learning.rate(...(await world.app.ratings.given(rating)));
const noteText = (): string => world.paths('Praxis/Learning/Ratings').map((path) => world.text(path)).join('\n');
afterEach(() => world.app.close());

test('given ratings at once, then each is kept, and the mean is known by pattern and model', async () => {
	const ratings = await open();
	await Promise.all([rate({ pattern: 'Minutes', model: 'x', stars: 5, run: 'r1', comment: 'Good | short' }), rate({ pattern: 'minutes', model: 'x', stars: 2, run: 'r2' }), rate({ pattern: 'minutes', model: 'y', stars: 4, run: 'r3' })]);
	expect(ratings.of('minutes')).toEqual([{ model: 'y', stars: 4, count: 1 }, { model: 'x', stars: 3.5, count: 2 }]);
	expect(ratings.mean('MINUTES')).toEqual({ stars: 11 / 3, count: 3 });
	expect([ratings.mean('tags'), ratings.ofRun('r2'), ratings.ofRun('r9')]).toEqual([null, 2, null]);
	expect(noteText()).toContain('- pattern: Minutes\n');
	expect(world.app.memory.learning.ratings().map(({ rating, comment }) => `${rating} ${comment}`)).toEqual(['10 Good | short', '4 ', '8 ']);
});

test('given a second thought about one run, in stars or of ten, then it counts instead', async () => {
	const ratings = await open();
	await rate({ pattern: 'p', model: 'm', stars: 1, run: 'r' });
	await rate({ pattern: 'p', model: 'm', stars: 5, run: 'r' });
	expect(ratings.mean('p')).toEqual({ stars: 5, count: 1 });
	world.host.clock.advance(1000);
	await world.app.memory.learning.rate({ runId: 'r', question: '', agent: 'p', model: 'm', answer: { outcome: 'answered', text: '', citations: [], missing: [], searched: '', resolve: '' } }, { rating: 7 });
	expect([ratings.mean('p'), ratings.ofRun('r')]).toEqual([{ stars: 3.5, count: 1 }, 4]);
});

test('given a table of stars from before, then its rows count with the others, nothing is written into it, and all go out to PAI together', async () => {
	const text = '# My ratings\r\n\r\n| When | Pattern | Model | Stars | Run | Comment |\r\n| --- | --- | --- | --- | --- | --- |\r\n| 2026-10-01T08:00:00.000Z | p | m | 3 | r0 | by \\| hand |\r\n| once | p | m | 1 | | |\r\n| 2026 | p | m | 9 | | too many |\r\n| nothing |\r\n';
	const ratings = await open(text);
	await rate({ pattern: 'p', model: 'm', stars: 5, run: 'r' });
	expect(ratings.mean('p')).toEqual({ stars: 3, count: 3 });
	expect(world.text('Praxis/Ratings.md')).toBe(text);
	const { files } = await world.app.memory.pai.export();
	const out = readPaiRatings('', files.find(({ path }) => path.endsWith('ratings.jsonl'))?.text ?? '');
	expect(out.problems).toEqual([]);
	expect(out.ratings.map(({ at, rating, session, comment }) => [at, rating, session, comment])).toEqual([['', 2, '', ''], ['2026-10-01T08:00:00.000Z', 6, 'r0', 'by | hand'], ['2026-11-20T14:03:05.000Z', 10, 'r', '']]);
	const { synthesis } = await world.app.memory.synthesis.plan({ month: '2026-10' });
	expect(synthesis.byAgent).toEqual([{ name: 'p', count: 1, mean: 6, low: 0 }]);
});

test('given few stars, then later runs of the pattern are told what went wrong', async () => {
	await open();
	world.script(UNKNOWN);
	const run = await world.ask('Where does Anna live?');
	await rate({ pattern: 'minutes', model: run.model, stars: 1, run: run.runId, comment: 'no, name the town' });
	expect(world.app.memory.learning.learnings().map(({ kind, pattern, agent, rating, said }) => [kind, pattern, agent, rating, said])).toEqual([['correction', 'minutes', '', 2, 'no, name the town'], ['failure', 'minutes', '', 2, 'no, name the town']]);
});

test.each([0, 6, 2.5, Number.NaN])('given %p stars, then nothing is written', async (stars) => {
	await open();
	await expect(rate({ pattern: 'p', model: 'm', stars, run: 'r' })).rejects.toMatchObject({ code: 'bad-input' });
	expect(world.paths('Praxis')).toEqual([]);
});
