/** Importing a PAI policy, what a broken one says, and the person's rules by tool, folder, host and agent in the product. */
import { createApp } from '../../../src/core/app';
import { POLICY_NOTE, readPolicyText } from '../../../src/core/guard/policy-note';
import { DEFAULT_SETTINGS } from '../../../src/core/settings';
import { memoryHost } from '../../support/memory-host';

const PAI = 'version: "1.0"\nbash:\n  blocked:\n    - pattern: "rm -rf"\n      reason: no\npaths:\n  zeroAccess: [".env", "Secrets/**"]\n  readOnly: ["Reference/**"]\n  confirmWrite: ["Journal/**"]\n  noDelete: ["Photos"]\n';

function world(policy: string | null, notes: Record<string, string> = {}) {
	const host = memoryHost({ ...notes, ...(policy === null ? {} : { [POLICY_NOTE]: policy }) });
	const app = createApp(host, { ...DEFAULT_SETTINGS, onDeviceOnly: false });
	const decide = (effect: { tool: string; path?: string; url?: string }, agent = 'scribe') => app.guard.guard.run({ agent, remote: false, granted: ['note_read', 'note_edit', 'note_create', 'note_trash', 'web_get'], approve: () => Promise.resolve(true) }).decide(effect);
	return { host, app, decide, policy: async () => (await host.vault.read(POLICY_NOTE))?.text ?? '' };
}

test('given no policy, when one is imported, then a new one refuses what the file refuses, and the shell’s rules are told as left out', async () => {
	const { app, decide, policy } = world(null);
	const { plan, added, problems } = await app.guard.planPolicyImport(PAI, 'patterns.yaml');
	expect(added).toBe(6);
	expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('bash') as string]);
	expect(await policy()).toBe('');
	if (plan) await app.guard.applyPolicy(plan);
	expect(readPolicyText(await policy()).problems).toEqual([]);
	const verdicts = [{ tool: 'note_read', path: 'Secrets/key.md' }, { tool: 'note_edit', path: 'Reference/a.md' }, { tool: 'note_read', path: 'Reference/a.md' }, { tool: 'note_edit', path: 'Journal/today.md' }, { tool: 'note_trash', path: 'Photos/x.md' }].map(async (effect) => (await decide(effect)).verdict);
	expect(await Promise.all(verdicts)).toEqual(['deny', 'deny', 'allow', 'ask', 'deny']);
});

test('given a policy, when one is imported twice, then own lines and comments stay and nothing is there twice', async () => {
	const own = '---\npraxis: policy\n# mine\ndeny:\n  - "folder:Old"\nallow: ["does:read"]\n---\nMy words.\n';
	const { app, policy } = world(own);
	const first = await app.guard.planPolicyImport(PAI, 'patterns.yaml');
	if (first.plan) await app.guard.applyPolicy(first.plan);
	expect(await policy()).toMatch(/# mine[^]*folder:Old[^]*My words\.\n$/);
	expect((await app.guard.planPolicyImport(PAI, 'patterns.yaml')).plan).toBeNull();
});

test.each(['paths: 7', 'paths:\n  zeroAccess: [1]', 'a: ['])('given the file %j, then it is refused with its line and nothing is planned', async (yaml) => {
	await expect(world(null).app.guard.planPolicyImport(yaml, 'patterns.yaml')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/line \d/) as string });
});

test.each([
	['a line that cannot be read', '---\npraxis: policy\ndeny:\n  - "folder:A"\n  - "everything bad"\n---\n', 'line 5'],
	['YAML that cannot be read', '---\npraxis: policy\nallow: [\n---\n', 'line '],
	['a note that is no policy', '---\ntitle: x\n---\n', 'praxis: policy'],
	['no note', null, 'Open policy'],
])('given %s, then agents are refused and told where', async (_name, policy, said) => {
	expect(await world(policy).decide({ tool: 'note_read', path: 'a.md' })).toMatchObject({ verdict: 'deny', rule: 'policy', reason: expect.stringContaining(said) as string });
});

test('deny wins over ask, and ask over allow, by tool, folder, host and agent', async () => {
	const { decide } = world('---\npraxis: policy\ndeny: ["folder:Health", "agent:scout does:write", "host:*.evil.example", "tool:note_trash"]\nask: ["folder:Journal does:write", "host:example.org"]\nallow: ["*"]\n---\n');
	const cases: readonly (readonly [Parameters<typeof decide>[0], string, string])[] = [
		[{ tool: 'note_read', path: 'Health/x.md' }, 'scribe', 'deny'],
		[{ tool: 'note_read', path: 'health/x.md' }, 'scribe', 'deny'],
		[{ tool: 'note_edit', path: 'Notes/x.md' }, 'scout', 'deny'],
		[{ tool: 'note_edit', path: 'Notes/x.md' }, 'scribe', 'allow'],
		[{ tool: 'note_edit', path: 'Journal/x.md' }, 'scribe', 'ask'],
		[{ tool: 'note_trash', path: 'Notes/x.md' }, 'scribe', 'deny'],
		[{ tool: 'web_get', url: 'https://a.evil.example/' }, 'scribe', 'deny'],
		[{ tool: 'web_get', url: 'https://example.org/' }, 'scribe', 'ask'],
	];
	expect(await Promise.all(cases.map(async ([effect, agent]) => (await decide(effect, agent)).verdict))).toEqual(cases.map(([, , verdict]) => verdict));
});
