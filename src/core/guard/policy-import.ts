/** Takes the rules of a PAI `patterns.yaml` into the person's policy: a plan to be looked at; it writes nothing. */
import type { Change, Changes, Plan } from '../changes/changes';
import type { Problem } from '../lib/errors';
import { PraxisError } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { importPaiPolicy } from './pai-policy';
import type { Policy, PolicyVerdict } from './policy';
import { printLine } from './policy';
import { POLICY_NOTE, readPolicyText } from './policy-note';

export interface PolicyImport {
	/** Null when all its rules stand in the policy already. */
	readonly plan: Plan | null;
	/** How many rules are new. */
	readonly added: number;
	/** What is left out, each at its line of the file. */
	readonly problems: readonly Problem[];
}

export interface PolicyImportOptions {
	/** The policy note as it is; null when there is none. */
	readonly now: string | null;
	/** What a new policy note begins with. */
	readonly first: string;
	readonly changes: Pick<Changes, 'plan'>;
}

/**
 * Only refusals and questions are taken over, so an import never allows anything. Throws `bad-input` for a file that
 * cannot be read and for a policy note that is broken: it is mended first.
 */
export async function planPolicyImport(yaml: string, name: string, { now, first, changes }: PolicyImportOptions): Promise<PolicyImport> {
	const { policy, problems } = importPaiPolicy(yaml, name);
	if (!policy) throw new PraxisError('bad-input', `“${name}” cannot be imported, line ${problems[0]?.line ?? 1}: ${problems[0]?.message ?? 'it is no policy'}`, { hint: 'Nothing was changed. Choose the patterns.yaml of a PAI installation.' });
	const text = now ?? first;
	const known = readPolicyText(text);
	if (!known.policy) throw new PraxisError('bad-input', `Your policy cannot be read, line ${known.problems[0]?.line ?? 1}: ${known.problems[0]?.message ?? ''}`, { hint: 'Nothing was changed. Mend the policy first (command “Open policy”).' });
	const fresh = linesBeside(policy, known.policy);
	const added = fresh.deny.length + fresh.ask.length;
	if (added === 0 && now !== null) return { plan: null, added, problems };
	const properties = Object.fromEntries((['deny', 'ask'] as const).filter((verdict) => fresh[verdict].length > 0).map((verdict) => [verdict, [...typed(text, verdict), ...fresh[verdict]]]));
	const edits: readonly Change[] = [
		...(now === null ? [{ type: 'create' as const, path: POLICY_NOTE, text: first, ifExists: 'skip' as const }] : []),
		...(added > 0 ? [{ type: 'set-properties' as const, path: POLICY_NOTE, properties }] : []),
	];
	return { plan: await changes.plan(edits, { reason: `Imported the rules of ${name}` }), added, problems };
}

function linesBeside(imported: Policy, known: Policy): Record<Exclude<PolicyVerdict, 'allow'>, readonly string[]> {
	const there = new Set(known.lines.map((line) => `${line.verdict} ${printLine(line)}`));
	const of = (verdict: PolicyVerdict): string[] => [...new Set(imported.lines.filter((line) => line.verdict === verdict && !there.has(`${verdict} ${printLine(line)}`)).map(printLine))];
	return { deny: of('deny'), ask: of('ask') };
}

/** The lines as the person typed them. */
function typed(text: string, verdict: PolicyVerdict): string[] {
	const value = readFrontMatter(text).frontMatter?.data[verdict] ?? [];
	return (Array.isArray(value) ? value : [value]).filter((line): line is string => typeof line === 'string');
}
