/**
 * A run without a model: a script reads, searches, lists, calls and writes, and every step passes labels, run state,
 * gate and the secrets door as it will in the product. Keeps what left and what was done, for others to judge.
 */
import { printEgress } from '../../../src/core/guard/egress-record';
import { gate, type Decision, type Effect, type GateRules, type ToolKind } from '../../../src/core/guard/gate';
import { foreign, labelNote, type Label, type LabelRules, type NoteRecord } from '../../../src/core/guard/labels';
import { DEFAULT_LIMITS, NO_AMOUNTS } from '../../../src/core/guard/limits';
import { labelOfOutput, mayEnter, observe, startRun, type, type RunState } from '../../../src/core/guard/run-state';
import { redactSecrets } from '../../../src/core/guard/secrets';
import { hashText } from '../../../src/core/lib/hash';

export interface WorldNote {
	text: string;
	properties?: Record<string, unknown>;
	tags?: string[];
	embeds?: string[];
	record?: NoteRecord;
}

export const TOOLS: ReadonlyMap<string, ToolKind> = new Map([['note_read', 'read'], ['note_create', 'create'], ['note_edit', 'edit'], ['note_move', 'move'], ['note_trash', 'remove'], ['memory_write', 'create'], ['web_get', 'fetch'], ['mcp__mail__send', 'call'], ['mcp__bank__pay', 'call'], ['ask_model', 'model']]);
export const LABELS: LabelRules = { privateFolders: ['Private'], untrustedFolders: ['Clippings'], outputFolders: ['Inbox', 'Memory'] };

export interface Done { readonly effect: Effect; readonly args: unknown; readonly wasTainted: boolean }

export class ScriptedRun {
	state: RunState;
	/** All that the model has before it. */
	readonly context: string[] = [];
	/** Everything that left: requests to a remote model, addresses asked, arguments sent. */
	readonly payloads: string[] = [];
	readonly done: Done[] = [];
	readonly decisions: Decision[] = [];

	constructor(readonly notes: Map<string, WorldNote>, { remote, typed, isPersonHere = true }: { remote: boolean; typed: string; isPersonHere?: boolean }, private readonly id = 'run') {
		this.state = type(startRun(remote), typed);
		this.context.push(typed);
		this.rules = { tools: TOOLS, granted: new Set(TOOLS.keys()), agent: 'assistant', policy: { lines: [{ verdict: 'allow' }] }, configFolder: '.obsidian', instructions: ['TELOS.md', 'Agents', 'Skills', 'Patterns', 'Policy.md'], inboxFolder: 'Inbox', egress: { ownOrigins: [] }, limits: DEFAULT_LIMITS, usage: { run: NO_AMOUNTS, day: NO_AMOUNTS, depth: 0 }, isPersonHere };
	}

	rules: GateRules;

	labelOf(path: string): Label {
		const note = this.notes.get(path);
		if (!note) return foreign('is not known');
		return labelNote({ path, hash: hashText(note.text), properties: note.properties ?? null, tags: note.tags ?? [], record: note.record ?? null, accepted: new Set() }, LABELS);
	}

	/** Reads a note and the embeds that may come along. */
	read(path: string): void {
		const note = this.notes.get(path);
		const label = this.labelOf(path);
		if (!note || this.decide({ tool: 'note_read', path, label }).verdict !== 'allow') return;
		this.take(path, label, `${path}\n${JSON.stringify(note.properties ?? {})}\n${note.text}`);
		for (const embed of note.embeds ?? []) if (mayEnter(this.state, this.labelOf(embed))) this.take(embed, this.labelOf(embed), this.notes.get(embed)?.text ?? '');
	}

	/** Search hits, titles and snippets; also lists and backlinks when `length` is 0. */
	search(length = 60): void {
		for (const [path, note] of this.notes) {
			const label = this.labelOf(path);
			if (mayEnter(this.state, label)) this.take(path, label, `${path} ${note.text.slice(0, length)}`);
		}
	}

	/** Text from outside the vault: a page, a tool's result, error or description. */
	receive(name: string, text: string): void {
		this.take(name, foreign('came from outside'), text);
	}

	/** One request to the run's own model. */
	turn(): void {
		const { verdict } = this.decide({ tool: 'ask_model', remote: this.state.remote });
		if (verdict === 'allow' && this.state.remote) this.leave(this.context.join('\n'));
	}

	/** What the model asks to do; true when it was done without a question. */
	attempt(effect: Effect, args: unknown = {}): boolean {
		if (this.decide(effect).verdict !== 'allow') return false;
		this.done.push({ effect, args, wasTainted: this.state.taint });
		const kind = TOOLS.get(effect.tool);
		if (kind === 'fetch' || kind === 'call') this.leave(`${effect.url ?? ''} ${JSON.stringify(args)}`);
		if (kind === 'model') this.state = { ...this.state, remote: effect.remote !== false };
		if ((kind === 'create' || kind === 'edit') && effect.path !== undefined) {
			const { integrity, secrecy } = labelOfOutput(this.state);
			this.notes.set(effect.path, { text: JSON.stringify(args), record: { integrity, secrecy } });
		}
		return true;
	}

	private take(name: string, label: Label, text: string): void {
		this.state = observe(this.state, name, label);
		this.context.push(text);
	}

	private leave(text: string): void {
		const { text: sent, secrets } = redactSecrets(text);
		this.payloads.push(sent, printEgress({ at: '2026-01-01T00:00:00Z', run: this.id, host: 'api.example.org', model: '', notes: [], bytes: sent.length, tokens: null, cost: null, redacted: [...secrets.keys()] }));
	}

	private decide(effect: Effect): Decision {
		const decision = gate(effect, this.state, this.rules);
		this.decisions.push(decision);
		return decision;
	}
}
