/** PAI's memory through import, export, import and export again, and such a memory from a seed. For tests and measurements. */
import type { PaiFile } from '../../src/core/memory/pai/pai-files';
import { memoryPath } from '../../src/core/memory/pai/pai-files';
import { memoryWorld } from './memory-world';
import { Random } from './random';

export interface PaiTrip {
	/** What the first export gives. */
	readonly once: readonly PaiFile[];
	/** What an empty vault gives after importing that. */
	readonly twice: readonly PaiFile[];
	/** Left out at the import. */
	readonly leftOut: number;
}

export async function paiRoundTrip(files: readonly PaiFile[]): Promise<PaiTrip> {
	const first = await throughVault(files);
	const second = await throughVault(first.files);
	return { once: first.files, twice: second.files, leftOut: first.leftOut };
}

async function throughVault(files: readonly PaiFile[]): Promise<{ readonly files: readonly PaiFile[]; readonly leftOut: number }> {
	const { app } = await memoryWorld();
	try {
		const { plan } = await app.memory.pai.planImport(files);
		await app.memory.pai.apply(plan);
		return { files: (await app.memory.pai.export()).files, leftOut: files.length - plan.notes.length };
	} finally {
		app.close();
	}
}

/** A memory with every kind of file, some lines of which are as broken as people and programs leave them. */
export function generatedPai(seed: number): readonly PaiFile[] {
	const random = new Random(seed);
	const eol = random.pick(['\n', '\n', '\n', '\r\n']);
	const word = (): string => random.pick(['bun', 'Lyon', 'taxes', '“quotes”', '日本', '```', '---', '{"x":1}', '%%', '<!--', 'a | b', '']);
	const lines = (make: () => string): string => Array.from({ length: random.below(8) }, make).join(eol) + (random.chance(0.7) ? eol : '');
	const month = `2026-0${1 + random.below(9)}`;
	const day = `${month}-1${random.below(10)}`;
	const rating = (): string => random.pick([JSON.stringify({ timestamp: `${day}T10:00:00-08:00`, rating: 1 + random.below(10), session_id: word(), source: random.pick(['explicit', 'implicit']), comment: word(), confidence: random.next() }), '{"rating":"8"}', 'not json', '', `{"rating":${random.below(20)},"new":[${random.below(9)}]}`]);
	const relation = (): string => random.pick([`- W @${word()}: ${word()}`, `- B ${word()}`, `- O(c=0.${random.below(100)}) @Anna: ${word()}`, `* X ${word()}`, word()]);
	const head = random.pick([`---${eol}capture_type: LEARNING${eol}timestamp: ${day} 10:00:00 PST${eol}rating: ${random.below(12)}${eol}source: explicit${eol}---${eol}`, `---${eol}capture_type: [${eol}---${eol}`, '', '\uFEFF']);
	return [
		{ path: 'MEMORY/LEARNING/SIGNALS/ratings.jsonl', text: lines(rating) },
		{ path: `MEMORY/LEARNING/${random.pick(['SYSTEM', 'ALGORITHM'])}/${month}/${day}-100000_LEARNING_${random.pick(['a', 'b c', 'd:e'])}.md`, text: `${head}${lines(word)}` },
		{ path: `MEMORY/LEARNING/SYNTHESIS/${month}/weekly.md`, text: lines(word) },
		{ path: `MEMORY/LEARNING/FAILURES/${month}/${day}_x/CONTEXT.md`, text: lines(word) },
		{ path: `MEMORY/LEARNING/FAILURES/${month}/${day}_x/transcript.jsonl`, text: lines(word) },
		{ path: `MEMORY/LEARNING/FAILURES/${month}/${day}_x/sentiment.json`, text: `{"rating": 2}${random.pick(['', eol])}` },
		{ path: `MEMORY/RELATIONSHIP/${month}/${day}.md`, text: lines(relation) },
		{ path: 'USER/OPINIONS.md', text: `# Opinions${eol}### ${word()}${eol}**Confidence:** 0.${random.below(100)}${eol}${lines(word)}` },
		{ path: `MEMORY/WORK/${day}_task/PRD.md`, text: `---${eol}task: ${random.below(99)}${eol}slug: task${eol}---${eol}## Criteria${eol}- [ ] ISC-1: ${word()}${eol}${lines(word)}` },
	];
}

/** Lines of the files that are in no file of their name, and files that are not the same bytes. */
export function lostOf(files: readonly PaiFile[], trip: PaiTrip): { readonly lines: number; readonly unequal: number } {
	const [once, twice] = [trip.once, trip.twice].map((all) => new Map(all.map(({ path, text }) => [path, text])));
	let [lines, unequal] = [0, 0];
	for (const { path, text } of files) {
		const place = memoryPath(path);
		if (once?.get(place) !== text || twice?.get(place) !== text) unequal++;
		const left = (twice?.get(place) ?? '').split('\n');
		for (const line of text.split('\n')) {
			const at = left.indexOf(line);
			if (at < 0) lines++;
			else left.splice(at, 1);
		}
	}
	return { lines, unequal };
}
