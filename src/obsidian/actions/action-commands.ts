/** The commands and menu entries that run patterns. Cheap to register: no pattern is read before one is wanted. */
import { type App, type Editor, type MarkdownFileInfo, type MarkdownView, Notice, TFile, type Plugin } from 'obsidian';
import { suggestPatterns } from '../../core/actions/suggest-patterns';
import type { ListedPattern } from '../../core/actions/pattern-shelf';
import { isNote } from '../../core/lib/vault-path';
import { saveOpenNotes } from '../save-open-notes';
import { tenths } from '../counts';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { ActionModal } from './action-modal';
import { Favourites } from './favourites';
import { hereAt, hereNow, inEditor, inputsHere, type Here } from './here';
import { registerMany } from './many-commands';
import { registerCalls, type Called } from './pattern-calls';
import { PatternPicker } from './pattern-picker';

const MOST_SUGGESTED = 5;
/** Patterns that ship: what they propose can be saved as one. */
const [CREATE, ADAPT] = ['create-a-pattern', 'adapt-this-pattern'];

/** Returns what opens a pattern by its name. */
export function registerActions(plugin: Plugin, session: Session): (name: string) => void {
	const runPattern = (name: string): void => void runNamed(name, { session, favourites });
	const favourites = new Favourites(plugin, session, runPattern);
	const pick = (here: Here): void => pickPattern(here, { session, favourites });
	session.pickPattern = (typed, { name, chosen }) => pickForChat(typed, { name, chosen }, { session, favourites });
	registerCalls(plugin, session, ({ call, here, isFromLink }) => void runNamed(call.pattern, { session, favourites }, { here, call, isFromLink }));
	registerMany(plugin, session, { pick: (choose) => pickPattern(hereNow(session.app), { session, favourites }, choose) });
	plugin.addCommand({ id: 'create-pattern', name: words.actions.create, icon: 'sparkles', callback: () => void runNamed(CREATE, { session, favourites }) });
	plugin.addCommand({ id: 'adapt-pattern', name: words.actions.adapt, icon: 'sparkles', callback: () => pickPattern(hereNow(session.app), { session, favourites }, (pattern) => void runNamed(ADAPT, { session, favourites }, { here: asInput(pattern, session.app) })) });
	plugin.addCommand({ id: 'run-pattern', name: words.actions.run, icon: 'sparkles', callback: () => pick(hereNow(session.app)) });
	plugin.registerEvent(
		plugin.app.workspace.on('editor-menu', (menu, editor: Editor, info: MarkdownView | MarkdownFileInfo) => {
			const { file } = info;
			if (file) menu.addItem((item) => item.setTitle(words.actions.run).setIcon('sparkles').setSection('praxis').onClick(() => pick(inEditor(editor, file.path))));
		}),
	);
	plugin.registerEvent(
		plugin.app.workspace.on('file-menu', (menu, file) => {
			if (file instanceof TFile && isNote(file.path)) menu.addItem((item) => item.setTitle(words.actions.runHere).setIcon('sparkles').setSection('praxis').onClick(() => pick(hereAt(file))));
		}),
	);
	return runPattern;
}

interface Desk {
	readonly session: Session;
	readonly favourites: Favourites;
}

function pickPattern(here: Here, { session, favourites }: Desk, choose = (pattern: ListedPattern): void => open(pattern, { session, favourites }, { here })): void {
	const { praxis, app } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	const { patterns } = praxis.actions;
	new PatternPicker(app, {
		patterns: async () => {
			await Promise.all([patterns.ready(), praxis.ratings.ready()]);
			return praxis.actions.list();
		},
		suggested: async (all) => suggestPatterns(await textOf(here, session), all, MOST_SUGGESTED).map(({ pattern }) => pattern.name),
		favourites,
		inputOf: ({ input }) => inputsHere(input, here.spot)[0] ?? null,
		ratingOf: (name) => {
			const mean = praxis.ratings.mean(name);
			return mean && { ...mean, models: praxis.ratings.of(name).map(({ model, stars, count }) => `${model}: ${words.actions.ratingOf(tenths.format(stars), count)}`).join('\n') };
		},
		choose,
	}).open();
}

/** Its note; one that ships has none, and its words are ours. */
function asInput({ path, isBuiltIn, source }: ListedPattern, app: App): Here {
	const file = isBuiltIn ? null : app.vault.getFileByPath(path);
	return file ? hereAt(file) : { spot: {}, view: null, typed: source };
}

/** From the chat: by its name where one was typed, else picked. False when there is no such pattern. */
function pickForChat(typed: string, { name, chosen }: Parameters<Session['pickPattern']>[1], desk: Desk): boolean {
	const { app, praxis } = desk.session;
	const here: Here = { ...hereNow(app), view: null, typed, inChat: true };
	const start = (pattern: ListedPattern): void => {
		chosen();
		open(pattern, desk, { here });
	};
	if (name === undefined) pickPattern(here, desk, start);
	const named = name === undefined ? undefined : praxis?.actions.list().find((one) => one.name.toLowerCase() === name.toLowerCase());
	if (named) start(named);
	return name === undefined || named !== undefined;
}

/** Never rejects. */
async function runNamed(name: string, desk: Desk, more: Partial<Called> = {}): Promise<void> {
	const { praxis, app } = desk.session;
	if (!praxis) return void new Notice(words.chat.notReady);
	try {
		const here = more.here ?? hereNow(app);
		await praxis.actions.patterns.ready();
		if (more.here) await saveOpenNotes(app);
		const pattern = praxis.actions.list().find((one) => one.name.toLowerCase() === name.toLowerCase());
		if (pattern) open(pattern, desk, { ...more, here });
		else new Notice(more.call ? words.actions.blockNone(name) : words.actions.gone(name));
	} catch (error) {
		tellError(words.actions.failed, error);
	}
}

function open(pattern: ListedPattern, { session, favourites }: Desk, { here, ...called }: Pick<Called, 'here'> & Partial<Called>): void {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	favourites.used(pattern.name);
	void praxis.actions.strategies.ready().then(
		() => new ActionModal({ session, praxis, pattern, here, ...called }).open(),
		(error: unknown) => tellError(words.actions.failed, error),
	);
}

async function textOf({ spot: { path, text } }: Here, { app }: Session): Promise<string> {
	if (text !== undefined || path === undefined) return text ?? '';
	const file = app.vault.getFileByPath(path);
	return file ? app.vault.cachedRead(file) : '';
}
