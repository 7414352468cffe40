/** Below an answer that the notes do not hold: its question is kept among the open ones, and what has become of it since. */
import { setIcon, type App } from 'obsidian';
import type { KnownUnknown, KnownUnknowns } from '../../core/app';
import { titleOf } from '../../core/lib/vault-path';
import { tellError } from '../tell-error';
import { words } from '../words';
import { UnknownsModal } from './unknowns-modal';

export interface UnknownLineOptions {
	readonly app: App;
	/** Null while it cannot be known. */
	readonly unknowns: () => KnownUnknowns | null;
	ask(question: string): void;
	openNote(path: string): void;
}

/** Draws into `parent`, and follows the list until the returned function is called. */
export function drawUnknownLine(parent: HTMLElement, question: string, options: UnknownLineOptions): () => void {
	const unknowns = options.unknowns();
	if (!unknowns) return () => undefined;
	const el = parent.createDiv({ cls: 'praxis-unknown-line', attr: { role: 'status' } });
	let isOver = false;
	const draw = (): void => {
		unknowns.about(question).then(
			(item) => (isOver ? undefined : drawItem(el, item, { ...options, list: unknowns })),
			(error: unknown) => tellError(words.unknowns.failed, error),
		);
	};
	draw();
	const stop = unknowns.onChange(draw);
	return () => {
		isOver = true;
		stop();
	};
}

function drawItem(el: HTMLElement, item: KnownUnknown | null, { list, ...options }: UnknownLineOptions & { readonly list: KnownUnknowns }): void {
	el.empty();
	if (!item) return;
	const { closed, id } = item;
	setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), closed?.by === 'evidence' ? 'check' : 'circle-help');
	const line = el.createSpan({ text: closed === null ? words.unknowns.kept : closed.by === 'evidence' ? words.unknowns.settled : words.unknowns.closedByYou });
	const add = (text: string, act: () => void): void => {
		line.appendText(' ');
		line.createEl('button', { cls: 'praxis-link', text }).addEventListener('click', act);
	};
	if (closed === null) add(words.unknowns.openList, () => new UnknownsModal(options.app, { unknowns: list, ask: (question) => options.ask(question) }).open());
	else if (closed.by === 'evidence') add(titleOf(closed.path), () => options.openNote(closed.path));
	else add(words.unknowns.addAgain, () => void list.reopen(id).catch((error: unknown) => tellError(words.unknowns.unadded, error)));
}
