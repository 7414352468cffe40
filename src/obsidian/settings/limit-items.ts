/** The limits on what runs may use, as items of the group *What may agents do?* */
import type { SettingDefinition } from 'obsidian';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import { words } from '../words';

/** Each limit with its name and its effect in a sentence. */
export const LIMITS = (['runUsd', 'runTokens', 'dayUsd', 'dayTokens'] as const).map((key) => ({ key, name: words.limits[key], effect: words.limits[`${key}Effect`](DEFAULT_SETTINGS[key]) }));

export function limitItems(): SettingDefinition<keyof Settings>[] {
	return LIMITS.map(item);
}

function item({ key, name, effect }: (typeof LIMITS)[number]): SettingDefinition<keyof Settings> {
	const usual = DEFAULT_SETTINGS[key];
	return {
		name,
		desc: effect,
		control: {
			type: 'number',
			key,
			min: 0,
			step: key.endsWith('Usd') ? 'any' : 1000,
			defaultValue: usual,
			placeholder: String(usual),
			validate: (typed: number) => (Number.isFinite(typed) && typed >= 0 ? undefined : words.limits.bad),
		},
	};
}
