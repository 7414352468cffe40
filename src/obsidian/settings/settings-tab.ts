/** The settings, grouped by the question that each group answers; every setting says its effect and its default. */
import { type Plugin, PluginSettingTab, type Setting, type SettingDefinition, type SettingDefinitionItem } from 'obsidian';
import { RUN_LOG_FOLDER } from '../../core/agents/run-log';
import { asVaultPath } from '../../core/lib/vault-path';
import { NO_DEVICE } from '../../core/memory/memory-settings';
import { DEFAULT_SETTINGS, originOf, type Settings } from '../../core/settings';
import { parseTelosWords, printTelosWords } from '../../core/telos/telos-settings';
import { openPolicy, showReview, showSent } from '../guard/guard-commands';
import { indexSentence } from '../index-bar';
import { ProblemsModal } from '../problems-modal';
import type { Session } from '../session';
import { drawFolderList } from './folder-list';
import { limitItems } from './limit-items';
import { memoryGroup } from './memory-group';
import { modelsGroup } from './models-group';
import { tellError } from '../tell-error';
import { telosGroup } from './telos-group';
import { vectorGroup } from './vector-group';
import { words } from '../words';

type FolderSetting = 'excludedFolders' | 'privateFolders' | 'clippingFolders';

export class PraxisSettingTab extends PluginSettingTab {
	override icon = 'messages-square';

	constructor(
		plugin: Plugin,
		private readonly session: Session,
	) {
		super(session.app, plugin);
	}

	override getSettingDefinitions(): SettingDefinitionItem<keyof Settings>[] {
		const { settings } = words;
		return [
			modelsGroup(this.session, () => this.update()),
			{ type: 'group', heading: settings.where, items: [folder('resultFolder', settings.resultFolder, settings.resultFolderEffect), { name: settings.keepChats, desc: settings.keepChatsEffect, control: { type: 'toggle', key: 'keepChats', defaultValue: DEFAULT_SETTINGS.keepChats } }, folder('chatFolder', settings.chatFolder, settings.chatFolderEffect), { name: settings.blockIds, desc: settings.blockIdsEffect, control: { type: 'toggle', key: 'addBlockIds', defaultValue: DEFAULT_SETTINGS.addBlockIds } }, { name: settings.runLog, desc: settings.runLogEffect(RUN_LOG_FOLDER), control: { type: 'toggle', key: 'runLog', defaultValue: DEFAULT_SETTINGS.runLog } }] },
			{
				type: 'group',
				heading: settings.leave,
				items: [
					{ name: settings.onDevice, desc: settings.onDeviceEffect, control: { type: 'toggle', key: 'onDeviceOnly', defaultValue: DEFAULT_SETTINGS.onDeviceOnly } },
					modelServers(),
					this.#folders('privateFolders', settings.privateFolders, settings.privateEffect),
					action({ name: settings.sent, desc: settings.sentEffect, button: settings.sentOpen }, () => void showSent(this.app)),
				],
			},
			{
				type: 'group',
				heading: settings.agents,
				items: [action({ name: settings.policy, desc: settings.policyEffect, button: settings.policyOpen }, () => void openPolicy(this.session)), this.#review(), ...limitItems(), { name: settings.webPages, desc: settings.webPagesEffect, control: { type: 'toggle', key: 'webPages', defaultValue: DEFAULT_SETTINGS.webPages } }, this.#folders('clippingFolders', settings.clippingFolders, settings.clippingEffect)],
			},
			telosGroup(),
			memoryGroup(() => this.session.openMemory(), () => this.session.settings, this.session.praxis?.memory.checks.doneBy),
			{ type: 'group', heading: settings.search, items: [this.#folders('excludedFolders', settings.excludedFolders, settings.excludedEffect), phoneMemory(), this.#index()] },
			vectorGroup(this.session),
		];
	}

	override getControlValue(key: string): unknown {
		const value = this.session.settings[key as keyof Settings];
		if (key === 'telosWords') return printTelosWords(this.session.settings.telosWords);
		if (key === 'checkDevice') return this.session.praxis?.memory.checks.doneBy === 'this';
		return key === 'modelOrigins' ? this.session.settings.modelOrigins.join(' ') : value;
	}

	override async setControlValue(key: string, value: unknown): Promise<void> {
		if (key === 'telosWords' && typeof value === 'string') return this.session.updateSettings({ telosWords: parseTelosWords(value) });
		if (key === 'checkDevice') {
			await this.session.updateSettings({ checkDevice: value === true ? (this.session.praxis?.memory.checks.deviceId ?? '') : NO_DEVICE });
			return this.update();
		}
		const kept = key === 'modelOrigins' && typeof value === 'string' ? addressesIn(value) : value;
		await this.session.updateSettings({ [key]: kept });
	}

	#folders(key: FolderSetting, name: string, desc: string): SettingDefinition<keyof Settings> {
		return {
			name,
			desc,
			render: (setting) => {
				setting.settingEl.addClass('praxis-setting-stacked');
				return drawFolderList(setting.settingEl, {
					app: this.app,
					name,
					folders: this.session.settings[key],
					change: (folders) => void this.session.updateSettings({ [key]: folders }),
				});
			},
		};
	}

	/** Says how much waits, once that is known. */
	#review(): SettingDefinition<keyof Settings> {
		const { setting, settingEffect, settingWaiting, button } = words.review;
		return {
			name: setting,
			desc: settingEffect,
			render: (row) => {
				row.addButton((control) => control.setButtonText(button).onClick(() => showReview(this.session)));
				const guard = this.session.praxis?.guard;
				// A setting has a method "then" of its own: a promise that is given one never settles.
				const show = (waiting: number): void => void row.setDesc(waiting === 0 ? settingEffect : `${settingWaiting(waiting)} ${settingEffect}`);
				const update = (): void => void guard?.pendingAcceptances().then((things) => show(things.length), (error: unknown) => tellError(words.review.failed, error));
				update();
				return guard?.onAcceptances(update) ?? ((): void => undefined);
			},
		};
	}

	#index(): SettingDefinition<keyof Settings> {
		return { name: words.settings.index, desc: '', aliases: [words.index.rebuild], render: (setting) => drawIndexRow(setting, this.session) };
	}
}

