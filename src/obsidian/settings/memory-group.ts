/** The settings of the memory: where claims go, how much of them is always loaded, and whether any are proposed. */
import type { SettingDefinition, SettingDefinitionItem } from 'obsidian';
import { asVaultPath } from '../../core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import { words } from '../words';

const MOST_TOKENS = 20_000;

export function memoryGroup(open: () => void): SettingDefinitionItem<keyof Settings> {
	const { memorySettings } = words;
	return {
		type: 'group',
		heading: memorySettings.heading,
		items: [
			{ name: memorySettings.open, desc: memorySettings.openEffect, render: (setting) => void setting.addButton((button) => button.setButtonText(memorySettings.openButton).onClick(open)) },
			{ name: memorySettings.propose, desc: memorySettings.proposeEffect, control: { type: 'toggle', key: 'proposeMemories', defaultValue: DEFAULT_SETTINGS.proposeMemories } },
			{
				name: memorySettings.tokens,
				desc: memorySettings.tokensEffect(DEFAULT_SETTINGS.hotTokens),
				control: { type: 'number', key: 'hotTokens', min: 0, max: MOST_TOKENS, step: 50, defaultValue: DEFAULT_SETTINGS.hotTokens, placeholder: String(DEFAULT_SETTINGS.hotTokens), validate: (typed) => (Number.isInteger(typed) && typed >= 0 && typed <= MOST_TOKENS ? undefined : memorySettings.tokensBad) },
			},
			folder('memoryFolder', memorySettings.folder, memorySettings.folderEffect),
			folder('memoryInbox', memorySettings.inbox, memorySettings.inboxEffect),
		],
	};
}

function folder(key: 'memoryFolder' | 'memoryInbox', name: string, effect: (usual: string) => string): SettingDefinition<keyof Settings> {
	const usual = DEFAULT_SETTINGS[key];
	return { name, desc: effect(usual), control: { type: 'folder', key, placeholder: usual, defaultValue: usual, validate: (typed: string) => (asVaultPath(typed.trim()) ? undefined : words.memorySettings.folderBad) } };
}
