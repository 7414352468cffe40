/** The newest questions that the notes did not answer, beside the beginning of a chat: ask one again, or see them all. */
import type { App } from 'obsidian';
import type { KnownUnknown, KnownUnknowns } from '../../core/app';
import { tellError } from '../tell-error';
import { words } from '../words';
import { UnknownsModal } from './unknowns-modal';

const SHOWN = 3;

export interface OpenQuestionsOptions {
	readonly app: App;
	readonly unknowns: KnownUnknowns;
	readonly ask: (question: string) => void;
}

/** Draws into `parent`, nothing where nothing is open, and follows the list until the returned function is called. */
export function drawOpenQuestions(parent: HTMLElement, options: OpenQuestionsOptions): () => void {
	let isOver = false;
	const draw = (): void => {
		options.unknowns.list().then(
			(items) => (isOver ? undefined : drawItems(parent, items, options)),
			(error: unknown) => tellError(words.unknowns.failed, error),
		);
	};
	draw();
	const stop = options.unknowns.onChange(draw);
	return () => {
		isOver = true;
		stop();
	};
}

function drawItems(parent: HTMLElement, items: readonly KnownUnknown[], { app, unknowns, ask }: OpenQuestionsOptions): void {
	parent.empty();
	if (items.length === 0) return;
	parent.createDiv({ cls: 'praxis-empty-label', text: words.unknowns.open, attr: { id: 'praxis-open-questions' } });
	const list = parent.createEl('ul', { cls: 'praxis-examples praxis-open-questions', attr: { 'aria-labelledby': 'praxis-open-questions' } });
	for (const { question } of items.slice(0, SHOWN)) {
		list.createEl('li').createEl('button', { cls: 'praxis-example', text: question, attr: { 'aria-label': words.unknowns.askAgainAbout(question) } }).addEventListener('click', () => ask(question));
	}
	const all = parent.createEl('button', { cls: 'praxis-link praxis-open-all', text: words.unknowns.showAll(items.length) });
	all.addEventListener('click', () => new UnknownsModal(app, { unknowns, ask }).open());
}
