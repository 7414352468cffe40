/** TELOS files of every form, made from a seed, with all that real ones have: gaps, repeated ids, prose, tables, odd line ends. */
import { Random } from './random';

export interface TelosFile {
	readonly path: string;
	readonly text: string;
}

const WORDS = ['water', 'write', 'the', 'map', 'by', 'July of 2026', 'sleep', '______', 'Größe', '日本', 'a: b', '(80%)', '"quoted"', "it's", '100,000', '#tag', '[square]', '— so', 'M9', '**bold**', '`code`'];
const KEYS = ['Status', 'Supports', 'Target', 'Deadline', 'Linked Goals', 'Why It Matters', 'Blocked By', 'Related To', 'What you believed', 'Progress', 'Confidence', 'Owner', 'Id', 'Title'];
const FOLDER_FILES = [['GOALS', 'G'], ['MISSION', 'M'], ['CHALLENGES', 'C'], ['STRATEGIES', 'S'], ['PROBLEMS', 'P'], ['BELIEFS', 'B'], ['TRAUMAS', 'TR'], ['FRAMES', 'FR']] as const;
const SINGLE_SECTIONS = [['PROBLEMS', 'P'], ['MISSION', 'M'], ['GOALS', 'G'], ['CHALLENGES', 'C'], ['IDEAS', 'I'], ['METRICS', 'K'], ['Security Team Goals (as of now)', 'SG']] as const;

/** One file; the same seed gives the same file. Even seeds are single files, odd ones files of a folder. */
export function generatedTelos(seed: number): TelosFile {
	const chance = new Random(seed);
	const random = (): number => chance.next();
	const pick = <T>(list: readonly T[]): T => chance.pick(list);
	const some = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
	const words = (): string => Array.from({ length: some(1, 8) }, () => pick(WORDS)).join(' ');
	const id = (prefix: string): string => `${prefix}${random() < 0.05 ? '+' : ''}${some(0, 12)}`;
	const ids = (): string => Array.from({ length: some(1, 3) }, () => id(pick(['M', 'G', 'C', 'S', 'P']))).join(pick([', ', ', ', ' / ', ',']));
	const pair = (): string => {
		const key = pick(KEYS);
		return `**${key}:** ${/Supports|Linked|Blocked|Related/.test(key) ? ids() : random() < 0.1 ? '' : words()}${random() < 0.05 ? '  ' : ''}`;
	};
	const tail = (): string[] => pick([[], [], ['- [ ] one', '- [x] two ✅ 2026-01-31'], ['', words()], ['```', '### G5: in code', '```'], [`1. ${words()}`]]);
	const head = (prefix: string): string[] => [`### ${id(prefix)}${pick([': ', ': ', ' - ', '. '])}${words()}`, ...Array.from({ length: some(0, 4) }, pair), ...tail()];
	const line = (prefix: string): string[] => [pick([`- ${id(prefix)}: ${words()}`, `- **${id(prefix)}**: ${words()}`, `* ${id(prefix)}: ${words()}`]), ...(random() < 0.1 ? ['  and more'] : [])];
	const extra = (): string[] => pick([[], [words()], ['---'], [`- ${words()} by ${pick(['August of 2026', '____'])} (60%)`], ['- 22/11/2019: words'], ['- October 2022: the time is 81 hours'], ['NAME | TEAM | PAY', 'a | b | c'], ['| Goal | Mission | Status |', '|---|---|---|', `| G1 | ${ids()} | x |`]]);
	const isSingle = seed % 2 === 0;
	const [file, filePrefix] = pick(FOLDER_FILES);
	const body = isSingle
		? ['# TELOS', '', ...SINGLE_SECTIONS.flatMap(([heading, prefix]) => [`## ${heading}`, '', ...Array.from({ length: some(0, 5) }, () => line(prefix)).flat(), ...extra(), ''])]
		: [`# ${file}`, '', '## Active', '', ...Array.from({ length: some(0, 6) }, () => [...head(filePrefix), '', ...extra(), '']).flat()];
	const top = random() < 0.1 ? ['---', 'tags: [a]', '---'] : [];
	const text = [...top, ...body].join(random() < 0.1 ? '\r\n' : '\n') + pick(['\n', '', '\n\n']);
	return { path: isSingle ? 'TELOS.md' : `${file}.md`, text };
}
