/** A pattern whose result goes into the text being edited: shown below its place, taken or left there, one undo step. */
import type { ActRequest, App as Praxis } from '../../core/app';
import { readNote } from '../../core/lib/markdown';
import { titleOf } from '../../core/lib/vault-path';
import { InlineEdit } from '../inline/inline-edit';
import { words } from '../words';
import type { ActionWishes } from './action-form';
import type { Here } from './here';

export interface RunInEditorOptions {
	readonly praxis: Praxis;
	/** With an editor. */
	readonly here: Here;
	readonly wishes: ActionWishes;
	readonly request: ActRequest;
}

export function runInEditor({ praxis, here: { spot, view }, wishes: { output, input, wish }, request }: RunInEditorOptions): void {
	const { path, to = 0 } = spot;
	if (!view || path === undefined) return;
	const { from } = spot;
	const text = view.state.doc.toString();
	const place = output === 'cursor' ? { from: to, to } : input === 'note' ? { from: readNote(path, text).frontMatter?.span.end ?? 0, to: text.length } : { from: from ?? to, to };
	const { variables, strategy, contexts, model, pattern, inputs } = request;
	const edit = new InlineEdit({
		view,
		praxis,
		path,
		title: titleOf(path),
		from: Math.min(place.from, text.length),
		to: Math.min(place.to, text.length),
		pattern: pattern.name,
		label: pattern.name,
		placeholder: words.actions.wish,
		needsWish: false,
		inputOf: (now, at) => now.slice(at.from, at.to),
		more: { ...(variables ? { variables } : {}), ...(strategy === undefined ? {} : { strategy }), ...(contexts ? { contexts } : {}) },
		...(output === 'cursor' ? { inputs } : {}),
		...(model === undefined ? {} : { model }),
	});
	edit.open('', wish);
}
