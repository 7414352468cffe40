/** The limits on what runs may use, as items of the group *What may agents do?* */
import type { SettingDefinition } from 'obsidian';
import type { LimitSettings } from '../../core/guard/limit-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import { words } from '../words';

export function limitItems(): SettingDefinition<keyof Settings>[] {
	const { limits } = words;
	return [
		item('runUsd', limits.runUsd, limits.runUsdEffect),
		item('runTokens', limits.runTokens, limits.runTokensEffect),
		item('dayUsd', limits.dayUsd, limits.dayUsdEffect),
		item('dayTokens', limits.dayTokens, limits.dayTokensEffect),
	];
}

function item(key: keyof LimitSettings, name: string, effect: (usual: number) => string): SettingDefinition<keyof Settings> {
	const usual = DEFAULT_SETTINGS[key];
	return {
		name,
		desc: effect(usual),
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
