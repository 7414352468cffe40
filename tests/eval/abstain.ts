/**
 * Measures whether the extractive engine knows what the notes do not say.
 *
 * Data: `abstain.*.json` with `notes` and `questions` of the kinds answerable, near-miss, out-of-vault.
 * AUROC: how well confidence tells answerable questions from the others. Coverage: answerable questions that
 * were not declined. Risk: questions not declined where the notes hold no answer, or none of the quotes is
 * from the note that does.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../../src/core/lib/markdown';
import type { VaultPath } from '../../src/core/lib/vault-path';
import { chooseQuotes, judge } from '../../src/core/models/extractive';
import { ContentIndex } from '../../src/core/search/content-index';
import { evidenceIn } from '../../src/core/search/evidence';
import type { EvalRow } from './search';

interface AbstainSet {
	readonly notes: readonly { readonly id: string; readonly text: string }[];
	readonly questions: readonly { readonly q: string; readonly kind: string; readonly note?: string }[];
}

interface Judged {
	readonly kind: string;
	readonly outcome: string;
	readonly confidence: number;
	readonly isRight: boolean;
}

/** As many notes as a run opens. */
const NOTES_OPENED = 8;

export async function run({ data, sets }: { data?: string; sets?: readonly string[] }): Promise<EvalRow[]> {
	if (!data || !existsSync(data)) throw new Error('Give a folder with abstain sets: --data DIR');
	const folder = existsSync(join(data, 'guard')) ? join(data, 'guard') : data;
	const names = readdirSync(folder).filter((name) => /^abstain\..*json$/.test(name) && (!sets || sets.includes('abstain')));
	return names.sort().flatMap((name) => measure('abstain', JSON.parse(readFileSync(join(folder, name), 'utf8')) as AbstainSet));
}

function measure(set: string, data: AbstainSet): EvalRow[] {
	const index = new ContentIndex();
	const texts = new Map(data.notes.map(({ id, text }) => [`${id}.md`, text]));
	for (const [path, text] of texts) index.put({ path, text, version: '', note: readNote(path, text) });
	const judged = data.questions.map((question) => answer(index, texts, question));
	const answerable = judged.filter(({ kind }) => kind === 'answerable');
	const row = (metric: string, value: number, n: number): EvalRow => ({ set, engine: 'praxis', metric, value, n });
	const shares = (name: string, isGiven: (one: Judged) => boolean): EvalRow[] => {
		const given = judged.filter(isGiven);
		return [
			row(`coverage${name}`, answerable.filter(isGiven).length / answerable.length, answerable.length),
			row(`risk${name}`, given.filter(({ isRight }) => !isRight).length / Math.max(1, given.length), given.length),
		];
	};
	const declined = (kind: string): EvalRow => {
		const all = judged.filter((one) => one.kind === kind);
		return row(`declined_${kind.replaceAll('-', '_')}`, all.filter(({ outcome }) => outcome === 'unknown').length / all.length, all.length);
	};
	return [
		row('auroc_out_of_vault', auroc(answerable, judged.filter(({ kind }) => kind === 'out-of-vault')), judged.length),
		row('auroc_near_miss', auroc(answerable, judged.filter(({ kind }) => kind === 'near-miss')), judged.length),
		...shares('', ({ outcome }) => outcome !== 'unknown'),
		...shares('_answered', ({ outcome }) => outcome === 'answered'),
		declined('near-miss'),
		declined('out-of-vault'),
	];
}

function answer(index: ContentIndex, texts: ReadonlyMap<string, string>, asked: AbstainSet['questions'][number]): Judged {
	const { hits, terms } = index.find(asked.q, { limit: NOTES_OPENED });
	const top = hits[0]?.score ?? 1;
	const evidence = hits.flatMap(({ path, score }) =>
		evidenceIn({ path: path as VaultPath, read: { text: texts.get(path) ?? '', version: '' }, isPrivate: () => false, rank: score / top }, terms),
	);
	const question = { text: asked.q, terms, notes: index.size };
	const quotes = chooseQuotes(question, evidence);
	const { outcome, confidence } = judge(question, quotes);
	const isRight = asked.kind === 'answerable' && quotes.some((quote) => quote.evidence.path === `${asked.note ?? ''}.md`);
	return { kind: asked.kind, outcome, confidence, isRight };
}

/** The chance that an answerable question scores above another, ties counting half. */
function auroc(positive: readonly Judged[], negative: readonly Judged[]): number {
	let wins = 0;
	for (const yes of positive) for (const no of negative) wins += yes.confidence > no.confidence ? 1 : yes.confidence === no.confidence ? 0.5 : 0;
	return wins / Math.max(1, positive.length * negative.length);
}
