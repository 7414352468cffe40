/** The line below the composer: where a question goes, and about what it will cost, before it is sent. */
import type { ChatChoice, Preview } from '../../core/app';
import { words } from '../words';

export interface WhereOptions {
	readonly hasProviders: boolean;
	readonly preview: Pick<Preview, 'model' | 'place' | 'destination' | 'notes' | 'tokens' | 'usd'> | null;
	/** How many notes and other things lie beside the question. */
	readonly beside?: number;
	/** The mode in which nothing may leave this device. */
	readonly onDeviceOnly?: boolean;
}

export function whereItGoes(choice: ChatChoice, { onDeviceOnly = false, ...options }: WhereOptions): string {
	const where = destinationOf(choice, options);
	return onDeviceOnly && choice.kind !== 'blocked' && where !== '' ? `${where} ${words.chat.nothingLeaves}` : where;
}

function destinationOf(choice: ChatChoice, { hasProviders, preview, beside = 0 }: WhereOptions): string {
	if (choice.kind === 'quotes' && !preview) return hasProviders ? words.chat.staysHere : words.chat.whereItGoes;
	if (choice.kind === 'blocked') return words.chat.blocked(choice.reason);
	if (!preview) return choice.kind !== 'model' ? '' : choice.entry.spec.place === 'device' ? words.models.toDevice(choice.entry.spec.name) : words.models.toRemote(new URL(choice.entry.spec.origin).host, []);
	if (preview.place === 'device') return words.models.toDevice(preview.model);
	const notes = preview.notes + beside;
	const parts = [...(notes > 0 ? [words.models.notes(notes)] : []), words.models.aboutTokens(preview.tokens), preview.usd === null ? words.models.priceIsUnknown : words.models.dollars(preview.usd)];
	return words.models.toRemote(new URL(preview.destination).host, parts);
}
