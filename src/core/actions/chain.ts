/**
 * A chain: patterns one after the other, each working on the result of the one before. As a note with `praxis: chain`
 * whose list names the steps, or as PAI's `{name, description, actions}`.
 *
 * A step: "1. summarize (model: fast, tone = plain) until at most 100 words or 3 times".
 */
import { stringify } from 'yaml';
import type { Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { yamlData } from './pai-data';
import { isRecord, listOf, patternNameOf, textOf } from './read-pattern';

/** When a step is done. Only what code can decide. */
export type Gate = { readonly kind: 'contains'; readonly text: string } | { readonly kind: 'at-most' | 'at-least'; readonly words: number } | { readonly kind: 'unchanged' };

export interface ChainStep {
	readonly pattern: string;
	/** A role or a model; null for the pattern's own. */
	readonly model: string | null;
	/** Only on this device, whatever the pattern says. */
	readonly onDevice: boolean;
	/** Of the pattern; its defaults hold for the others. */
	readonly variables?: Readonly<Record<string, string>>;
	/** The step is made again until this holds; null: once. */
	readonly until: Gate | null;
	/** At most so often. */
	readonly times: number;
	/** From 1. */
	readonly line: number;
}

export interface Chain {
	readonly name: string;
	readonly description: string;
	readonly steps: readonly ChainStep[];
	readonly path: string;
}

export const USUAL_TIMES = 3;
const MOST_TIMES = 10;
const MOST_STEPS = 50;
/** Steps of a chain with those of the chains that it names. */
const MOST_IN_ALL = 200;
const VARIABLE = /^([A-Za-z_][\w-]{0,63})\s*=\s*(.+)$/;
const STEP = /^\s*(?:[-*+]|\d+[.)])\s+(.+?)\s*$/;

/** Null when it has no steps, or the note is no chain. */
export function readChain(path: string, text: string): { readonly chain: Chain | null; readonly problems: readonly Problem[] } {
	const { frontMatter, problems: found } = readFrontMatter(text, path);
	if (frontMatter?.data['praxis'] !== 'chain') return { chain: null, problems: found };
	const problems: Problem[] = [...found];
	const offset = text.slice(0, frontMatter.span.end).split('\n').length - 1;
	const steps = text
		.slice(frontMatter.span.end)
		.split('\n')
		.flatMap((line, i) => {
			const [, item] = STEP.exec(line) ?? [];
			return item === undefined ? [] : item.split(/\s*(?:→|->)\s*/).flatMap((part) => readStep(part, { path, line: offset + i + 1, problems }));
		});
	if (steps.length === 0) problems.push({ path, line: offset + 1, message: 'The chain has no steps: name its patterns as a list.' });
	if (steps.length > MOST_STEPS) problems.push({ path, line: offset + 1, message: `A chain has at most ${MOST_STEPS} steps.` });
	const isUsable = steps.length > 0 && steps.length <= MOST_STEPS;
	return { chain: isUsable ? { name: patternNameOf(path), description: textOf(frontMatter.data['description']), steps, path } : null, problems };
}

/** PAI's `P_NAME.yaml` as the text of a chain's note. Null, with a problem, when it is none. */
export function chainFromPai(path: string, text: string): { readonly name: string; readonly text: string } | { readonly problem: Problem } {
	const data = yamlData(text);
	const actions = isRecord(data) ? listOf(data['actions']) : [];
	if (!isRecord(data) || actions.length === 0) return { problem: { path, line: 1, message: 'This is no chain: it needs a list of “actions”.' } };
	const name = textOf(data['name']) || patternNameOf(path).replace(/\.ya?ml$/i, '');
	const steps = actions.map((action, i) => `${i + 1}. ${action.replace(/^A_/, '').toLowerCase()}`);
	return { name: name.replace(/^P_/, ''), text: `---\n${stringify({ praxis: 'chain', description: textOf(data['description']) })}---\n${steps.join('\n')}\n` };
}

