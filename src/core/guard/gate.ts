/**
 * The gate: the one function between a model and every effect. It decides from labels, never from wording.
 *
 * Six rules, each a function that allows, asks or denies on its own; the strictest answer stands, the first of
 * them gives the reason. So no rule can loosen another, and more taint never loosens a decision.
 */
import { checkAddress, type EgressRules } from './egress';
import { pathGlobMatches } from './glob';
import type { Label } from './labels';
import { limitPassed, type Amounts, type Limits, type Usage } from './limits';
import { askPolicy, type Deed, type Policy } from './policy';
import { isTyped, type RunState } from './run-state';
import { vaultDoor } from './vault-door';

/** What a tool does. `call`: something outside that cannot be looked into, such as another program's tool. */
export type ToolKind = 'read' | 'create' | 'edit' | 'move' | 'remove' | 'fetch' | 'call' | 'model';

export interface Effect {
	readonly tool: string;
	/** The note that is read or changed. */
	readonly path?: string;
	/** Where a note is moved to. */
	readonly to?: string;
	/** The address that is asked. */
	readonly url?: string;
	/** The label of what is read, or of the note that is changed or moved, when known. */
	readonly label?: Label;
	/** It takes away what marks the note private. */
	readonly unmarks?: boolean;
	/** What it adds was made of private notes, so that the note becomes private with it. */
	readonly marks?: boolean;
	/** Properties that it writes and that would load from elsewhere as soon as the note is shown, by name. */
	readonly loads?: readonly string[];
	/** For a tool of kind `model`: whether that model is remote. */
	readonly remote?: boolean;
	/** What it will use up. */
	readonly amounts?: Partial<Amounts>;
}

export interface GateRules {
	/** Every tool there is. One that is not here is denied. */
	readonly tools: ReadonlyMap<string, ToolKind>;
	/** The names of the tools that the agent was granted. */
	readonly granted: ReadonlySet<string>;
	readonly agent: string;
	readonly policy: Policy | null;
	/** Why there is none, or why it allows nothing; "" or absent when it stands. */
	readonly policyProblem?: string;
	readonly configFolder: string;
	/** Paths of notes that steer later runs: TELOS, agents, skills, patterns, templates, the policy. */
	readonly instructions: readonly string[];
	readonly inboxFolder: string;
	readonly egress: EgressRules;
	readonly limits: Limits;
	readonly usage: Usage;
	readonly isPersonHere: boolean;
	/** The agent may not be given private notes, wherever its model runs. */
	readonly noPrivate?: boolean;
}

export type RuleName = 'place' | 'address' | 'instructions' | 'private' | 'tool' | 'policy' | 'removal' | 'untrusted' | 'loads' | 'limit' | 'none';

export interface Decision {
	readonly verdict: 'allow' | 'ask' | 'deny' | 'queue';
	readonly rule: RuleName;
	/** A sentence fit for a person; "" when allowed. */
	readonly reason: string;
}

type Answer = Decision & { readonly verdict: 'allow' | 'ask' | 'deny' };
interface Case { readonly effect: Effect; readonly kind: ToolKind; readonly state: RunState; readonly rules: GateRules }

const ALLOW: Answer = { verdict: 'allow', rule: 'none', reason: '' };
const WRITES: readonly ToolKind[] = ['create', 'edit', 'move', 'remove'];
const SENDS: readonly ToolKind[] = ['fetch', 'call'];
const RULES = [placeRule, addressRule, instructionRule, privateRule, policyRule, removalRule, untrustedRule, loadsRule, limitRule];

/** Whether this effect may happen in this run. `queue` is an ask while nobody is there. */
export function gate(effect: Effect, state: RunState, rules: GateRules): Decision {
	const kind = rules.tools.get(effect.tool);
	if (kind === undefined) return deny('tool', `There is no tool “${effect.tool}”.`);
	if (!rules.granted.has(effect.tool)) return deny('tool', `The agent “${rules.agent}” was not given the tool “${effect.tool}”.`);
	const answers = RULES.map((rule) => rule({ effect, kind, state, rules }));
	const strictest = answers.find((answer) => answer.verdict === 'deny') ?? answers.find((answer) => answer.verdict === 'ask') ?? ALLOW;
	return strictest.verdict === 'ask' && !rules.isPersonHere ? { ...strictest, verdict: 'queue' } : strictest;
}

/** 1. Hidden paths, the configuration folder, outside the vault. */
function placeRule({ effect, kind, rules }: Case): Answer {
	if ((WRITES.includes(kind) && effect.path === undefined) || (kind === 'move' && effect.to === undefined)) return deny('place', 'It names no note.');
	const answers = pathsOf(effect).map((named) => ({ named, ...vaultDoor(named, WRITES.includes(kind) ? 'write' : 'read', rules) }));
	const worst = answers.find((answer) => answer.verdict === 'deny') ?? answers.find((answer) => answer.verdict === 'ask');
	return worst ? { verdict: worst.verdict, rule: 'place', reason: `“${worst.named}”: ${worst.reason}.` } : ALLOW;
}

function addressRule({ effect, kind, rules }: Case): Answer {
	if (kind === 'fetch' && effect.url === undefined) return deny('address', 'It names no address.');
	if (effect.url === undefined) return ALLOW;
	const answer = checkAddress(effect.url, rules.egress);
	return answer.verdict === 'allow' ? ALLOW : deny('address', `The address is refused: ${answer.reason}.`);
}

