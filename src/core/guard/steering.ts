/** Which notes steer later runs: TELOS, agents, skills, patterns, templates, the policy. By place or by property. */
import { isNote } from '../lib/vault-path';
import { pathGlobMatches } from './glob';
import { POLICY_NOTE } from './policy-note';

/** Globs, compared without regard to case: a case-insensitive disk takes another spelling for the same note. */
export const STEERING_PLACES: readonly string[] = [POLICY_NOTE, 'Telos', 'TELOS.md', 'Agents', 'Skills', 'Patterns', 'Templates', 'Praxis/Telos', 'Praxis/Agents', 'Praxis/Skills', 'Praxis/Patterns', 'Praxis/Templates', 'Praxis/User', '**/SKILL.md', 'SKILL.md'];

const KINDS = new Set(['policy', 'agent', 'skill', 'pattern', 'template']);

export function isSteeringPlace(path: string): boolean {
	return isNote(path) && STEERING_PLACES.some((place) => pathGlobMatches(fold(place), fold(path)));
}

/** By its properties, wherever it lies. */
export function isSteeringNote(properties: Readonly<Record<string, unknown>> | null): boolean {
	if (!properties) return false;
	const { telos, praxis } = properties;
	return (telos !== undefined && telos !== null && telos !== false) || (typeof praxis === 'string' && KINDS.has(praxis));
}

function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
