/** What a person can ask of the guard: commands, and what the menu of a note says. */
import { Notice, Platform, TFile, type App, type Plugin } from 'obsidian';
import type { EgressEntry } from '../../core/guard/egress-record';
import { asVaultPath } from '../../core/lib/vault-path';
import { timeName } from '../activity/when';
import { showNote } from '../open-note';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { ImportPolicyModal } from './import-policy-modal';
import { PhishingModal } from './phishing-modal';
import { ReviewModal } from './review-modal';
import { SENT_VIEW, SentView } from './sent-view';

export function registerGuard(plugin: Plugin, session: Session): void {
	const { app } = plugin;
	plugin.registerView(SENT_VIEW, (leaf) => new SentView(leaf, session));
	plugin.addCommand({ id: 'open-sent', name: words.commands.openSent, icon: 'radio-tower', callback: () => void showSent(app) });
	plugin.addCommand({ id: 'open-policy', name: words.commands.openPolicy, icon: 'shield', callback: () => void openPolicy(session) });
	plugin.addCommand({ id: 'show-outside', name: words.commands.showOutside, icon: 'scan-eye', callback: () => showReview(session) });
	plugin.addCommand({ id: 'import-policy', name: words.commands.importPolicy, icon: 'file-input', callback: () => importPolicy(session) });
	addNoteCommands(plugin, session);
	tellWhatWaits(plugin, session);
	addNoteMenu(plugin, session);
}

/** What is asked of the note that is open. */
function addNoteCommands(plugin: Plugin, session: Session): void {
	const add = (id: string, { name, icon, run }: { readonly name: string; readonly icon: string; readonly run: (file: TFile) => void }): void =>
		void plugin.addCommand({
			id,
			name,
			icon,
			checkCallback: (isChecking) => {
				const file = plugin.app.workspace.getActiveFile();
				if (file?.extension !== 'md') return false;
				if (!isChecking) run(file);
				return true;
			},
		});
	add('check-note', { name: words.commands.checkNote, icon: 'fish-off', run: (file) => void checkNote(session, file) });
	add('show-note-sent', { name: words.commands.showNoteSent, icon: 'radio-tower', run: (file) => void showSent(plugin.app, file.path) });
}

/** Once after the start, quietly: what would steer agents, and questions that came while nobody was there. */
function tellWhatWaits(plugin: Plugin, session: Session): void {
	let isTold = false;
	plugin.register(
		session.onStatus(({ state }) => {
			const { praxis } = session;
			if (isTold || !praxis || state !== 'ready') return;
			isTold = true;
			const tell = async (): Promise<void> => {
				const [things, questions] = [await praxis.guard.pendingAcceptances(), await praxis.guard.guard.waiting.list()];
				if (things.length > 0) new Notice(words.review.notice(things.length));
				if (questions.length > 0) new Notice(words.waiting.notice(questions.length));
			};
			tell().catch((error: unknown) => tellError(words.review.failed, error));
		}),
	);
}

function importPolicy({ app, praxis }: Session): void {
	if (praxis) new ImportPolicyModal(app, praxis.guard).open();
	else new Notice(words.chat.notReady);
}

/** `note`: only the requests with text of this note. */
export async function showSent({ workspace }: App, note: string | null = null): Promise<void> {
	try {
		// On a phone the chat covers the tabs.
		if (Platform.isPhone) workspace.rightSplit.collapse();
		const leaf = workspace.getLeavesOfType(SENT_VIEW)[0] ?? workspace.getLeaf('tab');
		await leaf.setViewState({ type: SENT_VIEW, active: true, state: { note } });
		await workspace.revealLeaf(leaf);
	} catch (error) {
		tellError(words.errors.sent, error);
	}
}

export async function openPolicy({ app, praxis }: Session): Promise<void> {
	if (!praxis) return void new Notice(words.chat.notReady);
	try {
		await showNote(app, await praxis.guard.openPolicy(), 'tab');
	} catch (error) {
		tellError(words.errors.policy, error);
	}
}

export function showReview({ app, praxis }: Session): void {
	if (praxis) new ReviewModal(app, praxis.guard).open();
	else new Notice(words.chat.notReady);
}

async function checkNote({ app, praxis }: Session, file: TFile): Promise<void> {
	const path = asVaultPath(file.path);
	if (!praxis || path === null) return void new Notice(words.chat.notReady);
	try {
		new PhishingModal(app, path, await praxis.guard.checkNote(path)).open();
	} catch (error) {
		tellError(words.phishing.failed, error);
	}
}

/** A menu is drawn at once, so what was sent is kept at hand. */
function addNoteMenu(plugin: Plugin, session: Session): void {
	let sent: readonly EgressEntry[] = [];
	let end: (() => void) | null = null;
	const read = (): void => void session.praxis?.guard.sent().then((requests) => (sent = requests), (error: unknown) => tellError(words.sent.failed, error));
	plugin.register(
		session.onStatus(() => {
			if (end || !session.praxis) return;
			end = session.praxis.guard.guard.egress.onChange(read);
			read();
		}),
	);
	plugin.register(() => end?.());
	plugin.registerEvent(
		plugin.app.workspace.on('file-menu', (menu, file) => {
			if (!(file instanceof TFile)) return;
			menu.addItem((item) => item.setTitle(menuTitle(sent.filter(({ notes }) => notes.includes(file.path)))).setIcon('radio-tower').onClick(() => void showSent(plugin.app, file.path)));
		}),
	);
}

function menuTitle(requests: readonly EgressEntry[]): string {
	const [last] = requests;
	return last ? words.sent.menuSent(requests.length, last.host, timeName(new Date(last.at), new Date())) : words.sent.menuNever;
}
