/**
 * A proposal of a model for one place in a note, from the wish to the person's yes or no. The yes is one step of the
 * editor's own history: undo takes it back. Until then no character of the note is touched.
 */
import type { EditorView } from '@codemirror/view';
import type { ActRequest, App as Praxis } from '../../core/app';
import { messageOf } from '../../core/lib/errors';
import type { VaultPath } from '../../core/lib/vault-path';
import type { Answer } from '../../core/runs/outcome';
import { explainError } from '../tell-error';
import { words } from '../words';
import { InlinePanel } from './inline-panel';
import { closePlace, openPlace, placeIn } from './inline-place';

export interface InlineEditOptions {
	readonly view: EditorView;
	readonly praxis: Praxis;
	/** The note in the editor. */
	readonly path: VaultPath;
	readonly title: string;
	/** Offsets in the editor; the same for a proposal that is put in. */
	readonly from: number;
	readonly to: number;
	/** Name of the pattern. */
	readonly pattern: string;
	readonly label: string;
	readonly placeholder: string;
	readonly needsWish: boolean;
	/** What the pattern works on, from the text as it stands when it is asked. */
	readonly inputOf: (text: string, place: { readonly from: number; readonly to: number }) => string;
	/** A role or a model; the pattern's own when absent. */
	readonly model?: string;
	readonly more?: Pick<ActRequest, 'variables' | 'strategy' | 'contexts'>;
	/** What the pattern works on instead: texts that stand elsewhere. What is made of private ones makes this note private. */
	readonly inputs?: ActRequest['inputs'];
}

interface Ended {
	readonly runId: string;
	readonly answer: Answer;
}

export class InlineEdit {
	readonly #panel: InlinePanel;
	#running: AbortController | null = null;
	/** The stretch as it stood when the proposal was asked for, and the proposal. */
	private proposal: { readonly before: string; readonly after: string; readonly ended: Ended } | null = null;

	constructor(private readonly options: InlineEditOptions) {
		const { label, placeholder, needsWish } = options;
		this.#panel = new InlinePanel({ label, placeholder, needsWish, write: (wish) => void this.#write(wish), stop: () => this.#running?.abort(), accept: () => void this.#accept(), close: () => this.#close() });
	}

	/** With `wish` it is written at once. */
	open(where: string, wish?: string): void {
		const { view, from, to } = this.options;
		openPlace(view, { from, to, panel: this.#panel.el, gone: () => this.#running?.abort() });
		this.#panel.tellWhere(where);
		this.#panel.focus();
		if (wish !== undefined) this.#panel.start(wish);
	}

	/** Never rejects. */
	async #write(wish: string): Promise<void> {
		const { view } = this.options;
		const place = placeIn(view);
		if (!place || place.panel !== this.#panel.el) return;
		const before = view.state.sliceDoc(place.from, place.to);
		const running = new AbortController();
		this.#running?.abort();
		this.#running = running;
		this.proposal = null;
		this.#panel.show({ kind: 'writing', text: '' });
		try {
			const ended = await this.#run(wish, this.options.inputOf(view.state.doc.toString(), place), running);
			if (this.#running === running) this.#settle(before, ended);
		} catch (error) {
			if (this.#running === running) this.#panel.show({ kind: 'failed', message: `${words.inline.failed} ${messageOf(error)}` });
		} finally {
			if (this.#running === running) this.#running = null;
		}
	}

	async #run(wish: string, text: string, { signal }: AbortController): Promise<Ended> {
		const { praxis, pattern: name, path, title, model, more, inputs = [{ name: title, path, text }] } = this.options;
		await praxis.actions.patterns.ready();
		const pattern = praxis.actions.patterns.get(name);
		if (!pattern) throw new Error(words.inline.noModel);
		let written = '';
		for await (const event of praxis.actions.act({ ...more, pattern, inputs, wish, signal, ...(model === undefined ? {} : { model }) })) {
			if (event.type === 'text-delta') written += event.text;
			if (event.type === 'text-reset') written = written.slice(0, event.keep);
			if (event.type === 'text-delta' || event.type === 'text-reset') this.#panel.show({ kind: 'writing', text: written });
			if (event.type === 'run-end') return event;
		}
		throw new Error(words.inline.failed);
	}

	#settle(before: string, ended: Ended): void {
		const { outcome, text, resolve } = ended.answer;
		if (text === '' || outcome === 'refused' || outcome === 'failed') return this.#panel.show({ kind: 'failed', message: `${words.inline.failed} ${resolve}`.trim() });
		const after = before === '' ? text : withEndsOf(before, text);
		this.proposal = { before, after, ended };
		this.#panel.show({ kind: 'ready', before, after, remark: resolve });
	}

	/** Never rejects. */
	async #accept(): Promise<void> {
		const { view, inputs, praxis, path } = this.options;
		const { proposal } = this;
		if (!proposal) return;
		try {
			if (inputs) await praxis.keepPrivate(proposal.ended, path);
		} catch (error) {
			return this.#panel.show({ kind: 'failed', message: explainError(words.inline.failed, error) });
		}
		const place = placeIn(view);
		if (!place || place.panel !== this.#panel.el || this.proposal !== proposal) return;
		if (view.state.sliceDoc(place.from, place.to) !== proposal.before) {
			this.proposal = null;
			return this.#panel.show({ kind: 'failed', message: words.inline.moved });
		}
		const after = proposal.before === '' ? joined(view.state.sliceDoc(Math.max(0, place.from - 1), place.from), proposal.after) : proposal.after;
		closePlace(view);
		view.dispatch({ changes: { from: place.from, to: place.to, insert: after }, selection: { anchor: place.from + after.length }, userEvent: 'input.complete', scrollIntoView: true });
		view.focus();
	}

	#close(): void {
		this.#running?.abort();
		this.#running = null;
		const { view } = this.options;
		if (placeIn(view)?.panel === this.#panel.el) closePlace(view);
		view.focus();
	}
}

/** A model drops the blanks and line ends around a selection; what was selected keeps them. */
function withEndsOf(before: string, after: string): string {
	const [start = ''] = /^\s*/.exec(before) ?? [];
	const [end = ''] = /\s*$/.exec(before) ?? [];
	const inner = after.trim();
	return before.trim() === '' ? after : `${start}${inner}${end}`;
}

/** A blank between what stands there and what goes on, where both would else be one word. */
function joined(last: string, text: string): string {
	return /[\p{L}\p{N}.,;:!?]$/u.test(last) && /^[\p{L}\p{N}]/u.test(text) && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(last + (text[0] ?? '')) ? ` ${text}` : text;
}
