/** The settings of the memory: where claims and work go, how much is always loaded, and whether any claims are proposed. */
import type { SettingDefinition, SettingDefinitionItem } from 'obsidian';
import { plainFolder } from '../../core/lib/vault-path';
import type { MemoryChecks } from '../../core/memory/memory-checks';
import { readMemorySettings } from '../../core/memory/memory-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import { words } from '../words';

type FolderSetting = 'memoryFolder' | 'memoryInbox' | 'workFolder';

const MOST_TOKENS = 20_000;

/** `current`: the settings as they are when a folder is typed. `checkedBy`: which device looks through the memory by itself. */
export function memoryGroup(open: () => void, current: () => Settings, checkedBy: MemoryChecks['doneBy'] = 'whoever'): SettingDefinitionItem<keyof Settings> {
	const { memorySettings } = words;
	const folder = (key: FolderSetting, name: string, effect: (usual: string) => string): SettingDefinition<keyof Settings> => {
		const usual = DEFAULT_SETTINGS[key];
		return { name, desc: effect(usual), control: { type: 'folder', key, placeholder: usual, defaultValue: usual, validate: (typed: string) => whyNot(key, typed, current()) } };
	};
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
			{ name: memorySettings.check, desc: memorySettings.checkEffect(checkedBy), control: { type: 'toggle', key: 'checkDevice', defaultValue: false } },
			folder('memoryFolder', memorySettings.folder, memorySettings.folderEffect),
			folder('memoryInbox', memorySettings.inbox, memorySettings.inboxEffect),
			folder('workFolder', memorySettings.work, memorySettings.workEffect),
		],
	};
}

/** A folder is good when it is kept as it is typed. */
function whyNot(key: FolderSetting, typed: string, current: Settings): string | undefined {
	const { folderBad, inboxBad } = words.memorySettings;
	const wanted = plainFolder(typed.trim());
	if (readMemorySettings({ ...current, [key]: wanted })[key] === wanted) return undefined;
	return readMemorySettings({ workFolder: wanted }).workFolder === wanted ? inboxBad : folderBad(DEFAULT_SETTINGS[key]);
}
