/** One provider in the settings: where it is, a test that says what failed and how to mend it, edit and remove. */
import { Notice, setIcon, type Setting } from 'obsidian';
import { createCatalog } from '../../core/models/catalog';
import { overridesOf, withoutProvider, type Provider } from '../../core/models/model-settings';
import { placeOf } from '../../core/models/place';
import type { ConnectionReport } from '../../core/models/test-connection';
import type { Session } from '../session';
import { words } from '../words';
import { ProviderModal } from './provider-modal';

export interface ProviderRowOptions {
	readonly session: Session;
	readonly provider: Provider;
	/** The settings have changed, and their page is to be drawn anew. */
	readonly redraw: () => void;
}

/** Returns the function that ends it. */
export function drawProviderRow(setting: Setting, { session, provider, redraw }: ProviderRowOptions): () => void {
	setting.setDesc(placeText(provider, session));
	const reportEl = setting.infoEl.createDiv({ cls: 'praxis-report', attr: { role: 'status' } });
	let running: AbortController | null = null;
	setting.addButton((button) => {
		const mark = (): void => {
			button.setButtonText(running ? words.models.testStop : words.models.test);
			button.buttonEl.setAttribute('aria-label', running ? words.models.testStop : words.models.testLabel(provider.name));
		};
		const test = async (): Promise<void> => {
			const mine = (running = new AbortController());
			mark();
			reportEl.setText(words.models.testing);
			const report = await session.praxis?.models.test(provider, mine.signal);
			running = null;
			mark();
			drawReport(reportEl, report ?? { ok: false, sentence: words.chat.notReady, hint: '' });
		};
		button.onClick(() => (running ? running.abort() : void test()));
		mark();
	});
	setting.addExtraButton((button) => button.setIcon('pencil').setTooltip(words.models.edit(provider.name)).onClick(() => new ProviderModal({ session, provider, done: redraw }).open()));
	setting.addExtraButton((button) =>
		button.setIcon('trash-2').setTooltip(words.models.remove(provider.name)).onClick(() => {
			void session.updateSettings(withoutProvider(session.settings, provider.id)).then(redraw);
			if (provider.secret !== '') new Notice(words.models.removed(provider.name));
		}),
	);
	return () => running?.abort();
}

function placeText(provider: Provider, { settings }: Session): string {
	const { baseUrl, secret } = provider;
	const { host } = new URL(baseUrl);
	const known = createCatalog(overridesOf({ ...settings, providers: [provider] })).entries.filter(({ spec }) => spec.vendor === provider.id).length;
	const place = placeOf(baseUrl) === 'device' ? words.models.onDevice(host, known) : words.models.remote(host, known);
	return secret === '' ? place : `${place} ${words.models.keyNamed(secret)}`;
}

function drawReport(el: HTMLElement, report: Pick<ConnectionReport, 'ok' | 'sentence'> & { readonly hint?: string }): void {
	el.empty();
	setIcon(el.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), report.ok ? 'check' : 'triangle-alert');
	el.createSpan({ text: [report.sentence, report.hint ?? ''].filter((part) => part !== '').join(' ') });
}
