/** The settings of the purpose graph: where its notes go, which words mean its types, what is told and logged. */
import type { SettingDefinitionItem } from 'obsidian';
import { asVaultPath } from '../../core/lib/vault-path';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings';
import { parseTelosWords } from '../../core/telos/telos-settings';
import { words } from '../words';

export function telosGroup(): SettingDefinitionItem<keyof Settings> {
	const { telosSettings } = words;
	return {
		type: 'group',
		heading: telosSettings.heading,
		items: [
			{
				name: telosSettings.folder,
				desc: telosSettings.folderEffect(DEFAULT_SETTINGS.telosFolder),
				control: { type: 'text', key: 'telosFolder', placeholder: DEFAULT_SETTINGS.telosFolder, defaultValue: DEFAULT_SETTINGS.telosFolder, validate: (typed) => (typed.trim() === '' || asVaultPath(typed.trim()) ? undefined : telosSettings.folderBad) },
			},
			{
				name: telosSettings.words,
				desc: telosSettings.wordsEffect,
				control: { type: 'text', key: 'telosWords', placeholder: '#area/goal = goal', validate: (typed) => wordsProblem(typed) },
			},
			{ name: telosSettings.halving, desc: telosSettings.halvingEffect, control: { type: 'toggle', key: 'telosHalving', defaultValue: DEFAULT_SETTINGS.telosHalving } },
			{ name: telosSettings.updates, desc: telosSettings.updatesEffect, control: { type: 'toggle', key: 'telosUpdates', defaultValue: DEFAULT_SETTINGS.telosUpdates } },
		],
	};
}

function wordsProblem(typed: string): string | undefined {
	const wanted = typed.split(/[,\n]/).filter((pair) => pair.trim() !== '').length;
	return Object.keys(parseTelosWords(typed)).length === wanted ? undefined : words.telosSettings.wordsBad;
}
