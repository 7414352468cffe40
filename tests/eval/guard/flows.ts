/** Scripted runs, step by step through labels, run state, gate and confirmations. */
import { checkRedirect } from '../../../src/core/guard/egress';
import { Confirmations, requestHash } from '../../../src/core/guard/confirmation';
import { gate, type Decision, type Effect } from '../../../src/core/guard/gate';
import { foreign, labelNote, type Label, type NoteRecord } from '../../../src/core/guard/labels';
import { judgeImport } from '../../../src/core/guard/shared-things';
import { join, labelOfOutput, mayEnter, observe, startRun, startSubRun, type, type RunState } from '../../../src/core/guard/run-state';
import { kindOf, LABELS, rulesFor } from './rules';
import { shares, textOf, type Items, type Judged, type Row } from './rows';

type Step = Record<string, unknown>;
interface Kept { record: NoteRecord; text: string }

export function flowRows(items: Items): Row[] {
	return shares(items.map((item): Judged => {
		const flow = new Flow();
		const wrong = (item.steps as Step[]).find((step) => !agrees(flow.take(step), step.expect));
		if (wrong && process.env.GUARD_MISSES) console.error(JSON.stringify(wrong), flow.last);
		return { id: textOf(item.id), set: `flows/${textOf(item.cls)}`, isExpected: !wrong };
	}));
}

/** A path that the door refuses is never softer than a question about it. */
function agrees(decided: string, expected: unknown): boolean {
	if (expected === undefined || decided === expected) return true;
	return expected === 'confirm' && decided === 'deny:place';
}

class Flow {
	last = '';
	#state: RunState = startRun(true);
	#parents: RunState[] = [];
	#isHuman = true;
	readonly #notes = new Map<string, Kept>();
	readonly #accepted = new Set<string>();
	readonly #confirmations = new Confirmations();
	#pending: { runId: string; tool: string; args: unknown } | null = null;
	#run = 0;

	take(step: Step): string {
		this.last = this.#decide(step);
		return this.last;
	}

	#decide(step: Step): string {
		const path = textOf(step.path);
		switch (step.do) {
			case 'open': return this.#open(step);
			case 'call': return this.#call(step);
			case 'spawn': this.#parents.push(this.#state); this.#state = startSubRun(this.#state, this.#state.remote); return 'allow';
			case 'return': this.#state = join(this.#parents.pop() ?? this.#state, this.#state); return 'allow';
			case 'paste': this.#state = type(this.#state, 'x'.repeat(Number(step.chars ?? 0))); return 'allow';
			case 'import': return imported(step);
			case 'switch_provider': return this.#switch(step.remote !== false);
			case 'user_confirm': if (this.#pending) this.#confirmations.give(askedFor(this.#pending)); return 'allow';
			case 'user_endorse': this.#accepted.add(this.#textOf(path)); return 'allow';
			case 'user_move': this.#move(path, textOf(step.to)); return 'allow';
			case 'external_change': this.#notes.set(path, { record: this.#notes.get(path)?.record ?? { integrity: 'trusted', secrecy: 'vault' }, text: `${this.#textOf(path)} changed` }); return 'allow';
			default: return this.#observe(step);
		}
	}

