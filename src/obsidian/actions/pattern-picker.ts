/**
 * Picks a pattern: what is typed is looked for in names, tags and descriptions; without it favourites stand first, then
 * what was used lately and what fits the note. Arrows choose, Enter takes, Alt S makes a favourite. It runs nothing.
 */
import { Modal, Notice, Platform, renderMatches, setIcon, type App } from 'obsidian';
import type { InputKind } from '../../core/actions/pattern';
import type { ListedPattern } from '../../core/actions/pattern-shelf';
import type { MeanRating } from '../../core/actions/ratings';
import { tenths } from '../counts';
import { tellError } from '../tell-error';
import { words } from '../words';
import type { Favourites } from './favourites';
import { findPatterns, type FoundPattern } from './find-patterns';

export interface PatternPickerOptions {
	/** All there are, once they are read. */
	readonly patterns: () => Promise<readonly ListedPattern[]>;
	/** Names that fit where the person is. */
	readonly suggested: (patterns: readonly ListedPattern[]) => Promise<readonly string[]>;
	readonly favourites: Pick<Favourites, 'names' | 'recent' | 'has' | 'toggle'>;
	/** What it would work on here; null when there is no such thing. */
	readonly inputOf: (pattern: ListedPattern) => InputKind | null;
	/** What the person thought of its results; null when they never rated one. */
	readonly ratingOf: (name: string) => (MeanRating & { /** Each model with its own. */ readonly models: string }) | null;
	readonly choose: (pattern: ListedPattern) => void;
}

/** Rows drawn at once; the next ones when the end comes into view. */
const WINDOW = 12;
const NEAR_END = 200;
const LIST_ID = 'praxis-patterns';

export class PatternPicker extends Modal {
	private patterns: readonly ListedPattern[] | null = null;
	private suggested: readonly string[] = [];
	private found: readonly FoundPattern[] = [];
	private rows: HTMLElement[] = [];
	private at = 0;
	private parts: { field: HTMLInputElement; list: HTMLElement; live: HTMLElement } | null = null;

	constructor(
		app: App,
		private readonly options: PatternPickerOptions,
	) {
		super(app);
	}

	override onOpen(): void {
		const { actions } = words;
		this.setTitle(actions.run);
		this.modalEl.addClass('praxis-pick');
		const field = this.contentEl.createEl('input', { cls: 'praxis-pick-field', type: 'text', attr: { placeholder: actions.search, 'aria-label': actions.search, role: 'combobox', 'aria-expanded': 'true', 'aria-controls': LIST_ID, 'aria-autocomplete': 'list', spellcheck: 'false', autocomplete: 'off', enterkeyhint: 'go' } });
		const list = this.contentEl.createDiv({ cls: 'praxis-pick-list', attr: { id: LIST_ID, role: 'listbox', 'aria-label': actions.list, tabindex: '-1' } });
		const live = this.contentEl.createDiv({ cls: 'praxis-live', attr: { 'aria-live': 'polite' } });
		this.parts = { field, list, live };
		if (!Platform.isMobile) this.drawKeys();
		list.createDiv({ cls: 'praxis-pick-note praxis-muted', text: actions.loading });
		field.addEventListener('input', () => this.find());
		field.addEventListener('keydown', (event) => this.onKey(event));
		// The field keeps the focus: what is pointed at is taken, not gone to.
		list.addEventListener('mousedown', (event) => event.preventDefault());
		list.addEventListener('scroll', () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END && this.drawMore());
		field.focus();
		void this.load();
	}

	override onClose(): void {
		this.parts = null;
		this.contentEl.empty();
	}

	/** Never rejects. */
	private async load(): Promise<void> {
		try {
			this.patterns = await this.options.patterns();
			this.find();
			const { patterns } = this;
			this.suggested = await this.options.suggested(patterns);
			// What the person has begun to do is not moved away under their hand.
			if (this.parts?.field.value === '' && this.at === 0) this.find();
		} catch (error) {
			tellError(words.actions.failed, error);
		}
	}

	private find(): void {
		if (!this.patterns || !this.parts) return;
		const { field, list, live } = this.parts;
		const { favourites } = this.options;
		this.found = findPatterns(field.value, { patterns: this.patterns, favourites: favourites.names, recent: favourites.recent, suggested: this.suggested });
		this.rows = [];
		this.at = 0;
		// Asked before the rows go: afterwards the answer would cost a layout.
		if (list.scrollTop > 0) list.scrollTop = 0;
		list.empty();
		if (this.found.length === 0) list.createDiv({ cls: 'praxis-pick-note praxis-muted', text: this.patterns.length === 0 ? words.actions.empty : words.actions.none });
		this.drawMore();
		this.select(0);
		live.setText(words.actions.found(this.found.length));
	}

	private drawMore(): void {
		const { list } = this.parts ?? {};
		if (!list) return;
		const isGrouped = this.parts?.field.value.trim() === '';
		for (const one of this.found.slice(this.rows.length, this.rows.length + WINDOW)) {
			const index = this.rows.length;
			if (isGrouped && this.found[index - 1]?.group !== one.group) list.createDiv({ cls: 'praxis-pick-group', text: words.actions.groups[one.group], attr: { 'aria-hidden': 'true' } });
			this.rows.push(this.drawRow(list, one, index));
		}
	}

