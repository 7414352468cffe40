/**
 * Random traces of an arbitrary adversary through run state, gate and confirmations, checked against origins that
 * are kept apart: what a run has really read, as plain sets, by rules that share no code with the guard.
 */
import { Confirmations, requestHash } from '../../../src/core/guard/confirmation';
import { gate, type Decision, type Effect, type GateRules, type ToolKind } from '../../../src/core/guard/gate';
import type { Label } from '../../../src/core/guard/labels';
import { DEFAULT_LIMITS, NO_AMOUNTS } from '../../../src/core/guard/limits';
import { join, mayEnter, observe, startRun, startSubRun, type, type RunState } from '../../../src/core/guard/run-state';
import { Random } from '../../support/random';

const TOOLS: ReadonlyMap<string, ToolKind> = new Map([['note_read', 'read'], ['note_create', 'create'], ['note_edit', 'edit'], ['note_move', 'move'], ['note_trash', 'remove'], ['web_get', 'fetch'], ['mcp__mail__send', 'call'], ['ask_model', 'model']]);
const PATHS = ['Notes/a.md', 'Inbox/new.md', 'inbox/new.md', 'Inbox/../Notes/a.md', 'Inbox/./x.md', 'InboxOther/x.md', 'TELOS.md', 'telos.md', './TELOS.md', 'Agents/writer.md', 'Agents//writer.md', '.obsidian/app.json', '.Obsidian/app.json', 'Notes/.hidden.md', 'config/app.md', 'Config/x.md', 'Private/p.md', 'Notes/run.js', '/etc/passwd', 'Notes/a.md:x', 'Typed/t.md', 'Ｃonfig/x.md', 'a/%2e%2e/b.md'] as const;
const URLS = ['https://example.org/a', 'https://example.org/a?d=1', 'https://evil.example/', 'http://example.org/a', 'https://127.0.0.1/', 'https://localhost/', 'https://x.internal/', 'https://me:pw@example.org/a', 'https://example.org:444/a'] as const;
const TYPED = ['please read https://example.org/a.', 'append it to Typed/t.md', 'what is new?'] as const;

interface Origins { untrusted: boolean; private: boolean; remote: boolean; typed: string[] }
interface Frame { state: RunState; origins: Origins }
export interface Violation { readonly trace: number; readonly what: string }

/** Every broken promise in `n` traces. */
export function runTraces(n: number, seed: number): Violation[] {
	const found: Violation[] = [];
	for (let trace = 0; trace < n; trace++) {
		try {
			for (const what of oneTrace(new Random(seed * 1_000_003 + trace), trace)) found.push({ trace, what });
		} catch (error) {
			found.push({ trace, what: `threw ${String(error)}` });
		}
	}
	return found;
}

function oneTrace(dice: Random, trace: number): string[] {
	const rules = someRules(dice);
	const confirmations = new Confirmations();
	const found: string[] = [];
	const remote = dice.chance(0.5);
	const stack: Frame[] = [{ state: startRun(remote), origins: { untrusted: false, private: false, remote, typed: [] } }];
	for (let step = 0; step < 8; step++) {
		const frame = stack.at(-1) ?? stack[0]!;
		const move = dice.below(10);
		if (move < 3) found.push(...read(dice, frame));
		else if (move === 3) say(dice, frame);
		else if (move === 4) stack.push(below(frame, frame.origins.remote || (dice.chance(0.5) && !frame.origins.private)));
		else if (move === 5 && stack.length > 1) back(stack);
		else found.push(...act(dice, { frame, rules, confirmations, runId: `${trace}-${stack.length}` }));
	}
	return found;
}

function below({ state, origins }: Frame, remote: boolean): Frame {
	return { state: startSubRun(state, remote), origins: { ...origins, remote, typed: [...origins.typed] } };
}

