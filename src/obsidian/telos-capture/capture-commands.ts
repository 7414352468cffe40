/** The commands and menus by which a person adds to their purpose graph. Cheap to register: nothing is read or drawn. */
import { Notice, SuggestModal, TFile, type Plugin } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import { asVaultPath, isNote, titleOf, type VaultPath } from '../../core/lib/vault-path';
import { truthOf } from '../../core/telos/calibration';
import { isRefuted } from '../../core/telos/decisions';
import type { Item, ItemType } from '../../core/telos/item';
import type { ReviewKind } from '../../core/telos/review';
import { isOpen } from '../../core/telos/vocabulary';
import type { Session } from '../session';
import { itemTitle } from '../telos/item-names';
import type { TelosOffers } from '../telos/telos-source';
import { tellError } from '../tell-error';
import { words } from '../words';
import { CaptureModal } from './capture-modal';
import { DecisionModal } from './decision-modal';
import { ExportSuggest } from './export-files';
import { ImportModal } from './import-modal';
import { InterviewModal } from './interview-modal';
import { ItemModal } from './item-modal';
import { itemsOf, ItemSuggest } from './item-suggest';
import { OutcomeModal } from './outcome-modal';
import { PropertySuggest } from './property-suggest';
import { ReviewModal } from './review-modal';
import { writePlan } from './write-plan';

/** Each has a command of its own; every other type is one step further, in *New TELOS item*. */
const OWN_COMMAND: readonly ItemType[] = ['goal', 'problem', 'mission', 'project', 'challenge', 'strategy', 'metric', 'idea', 'prediction', 'lesson'];
const OTHERS: readonly ItemType[] = ['narrative', 'belief', 'frame', 'model', 'wisdom', 'wrong', 'trauma', 'risk', 'assumption', 'evidence'];
const SERVED: readonly ItemType[] = ['goal', 'project', 'mission', 'problem', 'strategy', 'challenge'];
const REVIEWS: readonly ReviewKind[] = ['weekly', 'monthly', 'quarterly'];

interface Desk {
	readonly session: Session;
	readonly praxis: Praxis;
}

/** What the empty TELOS view offers. */
export function telosOffers(session: Session): TelosOffers {
	const { interview, importFiles } = openers(session);
	return { interview, importFiles };
}

export function registerCapture(plugin: Plugin, session: Session): void {
	const { capture } = words;
	const open = openers(session);
	for (const type of OWN_COMMAND) plugin.addCommand({ id: `new-${type}`, name: capture.newOf(words.telos.type(type)), callback: () => open.newItem(type) });
	plugin.addCommand({ id: 'new-telos-item', name: capture.newItem, icon: 'plus', callback: open.anyItem });
	plugin.addCommand({ id: 'capture', name: capture.quick, icon: 'inbox', callback: open.capture });
	plugin.addCommand({ id: 'promote-idea', name: capture.promote, icon: 'arrow-up-from-line', callback: open.promote });
	plugin.addCommand({ id: 'record-decision', name: capture.decide, icon: 'git-branch', callback: () => open.decide(activeNote(session)) });
	plugin.addCommand({ id: 'record-outcome', name: capture.outcome, icon: 'circle-check', callback: open.outcome });
	plugin.addCommand({ id: 'refute-assumption', name: capture.refute, icon: 'circle-x', callback: open.refute });
	for (const kind of REVIEWS) plugin.addCommand({ id: `review-${kind}`, name: capture.reviews(kind), icon: 'calendar-check', callback: () => open.review(kind) });
	plugin.addCommand({ id: 'telos-interview', name: capture.interview, icon: 'messages-square', callback: open.interview });
	plugin.addCommand({ id: 'import-telos', name: capture.importFiles, icon: 'import', callback: open.importFiles });
	plugin.addCommand({ id: 'export-telos', name: capture.exportFiles, icon: 'share', callback: open.exportFiles });
	plugin.addCommand({
		id: 'note-serves',
		name: capture.serves,
		icon: 'target',
		checkCallback: (isChecking) => {
			const path = activeNote(session);
			if (path === null) return false;
			if (!isChecking) open.serves(path);
			return true;
		},
	});
	plugin.registerEvent(
		plugin.app.workspace.on('file-menu', (menu, file) => {
			const path = file instanceof TFile ? asVaultPath(file.path) : null;
			if (path === null || !isNote(path)) return;
			menu.addItem((item) => item.setTitle(capture.servesMenu).setIcon('target').onClick(() => open.serves(path)));
			menu.addItem((item) => item.setTitle(capture.decide).setIcon('git-branch').onClick(() => open.decide(path)));
		}),
	);
	plugin.registerEditorSuggest(new PropertySuggest(plugin.app, session));
	remindOfReviews(plugin, session);
}

