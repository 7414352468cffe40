/** The line below the composer: where a question goes, and about what it will cost, before it is sent. */
import type { ChatChoice, ChatEstimate } from '../../core/app';
import { words } from '../words';

export function whereItGoes(choice: ChatChoice, { hasProviders, estimate }: { readonly hasProviders: boolean; readonly estimate: ChatEstimate | null }): string {
	if (choice.kind === 'quotes') return hasProviders ? words.chat.staysHere : words.chat.whereItGoes;
	if (choice.kind === 'blocked') return words.chat.blocked(choice.reason);
	const { spec } = choice.entry;
	if (spec.place === 'device') return words.models.toDevice(spec.name);
	const parts = estimate ? [...(estimate.notes > 0 ? [words.models.notes(estimate.notes)] : []), words.models.aboutTokens(estimate.tokens), estimate.usd === null ? words.models.priceIsUnknown : words.models.dollars(estimate.usd)] : [];
	return words.models.toRemote(new URL(spec.origin).host, parts);
}
