/** Where the person is when they run a pattern: the note, what is selected, the editor that could take a result. */
import type { EditorView } from '@codemirror/view';
import { type App, type Editor, type TFile, TFolder, type TAbstractFile } from 'obsidian';
import { hasInput, type Spot } from '../../core/actions/gather-inputs';
import { INPUTS, type InputKind } from '../../core/actions/pattern';
import { folderOf, isNote, vaultPath, type VaultPath } from '../../core/lib/vault-path';
import { editedNote } from '../deliver';
import type { GoesTo, WorkKind } from './work-kinds';

export interface Here {
	readonly spot: Spot;
	/** Null when no note is being edited here. */
	readonly view: EditorView | null;
	/** What the person typed, or chose, for this run alone. */
	readonly typed?: string;
	/** Begun in the chat: its result goes on there. */
	readonly inChat?: boolean;
	/** Begun from a code block: its note, what stands in it, and which of those that read the same it is. */
	readonly block?: { readonly path: VaultPath; readonly source: string; readonly nth: number };
}

/** As the app shows it now. */
export function hereNow(app: App): Here {
	const edited = editedNote(app);
	if (edited) return inEditor(edited.editor, edited.path);
	const file = app.workspace.getActiveFile();
	return file ? hereAt(file) : { spot: {}, view: null };
}

/** `editor` holds the note at `path`. */
export function inEditor(editor: Editor, path: string): Here {
	const [from, to] = [editor.posToOffset(editor.getCursor('from')), editor.posToOffset(editor.getCursor('to'))];
	// Obsidian's editor is CodeMirror's, which its types do not say.
	const view = (editor as Editor & { readonly cm?: EditorView }).cm ?? null;
	return { spot: { path: vaultPath(path), text: editor.getValue(), from, to, folder: folderOf(path) }, view };
}

/** A note or folder that was pointed at. */
export function hereAt(file: TAbstractFile | TFile): Here {
	if (file instanceof TFolder) return { spot: { folder: file.path }, view: null };
	return isNote(file.path) ? { spot: { path: vaultPath(file.path), folder: folderOf(file.path) }, view: null } : { spot: {}, view: null };
}

/** Looked up, read or fetched only once they are chosen. */
const ANYWHERE: readonly InputKind[] = ['search', 'clipboard', 'url'];

/** What of these inputs there can be here. */
export function inputsHere(kinds: readonly InputKind[], spot: Spot): readonly InputKind[] {
	return kinds.filter((kind) => ANYWHERE.includes(kind) || hasInput(kind, spot));
}

/** The pattern's own first; one that takes a text takes any. */
export function inputsToChoose(kinds: readonly InputKind[], spot: Spot): readonly InputKind[] {
	const others = kinds.every((kind) => kind === 'none') ? [] : INPUTS.filter((kind) => kind !== 'none');
	return [...new Set([...inputsHere(kinds, spot), ...inputsHere(others, spot)])];
}

/** Where a result can go from here. */
export function outputsHere({ spot, view, block }: Here, input: WorkKind): readonly GoesTo[] {
	const isOfEditor = view !== null && spot.path !== undefined;
	return [
		...(block !== undefined ? (['below'] as const) : []),
		...(isOfEditor ? (['cursor'] as const) : []),
		...((isOfEditor && REPLACED.includes(input)) || (spot.path !== undefined && PARTS.includes(input)) ? (['replace'] as const) : []),
		...(spot.path === undefined ? [] : (['append', 'prepend', 'property'] as const)),
		'new-note',
		'chat',
		'clipboard',
	];
}

/** Texts whose stretch in the note is known. */
const REPLACED: readonly WorkKind[] = ['selection', 'note'];
/** Those that the write path finds again. */
export const PARTS: readonly WorkKind[] = ['block', 'section'];
