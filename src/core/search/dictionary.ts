/** Every word form of the index with a number, and the forms that share a stem. Grows only; forms are few. */
import { stemOf } from './analyse';

export class Dictionary {
	private readonly ids = new Map<string, number>();
	/** The newest form of each stem; the others follow through `older`. */
	private readonly newest = new Map<string, number>();
	/** For each form the next older form of its stem, -1 at the end. */
	private readonly older: number[] = [];

	get size(): number {
		return this.older.length;
	}

	/** The number of a form, made on first sight. */
	add(form: string): number {
		const known = this.ids.get(form);
		if (known !== undefined) return known;
		const id = this.older.length;
		const stem = stemOf(form);
		this.ids.set(form, id);
		this.older.push(this.newest.get(stem) ?? -1);
		this.newest.set(stem, id);
		return id;
	}

	/** The number of a form, -1 when no note has it. */
	idOf(form: string): number {
		return this.ids.get(form) ?? -1;
	}

	/** The numbers of all forms with this stem. */
	formsOf(stem: string): number[] {
		const forms: number[] = [];
		for (let id = this.newest.get(stem) ?? -1; id >= 0; id = this.older[id] ?? -1) forms.push(id);
		return forms;
	}
}