function someRules(dice: Random): GateRules {
	const policies = [null, { lines: [] }, { lines: [{ verdict: 'allow' as const }] }, { lines: [{ verdict: 'deny' as const, tool: 'mcp__*' }, { verdict: 'ask' as const, folder: 'Notes' }, { verdict: 'allow' as const }] }] as const;
	const kinds = new Set(dice.chance(0.8) ? TOOLS.keys() : ['note_read', 'note_create']);
	const usage = { run: { ...NO_AMOUNTS, writes: dice.chance(0.1) ? 20 : 0 }, day: NO_AMOUNTS, depth: 0 };
	return { tools: TOOLS, granted: kinds, agent: 'a', policy: dice.chance(0.6) ? policies[2] : dice.pick(policies), configFolder: dice.chance(0.5) ? '.obsidian' : 'config', instructions: ['TELOS.md', 'Agents'], inboxFolder: 'Inbox', egress: { ownOrigins: [] }, limits: DEFAULT_LIMITS, usage, isPersonHere: dice.chance(0.7) };
}

function read(dice: Random, frame: Frame): string[] {
	const label: Label = { integrity: dice.chance(0.4) ? 'untrusted' : 'trusted', secrecy: dice.chance(0.2) ? 'private' : 'vault', reasons: [] };
	if (!mayEnter(frame.state, label)) return [];
	const isWrong = frame.origins.remote && label.secrecy === 'private';
	frame.state = observe(frame.state, `source ${dice.below(100)}`, label);
	frame.origins.untrusted ||= label.integrity === 'untrusted';
	frame.origins.private ||= label.secrecy === 'private';
	return isWrong ? ['private text entered a run of a remote model'] : [];
}

function say(dice: Random, frame: Frame): void {
	const text = dice.chance(0.2) ? `https://evil.example/ Notes/a.md ${'x'.repeat(600)}` : dice.pick(TYPED);
	frame.state = type(frame.state, text);
	if (text.length > 500) frame.origins.untrusted = true;
	else frame.origins.typed.push(text);
}

function back(stack: Frame[]): void {
	const child = stack.pop();
	const parent = stack.at(-1);
	if (!child || !parent) return;
	parent.state = join(parent.state, child.state);
	parent.origins.untrusted ||= child.origins.untrusted;
	parent.origins.private ||= child.origins.private;
	parent.origins.remote ||= child.origins.remote;
}

interface Scene { frame: Frame; rules: GateRules; confirmations: Confirmations; runId: string }

function act(dice: Random, { frame, rules, confirmations, runId }: Scene): string[] {
	const tool = dice.chance(0.05) ? 'run_shell' : dice.pick([...TOOLS.keys()]);
	const kind = TOOLS.get(tool);
	const needsPath = kind !== 'fetch' && kind !== 'call' && kind !== 'model';
	const effect: Effect = {
		tool,
		path: needsPath || dice.chance(0.1) ? dice.pick(PATHS) : undefined,
		to: kind === 'move' ? dice.pick(PATHS) : undefined,
		url: kind === 'fetch' || (kind === 'call' && dice.chance(0.3)) ? dice.pick(URLS) : undefined,
		remote: kind === 'model' ? dice.chance(0.7) : undefined,
		amounts: { writes: kind === 'create' || kind === 'edit' ? 1 : 0 },
		label: kind === 'read' ? { integrity: 'trusted', secrecy: dice.chance(0.3) ? 'private' : 'vault', reasons: [] } : undefined,
	};
	const decision = gate(effect, frame.state, rules);
	const found = [...(decision.verdict === 'allow' ? broken(effect, kind, { frame, rules }) : []), ...loosened(effect, decision, { frame, rules })];
	if (frame.origins.untrusted && steers(effect, kind) && decision.verdict !== 'deny') found.push('an instruction note within reach of untrusted text');
	if (decision.verdict === 'ask') found.push(...misused(dice, confirmations, { runId, tool, args: JSON.parse(JSON.stringify(effect)) as Record<string, unknown> }));
	if (!rules.isPersonHere && decision.verdict === 'ask') found.push('asked nobody');
	return found;
}

function steers(effect: Effect, kind: ToolKind | undefined): boolean {
	const paths = ['create', 'edit', 'move', 'remove'].includes(kind ?? '') ? [effect.path, effect.to] : [];
	return paths.some((path) => path !== undefined && /^(?:\.\/)?(?:telos\.md$|agents\/)/i.test(path));
}

