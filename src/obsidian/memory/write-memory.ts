/** Writes to the memory what a person asked for, and tells in one line what came of it, with a way back. */
import { Notice } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Claim } from '../../core/memory/claim';
import type { ClaimDraft, Remembered, RememberOptions } from '../../core/memory/draft';
import { takeBack } from '../activity/run-actions';
import { askPerson } from '../guard/question-modal';
import type { Session } from '../session';
import { explainError, tellError } from '../tell-error';
import { words } from '../words';
import { askWhichHolds } from './contradiction-modal';
import { shortly } from './known-claim';

const NOTICE_MS = 8_000;

/**
 * Why not, as a sentence; "" when it is remembered, known, or waits in the inbox, which is told; null when the person wants to
 * think again. `corrects`: the claim whose place it takes. Never rejects.
 */
export function rememberDraft(session: Session, draft: ClaimDraft, { corrects, ...from }: RememberOptions & { readonly corrects?: Claim | undefined } = {}): Promise<string | null> {
	return attempt(session, async ({ memory: { desk } }) => {
		const taken = [...(draft.supersedes ?? []), ...(corrects ? [corrects.id] : [])];
		const others = await desk.foresee({ ...draft, supersedes: taken }, from);
		const verdict = others.length === 0 ? 'both' : await askWhichHolds(session.app, draft.text, others);
		if (verdict === null) return null;
		const settled = verdict === 'both' ? draft : { ...draft, supersedes: [...taken, ...others.map(({ id }) => id)] };
		const how = { approve: askingIn(session), ...from };
		const [done] = corrects ? [await desk.correct(corrects.id, settled, how)] : await desk.remember([settled], how);
		return done ? tellRemembered(session, done, corrects ? words.remember.corrected : verdict === 'replaces' ? words.remember.replaced : words.remember.written) : '';
	});
}

/** What the guard has to ask is asked in a window of its own. */
export function askingIn({ app }: Session): NonNullable<RememberOptions['approve']> {
	return (question) => askPerson(app, question);
}

async function attempt({ praxis }: Session, work: (praxis: Praxis) => Promise<string | null>): Promise<string | null> {
	if (!praxis) return words.memory.notReady;
	try {
		return await work(praxis);
	} catch (error) {
		console.error('Praxis: a claim could not be written', error);
		return explainError(words.remember.failed, error);
	}
}

function tellRemembered(session: Session, { kind, id, path, why }: Remembered, written: string): string {
	const { remember } = words;
	const claim = id === undefined ? null : session.praxis?.memory.claims.get(id);
	if (kind === 'refused') return remember.refused(why);
	if (kind === 'known') tellLine(session, remember.known(shortly(claim?.text ?? why)), { show: path });
	else tellLine(session, kind === 'inbox' ? remember.inbox(why) : written, { show: path, undo: path });
	return '';
}

/** One line, with *Undo* for what was written there last and *Show* for the claim in the memory. */
export function tellLine(session: Session, text: string, { show, undo }: { readonly show?: string | undefined; readonly undo?: string | undefined }): void {
	const notice = new Notice('', NOTICE_MS);
	notice.messageEl.createSpan({ text: `${text} ` });
	const add = (name: string, run: () => void): void => {
		notice.messageEl.createEl('button', { cls: 'praxis-link praxis-notice-undo', text: name }).addEventListener('click', () => {
			notice.hide();
			run();
		});
	};
	if (undo !== undefined) add(words.capture.undo, () => void undoAt(session, undo));
	if (show !== undefined) add(words.remember.show, () => session.openMemory({ open: show }));
}

/** Takes back what was last done to the note. Never rejects. */
async function undoAt({ praxis }: Session, path: string): Promise<void> {
	try {
		const last = (await praxis?.changes.runs())?.find(({ kind, notes }) => kind !== 'undo' && notes.some((note) => note.path === path));
		if (praxis && last) await takeBack(praxis.changes, last.id, 'undo');
	} catch (error) {
		tellError(words.errors.undo, error);
	}
}
