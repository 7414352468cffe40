/** Two devices' folders of claims, arrived in any order and indexed in any order: every question recalls the same. */
import type { VaultPath } from '../../../src/core/lib/vault-path';
import { hashText } from '../../../src/core/lib/hash';
import { readNote } from '../../../src/core/lib/markdown';
import { Recall, type RecallDeps } from '../../../src/core/memory/recall/recall';
import { ClaimUses } from '../../../src/core/memory/recall/uses';
import { ContentIndex } from '../../../src/core/search/content-index';
import { MemoryStore } from '../../support/memory-store';
import { arrive, folderOf, randomFiles, type Chance, type Folder } from './merge';

const NOW = new Date('2026-11-22T12:00:00Z');
const QUESTIONS: readonly (readonly [question: string, asOf?: string])[] = [['What is claim 3 of Anna Meyer?'], ['Which claim is of Tom?', '2026-05-01'], ['Claim 1', '2026-11-10']];
/** Nothing but claims is asked for: no note is read through it. */
const GUARD = { ready: () => Promise.resolve(), isPrivate: () => false, run: () => ({ end: () => undefined }) } as unknown as RecallDeps['guard'];

function indexOf(files: ReadonlyMap<VaultPath, string>, chance: Chance): ContentIndex {
	const index = new ContentIndex();
	const left = [...files];
	while (left.length > 0) {
		const [[path, text] = ['' as VaultPath, '']] = left.splice(chance(left.length), 1);
		const note = readNote(path, text);
		index.put({ path, text, version: hashText(text), note });
		if (chance(4) === 0) index.put({ path, text, version: hashText(text), note });
		if (chance(6) === 0) index.seal();
	}
	return index;
}

async function recalled({ files, shelf }: Folder, chance: Chance): Promise<string> {
	const recall = new Recall({ claims: shelf, index: indexOf(files, chance), guard: GUARD, uses: new ClaimUses(new MemoryStore(), () => NOW), settings: () => ({ hotTokens: 600 }), now: () => NOW, yieldToHost: () => Promise.resolve(), clock: () => 0 });
	const answers = await Promise.all(QUESTIONS.map(([question, asOf]) => recall.recall(question, { claimsOnly: true, ...(asOf === undefined ? {} : { asOf }) })));
	return JSON.stringify(answers.map(({ claims, isUnknown }) => [isUnknown, claims.map(({ claim, score, state, supersededBy }) => [claim.path, score.toFixed(9), state, supersededBy])]));
}

/** Why the run broke the rule; null when it did not. */
export async function mergeRecallOnce(chance: Chance): Promise<string | null> {
	const [a, b] = [randomFiles(chance), randomFiles(chance)];
	const [one, other] = [folderOf(a), folderOf(b)];
	await Promise.all([one.shelf.ready(), other.shelf.ready()]);
	const merged = new Map([...a, ...b]);
	await Promise.all([arrive(one, merged, chance), arrive(other, merged, chance)]);
	const [first, second] = [await recalled(one, chance), await recalled(other, chance)];
	return first === second ? null : `one device recalls ${first}\nthe other ${second}`;
}

export async function runRecallMerges(n: number, chance: Chance): Promise<{ readonly broken: number; readonly why: readonly string[] }> {
	const why: string[] = [];
	let broken = 0;
	for (let i = 0; i < n; i++) {
		const told = await mergeRecallOnce(chance);
		if (told === null) continue;
		broken++;
		if (why.length < 5) why.push(told);
	}
	return { broken, why };
}