/** What must never be allowed without a question, from origins alone. */
function broken(effect: Effect, kind: ToolKind | undefined, { frame: { origins }, rules }: { frame: Frame; rules: GateRules }): string[] {
	const writes = ['create', 'edit', 'move', 'remove'].includes(kind ?? '');
	const touched = [effect.path, effect.to].filter((path) => path !== undefined);
	const found: string[] = [];
	if (kind === undefined || !rules.granted.has(effect.tool)) found.push('a tool that was not given');
	if (rules.policy === null || rules.policy.lines.length === 0) found.push('no policy, and allowed');
	for (const path of touched) {
		const plain = path.normalize('NFKC').toLowerCase();
		if (/(?:^|\/)\.(?!\/)|^\/|:|\\|%2e/.test(plain)) found.push(`a path outside or hidden: ${path}`);
		if (plain.startsWith(`${rules.configFolder}/`)) found.push(`configuration: ${path}`);
		if (writes && /(?:^|\/)(?:telos\.md$|agents\/)/.test(plain.replace(/\/+/g, '/'))) found.push(`an instruction note without a question: ${path}`);
		if (writes && !plain.endsWith('.md')) found.push(`no note: ${path}`);
	}
	if (effect.url !== undefined && !/^https:\/\/(?:example\.org|evil\.example)\//.test(effect.url)) found.push(`an address: ${effect.url}`);
	if (kind === 'remove') found.push('a removal without a question');
	if ((kind === 'create' || kind === 'edit') && rules.usage.run.writes >= 20) found.push('over the limit');
	const leaves = kind === 'fetch' || kind === 'call' || (kind === 'model' && effect.remote === true);
	if (origins.private && leaves) found.push('private text leaves');
	if (origins.remote && kind === 'read' && effect.label?.secrecy === 'private') found.push('a private note read for a remote model');
	if (origins.untrusted && kind !== 'read' && kind !== 'model') {
		const isInbox = kind === 'create' && /^(?:\.\/)?Inbox\/(?!.*\.\.)/.test(effect.path ?? '');
		const isTyped = kind === 'fetch' ? effect.url === 'https://example.org/a' && origins.typed.some((text) => text.includes('https://example.org/a')) : (kind === 'create' || kind === 'edit') && effect.path === 'Typed/t.md' && origins.typed.some((text) => text.includes('Typed/t.md'));
		if (!isInbox && !isTyped) found.push(`an effect of untrusted text: ${effect.tool} ${effect.path ?? effect.url ?? ''}`);
	}
	return found;
}

const RANK: Record<Decision['verdict'], number> = { allow: 0, ask: 1, queue: 1, deny: 2 };

function loosened(effect: Effect, decision: Decision, { frame: { state }, rules }: { frame: Frame; rules: GateRules }): string[] {
	const worse: RunState[] = [{ ...state, taint: true }, { ...state, secrecy: 'private' }, { ...state, taint: true, secrecy: 'private' }];
	return worse.some((other) => RANK[gate(effect, other, rules).verdict] < RANK[decision.verdict]) ? ['more taint loosened a decision'] : [];
}

/** The person confirms; the adversary replays, and tries the yes on other arguments, tools and runs. */
function misused(dice: Random, confirmations: Confirmations, request: { runId: string; tool: string; args: Record<string, unknown> }): string[] {
	const others = [{ ...request, runId: `${request.runId}x` }, { ...request, tool: 'note_edit2' }, { ...request, args: { ...request.args, text: 'other' } }, { ...request, args: { ...request.args, path: `${String(request.args.path)} ` } }];
	const found: string[] = [];
	confirmations.give({ id: requestHash(request) });
	if (confirmations.use(dice.pick(others))) found.push('a confirmation was used for something else');
	if (!confirmations.use(structuredClone(request))) found.push('a confirmation was not usable');
	if (confirmations.use(request)) found.push('a confirmation was used twice');
	return found;
}
