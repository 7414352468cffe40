/** One claim in the memory view: a line that is opened to its words, dates and origin, and to what can be done with it. */
import { setIcon } from 'obsidian';
import type { Claim, Tier } from '../../core/memory/claim';
import type { MemoryProposal } from '../../core/memory/memory-checks';
import type { ClaimUse } from '../../core/memory/recall/uses';
import { readsLikeInstruction } from '../../core/memory/instruction';
import { fullTime } from '../activity/when';
import { words } from '../words';
import { drawInstructionMark, drawMark } from './claim-mark';
import { drawFact, drawFoldRow } from './fold-row';
import { claimText, confidenceText, historyTexts, originText, readDate, shortly, sourceName, validText, whenText, type ClaimLabel, type KnownClaim } from './known-claim';

export interface ClaimActions {
	openSource(claim: Claim, source: string, event: MouseEvent): void;
	openNote(claim: Claim, event: MouseEvent): void;
	correct(claim: Claim): void;
	setTier(claim: Claim, tier: Tier): void;
	endorse(claim: Claim): void;
	forget(claim: Claim): void;
	/** Shows what would mend it, to be accepted. */
	mend(proposal: MemoryProposal): void;
	leave(proposal: MemoryProposal): void;
	/** How often it went into a run on this device, and into which; null for none. */
	uses(claim: Claim): ClaimUse | null;
	/** Never rejects. */
	runName(runId: string): Promise<string>;
	label(claim: Claim): ClaimLabel;
}

export interface ClaimElementOptions extends ClaimActions {
	/** Its subject stands above it already. */
	readonly isUnderSubject: boolean;
	readonly isOpen: boolean;
	toggled(isOpen: boolean): void;
}

const SHOWN_SOURCES = 5;
const TIER_ICONS: Readonly<Record<Tier, string>> = { hot: 'pin', warm: 'search', cold: 'archive' };

export function drawClaim(parent: HTMLElement, known: KnownClaim, options: ClaimElementOptions): void {
	const { claim, standing } = known;
	const head = drawFoldRow(parent, { key: claim.path, title: claimText(claim.text), cls: `is-${standing}`, isOpen: options.isOpen, toggled: (isOpen) => options.toggled(isOpen), drawLine: (el) => drawLine(el, known, options), drawBody: (el) => drawBody(el, known, options) });
	if (standing === 'inbox') drawAct(head, 'endorse', { text: words.memory.endorse, claim }, () => options.endorse(claim)).addClass('praxis-run-back');
}

/** What is out of the ordinary first, then what it is about and where it stands. */
function drawLine(el: HTMLElement, { claim, standing, problems, proposals }: KnownClaim, options: ClaimElementOptions): void {
	const { memory } = words;
	const wrong = [...proposals.map(({ why }) => why), ...problems];
	if (wrong.length > 0) drawMark(el, 'triangle-alert', proposals[0] ? memory.problems[proposals[0].kind] : memory.problem, wrong.join(' '));
	drawInstructionMark(el, claim.text);
	if (standing === 'inbox') drawMark(el, 'inbox', memory.inbox, memory.inboxWhy);
	const { isPrivate, foreign } = options.label(claim);
	if (isPrivate) drawMark(el, 'lock', memory.private, memory.privateWhy);
	if (foreign !== null) drawMark(el, 'globe', memory.outside, memory.outsideWhy(foreign));
	if (claim.tier !== 'warm') drawMark(el, TIER_ICONS[claim.tier], memory.tiers[claim.tier], '');
	const [source] = claim.sources;
	const facts = [options.isUnderSubject ? '' : claim.subject, memory.types[claim.type], validText(claim), source === undefined ? '' : sourceName(source)];
	for (const fact of facts) drawFact(el, fact);
}

