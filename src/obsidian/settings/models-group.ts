/** The settings group *Which models?*: providers, local servers when asked for, a model for each role, and prices. */
import type { Setting, SettingDefinition, SettingDefinitionItem } from 'obsidian';
import { catalogOf, type FoundServer } from '../../core/models/models';
import { ROLES, withProvider } from '../../core/models/model-settings';
import type { Role } from '../../core/models/roles';
import type { Settings } from '../../core/settings';
import type { Session } from '../session';
import { words } from '../words';
import { drawPriceList } from './price-list';
import { ProviderModal } from './provider-modal';
import { drawProviderRow } from './provider-row';

type Item = SettingDefinition<keyof Settings>;

/** `redraw` draws the page anew: rows come and go with the providers. */
export function modelsGroup(session: Session, redraw: () => void): SettingDefinitionItem<keyof Settings> {
	const { providers } = session.settings;
	const rows = providers.map((provider): Item => ({ name: provider.name, desc: '', render: (setting) => drawProviderRow(setting, { session, provider, redraw }) }));
	const chosen = providers.length === 0 ? [] : [...ROLES.map((role) => roleItem(session, role, redraw)), pricesItem(session, redraw)];
	return { type: 'group', heading: words.models.group, items: [providersItem(session, redraw), ...rows, ...chosen] };
}

function providersItem(session: Session, redraw: () => void): Item {
	return {
		name: words.models.providers,
		desc: words.models.providersEffect,
		render: (setting) => {
			const end = drawLook(setting, session, redraw);
			setting.addButton((button) => button.setButtonText(words.models.add).onClick(() => new ProviderModal({ session, provider: null, done: redraw }).open()));
			return end;
		},
	};
}

/** The button that asks this device's ports, and what was found under it. Returns the function that ends it. */
function drawLook(setting: Setting, session: Session, redraw: () => void): () => void {
	const foundEl = setting.infoEl.createDiv({ cls: 'praxis-report', attr: { role: 'status' } });
	let running: AbortController | null = null;
	setting.addButton((button) => {
		const look = async (): Promise<void> => {
			const { praxis } = session;
			if (!praxis) return foundEl.setText(words.chat.notReady);
			const mine = (running = new AbortController());
			button.setButtonText(words.models.lookStop);
			foundEl.setText(words.models.looking);
			const found = await praxis.models.lookForServers(mine.signal);
			running = null;
			button.setButtonText(words.models.look);
			drawFound(foundEl, found, { session, redraw });
		};
		button.setButtonText(words.models.look).onClick(() => (running ? running.abort() : void look()));
	});
	return () => running?.abort();
}

function drawFound(el: HTMLElement, found: readonly FoundServer[], { session, redraw }: { session: Session; redraw: () => void }): void {
	el.empty();
	const fresh = found.filter(({ vendor }) => !session.settings.providers.some(({ id }) => id === vendor.id));
	if (fresh.length === 0) return el.setText(found.length === 0 ? words.models.lookNone : words.models.lookAll);
	for (const { vendor, models } of fresh) {
		const row = el.createDiv({ cls: 'praxis-found' });
		row.createSpan({ text: words.models.found(vendor.name, models.length) });
		row.createEl('button', { text: words.models.addFound(vendor.name) }).addEventListener('click', () => {
			const { id, name, baseUrl, wire } = vendor;
			void session.updateSettings(withProvider(session.settings, { id, name, baseUrl, wire, secret: '', models })).then(redraw);
		});
	}
}

function roleItem(session: Session, role: Role, redraw: () => void): Item {
	const { name, effect } = words.models.roles[role];
	return {
		name,
		desc: effect,
		render: (setting) => {
			const chosen = session.settings.roleModels[role];
			setting.addDropdown((dropdown) => {
				dropdown.addOption('', words.models.noModel);
				const { entries } = catalogOf(session.settings);
				for (const { spec, vendorName } of entries) dropdown.addOption(spec.ref, words.models.optionOf(spec.name, vendorName, spec.place === 'device'));
				if (chosen !== '' && !entries.some(({ spec }) => spec.ref === chosen)) dropdown.addOption(chosen, chosen);
				dropdown.selectEl.setAttribute('aria-label', name);
				dropdown.setValue(chosen).onChange((ref) => void session.updateSettings({ roleModels: { ...session.settings.roleModels, [role]: ref } }).then(redraw));
			});
		},
	};
}

function pricesItem(session: Session, redraw: () => void): Item {
	const { roleModels, chatModel } = session.settings;
	const catalog = catalogOf(session.settings);
	const refs = new Set([...ROLES.map((role) => roleModels[role]), chatModel]);
	const models = [...refs].flatMap((ref) => catalog.find(ref)?.spec ?? []);
	return {
		name: words.models.prices,
		desc: words.models.pricesEffect,
		visible: models.length > 0,
		render: (setting) => {
			setting.settingEl.addClass('praxis-setting-stacked');
			drawPriceList(setting.settingEl, {
				models,
				change: (ref, price) => {
					const others = session.settings.ownPrices.filter((other) => other.ref !== ref);
					void session.updateSettings({ ownPrices: price ? [...others, price] : others }).then(redraw);
				},
			});
		},
	};
}
