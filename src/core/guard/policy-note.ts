/**
 * The policy as it stands in the vault at this moment, and the text of the note that a person starts from.
 *
 * Without a note, agents may do nothing; a note that cannot be read means the same. What Praxis itself does for the
 * person (reading to answer, asking the model they chose, writing where they said) needs no note, and a note can
 * still deny it.
 */
import type { NoteText, Vault } from '../host';
import { isPraxisError, type Problem } from '../lib/errors';
import { readFrontMatter } from '../lib/front-matter';
import { vaultPath } from '../lib/vault-path';
import { readPolicy, type Policy } from './policy';

export const POLICY_NOTE = vaultPath('Praxis/Policy.md');
/** The name under which Praxis acts for the person; no agent can have it. */
export const OWN_AGENT = 'Praxis';

/** A button or command of the person's is their yes; what a model wants to write in their name, they are asked. */
const OWN_LINES: Readonly<Record<'run' | 'command', Policy['lines']>> = {
	run: [{ verdict: 'ask', agent: OWN_AGENT, does: 'write' }, { verdict: 'allow', agent: OWN_AGENT, does: 'read' }, { verdict: 'allow', agent: OWN_AGENT, tool: 'ask_model' }],
	command: [{ verdict: 'allow', agent: OWN_AGENT, does: 'write' }],
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
	#seen: { version: string; policy: Policy | null; problems: readonly Problem[] } | null = null;

	constructor(private readonly vault: Pick<Vault, 'read'>) {}

	/** The rules for an agent; null when it may do nothing. `command`: what Praxis does for a button of the person's. */
	async for(agent: string, kind: 'run' | 'command' = 'run'): Promise<Policy | null> {
		const policy = (await this.read())?.policy ?? null;
		if (agent !== OWN_AGENT) return policy;
		// Asking goes without a note; what the person has ruled out stays so.
		return { lines: [...(policy?.lines.filter(({ verdict }) => verdict === 'deny') ?? []), ...OWN_LINES[kind]] };
	}

	/** What the note says and what is wrong with it; null when there is none. */
	async read(): Promise<{ policy: Policy | null; problems: readonly Problem[] } | null> {
		let note: NoteText | null;
		try {
			note = await this.vault.read(POLICY_NOTE);
		} catch (error) {
			if (!isPraxisError(error)) throw error;
			return { policy: null, problems: [{ path: POLICY_NOTE, line: 1, message: `${error.message} Until this is mended, agents may do nothing.` }] };
		}
		if (note === null) return null;
		if (this.#seen?.version !== note.version) {
			const { frontMatter, problems } = readFrontMatter(note.text, POLICY_NOTE);
			this.#seen = { version: note.version, ...(problems.length > 0 ? { policy: null, problems } : readPolicy(frontMatter?.data ?? null, POLICY_NOTE)) };
		}
		return this.#seen;
	}
}
