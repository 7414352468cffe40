/** Hosts against the brands of the same file, as if the person knew them all, and those often imitated, as in the product. Listed phishing hosts imitate others: counted apart. */
import { OFTEN_IMITATED } from '../../../src/core/guard/imitated';
import { lookAlikes } from '../../../src/core/guard/look-alike';
import { share, shares, textOf, type Items, type Judged, type Row } from './rows';

export function domainRows(items: Items): Row[] {
	const known = [...new Set([...OFTEN_IMITATED, ...items.map((item) => textOf(item.brand)).filter((brand) => brand !== '')])];
	const isFlagged = (item: Record<string, unknown>): boolean => lookAlikes(textOf(item.host), known).length > 0 || (textOf(item.puny) !== '' && lookAlikes(textOf(item.puny), known).length > 0);
	const judged = items.filter((item) => item.label !== 'listed-phish').map((item): Judged => {
		const isFine = item.label === 'ok';
		const isExpected = isFlagged(item) !== isFine;
		return { id: textOf(item.id), set: `domains/${textOf(item.fam)}`, isExpected, ...(isFine ? { isKept: isExpected } : {}) };
	});
	const listed = items.filter((item) => item.label === 'listed-phish');
	return listed.length === 0 ? shares(judged) : [...shares(judged), share('domains/listed-phish', 'flagged', listed.map(isFlagged))];
}
