/**
 * How a piece of work stands, told above its note while that is open: its phase, how much is ticked, and by what. The note
 * itself is the view; nothing here changes it.
 */
import { MarkdownView, type Plugin } from 'obsidian';
import { PHASES, progressOf, type Prd } from '../../core/memory/work/prd';
import type { Standing } from '../../core/memory/work/evidence';
import { workName } from '../../core/memory/work/work-context';
import type { Session } from '../session';
import { words } from '../words';

/** Phases that are drawn as steps. */
const STEPS = PHASES.filter((phase) => phase !== 'complete');

/** Follows the open notes and the work of the vault until the plugin unloads. */
export function showWorkOnNotes(plugin: Plugin, session: Session, goOn: (prd: Prd) => void): void {
	const { workspace, vault } = plugin.app;
	const drawn = new Map<MarkdownView, { readonly key: string; readonly el: HTMLElement }>();
	let round = 0;
	const update = async (): Promise<void> => {
		const [own, work] = [++round, session.praxis?.memory.work];
		const open = workspace.getLeavesOfType('markdown').flatMap(({ view }) => (view instanceof MarkdownView ? view : []));
		for (const [view, { el }] of drawn) if (!open.includes(view) && drawn.delete(view)) el.remove();
		for (const view of open) {
			const prd = isWorkPath(view.file?.path) ? (work?.list().find(({ path }) => path === view.file?.path) ?? null) : null;
			const standings = prd && work ? countsOf((await work.standings(prd)).values()) : {};
			if (own !== round) return;
			const key = prd ? JSON.stringify([prd.phase, workName(prd), progressOf(prd), standings]) : '';
			const before = drawn.get(view);
			if ((before?.key ?? '') === key) continue;
			before?.el.remove();
			view.contentEl.toggleClass('praxis-with-problems', prd !== null);
			if (prd) drawn.set(view, { key, el: drawBar(view.contentEl, prd, { standings, goOn }) });
			else drawn.delete(view);
		}
	};
	const soon = (): void => void update().catch((error: unknown) => console.error('Praxis: how a piece of work stands could not be told', error));
	let end: () => void = () => undefined;
	let isFollowed = false;
	const follow = (): void => {
		const work = session.praxis?.memory.work;
		if (!work || isFollowed) return;
		isFollowed = true;
		end = work.onChange(soon);
		void work.ready().then(soon);
	};
	plugin.register(session.onStatus(follow));
	plugin.registerEvent(workspace.on('file-open', soon));
	plugin.registerEvent(workspace.on('layout-change', soon));
	// Evidence stands in other notes.
	plugin.registerEvent(vault.on('modify', () => drawn.size > 0 && soon()));
	plugin.register(() => {
		end();
		for (const [view, { el }] of drawn) {
			el.remove();
			view.contentEl.removeClass('praxis-with-problems');
		}
	});
}

function isWorkPath(path: string | undefined): boolean {
	return path !== undefined && /(?:^|\/)prd\.md$/i.test(path);
}

export function countsOf(standings: Iterable<Standing>): Partial<Record<Standing, number>> {
	const counts: Partial<Record<Standing, number>> = {};
	for (const standing of standings) counts[standing] = (counts[standing] ?? 0) + 1;
	return counts;
}

/** The phases in their order; one that it is at is told to be so. */
export function drawPhases(parent: HTMLElement, { phase: now }: Prd): void {
	const steps = parent.createEl('ol', { cls: 'praxis-work-phases' });
	const at = now === 'complete' ? STEPS.length : STEPS.findIndex((phase) => phase === now);
	STEPS.forEach((phase, i) => steps.createEl('li', { cls: i < at ? 'is-past' : i === at ? 'is-now' : '', text: words.work.phase(phase), attr: i === at ? { 'aria-current': 'step' } : {} }));
}

/** How much is ticked, as a thin bar and in words. */
export function drawProgress(parent: HTMLElement, prd: Prd): void {
	const { done, total } = progressOf(prd);
	const told = words.work.progress(done, total);
	parent.createEl('progress', { cls: 'praxis-work-progress', attr: { value: String(done), max: String(Math.max(1, total)), 'aria-label': told } });
	parent.createSpan({ text: told });
}

function drawBar(parent: HTMLElement, prd: Prd, { standings, goOn }: { readonly standings: Partial<Record<Standing, number>>; readonly goOn: (prd: Prd) => void }): HTMLElement {
	const { work } = words;
	const el = parent.createDiv({ cls: 'praxis-note-problems praxis-work-bar', prepend: true, attr: { role: 'region', 'aria-label': work.bar(workName(prd)) } });
	el.createDiv({ cls: 'praxis-work-name', text: workName(prd), attr: { dir: 'auto' } });
	drawPhases(el, prd);
	const line = el.createDiv({ cls: 'praxis-work-line' });
	drawProgress(line, prd);
	const told = work.summary(standings);
	if (told !== '') line.createSpan({ cls: 'praxis-muted', text: told });
	line.createEl('button', { text: work.goOn, attr: { 'aria-label': work.goOnWith(workName(prd)) } }).addEventListener('click', () => goOn(prd));
	return el;
}
