/** What the workspace kept of a TELOS view, read with care: another version or a hand may have written it. Pure. */
import type { Shape } from './filter-bar';
import type { TreeFilter } from './tree-rows';

export interface ViewState {
	readonly shape: Shape | null;
	readonly selected: string | null;
	readonly filter: TreeFilter | null;
}

export function readViewState(state: unknown): ViewState {
	const { shape, selected, filter } = recordOf(state);
	const { text, status, owner } = recordOf(filter);
	const isFilter = typeof text === 'string' && typeof status === 'string' && typeof owner === 'string';
	return { shape: shape === 'tree' || shape === 'map' ? shape : null, selected: typeof selected === 'string' ? selected : null, filter: isFilter ? { text, status, owner } : null };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
