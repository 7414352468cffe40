/** The index in the status bar while it is being built; it says nothing when all is well. Desktop only. */
import { Menu } from 'obsidian';
import type { IndexStatus } from '../core/app';
import type { Session } from './session';
import { words } from './words';

export interface StatusBarOptions {
	readonly session: Session;
	readonly openChat: () => void;
}

/** Draws into `el`, the plugin's own status bar item. Returns the function that keeps it up to date. */
export function drawStatusBar(el: HTMLElement, options: StatusBarOptions): (status: IndexStatus) => void {
	el.addClass('mod-clickable', 'praxis-status');
	el.setAttribute('role', 'button');
	el.setAttribute('tabindex', '0');
	el.setAttribute('aria-label', words.index.statusLabel);
	const textEl = el.createSpan();
	const show = (event: MouseEvent | KeyboardEvent): void => showMenu(el, event, options);
	el.addEventListener('click', show);
	el.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' || event.key === ' ') show(event);
	});
	const update = (status: IndexStatus): void => {
		const isBuilding = status.state === 'building';
		el.toggle(isBuilding || status.state === 'cancelled');
		textEl.setText(isBuilding ? words.index.status(status.done, status.total) : words.index.statusCancelled);
	};
	update(options.session.status);
	return update;
}

function showMenu(el: HTMLElement, event: Event, { session, openChat }: StatusBarOptions): void {
	event.preventDefault();
	const menu = new Menu();
	menu.addItem((item) => item.setTitle(words.commands.openChat).setIcon('messages-square').onClick(openChat));
	if (session.status.state === 'building') menu.addItem((item) => item.setTitle(words.index.cancel).setIcon('square').onClick(() => session.cancelRebuild()));
	else menu.addItem((item) => item.setTitle(words.index.rebuild).setIcon('refresh-cw').onClick(() => void session.rebuild()));
	const { left, top } = el.getBoundingClientRect();
	menu.showAtPosition({ x: left, y: top }, el.doc);
}
