/** One request in the record of what left: a line that says when and where to, its facts, and the notes it held. */
import { setIcon } from 'obsidian';
import type { EgressEntry } from '../../core/guard/egress-record';
import { isThisDevice } from '../../core/guard/guarded-http';
import { titleOf } from '../../core/lib/vault-path';
import { fullTime } from '../activity/when';
import { words } from '../words';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Of one request; the others stand behind a button. */
const SHOWN_NOTES = 5;

export function drawRequest(parent: HTMLElement, entry: EgressEntry, open: (path: string) => void): void {
	const at = new Date(entry.at);
	const el = parent.createEl('article', { cls: 'praxis-request', attr: { 'aria-label': `${entry.host}, ${fullTime(at)}` } });
	const head = el.createDiv({ cls: 'praxis-request-head' });
	head.createSpan({ cls: 'praxis-request-host', text: entry.host });
	head.createSpan({ cls: 'praxis-request-time', text: time.format(at), attr: { title: fullTime(at) } });
	el.createDiv({ cls: 'praxis-request-facts', text: factsOf(entry).join(' · ') });
	const chips = el.createDiv({ cls: 'praxis-request-chips' });
	if (isThisDevice(entry.host.replace(/:\d+$/, ''))) drawChip(chips, 'monitor', words.sent.here);
	if (entry.redacted.length > 0) drawChip(chips, 'key-round', words.sent.redacted(entry.redacted));
	if (entry.ended === 'failed') drawChip(chips, 'unplug', words.sent.noAnswer);
	if (entry.ended === 'awaited') drawChip(chips, 'circle-help', words.sent.notSeen);
	if (entry.notes.length === 0) return;
	const list = el.createEl('ul', { cls: 'praxis-request-notes', attr: { 'aria-label': words.sent.notes(entry.notes.length) } });
	const draw = (paths: readonly string[]): void => {
		for (const path of paths) list.createEl('li').createEl('button', { cls: 'praxis-link', text: titleOf(path), attr: { title: path } }).addEventListener('click', () => open(path));
	};
	draw(entry.notes.slice(0, SHOWN_NOTES));
	const rest = entry.notes.slice(SHOWN_NOTES);
	if (rest.length === 0) return;
	const more = list.createEl('li');
	more.createEl('button', { cls: 'praxis-link', text: words.sent.moreNotes(rest.length) }).addEventListener('click', () => {
		more.remove();
		draw(rest);
	});
}

function factsOf({ model, bytes, tokens, cost, notes }: EgressEntry): string[] {
	return [
		model === '' ? words.sent.noModel : words.sent.model(model),
		words.sent.bytes(bytes),
		tokens === null ? '' : words.sent.tokens(tokens),
		cost === null ? '' : words.sent.cost(cost),
		notes.length === 0 ? words.sent.noNotes : words.sent.notes(notes.length),
	].filter((fact) => fact !== '');
}

function drawChip(parent: HTMLElement, icon: string, text: string): void {
	const chip = parent.createSpan({ cls: 'praxis-private' });
	setIcon(chip.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), icon);
	chip.createSpan({ text });
}
