/** Which pattern, with which variables and way of thinking: names as typed become things, or a sentence that says why not. */
import type { App } from '../core/app';
import type { ActRequest } from '../core/actions/action-desk';
import type { ListedPattern } from '../core/actions/pattern-shelf';
import { PraxisError } from '../core/lib/errors';
import type { ActionCommand } from './action-arguments.mts';

/** Throws `bad-input` for a name that no pattern has. */
export function patternNamed(name: string, { actions }: App): ListedPattern {
	const all = actions.list();
	const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
	if (found) return found;
	const near = all.filter((one) => one.name.toLowerCase().includes(name.toLowerCase())).slice(0, 3).map((one) => one.name);
	throw new PraxisError('bad-input', `There is no pattern “${name}”.`, { hint: near.length > 0 ? `Do you mean ${near.join(', ')}?` : 'See: praxis patterns list' });
}

/** What the person gave, over what the pattern would take. Throws `bad-input` for what is missing or cannot be. */
export function variablesOf({ variables: declared, name }: ListedPattern, { variables: given }: Pick<ActionCommand, 'variables'>): Readonly<Record<string, string>> {
	for (const { name: variable, required, default: usual, options } of declared) {
		const value = given[variable];
		if (required && (value ?? usual) === '') throw new PraxisError('bad-input', `“${name}” needs ${variable}.`, { hint: `Give it with --var ${variable}=…` });
		if (value !== undefined && options.length > 0 && !options.includes(value)) throw new PraxisError('bad-input', `“${value}” cannot be ${variable} of “${name}”.`, { hint: `Choose one of ${options.join(', ')}.` });
	}
	return { ...Object.fromEntries(declared.flatMap(({ name: variable, default: usual }) => (usual === '' ? [] : [[variable, usual] as const]))), ...given };
}

/** Throws `bad-input` for a name that no strategy has. */
export function strategyOf({ strategy }: Pick<ActionCommand, 'strategy'>, { actions }: App): Pick<ActRequest, 'strategy'> {
	if (strategy === undefined) return {};
	const found = strategy === 'none' ? null : actions.strategies.get(strategy);
	if (strategy !== 'none' && !found) throw new PraxisError('bad-input', `There is no strategy “${strategy}”.`, { hint: `There are ${actions.strategies.list().map(({ name }) => name).join(', ')}.` });
	return { strategy: found };
}