function drawBody(el: HTMLElement, known: KnownClaim, options: ClaimElementOptions): void {
	const { claim, problems } = known;
	const { memory } = words;
	for (const problem of problems) el.createEl('p', { cls: 'praxis-claim-problem', text: problem });
	for (const proposal of known.proposals) drawProposal(el.createDiv({ cls: 'praxis-claim-problem' }), proposal, known, options);
	if (known.standing === 'inbox') el.createEl('p', { cls: 'praxis-muted', text: memory.inboxWhy });
	for (const text of historyTexts(known)) el.createEl('p', { cls: 'praxis-muted', text, attr: { dir: 'auto' } });
	if (claim.quote !== '') el.createEl('blockquote', { cls: 'praxis-quote', text: claimText(claim.quote), attr: { dir: 'auto', tabindex: '0' } });
	drawSources(el, claim, options);
	const facts = el.createEl('dl', { cls: 'praxis-claim-facts' });
	const uses = options.uses(claim);
	const recorded = readDate(claim.recorded);
	const { isPrivate, foreign } = options.label(claim);
	for (const [name, text, title] of [
		[memory.bySubject, claim.subject],
		[memory.valid, validText(claim) || memory.always],
		[memory.sure, confidenceText(claim)],
		[memory.importance, memory.importanceOf(claim.importance)],
		[memory.origin, originText(claim)],
		[memory.recorded, whenText(claim.recorded, new Date()), recorded ? fullTime(recorded) : ''],
		[memory.used, memory.usedTimes(uses?.uses ?? 0, uses ? whenText(uses.last, new Date()) : '')],
		[memory.private, isPrivate ? memory.privateWhy : ''],
		[memory.outside, foreign === null ? '' : memory.outsideWhy(foreign)],
		[memory.instruction, readsLikeInstruction(claim.text) ? memory.instructionWhy : ''],
	]) if (text) drawDetail(facts, name ?? '', text, title);
	for (const run of uses?.runs ?? []) {
		const line = el.createEl('p', { cls: 'praxis-muted', attr: { dir: 'auto' } });
		void options.runName(run).then((name) => line.setText(memory.usedBy(name)));
	}
	drawActs(el.createDiv({ cls: 'praxis-claim-acts' }), known, options);
}

function drawProposal(el: HTMLElement, proposal: MemoryProposal, { claim }: KnownClaim, options: ClaimElementOptions): void {
	el.createEl('p', { text: proposal.why });
	for (const { id, text } of proposal.claims) if (id !== claim.id) el.createEl('p', { cls: 'praxis-muted', text: words.memory.other(shortly(text)), attr: { dir: 'auto' } });
	const acts = el.createDiv({ cls: 'praxis-claim-acts' });
	if (proposal.changes.length > 0) drawAct(acts, `mend-${proposal.id}`, { text: words.memory.mend, claim }, () => options.mend(proposal));
	drawAct(acts, `leave-${proposal.id}`, { text: words.memory.leave, claim }, () => options.leave(proposal));
}

function drawDetail(list: HTMLElement, name: string, text: string, title = ''): void {
	list.createEl('dt', { text: name });
	list.createEl('dd', { text, attr: { dir: 'auto', ...(title === '' ? {} : { title }) } });
}

function drawSources(parent: HTMLElement, claim: Claim, options: ClaimElementOptions): void {
	if (claim.sources.length === 0) return;
	const list = parent.createEl('ul', { cls: 'praxis-claim-sources', attr: { 'aria-label': words.memory.source } });
	for (const source of claim.sources.slice(0, SHOWN_SOURCES)) {
		const row = list.createEl('li');
		setIcon(row.createSpan({ cls: 'praxis-icon', attr: { 'aria-hidden': 'true' } }), /^https?:/.test(source) ? 'globe' : 'file-text');
		if (/^https?:\/\//.test(source)) row.createEl('a', { cls: 'external-link', text: source, href: source, attr: { rel: 'noopener nofollow', target: '_blank' } });
		else row.createEl('button', { cls: 'praxis-link', text: sourceName(source), attr: { 'aria-label': words.memory.openSource(sourceName(source)) } }).addEventListener('click', (event) => options.openSource(claim, source, event));
	}
}

function drawActs(el: HTMLElement, { claim, standing }: KnownClaim, options: ClaimElementOptions): void {
	const { memory } = words;
	const isPast = standing === 'replaced' || standing === 'taken-back';
	if (!isPast) drawAct(el, 'correct', { text: memory.correct, claim }, () => options.correct(claim));
	// What does not count is neither loaded nor put away.
	if (standing === 'now' || standing === 'not-yet') for (const [tier, text] of [['hot', memory.pin], ['warm', memory.warm], ['cold', memory.archive]] as const) if (tier !== claim.tier) drawAct(el, tier, { text, claim }, () => options.setTier(claim, tier));
	drawAct(el, 'open', { text: memory.openNote, claim }, (event) => options.openNote(claim, event));
	drawAct(el, 'forget', { text: memory.forget, claim }, () => options.forget(claim));
}

function drawAct(parent: HTMLElement, act: string, { text, claim }: { readonly text: string; readonly claim: Claim }, run: (event: MouseEvent) => void): HTMLButtonElement {
	const button = parent.createEl('button', { text, attr: { 'data-act': act, 'aria-label': words.memory.actFor(text, shortly(claim.text)) } });
	button.addEventListener('click', run);
	return button;
}
