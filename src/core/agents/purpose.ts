/** What a run serves: the digest of the person's purpose for its prompt, and the goal that it names. Types, and the choice. */
import type { RunGoal } from '../runs/outcome';
import type { Agent } from './agent-note';

/** A goal of the person's that is told to this run. */
export interface Goal {
	readonly title: string;
	/** The note that holds it. */
	readonly path: string;
}

export interface Purpose {
	/** For the prompt: few lines; "" when nothing is known. */
	readonly text: string;
	/** Goals that `text` tells of, the most important first. */
	readonly goals: readonly Goal[];
	/** Whether `text` tells of private notes: then all that the run makes is private too. */
	readonly isPrivate?: boolean;
}

/** The person's purpose for one run. With `remote`, nothing of it may be private. */
export type PurposeOf = (agent: Pick<Agent, 'name' | 'purpose'>, remote: boolean) => Promise<Purpose>;

export const NO_PURPOSE: Purpose = { text: '', goals: [] };

/**
 * The goal of a run before it starts: the person's choice, else that of the agent's own note; null when neither names one
 * of the goals, so that the run may still find out. A choice that is no longer a goal is kept by its name.
 */
export function goalAtStart({ goals }: Purpose, { goal, agent }: { readonly goal: string | null | undefined; readonly agent: Pick<Agent, 'purpose'> }): RunGoal | null {
	if (goal === null) return { how: 'none', title: '', path: '' };
	if (goal !== undefined) return { how: 'chosen', ...(goalNamed(goal, goals) ?? { title: plain(goal), path: '' }) };
	const [own] = agent.purpose.flatMap((link) => goalNamed(link, goals) ?? []);
	return own ? { how: 'inferred', from: 'agent', ...own } : null;
}

/** The goal at the end: what the run says it served counts only when it is one of those it was told. */
export function goalAtEnd({ goals }: Purpose, { start, said }: { readonly start: RunGoal | null; readonly said: string }): RunGoal {
	if (start) return start;
	const goal = said.trim() === '' ? null : goalNamed(said, goals);
	return goal ? { how: 'inferred', from: 'run', ...goal } : { how: 'none', title: '', path: '' };
}

/** The purpose as the prompt tells it, with the goal of this run where that is settled. */
export function purposeText({ purpose, goal }: { readonly purpose: Purpose; readonly goal: RunGoal | null }): string {
	const own = goal === null || goal.how === 'none' ? '' : goal.how === 'chosen' ? `The person chose the goal that this run serves: ${goal.title}` : `This agent serves the goal: ${goal.title}`;
	return [purpose.text.trim(), own].filter((text) => text !== '').join('\n\n');
}

function goalNamed(named: string, goals: readonly Goal[]): Goal | null {
	const wanted = plain(named).toLowerCase();
	return goals.find(({ title, path }) => [title, path, path.replace(/\.md$/i, ''), path.replace(/^.*\//, '').replace(/\.md$/i, '')].some((name) => name.toLowerCase() === wanted)) ?? null;
}

/** Without the marks of a link, and what it shows instead. */
function plain(named: string): string {
	return named.trim().replace(/^\[\[|\]\]$/g, '').replace(/[|#].*$/, '').trim();
}
