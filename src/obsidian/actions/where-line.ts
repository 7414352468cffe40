/** What the form says below its fields of the run to come: where it goes and how much, or what keeps it here and the way out. */
import type { ActionPreview } from '../../core/actions/preview-action';
import { catalogOf } from '../../core/models/models';
import { whereItGoes } from '../chat/where-it-goes';
import type { Session } from '../session';
import { words } from '../words';

export interface WhereLineOptions {
	readonly session: Session;
	/** Takes another model for this run. */
	readonly useModel: (ref: string) => void;
}

/** Whether the run may begin. */
export function mayRun({ model, problems }: ActionPreview): boolean {
	return model !== null && problems.length === 0;
}

export function drawWhere(el: HTMLElement, preview: ActionPreview, options: WhereLineOptions): void {
	const { actions } = words;
	el.empty();
	if (preview.unfilled.length > 0) el.createDiv({ cls: 'praxis-muted', text: actions.unfilled(preview.unfilled) });
	if (preview.isHeldBack) return drawHeldBack(el, options);
	for (const problem of preview.problems) el.createDiv({ cls: 'praxis-refusal', text: problem });
	if (preview.problems.length > 0) return;
	if (!preview.model) return void el.createDiv({ text: actions.noModel });
	const { name, place, destination } = preview.model;
	el.createDiv({ cls: 'praxis-muted', text: whereItGoes({ kind: 'quotes' }, { hasProviders: true, preview: { model: name, place, destination, notes: 0, tokens: preview.tokens, usd: preview.usd } }) });
}

function drawHeldBack(el: HTMLElement, { session, useModel }: WhereLineOptions): void {
	const { actions } = words;
	el.createDiv({ cls: 'praxis-refusal', text: actions.heldBack });
	const onDevice = catalogOf(session.settings).entries.filter(({ spec }) => spec.place === 'device').slice(0, 3);
	if (onDevice.length === 0) el.createDiv({ cls: 'praxis-muted', text: actions.noDevice });
	for (const { spec } of onDevice) el.createEl('button', { text: actions.useDevice(spec.name), attr: { type: 'button' } }).addEventListener('click', () => useModel(spec.ref));
}
