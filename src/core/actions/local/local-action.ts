/** An action that needs no model: from texts to Markdown, made of the vault and the index alone. Types. */
import type { Vault } from '../../host';
import type { VaultPath } from '../../lib/vault-path';
import type { ContentIndex } from '../../search/content-index';
import type { InputKind } from '../pattern';
import type { ActionInput } from '../run-action';

export interface LocalAction {
	/** As a pattern's: letters, digits and "-"; no pattern that ships has the same. */
	readonly name: string;
	/** One sentence, for the picker. */
	readonly description: string;
	readonly tags: readonly string[];
	/** In the order in which they are tried: the first that there is. */
	readonly input: readonly InputKind[];
	/**
	 * Markdown; a plain sentence when there is nothing to show. Writes nothing, sends nothing. What it read beside the
	 * inputs are titles, tags, aliases and, for a template, the notes that it names. Throws `bad-input` without inputs.
	 */
	run(inputs: readonly ActionInput[], context: LocalContext): Promise<string>;
}

export interface LocalContext {
	/** Whatever is read here, the result has its labels. */
	readonly vault: Pick<Vault, 'list' | 'read'>;
	/** The same notes, to choose among them: those of which something comes into the result are then read through `vault`. */
	readonly look?: Pick<Vault, 'read'>;
	readonly index: Pick<ContentIndex, 'relatedTo' | 'find'>;
	readonly now: () => Date;
	/** The note that the result is for; that of the first input when absent. */
	readonly target?: VaultPath;
}
