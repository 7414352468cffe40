/** Going on with a piece of work: its note, and the agent that carries it. */
import { Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { vaultPath } from '../../core/lib/vault-path';
import type { Prd } from '../../core/memory/work/prd';
import { workName } from '../../core/memory/work/work-context';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';

const WORKER = 'Builder';

/** Opens the note, and lets the agent go on with it in a new conversation where a model is chosen. Never rejects. */
export async function resumeWork(session: Session, praxis: Praxis, prd: Prd): Promise<void> {
	try {
		await showNote(session.app, prd.path);
		if (session.chatModel.choice.kind !== 'model') return void new Notice(words.work.noModel);
		const { question, attachments } = await praxis.memory.work.resume(vaultPath(prd.path));
		session.openChat();
		await session.conversation.ask(words.work.goOnWith(workName(prd)), { after: null, run: (thread, signal) => praxis.ask(question, { thread, signal, attachments, agent: WORKER, model: session.settings.chatModel }) });
	} catch (error) {
		tellError(words.work.askFailed, error);
	}
}
