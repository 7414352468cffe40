/** Names for notes made of titles: fit for every file system and for a wikilink, and each used once. */

const LONGEST_NAME = 80;

/** Hands out names that no other note has, in any case. */
export class NoteNames {
	readonly #taken: Set<string>;

	constructor(taken: Iterable<string>) {
		this.#taken = new Set([...taken].map((name) => name.normalize('NFC').toLowerCase()));
	}

	/** A name like `title`, else like `fallback`; a number is added while it is taken. */
	next(title: string, fallback: string): string {
		const name = plainName(title) || plainName(fallback) || 'Item';
		for (let count = 1; ; count++) {
			const one = count === 1 ? name : `${name} ${count}`;
			const folded = one.normalize('NFC').toLowerCase();
			if (this.#taken.has(folded)) continue;
			this.#taken.add(folded);
			return one;
		}
	}
}

function plainName(title: string): string {
	const plain = title.replace(/[\\/:*?"<>|#^[\]%`]/g, ' ').replace(/[\p{C}\s]+/gu, ' ').replace(/\*+/g, '').trim();
	const short = [...plain].slice(0, LONGEST_NAME).join('');
	const whole = short.length < plain.length ? short.replace(/\s\S*$/, '') : short;
	return whole.replace(/^[.\s]+|[.\s]+$/g, '');
}
