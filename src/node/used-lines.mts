/** Which memories, rules and learnings a run was told before it began, a line each, as the chat shows them below an answer. */
import { oneLine } from '../core/lib/one-line';
import type { Answer } from '../core/runs/outcome';

export function usedLines({ told, learned }: Pick<Answer, 'told' | 'learned'>): readonly string[] {
	const all = [...(told?.used ?? []).map(({ path, text }) => ({ kind: 'memory', path, text })), ...(learned?.used ?? [])];
	return all.map(({ kind, path, text }) => `Used ${kind}: ${oneLine(text)}  ${path}`);
}
