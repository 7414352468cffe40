/** `praxis recall "question"`: what claims and notes tell, as lines or as JSON. Changes nothing; counts nothing as used. */
import type { App } from '../core/app';
import type { Recalled, RecalledBlock } from '../core/memory/recall/recall';
import type { RecalledClaim } from '../core/memory/recall/score-claims';
import { plain, shortened } from './action-result.mts';
import type { MemoryCommand } from './memory-arguments.mts';
import type { Terminal } from './terminal.mts';

const MOST = 8;
const LONGEST = 300;

/** An honest "unknown" is done too: exit code 0. */
export async function recall({ text, asOf, all, json, limit }: MemoryCommand, { app, terminal }: { readonly app: App; readonly terminal: Terminal }): Promise<number> {
	const found = await app.memory.recall.recall(text, { limit: Math.min(limit, MOST), includeCold: all, signal: terminal.signal, ...(asOf === undefined ? {} : { asOf }) });
	terminal.out(json ? `${JSON.stringify(asJson(text, found, app), null, '\t')}\n` : plain(printed(found, app)));
	return 0;
}

function printed({ claims, blocks, isUnknown, asOf, searched }: Recalled, app: App): string {
	if (isUnknown) return `Unknown: neither claims nor notes tell. ${searched}\n`;
	const head = asOf === null ? '' : `As of ${asOf}:\n\n`;
	const told = claims.map((one) => `${shortened(one.claim.text, LONGEST)}\n${marksOf(one, app).map((mark) => `    ${mark}\n`).join('')}`);
	const quoted = blocks.map((one) => `${placeOf(one)}\n    ${shortened(one.citation.quote, LONGEST)}\n`);
	return `${head}${told.length > 0 ? `${told.join('')}\n` : ''}${quoted.join('')}\n${searched}\n`;
}

function marksOf({ claim, also, state, supersededBy }: RecalledClaim, { memory: { claims } }: App): string[] {
	const by = supersededBy.flatMap((id) => claims.get(id)?.path ?? []);
	return [
		...[claim, ...also].flatMap(({ path, quote, sources: [source = ''] }) => [path, quote === '' ? '' : `“${shortened(quote, LONGEST)}” ${source}`]),
		claim.validFrom === null && claim.validTo === null ? '' : `holds ${[claim.validFrom === null ? '' : `from ${claim.validFrom}`, claim.validTo === null ? '' : `until ${claim.validTo}`].filter((part) => part !== '').join(' ')}`,
		state === 'held' ? `held then, not now${by.length > 0 ? `: superseded by ${by.join(', ')}` : ''}` : '',
		[claim, ...also].some(({ isPrivate }) => isPrivate) ? 'private' : '',
	].filter((mark) => mark !== '');
}

function placeOf({ citation: { path, line, headings, foreign, isPrivate }, day }: RecalledBlock): string {
	return [`${path}:${line}`, day ?? '', headings.at(-1) ?? '', foreign === undefined ? '' : `not your words: ${foreign}`, isPrivate ? 'private' : ''].filter((part) => part !== '').join(' · ');
}

function asJson(question: string, { claims, blocks, isUnknown, asOf, searched }: Recalled, app: App): unknown {
	return {
		question,
		unknown: isUnknown,
		asOf,
		searched,
		claims: claims.map(({ claim, also, label, score, state, supersededBy }) => ({ ...claim, also: also.map(({ path }) => path), label, score: Number(score.toFixed(4)), state, supersededBy: supersededBy.map((id) => app.memory.claims.get(id)?.path ?? id) })),
		blocks: blocks.map(({ citation, score, day }) => ({ ...citation, score: Number(score.toFixed(4)), day })),
	};
}
