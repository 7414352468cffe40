/** What can be done with a turn of the chat, wired to the session. */
import { Keymap, Menu, Notice } from 'obsidian';
import { EXTRACTIVE } from '../../core/agents/ask';
import type { Turn } from '../../core/agents/transcript';
import { catalogOf } from '../../core/models/models';
import { QUOTES } from '../../core/models/model-settings';
import type { Citation } from '../../core/runs/outcome';
import { copyAnswer, deliver, editedNote, saveTurn, undoSave } from '../deliver';
import { openCitation, showNote } from '../open-note';
import { drawLeftOut } from '../left-out';
import type { Session } from '../session';
import { LimitsModal } from '../settings/limits-modal';
import { review } from '../memory/propose';
import { rememberFrom } from '../memory/remember-from-turn';
import { tellError } from '../tell-error';
import { words } from '../words';
import type { CitationPreview } from './citation-preview';
import type { QuestionDesk } from './question-desk';
import type { TurnListOptions } from './turn-list';

export interface TurnSurroundings {
	readonly preview: CitationPreview;
	readonly desk: () => QuestionDesk | null;
}

export function turnOptions(session: Session, { preview, desk }: TurnSurroundings): TurnListOptions {
	const { app, conversation } = session;
	return {
		app,
		changes: () => session.praxis?.changes ?? null,
		open: (citation, event) => openCited(citation, event, { session, preview }),
		preview: (target, citation) => preview.attach(target, citation),
		copy: ({ answer }) => void (answer && copyAnswer(app, answer)),
		insert: (turn) => insert(session, turn),
		save: (turn) => saveTurn(session, turn, { to: 'new-note' }),
		undoSave: ({ runId }) => undoSave(session, runId),
		again: (turn, at) => askAgain(turn, at, { session, desk }),
		edit: (turn) => desk()?.edit(turn),
		branch: ({ runId }) => {
			conversation.branchFrom(runId);
			desk()?.focus();
		},
		newModel: (ref) => words.turn.newModel(ref === EXTRACTIVE ? null : (catalogOf(session.settings).find(ref)?.spec.name ?? ref)),
		drawLeftOut: (parent) => void drawLeftOut(parent, session),
		changeLimits: () => new LimitsModal(session).open(),
		showBranch: (runId) => conversation.show(runId),
		ratings: session.ratings,
		sendAnyway: (text) => void desk()?.ask(text, { isMessage: true }),
		openNote: (path) => void showNote(app, path),
		unknowns: () => session.praxis?.unknowns ?? null,
		ask: (question) => void desk()?.ask(question),
		openMemory: (path) => session.openMemory({ open: path }),
		proposals: () => session.praxis?.memory.proposals ?? null,
		review: (batches) => review(session, batches),
		remember: (turn, at) => rememberFrom(session, turn, at),
	};
}

/** At once when there is one way to ask; else from a menu of models. */
function askAgain(turn: Turn, at: HTMLElement, { session, desk }: { readonly session: Session; readonly desk: () => QuestionDesk | null }): void {
	const ask = (model?: string): void => void desk()?.askInPlaceOf(turn, model);
	const { entries } = catalogOf(session.settings);
	if (entries.length === 0) return ask();
	const menu = new Menu();
	menu.addItem((item) => item.setTitle(words.turn.again).setIcon('rotate-cw').onClick(() => ask()));
	menu.addSeparator();
	for (const { spec, vendorName } of entries) menu.addItem((item) => item.setTitle(words.turn.againWith(words.models.optionOf(spec.name, vendorName, spec.place === 'device'))).onClick(() => ask(spec.ref)));
	menu.addItem((item) => item.setTitle(words.models.menuQuotes).onClick(() => ask(QUOTES)));
	const { left, bottom } = at.getBoundingClientRect();
	menu.showAtPosition({ x: left, y: bottom });
}

function openCited(citation: Citation, event: MouseEvent, { session, preview }: { readonly session: Session; readonly preview: CitationPreview }): void {
	preview.hide();
	openCitation(session.app, citation, { newLeaf: Keymap.isModEvent(event) }).catch((error: unknown) => tellError(words.errors.open, error));
}

function insert(session: Session, turn: Turn): void {
	const note = editedNote(session.app);
	if (note) void deliver(session, turn, { to: 'cursor', ...note });
	else new Notice(words.ask.noEditor);
}
