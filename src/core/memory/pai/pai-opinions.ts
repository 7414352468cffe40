/**
 * PAI's OPINIONS.md: statements with a confidence that moves with each piece of evidence. Read where they stand; evidence
 * changes the line of the confidence and adds one row, nothing else. Pure.
 */
import { PraxisError } from '../../lib/errors';
import { vaultPath } from '../../lib/vault-path';

export type EvidenceKind = keyof typeof EVIDENCE_DELTAS;

export interface Opinion {
	readonly statement: string;
	/** 0.01 to 0.99; 0.5 when the text gives none. */
	readonly confidence: number;
	/** In the words of the heading above: "communication"; "" for none. */
	readonly category: string;
	readonly evidence: readonly { readonly kind: string; readonly text: string }[];
	/** From 1. */
	readonly line: number;
}

/** How far each kind of evidence moves a confidence, as in PAI's own tracker. */
export const EVIDENCE_DELTAS = { supporting: 0.02, counter: -0.05, confirmation: 0.1, contradiction: -0.2 } as const;
const [LEAST, MOST] = [0.01, 0.99];
/** The person's own, in PAI's form. */
export const OPINIONS_NOTE = vaultPath('Praxis/Opinions.md');
const CONFIDENCE = /^(\s*(?:[-*]\s+)?\*\*Confidence:\*\*\s*)(\d*\.?\d+)(\s*%)?/;
const ROW = /^\|\s*(supporting|counter|confirmation|contradiction)\s*\|([^|]*)\|/i;

export function readOpinions(text: string): readonly Opinion[] {
	let category = '';
	const found: { statement: string; confidence: number; category: string; evidence: { kind: string; text: string }[]; line: number }[] = [];
	for (const [i, line] of text.split(/\r?\n/).entries()) {
		const [, level, title] = /^(#{1,3})\s+(\S.*)$/.exec(line) ?? [];
		const last = found.at(-1);
		const [, , confidence, percent] = CONFIDENCE.exec(line) ?? [];
		const [, kind, said] = ROW.exec(line) ?? [];
		if (level === '###' && title !== undefined) found.push({ statement: title.trim(), confidence: 0.5, category, evidence: [], line: i + 1 });
		else if (title !== undefined) category = title.replace(/\s+opinions?$/i, '').trim().toLowerCase();
		else if (last && confidence !== undefined) last.confidence = clamped(Number(confidence) / (percent === undefined ? 1 : 100));
		else if (last && kind !== undefined) last.evidence.push({ kind: kind.toLowerCase(), text: (said ?? '').trim() });
	}
	return found;
}

/** A new one at the end of the file, before any evidence. */
export function printOpinion(statement: string): string {
	return `\n### ${statement}\n**Confidence:** 0.50\n`;
}

/** The text with those opinions of `own` that it has not, as they stand there. */
export function withOpinions(text: string, own: string): string {
	const known = new Set(readOpinions(text).map(({ statement }) => statement.toLowerCase()));
	const lines = own.replace(/\r\n?/g, '\n').split('\n');
	const added = readOpinions(own).filter(({ statement }) => !known.has(statement.toLowerCase())).map(({ line }) => {
		const end = lines.findIndex((one, i) => i >= line && /^#{1,3}\s/.test(one));
		return lines.slice(line - 1, end < 0 ? undefined : end).join('\n').trimEnd();
	});
	return added.length === 0 ? text : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${text === '' ? '# Opinions\n' : ''}\n${added.join('\n\n')}\n`;
}

/** The confidence after this evidence, to two places. */
export function movedBy(confidence: number, kind: EvidenceKind): number {
	return Math.round(clamped(confidence + EVIDENCE_DELTAS[kind]) * 100) / 100;
}

/** The text with the evidence added below its opinion. Throws `missing-note` when no opinion has this statement. */
export function withEvidence(text: string, { statement, kind, said }: { readonly statement: string; readonly kind: EvidenceKind; readonly said: string }): string {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const opinion = readOpinions(text).find((one) => one.statement.toLowerCase() === statement.trim().toLowerCase());
	if (!opinion) throw new PraxisError('missing-note', `There is no opinion “${statement}”.`, { hint: 'Give its words as they stand in the heading.' });
	const lines = text.split(/\r?\n/);
	const next = lines.findIndex((line, i) => i >= opinion.line && /^#{1,3}\s/.test(line));
	const end = next < 0 ? lines.length : next;
	const at = lines.findIndex((line, i) => i >= opinion.line && i < end && CONFIDENCE.test(line));
	const moved = movedBy(opinion.confidence, kind).toFixed(2);
	const row = `| ${kind.charAt(0).toUpperCase()}${kind.slice(1)} | ${said.replace(/\s+/g, ' ').replace(/\|/g, '/').trim()} |`;
	const lastRow = lines.reduce((found, line, i) => (i >= opinion.line && i < end && ROW.test(line) ? i : found), -1);
	const isTable = lines.findIndex((line, i) => i >= opinion.line && i < end && /^\|\s*:?-+/.test(line));
	const after = lastRow >= 0 ? lastRow : isTable >= 0 ? isTable : at >= 0 ? at : opinion.line - 1;
	const added = lastRow >= 0 || isTable >= 0 ? [row] : ['', '| Evidence | What |', '| --- | --- |', row];
	const changed = lines.map((line, i) => (i === at ? line.replace(CONFIDENCE, (_whole, head: string) => `${head}${moved}`) : line));
	return [...changed.slice(0, after + 1), ...(at < 0 ? [`**Confidence:** ${moved}`] : []), ...added, ...changed.slice(after + 1)].join(eol);
}

function clamped(confidence: number): number {
	return Math.min(MOST, Math.max(LEAST, Number.isFinite(confidence) ? confidence : 0.5));
}
