/** The list that opens above the composer at `@`: arrows move, Enter or Tab takes, Escape closes. */
import { renderMatches, setIcon } from 'obsidian';
import type { Attachment } from '../../core/app';
import { words } from '../words';
import { findMentions, type Mention, type NameSource } from './mentions';

export interface MentionListOptions {
	/** Null until the vault is open. */
	readonly names: () => NameSource | null;
	readonly excluded: () => readonly string[];
	/** What no name is looked for in, in a sentence; "" for nothing. */
	readonly leftOut: () => string;
	take(attachment: Attachment): void;
	/** What is read out by a screen reader. */
	announce(text: string): void;
}

/** One icon a meaning, from Lucide. */
const ICONS: Readonly<Record<Mention['kind'], string>> = { note: 'file-text', person: 'user', folder: 'folder', tag: 'tag' };
/** An "@" at the start of a word, and what follows it up to the cursor. */
const TYPED = /(?:^|[\s([{])@([^\s@][^@\n]{0,60}|)$/;
const LIST_ID = 'praxis-mentions';

export class MentionList {
	readonly #el: HTMLElement;
	#found: readonly Mention[] = [];
	#at = 0;
	/** Where the person closed it: it stays closed for this word. */
	#closedAt = -1;

	constructor(
		parent: HTMLElement,
		private readonly field: HTMLTextAreaElement,
		private readonly options: MentionListOptions,
	) {
		this.#el = parent.createDiv({ cls: 'praxis-mentions', attr: { id: LIST_ID, role: 'listbox', 'aria-label': words.mentions.label } });
		this.#el.hide();
		field.setAttribute('aria-controls', LIST_ID);
		field.setAttribute('aria-autocomplete', 'list');
		for (const type of ['input', 'click'] as const) field.addEventListener(type, () => this.#update());
		field.addEventListener('blur', () => this.#close());
		// The field keeps the focus: what is pointed at is taken, not gone to.
		this.#el.addEventListener('mousedown', (event) => event.preventDefault());
	}

	get isOpen(): boolean {
		return this.#found.length > 0;
	}

	/** True when the key was for the list. */
	takeKey(event: KeyboardEvent): boolean {
		if (!this.isOpen || event.isComposing) return false;
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(event.key === 'ArrowDown' ? 1 : -1);
		else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#at);
		else if (event.key === 'Escape') {
			this.#closedAt = this.#typed()?.start ?? -1;
			this.#close();
		} else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}

	/** What stands after the last "@" before the cursor. */
	#typed(): { start: number; word: string } | null {
		const before = this.field.value.slice(0, this.field.selectionStart);
		const word = TYPED.exec(before)?.[1];
		return word === undefined || this.field.selectionStart !== this.field.selectionEnd ? null : { start: before.length - word.length - 1, word };
	}

	#update(): void {
		const typed = this.#typed();
		if (!typed || typed.start === this.#closedAt) {
			if (!typed) this.#closedAt = -1;
			return this.#close();
		}
		const names = this.options.names();
		this.#found = names ? findMentions(names, typed.word, this.options.excluded()) : [];
		this.#at = 0;
		// Words that go on after a space are seldom a name that is not found.
		const leftOut = this.isOpen || (typed.word !== '' && !typed.word.includes(' ')) ? this.options.leftOut() : '';
		this.#draw(leftOut);
		this.options.announce(`${this.isOpen ? words.mentions.found(this.#found.length) : ''} ${leftOut}`.trim());
	}

	#draw(leftOut: string): void {
		this.#el.empty();
		this.#el.toggle(this.isOpen || leftOut !== '');
		this.#found.forEach((mention, i) => {
			const row = this.#el.createDiv({ cls: 'praxis-mention', attr: { role: 'option', id: `${LIST_ID}-${i}` } });
			setIcon(row.createSpan({ cls: 'praxis-icon', attr: { role: 'img', 'aria-label': words.mentions.kinds[mention.kind] } }), ICONS[mention.kind]);
			renderMatches(row.createSpan({ cls: 'praxis-mention-name', attr: { dir: 'auto' } }), mention.name, mention.matches.map(({ start, end }) => [start, end]));
			if (mention.place !== '') row.createSpan({ cls: 'praxis-mention-place', text: mention.place, attr: { dir: 'auto' } });
			row.addEventListener('click', () => this.#take(i));
			row.addEventListener('pointermove', () => this.#at !== i && this.#select(i));
		});
		// It is read out with how many there are; a list holds choices alone.
		this.#el.createDiv({ cls: 'praxis-left-out', text: leftOut, attr: { 'aria-hidden': 'true' } });
		this.#select(0);
	}

	#move(by: number): void {
		this.#select((this.#at + by + this.#found.length) % this.#found.length);
		this.#el.children[this.#at]?.scrollIntoView({ block: 'nearest' });
	}

	#select(at: number): void {
		this.#at = at;
		this.#el.querySelectorAll('[role=option]').forEach((row, i) => {
			row.toggleClass('is-selected', i === at);
			row.setAttribute('aria-selected', String(i === at));
		});
		if (this.isOpen) this.field.setAttribute('aria-activedescendant', `${LIST_ID}-${at}`);
		else this.field.removeAttribute('aria-activedescendant');
	}

	/** The name stands in the question as it is called; what it names lies beside it. */
	#take(at: number): void {
		const mention = this.#found[at];
		const typed = this.#typed();
		if (!mention || !typed) return;
		const end = this.field.selectionStart;
		this.field.setRangeText(`${mention.name} `, typed.start, end, 'end');
		this.#close();
		this.options.take(mention.attachment);
		this.field.dispatchEvent(new Event('input'));
	}

	#close(): void {
		this.#found = [];
		this.#el.empty();
		this.#el.hide();
		this.field.removeAttribute('aria-activedescendant');
	}
}
