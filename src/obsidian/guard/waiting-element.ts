/** *Waiting for you*: what runs wanted to do while nobody was there, each with a way to look at it and decide. */
import { Notice, type App } from 'obsidian';
import type { Guard } from '../../core/guard/guard';
import { WAITING_DAYS, type WaitingQuestion } from '../../core/guard/waiting';
import { timeName } from '../activity/when';
import { drawText } from '../diff/diff-element';
import { askApproval } from '../modals/approve-modal';
import { tellError } from '../tell-error';
import { words } from '../words';

/** Draws what waits now, and again at each change. Returns the function that ends it. */
export function drawWaiting(el: HTMLElement, app: App, guard: Guard): () => void {
	const update = (): void => {
		guard.waiting.list().then((questions) => drawAll(el, questions, { app, guard }), (error: unknown) => tellError(words.waiting.failed, error));
	};
	update();
	return guard.waiting.onChange(update);
}

interface Place {
	readonly app: App;
	readonly guard: Guard;
}

function drawAll(el: HTMLElement, questions: readonly WaitingQuestion[], place: Place): void {
	el.empty();
	el.toggle(questions.length > 0);
	if (questions.length === 0) return;
	el.createDiv({ cls: 'praxis-day', text: words.waiting.title, attr: { role: 'heading', 'aria-level': '2' } });
	for (const question of questions) drawQuestion(el, question, place);
}

function drawQuestion(parent: HTMLElement, question: WaitingQuestion, place: Place): void {
	const { agent, plan, text, reason, sources, at, id, tool } = question;
	const el = parent.createEl('article', { cls: 'praxis-waiting', attr: { 'aria-label': plan?.summary ?? words.question.agent(agent, tool) } });
	const head = el.createDiv({ cls: 'praxis-waiting-head' });
	head.createSpan({ cls: 'praxis-waiting-summary', text: plan?.summary ?? words.question.agent(agent, tool) });
	head.createSpan({ cls: 'praxis-muted', text: timeName(new Date(at), new Date()) });
	el.createDiv({ cls: 'praxis-muted', text: [agent, reason].join(' · ') });
	if (sources.length > 0) el.createDiv({ cls: 'praxis-muted', text: words.waiting.read(sources.map(({ name }) => name)) });
	if (!plan) {
		drawText(el.createDiv({ cls: 'praxis-question-text' }), text);
		el.createDiv({ cls: 'praxis-muted', text: words.waiting.onlyNow });
	}
	const row = el.createDiv({ cls: 'praxis-waiting-buttons' });
	if (plan) row.createEl('button', { text: words.waiting.look }).addEventListener('click', () => void decide(question, place));
	row.createEl('button', { text: words.waiting.refuse }).addEventListener('click', () => void refuse(id, place));
	row.createSpan({ cls: 'praxis-muted', text: words.waiting.until(Math.max(1, Math.ceil(WAITING_DAYS - (Date.now() - Date.parse(at)) / 86_400_000))) });
}

async function decide({ id, plan, sources, reason }: WaitingQuestion, { app, guard }: Place): Promise<void> {
	if (!plan) return;
	const approved = await askApproval(app, plan, { reason, sources: sources.map((source) => `${source.name} ${source.reason}`) });
	if (!approved) return;
	try {
		await guard.answerWaiting(id, approved.rejected.size === 0 || { rejected: approved.rejected });
		new Notice(words.waiting.done(plan.summary));
	} catch (error) {
		tellError(words.waiting.notDone, error);
	}
}

async function refuse(id: string, { guard }: Place): Promise<void> {
	try {
		await guard.waiting.take(id);
	} catch (error) {
		tellError(words.waiting.notDone, error);
	}
}