	#open(step: Step): string {
		const isResumed = step.resume !== undefined && step.resume !== false;
		this.#run += isResumed ? 0 : 1;
		this.#isHuman = step.human !== false;
		this.#state = type(isResumed ? join(startRun(step.remote !== false), this.#state) : startRun(step.remote !== false), textOf(step.typed));
		return 'allow';
	}

	#observe(step: Step): string {
		const parts = [...list(step.hits), ...list(step.results), ...list(step.links), ...list(step.embeds), ...list(step.backlinks)];
		const own = this.#labelOf(step);
		if (own && !mayEnter(this.#state, own)) return step.do === 'read' ? 'deny' : 'drop-hit';
		if (own) this.#state = observe(this.#state, textOf(step.path) || String(step.do), own);
		let dropped = '';
		for (const part of parts) {
			const label = this.#labelOf(part) ?? foreign('is not known');
			if (mayEnter(this.#state, label)) this.#state = observe(this.#state, textOf(part.path), label);
			else dropped = parts === list(step.hits) || !step.embeds ? 'drop-hit' : 'allow-without-embed';
		}
		return dropped || 'allow';
	}

	/** The step's own word on the text, or what the record and the folders say. */
	#labelOf(step: Step): Label | null {
		const said = textOf(step.label);
		if (said !== '') return { integrity: said === 'untrusted' ? 'untrusted' : 'trusted', secrecy: said === 'private' ? 'private' : 'vault', reasons: [] };
		const path = textOf(step.path);
		if (path !== '') return labelNote({ path, hash: this.#textOf(path), properties: null, tags: [], record: this.#notes.get(path)?.record ?? null, accepted: this.#accepted }, LABELS);
		if (step.do === 'recall') return this.#memoryLabel();
		return step.do === 'compact_context' || step.hits || step.results || step.embeds ? null : /attach|error|result|web|clip|import|mcp|image|pdf/.test(String(step.do)) ? foreign('came from outside') : null;
	}

	#memoryLabel(): Label {
		const kept = [...this.#notes].filter(([path]) => path.startsWith('PAI/Memory/')).map(([, note]) => note.record);
		return { integrity: kept.some((record) => record.integrity === 'untrusted') ? 'untrusted' : 'trusted', secrecy: kept.some((record) => record.secrecy === 'private') ? 'private' : 'vault', reasons: [] };
	}

	#call(step: Step): string {
		const tool = textOf(step.tool);
		const args = (step.args ?? {}) as Step;
		const path = textOf(args.path) || (tool.startsWith('memory_') ? `PAI/Memory/${this.#notes.size}.md` : undefined);
		const label = path === undefined || kindOf(tool) !== 'read' ? undefined : (this.#labelOf({ ...step, do: 'read', path }) ?? undefined);
		const effect: Effect = { tool, path, to: textOf(args.to_path ?? args.new_path ?? (kindOf(tool) === 'move' ? args.to : '')) || undefined, url: textOf(args.url) || undefined, label };
		const decision = gate(effect, this.#state, rulesFor(effect, { isPersonHere: this.#isHuman }));
		const request = { runId: String(this.#run), tool, args };
		const verdict = decision.verdict === 'ask' && this.#confirmations.use(request) ? 'allow' : named(decision);
		this.#pending = decision.verdict === 'ask' ? request : null;
		if (verdict === 'allow' && step.redirect !== undefined) {
			const next = checkRedirect(effect.url ?? '', textOf(step.redirect), { rules: { ownOrigins: [] }, hop: 1 });
			if (next.verdict === 'deny') return 'deny';
		}
		this.#write(effect, textOf(args.text));
		if (verdict === 'allow' && ['call', 'fetch'].includes(kindOf(tool) ?? '')) this.#state = observe(this.#state, tool, foreign('came from outside'));
		return verdict;
	}

	/** Also what was only asked for: the person may have said yes. */
	#write(effect: Effect, text: string): void {
		const kind = kindOf(effect.tool);
		if (effect.path === undefined || (kind !== 'create' && kind !== 'edit')) return;
		const { integrity, secrecy } = labelOfOutput(this.#state);
		this.#notes.set(effect.path, { record: { integrity, secrecy }, text });
	}

	#switch(remote: boolean): string {
		const effect: Effect = { tool: 'ask_model', remote };
		const decision = gate(effect, this.#state, rulesFor(effect, { tools: new Map([['ask_model', 'model']]) }));
		if (decision.verdict === 'allow') this.#state = { ...this.#state, remote };
		return named(decision);
	}

	#move(from: string, to: string): void {
		const note = this.#notes.get(from);
		this.#notes.delete(from);
		if (note) this.#notes.set(to, note);
	}

	#textOf(path: string): string {
		return `${this.#notes.get(path)?.text ?? ''} of a note`;
	}
}

function named(decision: Decision): string {
	if (decision.verdict === 'ask') return 'confirm';
	return decision.verdict === 'deny' && decision.rule === 'place' ? 'deny:place' : decision.verdict;
}

function askedFor(request: { runId: string; tool: string; args: unknown }): { id: string } {
	return { id: requestHash(request) };
}

function list(value: unknown): readonly Step[] {
	return Array.isArray(value) ? (value as Step[]) : [];
}

function imported(step: Step): string {
	const { acceptance, tools } = judgeImport({ name: textOf(step.what), content: step }, new Map());
	return acceptance === 'ask' && tools.length === 0 ? 'confirm-without-tools' : acceptance;
}
