/** Where the chat's runs ask the person: in the chat while one is open, else in a window of its own. */
import type { AskPerson } from '../../core/app';
import { runningTurn } from '../../core/agents/transcript';
import type { Approve, GuardQuestion } from '../../core/guard/run-guard';
import { askPerson } from '../guard/question-modal';
import type { Session } from '../session';

export interface ChatSurroundings {
	readonly approve: Approve;
	readonly askPerson: AskPerson;
}

export function chatSurroundings(session: Session): ChatSurroundings {
	const { app, asks } = session;
	return {
		approve: async (question) => ((await isOfChat(question, session)) && asks.isShown ? asks.askLeave(question) : askPerson(app, question)),
		askPerson: (question, signal) => asks.askText(question, signal),
	};
}

/** The run tells that it asks just before it asks; what it told arrives a moment later. */
async function isOfChat({ id }: GuardQuestion, { conversation }: Session): Promise<boolean> {
	if (!conversation.isRunning) return false;
	await new Promise((resolve) => window.setTimeout(resolve, 0));
	return runningTurn(conversation.transcript)?.asking?.askId === id;
}
