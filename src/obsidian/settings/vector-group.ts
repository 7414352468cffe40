/** The settings of search by meaning: which model, how far it is, and how much it counts. */
import type { Setting, SettingDefinition, SettingDefinitionItem } from 'obsidian';
import type { VectorStatus } from '../../core/search/vectors/vector-desk';
import { MOST_WEIGHT } from '../../core/search/vectors/vector-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';

export function vectorGroup(session: Session): SettingDefinitionItem<keyof Settings> {
	const { vectors, limits } = words;
	return {
		type: 'group',
		heading: vectors.heading,
		items: [
			{ name: vectors.model, desc: vectors.modelEffect, control: { type: 'text', key: 'vectorModel', placeholder: 'ollama/nomic-embed-text', defaultValue: DEFAULT_SETTINGS.vectorModel, validate: (typed) => modelProblem(typed.trim(), session) } },
			{ name: vectors.state, desc: '', render: (setting) => drawState(setting, session) },
			amount('vectorWeight', { name: vectors.weight, desc: vectors.weightEffect, step: 'any' }, (typed) => (typed >= 0 && typed <= MOST_WEIGHT ? undefined : vectors.weightBad)),
			amount('vectorTokens', { name: vectors.tokens, desc: vectors.tokensEffect(DEFAULT_SETTINGS.vectorTokens), step: 1000 }, (typed) => (typed >= 0 ? undefined : limits.bad)),
		],
	};
}

function amount(key: 'vectorWeight' | 'vectorTokens', { name, desc, step }: { readonly name: string; readonly desc: string; readonly step: number | 'any' }, validate: (typed: number) => string | undefined): SettingDefinition<keyof Settings> {
	const usual = DEFAULT_SETTINGS[key];
	return { name, desc, control: { type: 'number', key, min: 0, step, defaultValue: usual, placeholder: String(usual), validate } };
}

function modelProblem(typed: string, { settings }: Session): string | undefined {
	const vendors = settings.providers.filter(({ wire }) => wire !== 'anthropic').map(({ id }) => id);
	const isKnown = vendors.some((id) => typed.startsWith(`${id}/`) && typed.length > id.length + 1);
	return typed === '' || isKnown ? undefined : words.vectors.modelBad(vendors);
}

/** How many notes are ready, as it changes, and the buttons that act on it. */
function drawState(setting: Setting, session: Session): () => void {
	const desk = session.praxis?.vectors;
	if (!desk) return () => undefined;
	setting.setClass('praxis-vectors');
	setting.addButton((button) =>
		button.setButtonText(words.vectors.forget).onClick(() => void desk.forget().catch((error: unknown) => tellError(words.vectors.forgetFailed, error))).then(({ buttonEl }) => buttonEl.addClass('praxis-forget-vectors')),
	);
	setting.addButton((button) =>
		button.onClick(() => {
			if (desk.status.state === 'building') desk.stop();
			else void desk.build();
		}).then(({ buttonEl }) => buttonEl.addClass('praxis-make-vectors')),
	);
	const update = (status: VectorStatus): void => {
		setting.setDesc(sentence(status));
		const isOff = status.state === 'off';
		setting.controlEl.querySelector<HTMLElement>('.praxis-forget-vectors')?.toggle(status.notes > 0);
		const make = setting.controlEl.querySelector<HTMLElement>('.praxis-make-vectors');
		make?.toggle(!isOff);
		make?.setText(status.state === 'building' ? words.vectors.stop : status.notes > 0 ? words.vectors.again : words.vectors.build);
	};
	update(desk.status);
	return desk.onStatus(update);
}

function sentence({ state, notes, total, leftOut, reason }: VectorStatus): string {
	const { vectors } = words;
	if (state === 'off') return vectors.off;
	const told = state === 'paused' ? vectors.paused(reason, notes, total) : vectors[state](notes, total);
	return leftOut > 0 ? `${told} ${vectors.leftOut(leftOut)}` : told;
}
