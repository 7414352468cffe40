/**
 * What is wrong with an agent or a pattern, told on its own note while that is open, above its text in reading and in
 * editing: each at its line. Gone when it is mended. It changes nothing in the note.
 */
import { MarkdownView, setIcon, type Plugin } from 'obsidian';
import type { Problem } from '../core/lib/errors';
import { openAtLine } from './open-note';
import { ProblemsModal } from './problems-modal';
import type { Session } from './session';
import { tellError } from './tell-error';
import { words } from './words';

/** Rows drawn above a note; the list of all problems has the rest. */
const SHOWN = 3;

/** Follows the open notes, and what is known of them, until the plugin unloads. */
export function showProblemsOnNotes(plugin: Plugin, session: Session): void {
	const { workspace } = plugin.app;
	const drawn = new Map<MarkdownView, Banner>();
	const update = (): void => {
		const open = workspace.getLeavesOfType('markdown').flatMap(({ view }) => (view instanceof MarkdownView ? view : []));
		for (const [view, { el }] of drawn) if (!open.includes(view) && drawn.delete(view)) el.remove();
		for (const view of open) {
			const own = session.problemsOf(view.file?.path ?? '');
			const key = JSON.stringify(own);
			const before = drawn.get(view);
			if ((before?.key ?? '[]') === key) continue;
			before?.el.remove();
			view.contentEl.toggleClass('praxis-with-problems', own.length > 0);
			if (own.length === 0) drawn.delete(view);
			else drawn.set(view, { key, el: drawBanner(view.contentEl, own, session) });
		}
	};
	plugin.register(session.onNamed(update));
	plugin.registerEvent(workspace.on('file-open', update));
	plugin.registerEvent(workspace.on('layout-change', update));
	plugin.registerEvent(plugin.app.vault.on('rename', update));
	plugin.register(() => {
		for (const [view, { el }] of drawn) {
			el.remove();
			view.contentEl.removeClass('praxis-with-problems');
		}
	});
}

interface Banner {
	/** What it tells. */
	readonly key: string;
	readonly el: HTMLElement;
}

function drawBanner(parent: HTMLElement, problems: readonly Problem[], session: Session): HTMLElement {
	const el = parent.createDiv({ cls: 'praxis-note-problems', prepend: true, attr: { role: 'region', 'aria-label': words.problems.onNote(problems.length) } });
	setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), 'triangle-alert');
	const list = el.createEl('ul', { attr: { 'aria-live': 'polite' } });
	for (const { path, line, message } of problems.slice(0, SHOWN)) {
		const row = list.createEl('li');
		const open = row.createEl('button', { cls: 'praxis-link', text: words.problems.atLine(line) });
		open.addEventListener('click', () => void openAtLine(session.app, path, line).catch((error: unknown) => tellError(words.errors.open, error)));
		row.createSpan({ text: message });
	}
	if (problems.length > SHOWN) list.createEl('li').createEl('button', { cls: 'praxis-link', text: words.problems.showAll(problems.length - SHOWN) }).addEventListener('click', () => new ProblemsModal(session).open());
	return el;
}
