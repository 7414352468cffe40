/** A seeded source of chance, so that every simulated run can be repeated. For tests only. */
import { randomOf } from '../../src/core/lib/random';

export class Random {
	/** From 0 (included) to 1. */
	readonly next: () => number;

	constructor(seed: number) {
		this.next = randomOf(seed);
	}

	/** A whole number from 0 to `count` - 1. */
	below(count: number): number {
		return Math.floor(this.next() * count);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(items: readonly T[]): T {
		const item = items[this.below(items.length)];
		if (item === undefined) throw new Error('Nothing to pick from.');
		return item;
	}
}
