/** Numbers as the person's locale writes them, with what they count. Pure. */

export const number = new Intl.NumberFormat();
/** At most one decimal. */
export const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
/** A share of one, in whole percents. */
export const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
/** US dollars, to a hundredth of a cent. */
export const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** "1 note", "2,310 notes". */
export function count(n: number, one: string, many: string): string {
	return `${number.format(n)} ${n === 1 ? one : many}`;
}
