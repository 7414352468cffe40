/** What the person points at when they say "remember this": the words selected in a note, with the place they stand at. */
import { MarkdownView, type App, type Editor, type TFile } from 'obsidian';
import type { ClaimDraft } from '../../core/memory/draft';
import { readNote } from '../../core/lib/markdown';
import { asVaultPath, isNote } from '../../core/lib/vault-path';
import type { Turn } from '../../core/agents/transcript';
import type { Citation } from '../../core/runs/outcome';
import { shortly } from './known-claim';

/** More words than this are a passage to be put in one's own words: only the quote is filled in. */
const LONGEST_TEXT = 300;

/** Of the note that is open, whether it is edited or read; nothing when no words are selected. */
export function draftHere(app: App): Partial<ClaimDraft> {
	const view = app.workspace.getActiveViewOfType(MarkdownView) ?? app.workspace.getMostRecentLeaf()?.view;
	if (!(view instanceof MarkdownView) || !view.file) return {};
	if (view.getMode() === 'source') return draftInEditor(app, view.editor, view.file);
	const selection = view.contentEl.win.getSelection();
	const words = selection && view.contentEl.contains(selection.anchorNode) ? selection.toString().trim() : '';
	const text = view.getViewData();
	return words === '' ? {} : draftOf(app, { file: view.file, text, at: text.indexOf(words), words });
}

export function draftInEditor(app: App, editor: Editor, file: TFile | null): Partial<ClaimDraft> {
	const selected = editor.getSelection();
	if (!file || selected.trim() === '') return {};
	const at = editor.posToOffset(editor.getCursor('from')) + selected.length - selected.trimStart().length;
	return draftOf(app, { file, text: editor.getValue(), at, words: selected.trim() });
}

/** What a claim of an answer's stands on: the first of its sources that the selected words, or the answer, cite. */
export function draftOfAnswer(app: App, { answer }: Turn, selected: string): Partial<ClaimDraft> {
	const text = plainAnswer(selected === '' ? (answer?.text ?? '') : selected);
	const [citation] = answer?.citations ?? [];
	return { text: fits(text), sourceKind: citation ? 'note' : 'user', ...(citation ? { quote: citation.quote, sources: [linkTo(app, citation)] } : {}), ...(citation?.isPrivate || answer?.labels?.isPrivate ? { isPrivate: true } : {}) };
}

/** `at`: where the words stand in the text, -1 when they do not stand there as they are read. */
function draftOf(app: App, { file, text, at, words }: { readonly file: TFile; readonly text: string; readonly at: number; readonly words: string }): Partial<ClaimDraft> {
	const path = asVaultPath(file.path);
	if (path === null || !isNote(path)) return {};
	const note = readNote(path, text);
	const block = note.blocks.find(({ span }) => span.start <= at && at < span.end);
	const heading = note.headings[block?.heading ?? -1]?.text.replace(/[#^|[\]]/g, ' ').trim() ?? '';
	const subpath = block?.id ? `#^${block.id}` : heading === '' ? '' : `#${heading}`;
	return { text: fits(words), quote: at < 0 ? '' : words, sources: [app.metadataCache.fileToLinktext(file, '') + subpath], sourceKind: at < 0 ? 'user' : 'note' };
}

function linkTo(app: App, { path, blockId }: Citation): string {
	const file = app.vault.getFileByPath(path);
	return (file ? app.metadataCache.fileToLinktext(file, '') : path.replace(/\.md$/, '')) + (blockId === null ? '' : `#^${blockId}`);
}

/** The words of an answer without its marks and signs. */
function plainAnswer(text: string): string {
	return text.replace(/\[\^\d{1,4}\]/g, '').replace(/^[>\s#*+-]+/gm, '').replace(/\s+/g, ' ').trim();
}

function fits(words: string): string {
	const text = words.replace(/^\s*(?:[-*+]|\d+[.)]|>)\s+(?:\[.\]\s+)?/, '').replace(/\s+\^[\w-]+$/, '').replace(/\s+/g, ' ').trim();
	return text.length <= LONGEST_TEXT ? text : shortly(text.split(/[.!?]\s/)[0] ?? text);
}
