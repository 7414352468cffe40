/**
 * Somebody who writes in the same vault, by hand or through sync, and never writes one sentence twice: so it can be
 * told what became of each. For tests only.
 */
import type { CrashWorld, DiskFile } from './crash-world';
import type { Random } from './random';

export class Person {
	/** Sentences that must be somewhere: in the vault, the trash or a copy. */
	readonly sentences = new Set<string>();
	/** Those written while a run was going on: they must stand in the file they were written in. */
	readonly edits = new Map<string, DiskFile>();
	readonly deleted: { readonly file: DiskFile; readonly sentence: string }[] = [];
	readonly #random: Random;
	#count = 0;

	constructor(random: Random) {
		this.#random = random;
	}

	/** A sentence never said before, with some words that repeat. */
	say(): string {
		const sentence = `P${++this.#count}.`;
		this.sentences.add(sentence);
		return sentence;
	}

	note(): string {
		const lines = Array.from({ length: 2 + this.#random.below(6) }, () => `${this.say()} ${this.#random.pick(['some words', 'the rent', 'a plan'])}`);
		const blank = this.#random.chance(0.5) ? '\n\n' : '\n';
		const text = `${this.#random.chance(0.3) ? '---\nmood: good # mine\n---\n' : ''}# Log\n${lines.join(blank)}${this.#random.chance(0.7) ? '\n' : ''}`;
		return this.#random.chance(0.2) ? text.replace(/\n/g, '\r\n') : text;
	}

	/** One thing that a person, or their other device, does. */
	act(world: CrashWorld): void {
		const path = this.#random.pick([...world.disk.files.keys(), '']);
		const file = world.disk.files.get(path);
		const dice = this.#random.next();
		if (file === undefined) return void (dice < 0.3 && this.#newNote(world));
		if (dice < 0.45) this.#write(world, path, this.#insertLine(file.text));
		else if (dice < 0.7) this.#write(world, path, this.#extendLine(file.text));
		else if (dice < 0.82) this.#deleteLine(world, path, file);
		else if (dice < 0.9) this.#write(world, path, this.#extendLine(this.#insertLine(this.#insertLine(file.text))));
		else if (dice < 0.97) world.foreignRename(path, `Moved ${this.#random.below(1000)}.md`);
		else world.foreignTrash(path);
	}

	#newNote(world: CrashWorld): void {
		const path = `New ${this.#random.below(6)}.md`;
		if (!world.disk.files.has(path)) this.#write(world, path, `${this.say()} a note of mine\n`);
	}

	#write(world: CrashWorld, path: string, text: string): void {
		const known = this.#count;
		const old = world.disk.files.get(path)?.text ?? '';
		world.foreignWrite(path, text);
		const file = world.disk.files.get(path);
		for (const [sentence] of text.matchAll(/P\d+\./g)) if (file && !old.includes(sentence) && Number(sentence.slice(1, -1)) <= known) this.edits.set(sentence, file);
	}

	#insertLine(text: string): string {
		const eol = text.includes('\r\n') ? '\r\n' : '\n';
		const starts = [...text.matchAll(/\n/g)].map((match) => match.index + 1).filter((at) => at >= bodyStart(text));
		if (starts.length === 0 || this.#random.chance(0.2)) return `${text}${text === '' || text.endsWith('\n') ? '' : eol}${this.say()} added${eol}`;
		const at = this.#random.pick(starts);
		return `${text.slice(0, at)}${this.say()} added${eol}${text.slice(at)}`;
	}

	#extendLine(text: string): string {
		const own = [...text.matchAll(/P\d+\. [a-z ]+/g)].filter((match) => match.index >= bodyStart(text));
		if (own.length === 0) return this.#insertLine(text);
		const match = this.#random.pick(own);
		const at = match.index + match[0].length;
		return `${text.slice(0, at)} ${this.say()}${text.slice(at)}`;
	}

	/** Never the last line, nor in a note that broke off: a note without its end cannot be told from a write that broke off. */
	#deleteLine(world: CrashWorld, path: string, file: DiskFile): void {
		if (world.torn.has(file)) return;
		const lines = file.text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
		const own = lines.flatMap((line, index) => (/^P\d+\./.test(line) && !/A\d/.test(line) && index < lines.length - 1 && lines.slice(index + 1).some((later) => later.trim() !== '') ? [index] : []));
		if (own.length === 0) return;
		const index = this.#random.pick(own);
		const rest = lines.filter((_line, at) => at !== index).join('');
		for (const [sentence] of (lines[index] ?? '').matchAll(/P\d+\./g)) {
			if (rest.includes(sentence)) continue;
			this.sentences.delete(sentence);
			this.edits.delete(sentence);
			this.deleted.push({ file, sentence });
		}
		world.foreignWrite(path, rest);
	}
}

function bodyStart(text: string): number {
	const end = /^---\r?\n[^]*?\n---\r?\n/.exec(text);
	return end ? end[0].length : 0;
}
