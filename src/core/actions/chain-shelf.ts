/** The chains that there are, as notes in the person's vault, and what is wrong with them. Follows the vault; none ships. */
import type { Problem } from '../lib/errors';
import { isInAny, isNote } from '../lib/vault-path';
import { chainProblems, readChain, type Chain, type ChainStep } from './chain';
import { NamedShelf, type Listed, type NamedShelfOptions } from './named-shelf';

/** Where chains lie. */
export const CHAIN_FOLDERS: readonly string[] = ['Chains', 'Praxis/Chains'];

export type ListedChain = Listed<Chain>;

export interface ChainShelfOptions extends Pick<NamedShelfOptions, 'vault'> {
	readonly isPattern: (name: string) => boolean;
}

export class ChainShelf extends NamedShelf<Chain> {
	constructor(private readonly options: ChainShelfOptions) {
		super(
			{ vault: options.vault, builtIns: [] },
			{
				isKeptAt: (path) => isNote(path) && isInAny(path, CHAIN_FOLDERS),
				read: (path, text) => {
					const { chain, problems } = readChain(path, text);
					return { item: chain, problems };
				},
			},
		);
	}

	/** Patterns that there are not and ways that lead back to themselves, beside what is wrong with the notes. */
	override problems(): readonly Problem[] {
		return [...super.problems(), ...this.list().flatMap((chain) => this.problemsOf(chain))];
	}

	/** What keeps this chain from being run. */
	problemsOf(chain: Chain): readonly Problem[] {
		return chainProblems(chain, { isPattern: this.options.isPattern, chainNamed: (name) => this.get(name) });
	}

	/** A chain as a step is all of its own steps; they take its model where they name none. Call it only without `problemsOf`. */
	stepsOf(chain: Chain): readonly ChainStep[] {
		return chain.steps.flatMap((step) => {
			const inner = this.options.isPattern(step.pattern) ? null : this.get(step.pattern);
			return inner ? this.stepsOf(inner).map((one) => ({ ...one, model: one.model ?? step.model, onDevice: one.onDevice || step.onDevice, line: step.line })) : [step];
		});
	}
}