	private drawRow(list: HTMLElement, { pattern, matches }: FoundPattern, index: number): HTMLElement {
		const { name, description, input, output, isBuiltIn } = pattern;
		const row = list.createDiv({ cls: 'praxis-pick-row', attr: { role: 'option', id: `${LIST_ID}-${index}`, 'aria-selected': 'false' } });
		const about = row.createDiv({ cls: 'praxis-pick-about' });
		const head = about.createDiv({ cls: 'praxis-pick-head' });
		renderMatches(head.createSpan({ cls: 'praxis-pick-name' }), name, matches);
		if (!isBuiltIn) head.createSpan({ cls: 'praxis-pick-own praxis-muted', text: words.actions.own });
		this.drawRating(head, name);
		if (description !== '') about.createDiv({ cls: 'praxis-pick-description', text: description });
		about.createDiv({ cls: 'praxis-pick-flow praxis-muted', text: words.actions.flow(words.actions.inputs[this.options.inputOf(pattern) ?? input[0] ?? 'none'], words.actions.outputs[output]) });
		this.drawStar(row, name);
		row.addEventListener('click', () => this.take(index));
		row.addEventListener('pointermove', () => this.at !== index && this.select(index));
		return row;
	}

	private drawRating(head: HTMLElement, name: string): void {
		const rating = this.options.ratingOf(name);
		if (!rating) return;
		const stars = tenths.format(rating.stars);
		head.createSpan({ cls: 'praxis-pick-own praxis-muted', text: words.actions.ratingOf(stars, rating.count), attr: { title: rating.models, 'aria-label': words.actions.ratingLabel(stars, rating.count) } });
	}

	/** For the pointer; the keyboard has its own key, for an option of a list holds no buttons. Drawn once it can be seen. */
	private drawStar(row: HTMLElement, name: string): void {
		const isStar = this.options.favourites.has(name);
		if (row.querySelector('.praxis-pick-star') || !(isStar || Platform.isMobile || row.hasClass('is-selected'))) return;
		const star = row.createSpan({ cls: 'praxis-pick-star', attr: { 'aria-hidden': 'true' } });
		setIcon(star, 'star');
		const draw = (isOn: boolean): void => {
			star.toggleClass('is-on', isOn);
			star.setAttribute('title', isOn ? words.actions.unstar(name) : words.actions.star(name));
		};
		draw(isStar);
		star.addEventListener('click', (event) => {
			event.stopPropagation();
			void this.toggleStar(name, draw);
		});
	}

	/** Never rejects: what goes wrong with the settings is told by them. */
	private async toggleStar(name: string, draw: (isStar: boolean) => void): Promise<void> {
		const isStar = await this.options.favourites.toggle(name);
		draw(isStar);
		this.parts?.live.setText(isStar ? words.actions.starred(name) : words.actions.unstarred(name));
		new Notice(isStar ? words.actions.starred(name) : words.actions.unstarred(name));
	}

	private onKey(event: KeyboardEvent): void {
		if (event.isComposing) return;
		const { key, altKey, code } = event;
		if (key === 'ArrowDown' || key === 'ArrowUp') this.move(key === 'ArrowDown' ? 1 : -1);
		else if (key === 'PageDown' || key === 'PageUp') this.select(Math.max(0, Math.min(this.found.length - 1, this.at + (key === 'PageDown' ? 8 : -8))));
		else if (key === 'Enter') this.take(this.at);
		// By its place: with Alt the letter itself is another on some keyboards.
		else if (altKey && code === 'KeyS') this.rows[this.at]?.querySelector<HTMLElement>('.praxis-pick-star')?.click();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	private move(by: number): void {
		const { length } = this.found;
		if (length > 0) this.select((this.at + by + length) % length);
	}

	private select(at: number): void {
		while (this.rows.length <= at && this.rows.length < this.found.length) this.drawMore();
		this.mark(this.at, false);
		this.at = at;
		this.mark(at, true);
		const { field } = this.parts ?? {};
		if (this.found.length > 0) field?.setAttribute('aria-activedescendant', `${LIST_ID}-${at}`);
		else field?.removeAttribute('aria-activedescendant');
	}

	private mark(index: number, isSelected: boolean): void {
		const row = this.rows[index];
		row?.toggleClass('is-selected', isSelected);
		row?.setAttribute('aria-selected', String(isSelected));
		if (!row || !isSelected) return;
		this.drawStar(row, this.found[index]?.pattern.name ?? '');
		// The first one is in view.
		if (index > 0) row.scrollIntoView({ block: 'nearest' });
		else if (this.parts) this.parts.list.scrollTop = 0;
	}

	private take(index: number): void {
		const { pattern } = this.found[index] ?? {};
		if (!pattern) return;
		this.close();
		this.options.choose(pattern);
	}

	private drawKeys(): void {
		const keys = this.contentEl.createDiv({ cls: 'praxis-keys praxis-pick-keys', attr: { 'aria-hidden': 'true' } });
		for (const [key, meaning] of words.actions.keys) {
			const hint = keys.createSpan({ cls: 'praxis-key' });
			hint.createEl('kbd', { text: key });
			hint.appendText(` ${meaning}`);
		}
	}
}
