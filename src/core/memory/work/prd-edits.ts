/**
 * What is done to a piece of work, as changes of its note: each touches its own lines, and every other byte stays.
 * Pure; who may do it and whether evidence stands is looked at before.
 */
import type { Change } from '../../changes/change';
import { PraxisError } from '../../lib/errors';
import { oneLine } from '../../lib/one-line';
import type { VaultPath } from '../../lib/vault-path';
import { dayOf } from '../../telos/days';
import { printProgress, type Criterion, type Phase, type Prd } from './prd';

export interface WorkDraft {
	readonly task: string;
	readonly context?: string;
	/** What is to be true at the end, one sentence each. */
	readonly criteria: readonly string[];
	/** What must not be. */
	readonly anti?: readonly string[];
	/** "standard", "extended", "advanced", "deep" or "comprehensive"; standard unless told. */
	readonly effort?: string;
}

const LONGEST_LINE = 1000;
const MOST_CRITERIA = 200;

/** "20261123-021500_paint-the-fence": the name of its folder. */
export function slugOf(task: string, at: Date): string {
	const stamp = at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
	const words = task.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return `${stamp}_${words.slice(0, 6).join('-').slice(0, 50).replace(/[-\uD800-\uDBFF]+$/u, '') || 'work'}`;
}

/** The note of a new piece of work. Throws `bad-input` without a task. */
export function printPrd(draft: WorkDraft, { slug, at }: { readonly slug: string; readonly at: Date }): string {
	const task = line(draft.task);
	if (task === '') throw new PraxisError('bad-input', 'A piece of work needs a task.', { hint: 'Say in one sentence what is to be done.' });
	const wanted = criteriaLines(draft, { next: 1, nextAnti: 1 });
	const now = at.toISOString();
	const head = [`task: ${JSON.stringify(task)}`, `slug: ${JSON.stringify(slug)}`, `effort: ${JSON.stringify(line(draft.effort ?? '') || 'standard')}`, 'phase: observe', `progress: 0/${wanted.length}`, 'mode: interactive', `started: ${now}`, `updated: ${now}`];
	const context = (draft.context ?? '').trim();
	return `---\n${head.join('\n')}\n---\n## Context\n\n${context === '' ? task : context}\n\n## Criteria\n\n${wanted.map((one) => `${one}\n`).join('')}\n## Decisions\n\n## Verification\n`;
}

/** A criterion by its id or its words, whatever their case. Throws `bad-input`. */
export function criterionOf(prd: Prd, id: string): Criterion {
	const wanted = oneLine(id).toLowerCase();
	const found = prd.criteria.find((one) => one.id.toLowerCase() === wanted) ?? prd.criteria.find((one) => one.text.toLowerCase() === wanted);
	if (found) return found;
	throw new PraxisError('bad-input', `This work has no criterion “${id.slice(0, 80)}”.`, { hint: prd.criteria.length === 0 ? 'It has none yet. Add some first.' : `It has ${prd.criteria.slice(0, 20).map((one) => one.id).join(', ')}.` });
}

/** Ticks a criterion and adds what shows it. `evidence`: as `printEvidence` gives it. One that is ticked gets the evidence alone. */
export function tickChanges(prd: Prd, criterion: Criterion, { evidence, at }: { readonly evidence: string; readonly at: Date }): Change[] {
	const path = prd.path as VaultPath;
	const after = { criteria: prd.criteria.map((one) => (one.box === criterion.box ? { ...one, isDone: true } : one)) };
	return [
		...(criterion.isDone ? [] : [{ type: 'replace' as const, path, target: { start: criterion.box, end: criterion.box + 1 }, text: 'x' }]),
		...addLines(prd, 'Verification', [`- ${criterion.id}: ${evidence}`]),
		stamped(path, at, { progress: printProgress(after) }),
	];
}

