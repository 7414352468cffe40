/** The pieces of work: a line for each with its phase and how far it is; opened, what shows each criterion, and the way on. */
import { setIcon } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Standing } from '../../core/memory/work/evidence';
import type { Criterion, Prd } from '../../core/memory/work/prd';
import { workName } from '../../core/memory/work/work-context';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { explainError } from '../tell-error';
import { words } from '../words';
import { openSource } from './claim-actions';
import { drawFact, drawFoldRow } from './fold-row';
import { sourceName } from './known-claim';
import { resumeWork } from './resume-work';
import type { SidePage } from './side-page';
import { countsOf, drawPhases, drawProgress } from './work-bar';
import { StartWorkModal } from './work-modals';

const ICONS: Readonly<Record<Standing, string>> = { open: 'circle', verified: 'circle-check', gone: 'circle-alert', unproven: 'circle-alert', tool: 'circle-dashed', stated: 'circle-dashed', unverified: 'circle-dashed' };

export function workPage(session: Session, praxis: Praxis): SidePage<Prd> {
	const { work: said } = words;
	const { work } = praxis.memory;
	return {
		find: said.pick,
		empty: said.none,
		failed: said.unread,
		all: () => work.ready().then(() => work.list()),
		act: { text: said.startCommand, run: () => new StartWorkModal({ session, praxis }).open() },
		keyOf: ({ path }) => path,
		groupOf: ({ phase }) => (phase === 'complete' ? said.done : said.open),
		textOf: (prd) => workName(prd),
		stateOf: ({ path, phase, task, criteria, problems }) => JSON.stringify([path, phase, task, criteria, problems]),
		draw: (parent, prd, fold) =>
			void drawFoldRow(parent, {
				...fold, title: workName(prd),
				drawLine: (line) => {
					drawFact(line, said.phase(prd.phase));
					drawProgress(line.createSpan({ cls: 'praxis-claim-fact praxis-work-line' }), prd);
					drawFact(line, said.summary(countsOf(prd.criteria.map(asStated))));
				},
				drawBody: (el) => drawWork(el, prd, { session, praxis }),
			}),
	};
}

/** By the note alone: whether a quote still stands is looked up when the work is opened. */
function asStated({ isDone, evidence }: Criterion): Standing {
	return !isDone || evidence?.kind === 'note' ? 'open' : (evidence?.kind ?? 'unproven');
}

function drawWork(el: HTMLElement, prd: Prd, { session, praxis }: { readonly session: Session; readonly praxis: Praxis }): void {
	const { work: said, memory } = words;
	drawPhases(el, prd);
	for (const { message } of prd.problems) el.createEl('p', { cls: 'praxis-claim-problem', text: message });
	const list = el.createEl('ul', { cls: 'praxis-work-criteria' });
	const draw = (standings: ReadonlyMap<Criterion, Standing>): void => {
		list.empty();
		for (const one of prd.criteria) drawCriterion(list, one, { standing: standings.get(one) ?? asStated(one), open: (source, quote) => void openSource(session.app, { source, quote, from: prd.path, newLeaf: 'tab' }) });
	};
	draw(new Map());
	praxis.memory.work.standings(prd).then(draw, (error: unknown) => el.createEl('p', { cls: 'praxis-claim-problem', text: explainError(said.unread, error) }));
	const acts = el.createDiv({ cls: 'praxis-claim-acts' });
	const act = (name: string, label: string, run: () => void): void => acts.createEl('button', { text: name, attr: { 'aria-label': label, 'data-act': name } }).addEventListener('click', run);
	act(said.goOn, said.goOnWith(workName(prd)), () => void resumeWork(session, praxis, prd));
	act(memory.openNote, memory.actFor(memory.openNote, workName(prd)), () => void showNote(session.app, prd.path, 'tab'));
}

interface CriterionOptions {
	readonly standing: Standing;
	readonly open: (source: string, quote: string) => void;
}

function drawCriterion(list: HTMLElement, { text, isDone, evidence }: Criterion, { standing, open }: CriterionOptions): void {
	const { work: said } = words;
	const row = list.createEl('li', { cls: `is-${standing}` });
	setIcon(row.createSpan({ cls: 'praxis-icon', attr: { role: 'img', 'aria-label': isDone ? said.ticked : said.unticked } }), ICONS[standing]);
	const body = row.createDiv();
	body.createSpan({ text, attr: { dir: 'auto' } });
	const told = isDone ? said.tell(standing) : '';
	if (told !== '') body.createSpan({ cls: 'praxis-muted', text: ` ${told}` });
	if (!isDone || !evidence) return;
	if (evidence.kind !== 'note') return void (evidence.text !== '' && body.createDiv({ cls: 'praxis-muted', text: evidence.text, attr: { dir: 'auto' } }));
	const line = body.createDiv({ cls: 'praxis-muted' });
	line.createSpan({ text: `“${evidence.quote}” `, attr: { dir: 'auto' } });
	line.createEl('button', { cls: 'praxis-link', text: sourceName(evidence.link), attr: { 'aria-label': words.memory.openSource(sourceName(evidence.link)) } }).addEventListener('click', () => open(evidence.link, evidence.quote));
}
