/**
 * What one run may do now: asks the gate with the state as it is at this moment, the person where the gate says so, and
 * counts what is used up. It does nothing itself.
 */
import type { Plan } from '../changes/changes';
import { PraxisError } from '../lib/errors';
import { askFor, Confirmations } from './confirmation';
import { gate, type Decision, type Effect } from './gate';
import type { Label } from './labels';
import { addAmounts, type Amounts } from './limits';
import type { GuardQuestion, RunContext } from './run-context';
import { labelOfOutput, type RunState } from './run-state';
import { planArguments } from './waiting';

/** What the gate's own no is thrown as, with how to go on. */
export function refusalOf({ rule, reason }: Decision): PraxisError {
	return new PraxisError('refused', reason, { hint: HINTS[rule] ?? 'Nothing was done. Ask again to be asked again.' });
}

export class Permits {
	readonly #confirmations = new Confirmations();

	constructor(
		private readonly context: RunContext,
		private readonly state: () => RunState,
	) {}

	async decide(effect: Effect): Promise<Decision> {
		return (await this.judge())(effect);
	}

	/** The gate with the rules of this moment, for many effects. */
	async judge(): Promise<(effect: Effect) => Decision> {
		const rules = await this.context.rules(this.context.usage.run, this.context.depth);
		return (effect) => gate(effect, this.state(), rules);
	}

	/** Resolves when the gate or the person allows it. Throws `refused` with the rule's reason else. */
	async permit(effect: Effect, args: unknown, plan: Plan | null): Promise<void> {
		// Reading is what a search does a dozen times over; what it is part of is counted as one call.
		const amounts = effect.tool === 'note_read' ? {} : { calls: 1, ...effect.amounts };
		const decision = await this.decide({ ...effect, amounts });
		if (decision.verdict !== 'allow') await this.#settle(effect, args, { decision, plan });
		await this.count(amounts);
	}

	/** For all effects of a plan one question at most. Resolves with the parts of the plan that the person left out. */
	async permitPlan(effects: readonly Effect[], plan: Plan): Promise<ReadonlySet<string>> {
		const amounts = { writes: plan.notes.length, calls: 1 };
		const decided = await Promise.all(effects.map(async (effect) => ({ effect, ...(await this.decide({ ...effect, amounts })) })));
		const worst = ['deny', 'queue', 'ask'].flatMap((verdict) => decided.find((decision) => decision.verdict === verdict) ?? [])[0];
		// One question for all of it names every reason, or a yes to the first would be a yes to what was not said.
		const reason = [...new Set(decided.filter(({ verdict }) => verdict === worst?.verdict).map((decision) => decision.reason))].join(' ');
		const rejected = worst ? await this.#settle(worst.effect, planArguments(plan), { decision: { ...worst, reason }, plan }) : new Set<string>();
		await this.count(amounts);
		return rejected;
	}

	/** Whether the run may know what stands in a note with this label, whichever tools it was given. */
	async mayKnow(path: string, label: Label): Promise<Decision> {
		const rules = await this.context.rules(this.context.usage.run, this.context.depth);
		return gate({ tool: 'note_read', path, label }, this.state(), { ...rules, granted: new Set([...rules.granted, 'note_read']) });
	}

	/** Throws `refused` unless every one of these names is that of a tool which the run was granted. */
	async checkGranted(names: readonly string[]): Promise<void> {
		const { tools, granted, agent } = await this.context.rules(this.context.usage.run, this.context.depth);
		const missing = names.find((name) => !tools.has(name) || !granted.has(name));
		if (missing !== undefined) throw new PraxisError('refused', `The agent “${agent}” was not given the tool “${missing}”.`, { hint: HINTS.tool });
	}

	async count(more: Partial<Amounts>): Promise<void> {
		if (Object.keys(more).length === 0) return;
		this.context.usage.run = addAmounts(this.context.usage.run, more);
		await this.context.used(more);
	}

	/** The run is over: no yes outlives it. */
	end(): void {
		this.#confirmations.clear();
	}

	/** Resolves when the person said yes to exactly this, with the parts of a plan that they left out. */
	async #settle(effect: Effect, args: unknown, { decision, plan }: { readonly decision: Decision; readonly plan: Plan | null }): Promise<ReadonlySet<string>> {
		const { verdict, reason } = decision;
		if (verdict === 'deny') throw refusalOf(decision);
		const request = { runId: this.context.id, tool: effect.tool, args };
		const question: GuardQuestion = { ...askFor(request, this.state()), agent: this.context.agent, reason, plan };
		if (verdict === 'queue' || !this.context.approve) {
			const waits = await this.context.queue(question, labelOfOutput(this.state()));
			throw new PraxisError('refused', waits ? `${reason} It waits until you are there to say yes.` : `${reason} Nobody is there to say yes, and too many questions wait already.`, { hint: waits ? 'Nothing was done. It stands under “Waiting for you” in the activity.' : 'Nothing was done. Answer those that wait.' });
		}
		const said = await this.context.approve(question);
		// Parts belong to a plan; anything else is one thing, and a yes to half of it is none.
		if (said === true || (said !== false && plan !== null)) this.#confirmations.give(question);
		if (!this.#confirmations.use(request)) throw new PraxisError('refused', 'You said no.', { hint: 'Nothing was done.' });
		return typeof said === 'object' ? said.rejected : new Set();
	}
}

/** What the person can do about a refusal: how to allow it once, or for good, where anything can. */
const HINTS: Readonly<Partial<Record<Decision['rule'], string>>> = {
	place: 'Nothing was done. No rule can allow this place; give a note inside the vault.',
	address: 'Nothing was done. A server of your own can be named in the settings, under what may leave this device.',
	tool: 'Nothing was done. To allow it, name the tool in the agent’s note.',
	policy: 'Nothing was done. To allow it once, do it yourself; to allow it from now on, change the policy (command “Open policy”).',
	private: 'Nothing was done. To allow it once, ask a model on this device, or take the note out of what is private.',
	instructions: 'Nothing was done. To allow it once, make this change yourself, or ask in a new chat that reads only your own notes.',
	limit: 'Nothing was done. Start a new run to go on.',
};
