/** Work on one key waits its turn, work on different keys does not, and a failure holds up nobody. */
import { Serial } from '../../../src/core/lib/serial';

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('given work on one key, when the first fails, then the next runs after it', async () => {
	const serial = new Serial();
	const log: string[] = [];
	const first = serial.run(['a'], async () => {
		log.push('first in');
		await tick();
		log.push('first out');
		throw new Error('first');
	});
	const second = serial.run(['a'], async () => void log.push('second'));
	await expect(first).rejects.toThrow('first');
	await second;
	expect(log).toEqual(['first in', 'first out', 'second']);
});

test('given work on two keys, then it waits for both, and both wait for it, without a deadlock', async () => {
	const serial = new Serial();
	let running = 0;
	const alone = async (): Promise<void> => {
		expect(++running).toBe(1);
		await tick();
		running -= 1;
	};
	await Promise.all([serial.run(['a', 'b'], alone), serial.run(['b', 'a'], alone), serial.run(['a'], alone), serial.run(['b', 'c', 'a'], alone)]);
});

test('given work that never ends on one key, then another key goes on', async () => {
	const serial = new Serial();
	void serial.run(['a'], () => new Promise(() => undefined));
	expect(await serial.run(['b'], async () => 'done')).toBe('done');
});
