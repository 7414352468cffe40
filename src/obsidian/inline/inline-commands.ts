/** The commands and menu entries that write with a model inside a note. */
import type { EditorView } from '@codemirror/view';
import { type Editor, type MarkdownFileInfo, type MarkdownView, Notice, type Plugin } from 'obsidian';
import type { App as Praxis, Attachment } from '../../core/app';
import { titleOf, vaultPath, type VaultPath } from '../../core/lib/vault-path';
import { selectionIn } from '../chat/offer';
import { whereItGoes } from '../chat/where-it-goes';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { InlineEdit } from './inline-edit';
import { inlinePlaces } from './inline-place';

/** Characters before the cursor that are given along: some four pages. */
const BEFORE = 12_000;

interface Spot {
	readonly praxis: Praxis;
	readonly view: EditorView;
	readonly path: VaultPath;
	readonly from: number;
	readonly to: number;
}

/** `askAbout` opens the chat with the selection beside the question. */
export function registerInline(plugin: Plugin, session: Session, askAbout: (selection: Attachment) => void): void {
	plugin.registerEditorExtension(inlinePlaces);
	const edit = (editor: Editor, info: MarkdownView | MarkdownFileInfo): void => void open(session, { editor, info, act: editSelection });
	const goOn = (editor: Editor, info: MarkdownView | MarkdownFileInfo): void => void open(session, { editor, info, act: continueWriting });
	const ask = (editor: Editor, { file }: MarkdownView | MarkdownFileInfo): void => {
		const selection = selectionIn(editor, file?.path ?? '');
		if (selection) askAbout(selection);
		else new Notice(words.inline.needsSelection);
	};
	plugin.addCommand({ id: 'edit-selection', name: words.inline.editSelection, icon: 'wand-sparkles', editorCallback: edit });
	plugin.addCommand({ id: 'continue-writing', name: words.inline.continueWriting, icon: 'pen-line', editorCallback: goOn });
	plugin.addCommand({ id: 'ask-about-selection', name: words.inline.askAbout, icon: 'message-circle-question', editorCallback: ask });
	plugin.registerEvent(
		plugin.app.workspace.on('editor-menu', (menu, editor, info) => {
			if (editor.somethingSelected()) {
				menu.addItem((item) => item.setTitle(words.inline.askAbout).setIcon('message-circle-question').setSection('praxis').onClick(() => ask(editor, info)));
				menu.addItem((item) => item.setTitle(words.inline.editSelection).setIcon('wand-sparkles').setSection('praxis').onClick(() => edit(editor, info)));
			} else menu.addItem((item) => item.setTitle(words.inline.continueWriting).setIcon('pen-line').setSection('praxis').onClick(() => goOn(editor, info)));
		}),
	);
}

interface Opening {
	readonly editor: Editor;
	readonly info: MarkdownView | MarkdownFileInfo;
	readonly act: (spot: Spot) => InlineEdit | string;
}

/** Never rejects. */
async function open(session: Session, { editor, info, act }: Opening): Promise<void> {
	const { praxis } = session;
	if (!praxis) return void new Notice(words.chat.notReady);
	// Obsidian's editor is CodeMirror's, which its types do not say.
	const view = (editor as Editor & { readonly cm?: EditorView }).cm;
	if (!view || !info.file) return void new Notice(words.inline.needsSaved);
	try {
		const spot = { praxis, view, path: vaultPath(info.file.path), from: editor.posToOffset(editor.getCursor('from')), to: editor.posToOffset(editor.getCursor('to')) };
		const choice = await praxis.models.choose('standard');
		const edit = choice.kind === 'quotes' ? words.inline.noModel : act(spot);
		if (typeof edit === 'string') new Notice(edit);
		else edit.open(whereItGoes(choice, { hasProviders: true, preview: null }));
	} catch (error) {
		tellError(words.errors.start, error);
	}
}

function editSelection({ from, to, ...spot }: Spot): InlineEdit | string {
	if (from === to || spot.view.state.sliceDoc(from, to).trim() === '') return words.inline.needsSelection;
	return new InlineEdit({
		...spot,
		from,
		to,
		title: titleOf(spot.path),
		pattern: 'edit-selection',
		label: words.inline.editLabel,
		placeholder: words.inline.editPlaceholder,
		needsWish: true,
		inputOf: (text, place) => text.slice(place.from, place.to),
	});
}

function continueWriting({ to, ...spot }: Spot): InlineEdit | string {
	if (spot.view.state.sliceDoc(0, to).trim() === '') return words.inline.needsText;
	return new InlineEdit({
		...spot,
		from: to,
		to,
		title: titleOf(spot.path),
		pattern: 'continue-writing',
		label: words.inline.continueLabel,
		placeholder: words.inline.continuePlaceholder,
		needsWish: false,
		inputOf: (text, place) => text.slice(Math.max(0, place.from - BEFORE), place.from).replace(/^[\uDC00-\uDFFF]/, ''),
	});
}
