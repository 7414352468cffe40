/** The commands and menu entries that run patterns. Cheap to register: no pattern is read before one is wanted. */
import { type Editor, type MarkdownFileInfo, type MarkdownView, Notice, TFile, type Plugin } from 'obsidian';
import { hasInput } from '../../core/actions/gather-inputs';
import { suggestPatterns } from '../../core/actions/suggest-patterns';
import type { ListedPattern } from '../../core/actions/pattern-shelf';
import { isNote } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { ActionModal } from './action-modal';
import { Favourites } from './favourites';
import { hereAt, hereNow, inEditor, inputsHere, type Here } from './here';
import { registerMany } from './many-commands';
import { PatternPicker } from './pattern-picker';

const MOST_SUGGESTED = 5;

/** Returns what opens a pattern by its name. */
export function registerActions(plugin: Plugin, session: Session): (name: string) => void {
	const runPattern = (name: string): void => void runNamed(name, { session, favourites });
	const favourites = new Favourites(plugin, session, runPattern);
	const pick = (here: Here): void => pickPattern(here, { session, favourites });
	registerMany(plugin, session, { pick: (choose) => pickPattern(hereNow(session.app), { session, favourites }, choose) });
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

function pickPattern(here: Here, { session, favourites }: Desk, choose = (pattern: ListedPattern): void => open(pattern, here, { session, favourites })): void {
	const { praxis, app } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	const { patterns } = praxis.actions;
	new PatternPicker(app, {
		patterns: async () => {
			await patterns.ready();
			return praxis.actions.list();
		},
		suggested: async (all) => suggestPatterns(await textOf(here, session), all, MOST_SUGGESTED).map(({ pattern }) => pattern.name),
		favourites,
		inputOf: ({ input }) => inputsHere(input, here.spot, hasInput)[0] ?? null,
		choose,
	}).open();
}

/** Never rejects. */
async function runNamed(name: string, desk: Desk): Promise<void> {
	const { praxis, app } = desk.session;
	if (!praxis) return void new Notice(words.chat.notReady);
	try {
		const here = hereNow(app);
		await praxis.actions.patterns.ready();
		const pattern = praxis.actions.list().find((one) => one.name.toLowerCase() === name.toLowerCase());
		if (pattern) open(pattern, here, desk);
		else new Notice(words.actions.gone(name));
	} catch (error) {
		tellError(words.actions.failed, error);
	}
}

function open(pattern: ListedPattern, here: Here, { session, favourites }: Desk): void {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	favourites.used(pattern.name);
	void praxis.actions.strategies.ready().then(
		() => new ActionModal({ session, praxis, pattern, here }).open(),
		(error: unknown) => tellError(words.actions.failed, error),
	);
}

async function textOf({ spot: { path, text } }: Here, { app }: Session): Promise<string> {
	if (text !== undefined || path === undefined) return text ?? '';
	const file = app.vault.getFileByPath(path);
	return file ? app.vault.cachedRead(file) : '';
}
