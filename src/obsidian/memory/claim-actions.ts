/** What is done with a claim from the memory view; each tells in one line what came of it, with a way back. */
import { Keymap, Notice, type App } from 'obsidian';
import type { MemoryProposal } from '../../core/memory/memory-checks';
import type { Memory } from '../../core/memory/memory';
import { vaultPath } from '../../core/lib/vault-path';
import { askApproval } from '../modals/approve-modal';
import { openCitation, showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import type { ClaimActions } from './claim-element';
import { RememberModal } from './remember-modal';
import { tellLine } from './write-memory';

export function claimActions(session: Session): Omit<ClaimActions, 'uses' | 'runName' | 'label'> {
	const { app } = session;
	const { memory } = words;
	const act = (path: string, told: string, work: (desk: Memory['desk']) => Promise<unknown>): void => void run(session, { path, told, work });
	return {
		openSource: ({ path, quote }, source, event) => void openSource(app, { source, quote, from: path, newLeaf: Keymap.isModEvent(event) }),
		openNote: ({ path }, event) => void showNote(app, path, Keymap.isModEvent(event) || 'tab'),
		correct: (claim) => new RememberModal(session, { corrects: claim }).open(),
		setTier: ({ id, path }, tier) => act(path, { hot: memory.pinned, warm: memory.warmed, cold: memory.archived }[tier], (desk) => desk.setTier(id, tier)),
		endorse: ({ id, path }) => act(path, memory.endorsed, (desk) => desk.endorse(id)),
		forget: ({ id, path }) => act(path, memory.forgotten, (desk) => desk.forget([id])),
		mend: (proposal) => void mend(session, proposal),
		leave: ({ id }) => void session.praxis?.memory.checks.dismiss(id).catch((error: unknown) => tellError(memory.notDone, error)),
	};
}

/** Nothing changes before the person has accepted it. Never rejects. */
async function mend(session: Session, proposal: MemoryProposal): Promise<void> {
	const { app, praxis } = session;
	if (!praxis) return void new Notice(words.memory.notReady);
	try {
		const plan = await praxis.memory.checks.plan(proposal);
		const approved = await askApproval(app, plan, { reason: proposal.why });
		if (!approved) return;
		await praxis.changes.applyReviewed(plan, approved);
		tellLine(session, words.memory.mended, { undo: plan.notes[0]?.path });
	} catch (error) {
		tellError(words.memory.notDone, error);
	}
}

interface Act {
	readonly path: string;
	readonly told: string;
	readonly work: (desk: Memory['desk']) => Promise<unknown>;
}

/** Never rejects. */
async function run(session: Session, { path, told, work }: Act): Promise<void> {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.memory.notReady);
	try {
		await work(praxis.memory.desk);
		tellLine(session, told, { undo: path });
	} catch (error) {
		tellError(words.memory.notDone, error);
	}
}

export interface Source {
	/** The text of a link without its brackets. */
	readonly source: string;
	readonly quote: string;
	/** The note that links there. */
	readonly from: string;
	readonly newLeaf: ReturnType<typeof Keymap.isModEvent>;
}

/** Opens the block that is named, or the words where it is gone. Never rejects; says when it cannot. */
export async function openSource(app: App, { source, quote, from, newLeaf }: Source): Promise<void> {
	const [link = ''] = source.split('|');
	const [target = '', ...subpath] = link.split('#');
	const file = app.metadataCache.getFirstLinkpathDest(target, from);
	if (!file) return void new Notice(words.citation.gone);
	const named = subpath.at(-1)?.match(/^\^([\w-]+)$/)?.[1]?.toLowerCase();
	const blockId = named !== undefined && app.metadataCache.getFileCache(file)?.blocks?.[named] ? named : null;
	try {
		await openCitation(app, { path: vaultPath(file.path), version: '', span: { start: 0, end: 0 }, line: 1, quote, blockId, headings: [], isPrivate: false }, { newLeaf: newLeaf || 'tab' });
	} catch (error) {
		tellError(words.errors.open, error);
	}
}