/** Takes a tick back; what was given as evidence stays, as what was once thought. */
export function untickChanges(prd: Prd, criterion: Criterion, at: Date): Change[] {
	const path = prd.path as VaultPath;
	const after = { criteria: prd.criteria.map((one) => (one.box === criterion.box ? { ...one, isDone: false } : one)) };
	return [{ type: 'replace', path, target: { start: criterion.box, end: criterion.box + 1 }, text: ' ' }, stamped(path, at, { progress: printProgress(after) })];
}

export function decideChanges(prd: Prd, decision: string, at: Date): Change[] {
	const words = line(decision);
	if (words === '') throw new PraxisError('bad-input', 'The decision is empty.', { hint: 'Say what was decided, and why.' });
	return [...addLines(prd, 'Decisions', [`- ${dayOf(at)} ${[at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')}: ${words}`]), stamped(prd.path as VaultPath, at, {})];
}

export function phaseChanges(prd: Prd, phase: Phase, at: Date): Change[] {
	return [stamped(prd.path as VaultPath, at, { phase })];
}

/** Further criteria, numbered on. */
export function criteriaChanges(prd: Prd, draft: Pick<WorkDraft, 'criteria' | 'anti'>, at: Date): Change[] {
	const highest = (pattern: RegExp): number => Math.max(0, ...prd.criteria.map(({ id }) => Number(pattern.exec(id)?.[1] ?? 0)));
	const lines = criteriaLines(draft, { next: highest(/^ISC-(\d+)/i) + 1, nextAnti: highest(/^ISC-A-?(\d+)/i) + 1 });
	if (lines.length === 0) return [];
	const [done] = printProgress(prd).split('/');
	return [...addLines(prd, 'Criteria', lines), stamped(prd.path as VaultPath, at, { progress: `${done}/${prd.criteria.length + lines.length}` })];
}

/** Taken up again on another day. */
export function resumeChanges(prd: Prd, at: Date): Change[] {
	return [stamped(prd.path as VaultPath, at, { iteration: prd.iteration + 1 })];
}

function criteriaLines({ criteria, anti = [] }: Pick<WorkDraft, 'criteria' | 'anti'>, { next, nextAnti }: { readonly next: number; readonly nextAnti: number }): string[] {
	const plain = (texts: readonly string[]): string[] => texts.map((text) => line(text).replace(/^(?:ISC-[A-Z0-9-]*\d+\s*:\s*)?(?:anti:\s*)?/i, '')).filter((text) => text !== '');
	const [wanted, unwanted] = [plain(criteria), plain(anti)];
	if (wanted.length + unwanted.length > MOST_CRITERIA) throw new PraxisError('bad-input', `${MOST_CRITERIA} criteria are the most.`, { hint: 'Split the work.' });
	return [...wanted.map((text, i) => `- [ ] ISC-${next + i}: ${text}`), ...unwanted.map((text, i) => `- [ ] ISC-A-${nextAnti + i}: Anti: ${text}`)];
}

function stamped(path: VaultPath, at: Date, properties: Readonly<Record<string, string | number>>): Change {
	return { type: 'set-properties', path, properties: { ...properties, updated: at.toISOString() } };
}

/** Lines at the end of a section's list; the section is made where there is none, in PAI's order. */
function addLines(prd: Prd, name: 'Criteria' | 'Decisions' | 'Verification', lines: readonly string[]): Change[] {
	const path = prd.path as VaultPath;
	const section = prd.sections.get(name.toLowerCase());
	const text = lines.join('\n');
	if (section) return [{ type: 'insert', path, at: { offset: section.end }, text: `${section.endsInList ? '\n' : '\n\n'}${text}` }];
	const before = name === 'Verification' ? undefined : (prd.sections.get('decisions') ?? prd.sections.get('verification'));
	const own = `## ${name}\n\n${text}`;
	return before && before.span.start > 0 ? [{ type: 'insert', path, at: { offset: before.span.start }, text: `${own}\n\n` }] : [{ type: 'append', path, text: own }];
}

function line(text: string): string {
	return oneLine(text).slice(0, LONGEST_LINE).replace(/[\uD800-\uDBFF]$/u, '');
}
