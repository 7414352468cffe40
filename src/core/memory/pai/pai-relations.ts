/**
 * PAI's daily relationship notes, `- W|B|O(c=0.85) @Entity: text`: what was found out about the world of the person, what
 * the assistant did, and what it takes for an opinion of theirs. Lines are read where they stand. Pure.
 */
import type { Claim } from '../claim';

export interface Relation {
	/** World, biographical (what was done), opinion. */
	readonly kind: 'W' | 'B' | 'O';
	/** 0 to 1; null when the line gives none. */
	readonly confidence: number | null;
	/** Without "@"; "" for none. */
	readonly entity: string;
	readonly text: string;
	/** From 1. */
	readonly line: number;
}

const LINE = /^\s*[-*]\s+([WBO])(?:\(c=(\d(?:\.\d+)?|\.\d+)\))?\s+(?:@([^:\n]{1,80}):\s*)?(\S.*)$/;

/** Lines that are none are left alone. */
export function readRelations(text: string): readonly Relation[] {
	return text.split(/\r?\n/).flatMap((line, i) => {
		const [, kind, confidence, entity = '', said] = LINE.exec(line) ?? [];
		if (kind === undefined || said === undefined) return [];
		const sure = confidence === undefined ? null : Number(confidence);
		return [{ kind: kind as Relation['kind'], confidence: sure !== null && sure <= 1 ? sure : null, entity: entity.trim(), text: said.trim(), line: i + 1 }];
	});
}

/** The note of the day of an instant: "RELATIONSHIP/2026-11/2026-11-20.md". */
export function relationFile(recorded: string): string {
	const day = /^\d{4}-\d\d-\d\d/.exec(recorded)?.[0] ?? '1970-01-01';
	return `RELATIONSHIP/${day.slice(0, 7)}/${day}.md`;
}

/** A claim as PAI would note it: what was done is biographical, what is liked or thought an opinion. */
export function relationOf({ type, subject, confidence, text, recorded }: Pick<Claim, 'type' | 'subject' | 'confidence' | 'text' | 'recorded'>): Omit<Relation, 'line'> & { readonly recorded: string } {
	const kind = type === 'event' || type === 'decision' ? 'B' : type === 'opinion' || type === 'preference' ? 'O' : 'W';
	return { kind, confidence: kind === 'O' ? confidence : null, entity: subject, text, recorded };
}

export function printRelation({ kind, confidence, entity, text }: Omit<Relation, 'line'>): string {
	const sure = confidence === null ? '' : `(c=${confidence.toFixed(2)})`;
	return `- ${kind}${sure} ${entity === '' ? '' : `@${entity.replace(/[:\r\n]/g, ' ').trim()}: `}${text.replace(/\s+/g, ' ').trim()}`;
}
