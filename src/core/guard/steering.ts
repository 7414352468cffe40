/** Which notes steer later runs: TELOS, agents, skills, patterns, strategies, templates, rules, the policy. By place or by property. */
import type { Vault } from '../host';
import { isPraxisError } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { isNote, type VaultPath } from '../lib/vault-path';
import { pathGlobMatches } from './glob';
import { POLICY_NOTE } from './policy-note';

export type SteeringKind = 'policy' | 'telos' | 'agent' | 'skill' | 'pattern' | 'strategy' | 'template' | 'steering';

/** Globs, compared without regard to case: a case-insensitive disk takes another spelling for the same note. */
const PLACES: readonly (readonly [SteeringKind, readonly string[]])[] = [
	['policy', [POLICY_NOTE]],
	['skill', ['Skills', 'Praxis/Skills', '**/SKILL.md', 'SKILL.md']],
	['agent', ['Agents', 'Praxis/Agents']],
	['pattern', ['Patterns', 'Praxis/Patterns']],
	['strategy', ['Strategies', 'Praxis/Strategies']],
	['template', ['Templates', 'Praxis/Templates']],
	['steering', ['Praxis/Steering', 'Praxis/Steering.md']],
	['telos', ['Telos', 'TELOS.md', 'Praxis/Telos', 'Praxis/User']],
];
const FOLDED = PLACES.map(([kind, places]) => [kind, places.map(fold)] as const);
export const STEERING_PLACES: readonly string[] = PLACES.flatMap(([, places]) => places);

const KINDS: readonly string[] = PLACES.map(([kind]) => kind);
/** Cheaper than reading the properties of a whole vault. */
const MAY_STEER = /^\uFEFF?---[^]*?["']?(?:telos|praxis)["']?\s*:/i;
const HEAD = 20_000;
const AT_ONCE = 32;

export function isSteeringPlace(path: string): boolean {
	return kindOfPlace(path) !== null;
}

/** By its properties, wherever it lies. */
export function isSteeringNote(properties: Readonly<Record<string, unknown>> | null): boolean {
	return kindOfNote(properties) !== null;
}

/** By its place, else by its properties; null for a note that steers nothing. */
export function steeringKind(path: string, properties: Readonly<Record<string, unknown>> | null): SteeringKind | null {
	return kindOfPlace(path) ?? (isNote(path) ? kindOfNote(properties) : null);
}

/** The kind of a note as it reads. */
export function kindOfText(path: string, text: string): SteeringKind | null {
	return kindOfPlace(path) ?? (isNote(path) && MAY_STEER.test(text.slice(0, HEAD)) ? kindOfNote(readFrontMatter(text).frontMatter?.data ?? null) : null);
}

/** Texts of those notes that steer, by path. What cannot be read is left out; the index tells of it. */
export async function readSteering(paths: readonly VaultPath[], vault: Pick<Vault, 'read'>, pause: () => Promise<void> = () => Promise.resolve()): Promise<Map<VaultPath, string>> {
	const texts = new Map<VaultPath, string>();
	for (let at = 0; at < paths.length; at += AT_ONCE) {
		const slice = paths.slice(at, at + AT_ONCE);
		const notes = await Promise.all(slice.map((path) => vault.read(path).catch((error: unknown) => (isPraxisError(error) ? null : Promise.reject(error as Error)))));
		for (const [i, path] of slice.entries()) {
			const text = notes[i]?.text;
			if (text !== undefined && kindOfText(path, text) !== null) texts.set(path, text);
		}
		if (at + AT_ONCE < paths.length) await pause();
	}
	return texts;
}

function kindOfPlace(path: string): SteeringKind | null {
	if (!isNote(path)) return null;
	const folded = fold(path);
	return FOLDED.find(([, places]) => places.some((place) => pathGlobMatches(place, folded)))?.[0] ?? null;
}

function kindOfNote(properties: Readonly<Record<string, unknown>> | null): SteeringKind | null {
	if (!properties) return null;
	const { telos, praxis } = properties;
	if (typeof praxis === 'string' && KINDS.includes(praxis)) return praxis as SteeringKind;
	return telos !== undefined && telos !== null && telos !== false ? 'telos' : null;
}

function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
