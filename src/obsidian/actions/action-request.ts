/** From what the person wished to the request of a run, and to the place of its result. */
import type { ActRequest, App as Praxis } from '../../core/app';
import type { Pattern } from '../../core/actions/pattern';
import type { ResultPlace } from '../../core/actions/result-changes';
import { NO_STRATEGY, type ActionWishes } from './action-form';
import { PARTS, type Here } from './here';

export interface RequestParts {
	readonly praxis: Pick<Praxis, 'actions'>;
	readonly pattern: Pattern;
	readonly here: Here;
}

/** Rejects as `gatherInputs` does, and when the app may not read the clipboard. */
export async function requestOf({ input, source, variables, wish, model, strategy }: ActionWishes, { praxis: { actions }, pattern, here: { spot, typed = '' } }: RequestParts): Promise<ActRequest> {
	const clipboard = input === 'clipboard' ? { clipboard: await activeWindow.navigator.clipboard.readText() } : {};
	const chosen = strategy === '' ? {} : { strategy: strategy === NO_STRATEGY ? null : actions.strategies.get(strategy) };
	// A variable that was left empty and has no default stays as the pattern wrote it, and the preview tells so.
	const given = Object.fromEntries(Object.entries(variables).filter(([name, value]) => value !== '' || pattern.variables.some((one) => one.name === name && !one.required)));
	return { pattern, inputs: input === 'typed' ? [{ name: 'what you typed', text: typed, isTyped: true }] : await actions.inputs(input, { ...spot, ...clipboard, ...source }), variables: given, ...(wish === '' ? {} : { wish }), ...(model === '' ? {} : { model }), ...chosen };
}

/** A text that a result takes the place of. */
export interface Replaced {
	/** Offset in the note as it was when the run began. */
	readonly start: number;
	readonly old: string;
}

/** Null where the editor itself replaces, or nothing is replaced. */
export function replacedBy({ output, input }: ActionWishes, { inputs }: Pick<ActRequest, 'inputs'>, { spot: { text = '', from = 0 } }: Here): Replaced | null {
	const [first] = inputs;
	return output === 'replace' && PARTS.includes(input) && first ? { start: Math.max(0, text.lastIndexOf(first.text, from)), old: first.text } : null;
}

/** Null for what is not written by the write path: the editor, the screen, the clipboard. `again`: beside an earlier result. */
export function placeOf({ output, place, template }: ActionWishes, { spot: { path }, block }: Here, { again, replaced }: { readonly again: boolean; readonly replaced: Replaced | null }): ResultPlace | null {
	if (output === 'new-note') return { to: 'new-note', folder: place, template, again };
	if (output === 'below') return block ? { to: 'below', path: block.path, block: block.source, nth: block.nth, again } : null;
	if (path === undefined) return null;
	if (replaced) return { to: 'replace', path, ...replaced };
	if (output === 'append' || output === 'prepend') return { to: output, path, heading: place, again };
	return output === 'property' ? { to: 'property', path, name: place } : null;
}
