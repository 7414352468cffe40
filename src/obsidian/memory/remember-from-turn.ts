/** *Remember this…* on a turn of the chat: from the answer, or what the person said themselves. */
import { Menu } from 'obsidian';
import type { Turn } from '../../core/agents/transcript';
import type { ClaimDraft } from '../../core/memory/draft';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { draftOfAnswer } from './remember-here';
import { RememberModal } from './remember-modal';

/** What is selected in the turn is taken rather than all of it. */
export function rememberFrom(session: Session, turn: Turn, at: HTMLElement): void {
	const { app } = session;
	const selection = at.win.getSelection();
	const selected = selection && at.closest('.praxis-turn')?.contains(selection.anchorNode) ? selection.toString().trim() : '';
	const answer = draftOfAnswer(app, turn, selected);
	const menu = new Menu();
	menu.addItem((item) => item.setTitle(words.remember.answer).setIcon('message-square-quote').onClick(() => void openLabelled(session, turn, answer)));
	menu.addItem((item) => item.setTitle(words.remember.question).setIcon('user').onClick(() => new RememberModal(session, { draft: { text: turn.question, sourceKind: 'user' }, from: { runId: turn.runId } }).open()));
	const { left, bottom } = at.getBoundingClientRect();
	menu.showAtPosition({ x: left, y: bottom });
}

/** What an answer says is as foreign and as private as all that its run has read. Never rejects. */
async function openLabelled(session: Session, { runId, answer }: Turn, draft: Partial<ClaimDraft>): Promise<void> {
	try {
		const label = answer ? await session.praxis?.labelOfRun({ runId, answer }) : undefined;
		if (label) new RememberModal(session, { draft, from: { runId, label } }).open();
	} catch (error) {
		tellError(words.remember.failed, error);
	}
}
