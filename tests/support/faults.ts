/** Makes the nth write fail, so that a test can try every step of a sequence. For tests only. */
import { PraxisError, type ErrorCode } from '../../src/core/lib/errors';

export interface Fault {
	/** Which write fails, counted from 1 since the faults were last reset. */
	readonly at: number;
	readonly code: ErrorCode;
	/** `before`: nothing was written. `after`: it was written, but the caller never hears so. */
	readonly when?: 'before' | 'after';
	/** Every later write and read fails too, as after a crash. */
	readonly forGood?: boolean;
}

export class Faults {
	/** Writes tried since the last reset. */
	writes = 0;
	/** Waits this long before each read and write. Zero still yields to other work. */
	delayMs = 0;
	#fault: Fault | null = null;
	#isDown = false;

	plan(fault: Fault): void {
		this.reset();
		this.#fault = fault;
	}

	/** Forgets the plan and starts counting anew. */
	reset(): void {
		this.#fault = null;
		this.#isDown = false;
		this.writes = 0;
	}

	/** Around each read. */
	async read<T>(work: () => T): Promise<T> {
		await this.#wait();
		this.#checkDown();
		return work();
	}

	/** Around each write; `work` must be synchronous, so that a write is all or nothing. */
	async write<T>(work: () => T): Promise<T> {
		await this.#wait();
		this.#checkDown();
		this.writes += 1;
		const fault = this.#fault?.at === this.writes ? this.#fault : null;
		if (!fault) return work();
		if (fault.when === 'after') work();
		this.#isDown = fault.forGood === true;
		throw new PraxisError(fault.code, `Write ${fault.at} fails in this test.`, { hint: 'A fault planned by the test.' });
	}

	#checkDown(): void {
		if (this.#isDown) throw new PraxisError('internal', 'Nothing runs after the crash in this test.');
	}

	#wait(): Promise<void> {
		return this.delayMs > 0 ? new Promise((resolve) => setTimeout(resolve, this.delayMs)) : Promise.resolve();
	}
}
