/** The monthly look at what was learned: a report, and changes to rules, agents and patterns that the person decides about. */
import type { Change, Plan } from '../../changes/changes';
import type { GuardedChanges } from '../../guard/guarded-changes';
import type { Guard } from '../../guard/guard';
import type { Vault } from '../../host';
import { isPraxisError } from '../../lib/errors';
import { readFrontMatter } from '../../lib/front-matter';
import { asVaultPath, vaultPath, type VaultPath } from '../../lib/vault-path';
import { LEARNING_FOLDER, type Learning } from './learning-note';
import type { LearningDesk } from './learning-desk';
import { printRule, printRules, readRules, STEERING_FOLDER, STEERING_NOTE } from './steering-rules';
import { isEmptyMonth, isKnownRule, synthesise, type ProposedRule, type Synthesis } from './synthesis';
import { remarkOn, rulesProposed, synthesisData, synthesisNote, SYNTHESIS_TASK } from './synthesis-note';

export interface SynthesisDeskOptions {
	readonly vault: Pick<Vault, 'list' | 'read'>;
	readonly changes: Pick<GuardedChanges, 'plan'>;
	readonly guard: Pick<Guard, 'labelOf' | 'ready'>;
	readonly learning: Pick<LearningDesk, 'ready' | 'ratings' | 'learnings' | 'rulePaths'>;
	/** The note in the vault of an agent or pattern; null for one that ships with Praxis, and for none. */
	readonly noteOf?: (name: string) => { readonly kind: 'agent' | 'pattern'; readonly path: VaultPath } | null;
	/** Asks the model that the person has chosen; null when none is. */
	readonly ask?: (build: (remote: boolean) => { readonly system: string; readonly text: string }, signal?: AbortSignal) => Promise<{ readonly text: string; readonly model: string } | null>;
	readonly now: () => Date;
}

export interface PlannedSynthesis {
	readonly synthesis: Synthesis;
	/** The report, and one change for each proposal: to be looked at, and applied with `applyReviewed`. Empty for a month that holds nothing. */
	readonly plan: Plan;
	/** The model that proposed too; null when none was asked. */
	readonly model: string | null;
	/** What is to be known of the model's part; "" for nothing. */
	readonly remark: string;
}

export class SynthesisDesk {
	constructor(private readonly options: SynthesisDeskOptions) {}

	/** `month`: "2026-11"; this month when absent. Writes nothing. Throws what asking the model throws. */
	async plan({ month, withModel = false, signal }: { readonly month?: string; readonly withModel?: boolean; readonly signal?: AbortSignal } = {}): Promise<PlannedSynthesis> {
		const { learning, guard, now, ask, changes } = this.options;
		await Promise.all([learning.ready(), guard.ready()]);
		const of = month ?? now().toISOString().slice(0, 7);
		const all = learning.learnings().filter(({ at }) => at.startsWith(of));
		const told = await this.#tellable(all);
		const rules = await this.#rules();
		const found = synthesise({ month: of, ratings: learning.ratings(), learnings: told, untold: all.length - told.length, rules });
		const said = withModel && ask && found.groups.length > 0 ? await ask(() => ({ system: SYNTHESIS_TASK, text: synthesisData(found) }), signal) : null;
		const names = found.groups.flatMap(({ learnings }) => learnings.map(({ agent, pattern }) => agent || pattern));
		const proposed = rulesProposed(said?.text ?? '', names);
		const more = proposed.rules.filter(({ rule }) => !isKnownRule(rule, [...rules, ...found.proposals.map((one) => one.rule)]));
		const remark = withModel ? remarkOn(said, { rules: proposed.rules.length, passedOver: proposed.passedOver, hasWords: found.groups.length > 0 }) : '';
		const synthesis = { ...found, proposals: [...found.proposals, ...more] };
		const report: Change = { type: 'create', path: vaultPath(`${LEARNING_FOLDER}/Synthesis/${of}.md`), text: synthesisNote(synthesis, now().toISOString()) };
		return { synthesis, remark, model: said?.model ?? null, plan: await changes.plan(isEmptyMonth(synthesis) ? [] : [report, ...(await this.#changesOf(synthesis.proposals))], { reason: `Learnings of ${of}` }) };
	}

	/** What is private, or in others' words, proposes nothing and is not quoted: it is only counted. */
	async #tellable(learnings: readonly Learning[]): Promise<readonly Learning[]> {
		const labels = await Promise.all(learnings.map(({ path }) => this.options.guard.labelOf(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)))));
		return learnings.filter((_learning, i) => labels[i]?.integrity === 'trusted' && labels[i].secrecy === 'vault');
	}

	async #rules(): Promise<readonly string[]> {
		const paths = await this.options.learning.rulePaths();
		// One that cannot be read holds no rule; it is told where notes are read.
		const notes = await Promise.all(paths.map((path) => this.options.vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)))));
		return notes.flatMap((note, i) => (note ? readRules(paths[i] ?? STEERING_NOTE, note.text).rules : []));
	}

	/** Where each belongs: the note of its agent or pattern, else a note of rules. All of one note are one edit of it. */
	async #changesOf(proposals: readonly ProposedRule[]): Promise<readonly Change[]> {
		const byName = new Map<string, string[]>();
		for (const { for: name, rule } of proposals) byName.set(name, [...(byName.get(name) ?? []), rule]);
		const changes: Change[] = [];
		for (const [name, rules] of byName) changes.push(await this.#changeOf(name, rules));
		return changes;
	}

	async #changeOf(name: string, rules: readonly string[]): Promise<Change> {
		const owner = name === '' ? null : (this.options.noteOf?.(name) ?? null);
		const note = owner && (await this.options.vault.read(owner.path));
		if (owner?.kind === 'agent' && note) {
			const known = readFrontMatter(note.text).frontMatter?.data['principles'];
			const principles = (Array.isArray(known) ? known : typeof known === 'string' ? known.split('\n') : []).filter((one): one is string => typeof one === 'string' && one.trim() !== '');
			return { type: 'set-properties', path: owner.path, properties: { principles: [...principles, ...rules] } };
		}
		const list = rules.map(printRule).join('\n');
		if (owner && note) return { type: 'append', path: owner.path, text: `${list}\n` };
		const path = name === '' ? STEERING_NOTE : (asVaultPath(`${STEERING_FOLDER}/${name.replace(/[\\/:*?"<>|#^[\]]/g, '-')}.md`) ?? STEERING_NOTE);
		if (await this.options.vault.read(path)) return { type: 'append', path, text: `${list}\n`, spacing: 'line' };
		return { type: 'create', path, text: printRules(rules, name === '' || path === STEERING_NOTE ? [] : [name]) };
	}
}
