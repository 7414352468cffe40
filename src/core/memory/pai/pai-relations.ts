/**
 * PAI's daily relationship notes, `- W|B|O(c=0.85) @Entity: text`: what was found out about the world of the person, what
 * the assistant did, and what it takes for an opinion of theirs. Lines are read where they stand. Pure.
 */

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

export function printRelation({ kind, confidence, entity, text }: Omit<Relation, 'line'>): string {
	const sure = confidence === null ? '' : `(c=${confidence.toFixed(2)})`;
	return `- ${kind}${sure} ${entity === '' ? '' : `@${entity.replace(/[:\r\n]/g, ' ').trim()}: `}${text.replace(/\s+/g, ' ').trim()}`;
}
