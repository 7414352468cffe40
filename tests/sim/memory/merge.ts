/**
 * Two devices' folders of claims, arriving in any order, once or twice, with older texts before the newer, removed and
 * come back: whatever happened on the way, the same notes give the same derived state. The shelf is the product's own.
 */
import { hashText } from '../../../src/core/lib/hash';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import { printClaim } from '../../../src/core/memory/claim-note';
import { ClaimShelf } from '../../../src/core/memory/claim-shelf';
import { claimId } from '../../support/memory-world';

/** A number from 0 up to, and without, `below`. */
export type Chance = (below: number) => number;

const SUBJECTS = ['Anna Meyer', '[[anna meyer]]', 'People/Anna Meyer', 'Tom', ''];
const TIMES = ['2026-11-01T08:00:00Z', '2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z', '2027-11-01T08:00:00Z', '2025-11-01T08:00:00Z', 'long ago'];
const DAYS = [null, null, null, '2026-06-01', '2026-11-15', '2027-01-01'];
const ASKED = [undefined, '2026-05-01', '2026-11-10', '2026-11-02T07:00:00Z'];
const NOW = new Date('2026-11-22T12:00:00Z');

export interface Folder { readonly files: Map<VaultPath, string>; readonly shelf: ClaimShelf }

export function folderOf(files: ReadonlyMap<VaultPath, string> = new Map()): Folder {
	const own = new Map(files);
	const vault = {
		list: () => Promise.resolve([...own.keys()].map((path) => ({ path, mtime: 0, size: 0 }))),
		read: (path: VaultPath) => Promise.resolve(own.has(path) ? { text: own.get(path) ?? '', version: hashText(own.get(path) ?? '') } : null),
	};
	const shelf = new ClaimShelf({
		vault, index: { pathsWith: () => [] }, now: () => NOW, yieldToHost: () => Promise.resolve(), clock: () => 0,
		settings: () => ({ memoryFolder: 'Memory', memoryInbox: 'Memory/Inbox', excludedFolders: [] }),
		labelOf: ({ path }) => Promise.resolve({ integrity: path.startsWith('Memory/Inbox/') ? 'untrusted' : 'trusted', secrecy: 'vault', reasons: [] }),
	});
	return { files: own, shelf };
}

/** All that is derived, in an order of its own. */
export function stateOf({ shelf }: Folder): string {
	const claims = shelf.all().map(({ id, path, text }) => ({ id, path, text, by: shelf.supersededBy(id), holds: ASKED.map((at) => shelf.holds(id, at)), problems: shelf.problemsOf(path), at: shelf.at(path)?.id }));
	return JSON.stringify([claims, shelf.rings(), SUBJECTS.map((subject) => shelf.bySubject(subject).map(({ id }) => id))], null, '\t');
}

/** What a device may have: claims that supersede any others, itself and each other, copies of a conflict, and notes that are none. */
export function randomFiles(chance: Chance): Map<VaultPath, string> {
	const count = 2 + chance(7);
	const pick = <T>(items: readonly T[]): T => items[chance(items.length)] as T;
	const files = new Map<VaultPath, string>();
	for (let n = 0; n < count; n++) {
		const id = claimId(chance(count));
		const name = pick([id, id, id, `${id} (conflict of phone)`, `${id} 2`, `A note ${n}`]);
		const text = printClaim({
			id, text: `Claim ${n}`, type: pick(['fact', 'fact', 'fact', 'retraction']), subject: pick(SUBJECTS), attribute: '', sources: [], quote: '', sourceKind: 'user', confidence: 1, importance: 3,
			recorded: pick(TIMES), validFrom: pick(DAYS), validTo: pick(DAYS), supersedes: Array.from({ length: chance(3) }, () => claimId(chance(count))), tier: 'warm', isPrivate: false, agent: '', run: '',
		});
		files.set(vaultPath(`${pick(['Memory', 'Memory', 'Memory/Inbox'])}/${name}.md`), chance(12) === 0 ? text.replace('praxis: memory', 'praxis: [') : text);
	}
	return files;
}

/** Brings all of `target` to a device by changes in any order, some of them detours. */
export async function arrive(device: Folder, target: ReadonlyMap<VaultPath, string>, chance: Chance): Promise<void> {
	const detours = [...target].flatMap(([path]) => (chance(3) === 0 ? [[path, chance(2) === 0 ? null : ([...target.values()][chance(target.size)] ?? null)] as const] : []));
	const steps = [...shuffled(detours, chance), ...shuffled([...target], chance), ...shuffled([...target].slice(0, chance(3)), chance)];
	for (const path of shuffled([...device.files.keys()].filter((one) => !target.has(one)), chance)) steps.push([path, null]);
	for (const [path, text] of steps) {
		if (text === null) device.files.delete(path);
		else device.files.set(path, text);
		await device.shelf.noteChanged({ path });
	}
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
	const left = [...items];
	return Array.from(items, () => left.splice(chance(left.length), 1)[0] as T);
}

/** Why the run broke the rule; null when it did not. */
export async function mergeOnce(chance: Chance): Promise<string | null> {
	const [a, b] = [randomFiles(chance), randomFiles(chance)];
	const [one, other] = [folderOf(a), folderOf(b)];
	await one.shelf.ready();
	if (chance(2) === 0) await other.shelf.ready();
	const merged = new Map([...a, ...b]);
	await Promise.all([arrive(one, merged, chance), arrive(other, merged, chance)]);
	await other.shelf.ready();
	const fresh = folderOf(merged);
	await fresh.shelf.ready();
	const state = stateOf(fresh);
	if (stateOf(one) !== state) return `one device: ${stateOf(one)}\nanew: ${state}`;
	if (stateOf(other) !== state) return `the other: ${stateOf(other)}\nanew: ${state}`;
	const lost = fresh.shelf.rings().find((ring) => ring.length > 1 && ring.every((id) => fresh.shelf.supersededBy(id).some((by) => ring.includes(by))));
	return lost ? `a ring of which nothing is left: ${lost.join(', ')}` : null;
}

/** Runs that broke the rule, the first few with why. */
export async function runMerges(n: number, chance: Chance): Promise<{ readonly broken: number; readonly why: readonly string[] }> {
	const why: string[] = [];
	for (let run = 0; run < n; run++) {
		const found = await mergeOnce(chance);
		if (found !== null) why.push(`run ${run}: ${found}`);
	}
	return { broken: why.length, why: why.slice(0, 3) };
}