function folder(key: 'resultFolder' | 'chatFolder', name: string, effect: (usual: string) => string): SettingDefinition<keyof Settings> {
	return {
		name,
		desc: effect(DEFAULT_SETTINGS[key]),
		control: {
			type: 'folder',
			key,
			placeholder: DEFAULT_SETTINGS[key],
			defaultValue: DEFAULT_SETTINGS[key],
			validate: (typed: string) => {
				if (typed.trim() === '') return words.settings.resultFolderEmpty;
				return asVaultPath(typed.trim()) === null ? words.settings.resultFolderBad : undefined;
			},
		},
	};
}

function phoneMemory(): SettingDefinition<keyof Settings> {
	const { phoneMb, phoneMbEffect } = words.settings;
	const defaultValue = DEFAULT_SETTINGS.phoneSearchMb;
	return { name: phoneMb, desc: phoneMbEffect(defaultValue), control: { type: 'number', key: 'phoneSearchMb', min: 0, step: 1, defaultValue, placeholder: String(defaultValue), validate: (typed) => (typed >= 0 ? undefined : words.limits.bad) } };
}

function modelServers(): SettingDefinition<keyof Settings> {
	return {
		name: words.settings.modelServers,
		desc: words.settings.modelServersEffect,
		control: {
			type: 'text',
			key: 'modelOrigins',
			placeholder: 'http://127.0.0.1:11434',
			defaultValue: '',
			validate: (typed: string) => {
				const wrong = addressesIn(typed).find((address) => originOf(address) === null);
				return wrong === undefined ? undefined : words.settings.modelServersBad(wrong);
			},
		},
	};
}

function addressesIn(typed: string): string[] {
	return typed.split(/[\s,]+/).filter((address) => address !== '');
}

function action({ name, desc, button }: { readonly name: string; readonly desc: string; readonly button: string }, run: () => void): SettingDefinition<keyof Settings> {
	return { name, desc, render: (setting) => void setting.addButton((control) => control.setButtonText(button).onClick(run)) };
}

/** How many notes are indexed, as it changes, and the buttons that act on it. */
function drawIndexRow(setting: Setting, session: Session): () => void {
	setting.addButton((button) =>
		button.setButtonText(words.index.showProblems).onClick(() => new ProblemsModal(session).open()).then(({ buttonEl }) => buttonEl.addClass('praxis-show-problems')),
	);
	setting.addButton((button) =>
		button.setButtonText(words.index.rebuild).onClick(() => {
			if (session.status.state === 'building') session.cancelRebuild();
			else void session.rebuildAndTell();
		}).then(({ buttonEl }) => buttonEl.addClass('praxis-rebuild')),
	);
	const update = (): void => {
		const problems = session.problems.length;
		setting.setDesc(indexSentence(session.status, problems));
		setting.controlEl.querySelector<HTMLElement>('.praxis-show-problems')?.toggle(problems > 0);
		setting.controlEl.querySelector('.praxis-rebuild')?.setText(session.status.state === 'building' ? words.index.cancel : words.index.rebuild);
	};
	update();
	return session.onStatus(update);
}