/** 2. Notes that steer later runs. */
function instructionRule({ effect, kind, state, rules }: Case): Answer {
	if (!WRITES.includes(kind)) return ALLOW;
	const paths = pathsOf(effect).map((path) => fold(canonical(path, rules)));
	if (!rules.instructions.some((glob) => paths.some((path) => pathGlobMatches(fold(glob), path)))) return ALLOW;
	return state.taint
		? deny('instructions', `This note steers later runs, and this run has read ${sourcesOf(state)}.`)
		: ask('instructions', 'This note steers later runs.');
}

/** 3. Private text and remote models. */
function privateRule({ effect, kind, state, rules }: Case): Answer {
	if (kind === 'read' && rules.noPrivate === true && effect.label?.secrecy === 'private') return deny('private', `The note is private, and the agent “${rules.agent}” may not read private notes.`);
	if (kind === 'read' && state.remote && effect.label?.secrecy === 'private') return deny('private', 'The note is private, and the model is remote.');
	const mayLeave = SENDS.includes(kind) || (kind === 'model' && effect.remote !== false);
	if (state.secrecy === 'private' && mayLeave) return deny('private', 'This run has read private notes; nothing of it leaves this device.');
	if (effect.unmarks === true) return ask('private', `“${effect.path ?? ''}” would lose what marks it private.`);
	if (effect.marks === true) return ask('private', `This run has read private notes, so “${effect.path ?? ''}” becomes private with what is added.`);
	if (kind === 'move' && state.secrecy === 'private') return ask('private', 'This run has read private notes, and the new name may tell of them.');
	if (kind === 'move' && effect.label?.secrecy === 'private') return ask('private', 'A private note may stop being private where it is moved to.');
	return ALLOW;
}

/** 4. The person's policy. */
function policyRule({ effect, kind, rules }: Case): Answer {
	const problem = rules.policyProblem ?? '';
	if (!rules.policy) return deny('policy', problem === '' ? 'There is no policy that can be read.' : problem);
	const paths = pathsOf(effect).map((path) => canonical(path, rules));
	const { verdict, line } = askPolicy(rules.policy, { tool: effect.tool, agent: rules.agent, does: deedOf(kind), paths, host: hostOf(effect.url) });
	if (verdict === 'allow') return ALLOW;
	return { verdict, rule: 'policy', reason: line === null ? (problem === '' ? 'No line of your policy allows it.' : problem) : `Your policy says ${verdict}: ${line}` };
}

function removalRule({ kind }: Case): Answer {
	return kind === 'remove' ? ask('removal', 'It moves a note to the trash.') : ALLOW;
}

/** Markdown that would load from elsewhere is made inert; of an edit of properties only the whole shows that it would. */
function loadsRule({ effect, kind }: Case): Answer {
	const [name] = effect.loads ?? [];
	return name === undefined || !WRITES.includes(kind) ? ALLOW : ask('loads', `The property “${name}” would load something from another host whenever “${effect.path ?? ''}” is shown.`);
}

/** 5. After untrusted text: reads, new notes in the inbox, and what the person typed. */
function untrustedRule({ effect, kind, state, rules }: Case): Answer {
	if (!state.taint || kind === 'read' || kind === 'model') return ALLOW;
	if (kind === 'create' && isBelow(canonical(effect.path ?? '', rules), rules.inboxFolder)) return ALLOW;
	const destination = kind === 'fetch' ? effect.url : kind === 'create' || kind === 'edit' ? effect.path : undefined;
	if (destination !== undefined && isTyped(state, destination)) return ALLOW;
	return ask('untrusted', `This run has read ${sourcesOf(state)}.`);
}

/** 6. Limits; that nobody is there is decided above. */
function limitRule({ effect, rules }: Case): Answer {
	const passed = limitPassed(rules.usage, rules.limits, effect.amounts);
	return passed === null ? ALLOW : deny('limit', `Stopped: ${passed}.`);
}

function deny(rule: RuleName, reason: string): Answer {
	return { verdict: 'deny', rule, reason };
}

function ask(rule: RuleName, reason: string): Answer {
	return { verdict: 'ask', rule, reason };
}

function pathsOf({ path, to }: Effect): string[] {
	return [path, to].filter((item) => item !== undefined);
}

/** The path as the door spells it; a path that the door denies is denied already, and stays as it is. */
function canonical(path: string, rules: GateRules): string {
	return vaultDoor(path, 'read', rules).path ?? path;
}

function isBelow(path: string, folder: string): boolean {
	const clean = folder.replace(/^\/+|\/+$/g, '');
	return clean !== '' && path.startsWith(`${clean}/`);
}

function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}

function hostOf(url: string | undefined): string | null {
	if (url === undefined) return null;
	try {
		return new URL(url).hostname;
	} catch {
		return null; // The address rule has denied it.
	}
}

function deedOf(kind: ToolKind): Deed {
	if (kind === 'read') return 'read';
	if (kind === 'remove') return 'remove';
	return WRITES.includes(kind) ? 'write' : 'send';
}

function sourcesOf({ sources }: RunState): string {
	const [first] = sources;
	if (!first) return 'text that is not from you';
	return sources.length === 1 ? `“${first.name}”` : `“${first.name}” and ${sources.length - 1} more that are not from you`;
}