/** What is wrong with the chain as a whole: patterns that do not exist, and chains that lead back to themselves. */
export function chainProblems(chain: Chain, known: { readonly isPattern: (name: string) => boolean; readonly chainNamed: (name: string) => Chain | null }): readonly Problem[] {
	const problems: Problem[] = [];
	for (const { pattern, line } of chain.steps) if (!known.isPattern(pattern) && !known.chainNamed(pattern)) problems.push({ path: chain.path, line, message: `There is no pattern “${pattern}”.` });
	const sizes = new Map<string, number>();
	const visit = (one: Chain, trail: readonly string[]): number => {
		let size = 0;
		for (const step of one.steps) {
			const next = known.isPattern(step.pattern) ? null : known.chainNamed(step.pattern);
			if (next && trail.includes(next.name)) problems.push({ path: chain.path, line: chain.steps[0]?.line ?? 1, message: `The chain leads back to itself: ${[...trail, next.name].join(' → ')}.` });
			else size += next ? (sizes.get(next.name) ?? visit(next, [...trail, next.name])) : 1;
		}
		// What was looked through once is not again: chains may name one another many times over.
		sizes.set(one.name, size);
		return size;
	};
	if (visit(chain, [chain.name]) > MOST_IN_ALL) problems.push({ path: chain.path, line: chain.steps[0]?.line ?? 1, message: `With the chains that it names it has more than ${MOST_IN_ALL} steps.` });
	return problems;
}

function readStep(part: string, at: { readonly path: string; readonly line: number; readonly problems: Problem[] }): ChainStep[] {
	const [, named = '', settings = '', condition] = /^(.*?)\s*(?:\(([^)]*)\))?\s*(?:\buntil\s+(.+))?$/.exec(part) ?? [];
	const pattern = named.replace(/^\[\[|\]\]$/g, '').replace(/^.*\|/, '').replace(/[`*_]+$|^[`*]+/g, '').trim();
	if (pattern === '') return [];
	const keys = settings.split(',').map((setting) => setting.trim()).filter((setting) => setting !== '');
	const model = keys.map((key) => /^model:\s*(.+)$/.exec(key)?.[1]).find((name) => name !== undefined) ?? null;
	const variables = Object.fromEntries(keys.flatMap((key) => [VARIABLE.exec(key)].flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? ''] as const] : []))));
	for (const key of keys) if (!/^model:|^on this device$/.test(key) && !VARIABLE.test(key)) at.problems.push({ path: at.path, line: at.line, message: `“${key}” is not known here: “model: …”, “on this device”, or “variable = value”.` });
	const { until, times } = condition === undefined ? { until: null, times: 1 } : readGate(condition, at);
	return [{ pattern, model, onDevice: keys.includes('on this device'), ...(Object.keys(variables).length === 0 ? {} : { variables }), until, times, line: at.line }];
}

function readGate(condition: string, { path, line, problems }: { readonly path: string; readonly line: number; readonly problems: Problem[] }): { readonly until: Gate | null; readonly times: number } {
	const [, what = '', count] = /^(.*?)(?:\s+or\s+(\d+)\s+times)?\.?$/.exec(condition) ?? [];
	const times = Math.min(MOST_TIMES, Math.max(1, count === undefined ? USUAL_TIMES : Number(count)));
	const [, quoted] = /^(?:it |the result )?contains\s+["“'](.+)["”']$/.exec(what) ?? [];
	const [, bound, words] = /^(at most|at least)\s+(\d+)\s+words$/.exec(what) ?? [];
	if (quoted !== undefined) return { until: { kind: 'contains', text: quoted }, times };
	if (bound !== undefined) return { until: { kind: bound === 'at most' ? 'at-most' : 'at-least', words: Number(words) }, times };
	if (what === 'unchanged' || what === 'nothing changes') return { until: { kind: 'unchanged' }, times };
	problems.push({ path, line, message: `“until ${what}” is not understood: contains "…", at most N words, at least N words, unchanged. The step is made once.` });
	return { until: null, times: 1 };
}
