/** Mapping tables of a list note: `| G0 | M0, M1 | Active |` under `| Goal | Mission | Status |` says what the entries may say as well. */
import type { EdgeKind, TableEdge } from './item';
import { idsIn } from './references';
import { typeOfWord } from './vocabulary';

interface Mapping {
	readonly kind: EdgeKind;
	/** The edge runs from the second column to the first. */
	readonly isReversed: boolean;
}

/** Reads table lines in order; a line that is no table ends the table. */
export class TableReader {
	readonly edges: TableEdge[] = [];
	#mapping: Mapping | null = null;
	#isInside = false;

	read(line: string, number: number, isTable: boolean): void {
		if (!isTable) this.#isInside = false;
		else if (!this.#isInside) {
			this.#isInside = true;
			this.#mapping = mappingOf(cellsOf(line));
		} else if (this.#mapping) this.#row(cellsOf(line), number, this.#mapping);
	}

	#row([first = '', second = '']: readonly string[], line: number, { kind, isReversed }: Mapping): void {
		for (const one of idsIn(first)) {
			for (const other of idsIn(second)) this.edges.push(isReversed ? { from: other, kind, to: one, line } : { from: one, kind, to: other, line });
		}
	}
}

function cellsOf(line: string): string[] {
	return line.trim().replace(/^\|/, '').split('|').map((cell) => cell.trim());
}

function mappingOf([first = '', second = '']: readonly string[]): Mapping | null {
	const from = typeOfWord(first);
	const to = second.toLowerCase();
	if (from === null) return null;
	if (from === 'mission' && to === 'goals') return { kind: 'supports', isReversed: true };
	if (from === 'problem' && to.startsWith('goals')) return { kind: 'linked-goals', isReversed: false };
	if (from === 'challenge' && to === 'strategy') return { kind: 'linked-strategies', isReversed: false };
	if (from === 'strategy' && to === 'addresses') return { kind: 'addresses', isReversed: false };
	if (from === 'goal' && to === 'mission') return { kind: 'supports', isReversed: false };
	return to === 'supports mission' ? { kind: 'supports', isReversed: false } : null;
}
