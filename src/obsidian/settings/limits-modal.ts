/** The limits of the settings in a window of their own: for where a run was ended by one. */
import { Modal, Setting } from 'obsidian';
import type { Session } from '../session';
import { words } from '../words';
import { LIMITS } from './limit-items';

export class LimitsModal extends Modal {
	constructor(private readonly session: Session) {
		super(session.app);
	}

	override onOpen(): void {
		this.setTitle(words.limits.title);
		this.modalEl.addClass('praxis-limits');
		for (const limit of LIMITS) this.#drawLimit(limit);
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	#drawLimit({ key, name, effect }: (typeof LIMITS)[number]): void {
		const setting = new Setting(this.contentEl).setName(name).setDesc(effect);
		const problemEl = setting.infoEl.createDiv({ cls: 'praxis-problem-line', attr: { role: 'alert' } });
		setting.addText((text) => {
			text.inputEl.type = 'number';
			text.inputEl.setAttrs({ 'aria-label': name, min: '0', step: 'any', inputmode: 'decimal' });
			text.setValue(String(this.session.settings[key])).onChange((typed) => {
				const value = Number(typed);
				const isGood = typed.trim() !== '' && Number.isFinite(value) && value >= 0;
				problemEl.setText(isGood ? '' : words.limits.bad);
				if (isGood) void this.session.updateSettings({ [key]: value });
			});
		});
	}
}
