/**
 * The policy as it stands in the vault at this moment, and the text of the note that a person starts from.
 *
 * Without a note, agents may do nothing; a note that cannot be read means the same. What Praxis itself does for the
 * person (reading to answer, asking the model they chose, writing where they said) needs no note, and a note can
 * still deny it.
 */
import type { NoteText, Vault } from '../host';
import { isNode } from 'yaml';
import { isPraxisError, type Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { LineIndex } from '../lib/positions';
import { vaultPath } from '../lib/vault-path';
import { readPolicy, type Policy } from './policy';

export const POLICY_NOTE = vaultPath('Praxis/Policy.md');
/** The name under which Praxis acts for the person; no agent can have it. */
export const OWN_AGENT = 'Praxis';

/** Who moves Praxis when it acts itself: a model in a run, a button or command of the person's, or the person who has looked at every change. */
export type OwnKind = 'run' | 'command' | 'reviewed';

/** What the person thought of answers, and what is learned from it: nobody rates for them, and no model itself. */
const RATINGS: Policy['lines'] = ['Praxis/Learning', 'Praxis/Ratings.md'].flatMap((folder) => [{ verdict: 'deny', does: 'write', folder } as const, { verdict: 'deny', does: 'remove', folder } as const]);

/** A button or command of the person's is their yes; what a model wants to write or to fetch in their name, they are asked. */
const OWN_LINES: Readonly<Record<OwnKind, Policy['lines']>> = {
	run: [{ verdict: 'ask', agent: OWN_AGENT, does: 'write' }, { verdict: 'allow', agent: OWN_AGENT, does: 'read' }, { verdict: 'allow', agent: OWN_AGENT, tool: 'ask_model' }, { verdict: 'ask', agent: OWN_AGENT, tool: 'web_get' }],
	command: [{ verdict: 'allow', agent: OWN_AGENT, does: 'write' }],
	reviewed: [{ verdict: 'allow', agent: OWN_AGENT, does: 'write' }, { verdict: 'allow', agent: OWN_AGENT, does: 'remove' }],
};

/** What *Open policy* creates: agents read, write into the result folder, and ask for the rest. */
export function defaultPolicyText(resultFolder: string): string {
	const folder = resultFolder.replace(/["\\\n]/g, '').replace(/^\/+|\/+$/g, '');
	return `---
praxis: policy
deny:
  - 'does:remove folder:"${POLICY_NOTE}"'
ask:
  - 'does:remove'
  - 'does:send'
  - 'does:write'
allow:
  - 'does:read'
  - 'tool:ask_model'
---
# What agents may do

The lists above are the rules; this text is for you. **deny** wins over **ask**, **ask** over **allow**. What no line names is denied. If a line cannot be read, agents may do nothing until it is mended.

A line names any of these, and holds when all that it names fit: \`tool:\`, \`folder:\`, \`host:\`, \`agent:\` and \`does:\` (read, write, remove, send). A star stands for any part of a name, and \`*\` alone for everything.

- \`does:read folder:Journal\` under **deny**: no agent reads the journal.
- \`tool:note_create folder:"${folder === '' ? 'Praxis/Results' : folder}" agent:scribe\` under **allow**, after taking \`does:write\` out of **ask**: the agent *scribe* makes notes there without asking.
- \`host:*.example.org\` under **allow**, after taking \`does:send\` out of **ask**: agents read pages there.

Some things no line can allow: the configuration folder, private notes on a remote model, and changes to notes that steer agents after a run has read text that is not yours.
`;
}

export class PolicyNote {
	#seen: (PolicyReading & { readonly version: string }) | null = null;

	/** `acceptances`: without it any policy counts as the person's own. */
	constructor(
		private readonly vault: Pick<Vault, 'read'>,
		private readonly acceptances?: { ready(): Promise<void>; readonly hashes: ReadonlySet<string> },
	) {}

	/** The rules for an agent; the policy is null when it may do nothing. `command`: what Praxis does for a button of the person's. */
	async for(agent: string, kind: OwnKind = 'run'): Promise<{ readonly policy: Policy | null; readonly policyProblem: string }> {
		const reading = await this.read();
		const denials = reading?.policy?.lines.filter(({ verdict }) => verdict === 'deny') ?? [];
		// Asking goes without a note; what the person has ruled out stays so.
		if (agent === OWN_AGENT) return { policy: { lines: [...denials, ...(kind === 'run' ? RATINGS : []), ...OWN_LINES[kind]] }, policyProblem: '' };
		if (!reading) return { policy: null, policyProblem: 'There is no policy yet that says what agents may do. The command “Open policy” makes one.' };
		if (!reading.policy) return { policy: null, policyProblem: whyUnread(reading.problems) };
		if (await this.#isAccepted(reading.version)) return { policy: { lines: [...RATINGS, ...reading.policy.lines] }, policyProblem: '' };
		// Whoever changed it may only have made it stricter.
		return { policy: { lines: reading.policy.lines.filter(({ verdict }) => verdict !== 'allow') }, policyProblem: 'Your policy was changed outside this app, and you have not accepted the change, so it allows nothing. The command “Review what steers agents” shows it.' };
	}

	/** What the note says and what is wrong with it; null when there is none. */
	async read(): Promise<(PolicyReading & { readonly version: string }) | null> {
		let note: NoteText | null;
		try {
			note = await this.vault.read(POLICY_NOTE);
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return { version: '', policy: null, problems: [{ path: POLICY_NOTE, line: 1, message: `${error.message} Until this is mended, agents may do nothing.` }] };
		}
		if (note === null) return null;
		if (this.#seen?.version !== note.version) this.#seen = { version: note.version, ...readPolicyText(note.text) };
		return this.#seen;
	}

	async #isAccepted(version: string): Promise<boolean> {
		await this.acceptances?.ready();
		return this.acceptances?.hashes.has(version) ?? true;
	}
}

export interface PolicyReading {
	readonly policy: Policy | null;
	readonly problems: readonly Problem[];
}

/** The policy in the text of its note, each problem at its line. */
export function readPolicyText(text: string, path: string = POLICY_NOTE): PolicyReading {
	const { frontMatter, document, problems } = readFrontMatter(text, path);
	if (problems.length > 0) return { policy: null, problems: problems.map((problem) => ({ ...problem, message: `${problem.message} Until this is mended, agents may do nothing.` })) };
	const lines = new LineIndex(text);
	const lineOf = (place: readonly (string | number)[]): number => {
		const node = document?.getIn(place, true);
		const at = isNode(node) ? node.range?.[0] : undefined;
		return at === undefined || !frontMatter ? 1 : lines.lineAt(frontMatter.yaml.start - 1 + at);
	};
	return readPolicy(frontMatter?.data ?? null, path, lineOf);
}

function whyUnread([problem]: readonly Problem[]): string {
	return problem ? `Your policy cannot be read, line ${problem.line}: ${problem.message}` : 'Your policy cannot be read.';
}
