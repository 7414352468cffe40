/**
 * Reads the `patterns.yaml` of a PAI installation as policy lines.
 *
 * Its `paths` become lines of ours. Its `bash` patterns are told as problems and not taken over: Praxis runs no
 * commands, so there is nothing that they could allow or stop.
 */
import type { Problem } from '../lib/errors';
import { readYaml } from '../lib/yaml-data';
import type { Deed, Policy, PolicyLine, PolicyVerdict } from './policy';

const PATH_LISTS: Record<string, readonly [PolicyVerdict, Deed | undefined]> = {
	zeroAccess: ['deny', undefined],
	readOnly: ['deny', 'write'],
	confirmWrite: ['ask', 'write'],
	noDelete: ['deny', 'remove'],
};

/** The lines, refusals only, and what was left out. `policy` is null when the file or a list in it cannot be read. */
export function importPaiPolicy(yaml: string, path: string): { policy: Policy | null; problems: readonly Problem[] } {
	const { data, problems } = readYaml(yaml);
	const told = problems.map(({ at, message }) => ({ path, line: yaml.slice(0, at).split('\n').length, message }));
	const paths = data.paths ?? {};
	if (told.length > 0 || typeof paths !== 'object' || Array.isArray(paths)) {
		return { policy: null, problems: told.length > 0 ? told : [{ path, line: 1, message: '“paths” is not a set of lists.' }] };
	}
	const lines: PolicyLine[] = [];
	for (const [name, list] of Object.entries(paths as Record<string, unknown>)) {
		const rule = PATH_LISTS[name];
		if (!rule || !isTextList(list)) return { policy: null, problems: [{ path, line: 1, message: `“paths.${name}” cannot be read.` }] };
		lines.push(...list.flatMap((pattern) => linesOf(pattern, rule)));
	}
	const left = Object.keys(data).filter((name) => name !== 'paths' && name !== 'version');
	return { policy: { lines }, problems: left.map((name) => ({ path, line: 1, message: `“${name}” is left out: Praxis has nothing that it could apply to.` })) };
}

function linesOf(pattern: string, [verdict, does]: readonly [PolicyVerdict, Deed | undefined]): PolicyLine[] {
	// A bare name means that name anywhere, as in the files this format is used for.
	const folder = pattern.includes('/') ? pattern : `**/${pattern}`;
	const line: PolicyLine = { verdict, folder, ...(does ? { does } : {}) };
	return does === 'write' && verdict === 'deny' ? [line, { ...line, does: 'remove' }] : [line];
}

function isTextList(list: unknown): list is readonly string[] {
	return Array.isArray(list) && list.every((item) => typeof item === 'string' && item.trim() !== '' && !item.includes('"'));
}
