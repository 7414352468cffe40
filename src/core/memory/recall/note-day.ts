/** The day that a block is about: what it says itself, else the heading above it, else its note. Pure. */
import { dayInName } from '../../search/dates';
import { dayNamed } from './days-in-text';

/** As people name the property in which a note says its day. */
const DATE_PROPERTY = /^(?:date|day|created|created at|date created|datum|fecha|data|дата)\s*:\s*(\S.*)$/imu;

/** Days since 1970; null when nothing tells. `text`: of the note. */
export function dayOfNote(path: string, text: string): number | null {
	const head = text.startsWith('---') ? text.slice(3, Math.max(3, text.indexOf('\n---', 3))) : '';
	const stated = DATE_PROPERTY.exec(head)?.[1];
	return (stated === undefined ? null : dayNamed(stated.replace(/^["']|["']$/g, ''))) ?? dayInName(path);
}

/** Only a date at its beginning is the block's own: what stands further on may be of another day. */
const OPENING = 40;

export function dayOfBlock(block: string, { headings, noteDay }: { readonly headings: readonly string[]; readonly noteDay: number | null }): number | null {
	const opening = block.slice(0, OPENING);
	const own = /^[\s>*+[\]x-]*[*_[]{0,4}\d|^[\s>*+-]*[*_[]{0,4}\p{L}{3,12} \d/u.test(opening) ? dayNamed(opening) : null;
	if (own !== null) return own;
	for (let at = headings.length - 1; at >= 0; at--) {
		const day = dayNamed(headings[at] ?? '');
		if (day !== null) return day;
	}
	return noteDay;
}
