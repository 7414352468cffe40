/** When something to remember is looked for: by rules after each answer of the chat, and by the chosen model when the person asks. */
import { Notice, type Plugin } from 'obsidian';
import type { Transcript, Turn } from '../../core/agents/transcript';
import type { App as Praxis } from '../../core/app';
import { asVaultPath, isNote } from '../../core/lib/vault-path';
import { draftsOf } from '../../core/memory/recall/proposed-drafts';
import type { ProposalBatch } from '../../core/memory/proposals/proposal';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { ProposalsModal } from './proposals-modal';

export function registerProposals(plugin: Plugin, session: Session): void {
	const { proposals } = words;
	plugin.register(session.conversation.onChange(afterEachAnswer((turn) => void proposeAfter(session, turn))));
	plugin.addCommand({
		id: 'remember-chat',
		name: proposals.ofChat,
		icon: 'bookmark-check',
		callback: () => void propose(session, ({ memory }) => memory.proposals.fromChat(session.conversation.transcript.turns, { model: true })),
	});
	plugin.addCommand({
		id: 'remember-note',
		name: proposals.ofNote,
		icon: 'bookmark-check',
		checkCallback: (isChecking) => {
			const path = asVaultPath(plugin.app.workspace.getActiveFile()?.path ?? '');
			if (path === null || !isNote(path)) return false;
			if (!isChecking) void propose(session, ({ memory }) => memory.proposals.fromNote(path, { model: true }));
			return true;
		},
	});
}

/** Shows the claims of these together, to be ticked. */
export function review(session: Session, batches: readonly ProposalBatch[]): void {
	const proposals = session.praxis?.memory.proposals;
	if (proposals) new ProposalsModal({ session, batches, proposals }).open();
}

/** Told once for each turn that ends while this session is there; a chat that was kept has ended before. */
function afterEachAnswer(tell: (turn: Turn) => void): (transcript: Transcript) => void {
	let running: string | null = null;
	return ({ all }) => {
		const last = all.at(-1);
		if (last && last.answer === null) running = last.runId;
		if (!last || last.answer === null || last.runId !== running) return;
		running = null;
		tell(last);
	};
}

/** Rules, and what the run proposed itself: no model is asked for it, and nothing is shown but a line. Never rejects. */
async function proposeAfter({ praxis, settings }: Session, turn: Turn): Promise<void> {
	if (!praxis || !settings.proposeMemories || turn.isStopped || turn.answer?.outcome === 'failed') return;
	const { runId, answer, question, model } = turn;
	try {
		await praxis.memory.proposals.fromChat([turn]);
		const drafts = draftsOf(answer?.proposed ?? []);
		if (answer && drafts.length > 0) await praxis.memory.proposals.fromRun(question, { runId, model, label: await praxis.labelOfRun({ runId, answer }), drafts });
	} catch (error) {
		tellError(words.proposals.failed, error);
	}
}

/** Never rejects. */
async function propose(session: Session, find: (praxis: Praxis) => Promise<ProposalBatch | null>): Promise<void> {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.memory.notReady);
	const notice = new Notice(words.proposals.looking, 0);
	try {
		const found = await find(praxis);
		if (found) review(session, [found]);
		else new Notice(words.proposals.none);
	} catch (error) {
		tellError(words.proposals.failed, error);
	} finally {
		notice.hide();
	}
}