function openers(session: Session) {
	const { app } = session;
	const { capture } = words;
	const withDesk = (work: (desk: Desk) => void) => (): void => void desked(session, work);
	const pick = (items: readonly Item[], none: string, choose: (item: Item) => void): void => {
		if (items.length === 0) new Notice(none);
		else new ItemSuggest(app, { items, choose }).open();
	};
	return {
		newItem: (type: ItemType) => withDesk((desk) => new ItemModal({ ...desk, type }).open())(),
		anyItem: withDesk((desk) => new TypeSuggest(desk).open()),
		capture: withDesk(() => new CaptureModal(session).open()),
		promote: withDesk((desk) => pick(desk.praxis.telos.items('idea').filter(({ status }) => isOpen(status)), capture.noIdeas, (idea) => promote(desk, idea))),
		decide: (from: VaultPath | null) => withDesk((desk) => new DecisionModal({ ...desk, from }).open())(),
		outcome: withDesk((desk) => pick(withoutOutcome(desk.praxis), capture.noBets, (item) => new OutcomeModal({ ...desk, item }).open())),
		refute: withDesk((desk) => pick(desk.praxis.telos.items('assumption').filter((item) => !isRefuted(item)), capture.noAssumptions, (item) => void refute(desk, item))),
		review: (kind: ReviewKind) => withDesk((desk) => new ReviewModal({ ...desk, kind }).open())(),
		interview: withDesk((desk) => new InterviewModal(desk).open()),
		importFiles: withDesk((desk) => new ImportModal(desk).open()),
		exportFiles: withDesk((desk) => new ExportSuggest(desk).open()),
		serves: (path: VaultPath) => withDesk(({ praxis }) => pick(itemsOf(praxis.telos.items(), SERVED).filter((item) => item.path !== path && isOpen(item.status)), capture.noItems, (item) => void serves(session, path, item)))(),
	};
}

/** Never rejects. The graph is read first, so that suggestions are whole. */
async function desked(session: Session, work: (desk: Desk) => void): Promise<void> {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	try {
		await praxis.telos.ready();
		work({ session, praxis });
	} catch (error) {
		tellError(words.capture.notReady, error);
	}
}

function activeNote({ app }: Session): VaultPath | null {
	const file = app.workspace.getActiveFile();
	const path = file === null ? null : asVaultPath(file.path);
	return path !== null && isNote(path) ? path : null;
}

function promote({ session, praxis }: Desk, idea: Item): void {
	new ItemModal({ session, praxis, type: 'goal', title: itemTitle(idea), plan: (draft) => praxis.telos.writer.planPromotion(idea, draft) }).open();
}

async function refute({ session, praxis }: Desk, item: Item): Promise<void> {
	const { edges } = praxis.telos.graph.view;
	const n = new Set(edges.filter(({ to, kind }) => to === item.key && kind === 'rests-on').map(({ from }) => from)).size;
	await writePlan(session, () => praxis.telos.writer.planRefuted(item), { done: words.capture.refuted(n) });
}

async function serves(session: Session, path: VaultPath, item: Item): Promise<void> {
	const { praxis } = session;
	if (!praxis) return;
	try {
		const plan = await praxis.telos.writer.planServes(path, item);
		if (plan.notes.length === 0) return void new Notice(words.capture.servesAlready(titleOf(path), itemTitle(item)));
		await writePlan(session, () => Promise.resolve(plan), { done: words.capture.nowServes(titleOf(path), itemTitle(item)) });
	} catch (error) {
		tellError(words.capture.failed, error);
	}
}

/** Bets and predictions that nobody has said the outcome of, those that are due first. */
function withoutOutcome(praxis: Praxis): Item[] {
	const settled = new Set(praxis.telos.decisions().filter(({ outcomes }) => outcomes.length > 0).map(({ bet }) => bet.key));
	const open = itemsOf(praxis.telos.items(), ['bet', 'prediction']).filter((item) => !settled.has(item.key) && truthOf(item.outcome) === null && isOpen(item.status));
	return open.sort((one, other) => ((one.due ?? '9999') < (other.due ?? '9999') ? -1 : 1));
}

/** Once, quietly, when the vault has been read: a review that the person does is due again. */
function remindOfReviews(plugin: Plugin, session: Session): void {
	let wasTold = false;
	plugin.register(
		session.onStatus(({ state }) => {
			const { praxis } = session;
			if (wasTold || state !== 'ready' || !praxis) return;
			wasTold = true;
			praxis.telos.ready().then(
				() => {
					const [kind] = praxis.telos.dueReviews();
					if (kind) new Notice(words.capture.reviewDue(kind));
				},
				(error: unknown) => tellError(words.telos.failed, error),
			);
		}),
	);
}

class TypeSuggest extends SuggestModal<ItemType> {
	constructor(private readonly desk: Desk) {
		super(desk.session.app);
		this.setPlaceholder(words.capture.pickType);
	}

	override getSuggestions(query: string): ItemType[] {
		return [...OWN_COMMAND, ...OTHERS].filter((type) => words.telos.type(type).toLowerCase().includes(query.trim().toLowerCase()));
	}

	override renderSuggestion(type: ItemType, el: HTMLElement): void {
		el.setText(words.telos.type(type));
	}

	override onChooseSuggestion(type: ItemType): void {
		new ItemModal({ ...this.desk, type }).open();
	}
}
