/** The text of one note after its changes: all of them refer to the same text, and none may overlap. Pure. */
import type { VaultPath } from '../lib/vault-path';
import type { TextChange } from './change';
import { appendEdit, applyEdits, insertEdit, replaceEdit, type TextEdit } from './edit-text';
import { propertyEdits, type PropertyEdit } from './properties';

/** Throws `bad-input` or `ambiguous` when a change cannot be made in `text`. */
export function changedText(path: VaultPath, text: string, changes: readonly TextChange[]): string {
	const edits: TextEdit[] = [];
	const properties: PropertyEdit[] = [];
	for (const change of changes) {
		if (change.type === 'append') edits.push(appendEdit(text, { ...change, path }));
		else if (change.type === 'insert') edits.push(insertEdit(text, change));
		else if (change.type === 'replace') edits.push(replaceEdit(text, change));
		else if (change.type === 'set-properties') properties.push(...Object.entries(change.properties).map(([name, value]) => ({ name, value })));
		else properties.push(...change.names.map((name) => ({ name, value: undefined })));
	}
	return applyEdits(text, [...propertyEdits(text, properties), ...edits]);
}
