/** The policy note: what it says, what breaks it, and what PAI's file becomes. */
import fc from 'fast-check';
import { globMatches } from '../../../src/core/guard/glob';
import { importPaiPolicy } from '../../../src/core/guard/pai-policy';
import { askPolicy, printPolicy, readPolicy, type PolicyCase, type PolicyLine } from '../../../src/core/guard/policy';
import { readYaml } from '../../../src/core/lib/yaml-data';

const about = (changes: Partial<PolicyCase>): PolicyCase => ({ tool: 'note_edit', agent: 'scribe', does: 'write', paths: ['Work/a.md'], host: null, ...changes });
const policy = (properties: Record<string, unknown>) => readPolicy({ praxis: 'policy', ...properties }, 'Policy.md').policy;

test('given no policy, then everything is denied', () => {
	expect(askPolicy(null, about({}))).toEqual({ verdict: 'deny', line: null });
	expect(askPolicy(policy({}), about({})).verdict).toBe('deny');
});

test.each([
	[{ deny: ['folder:Work'], allow: ['*'] }, {}, 'deny'],
	[{ deny: ['folder:work'], allow: ['*'] }, { paths: ['WORK/deep/a.md'] }, 'deny'],
	[{ ask: ['tool:note_*'], allow: ['tool:note_edit'] }, {}, 'ask'],
	[{ allow: ['tool:note_edit agent:scribe'] }, {}, 'allow'],
	[{ allow: ['tool:note_edit agent:other'] }, {}, 'deny'],
	[{ allow: ['folder:Work'] }, { paths: ['Work/a.md', 'Home/b.md'] }, 'deny'],
	[{ deny: ['host:*.example.org'], allow: ['*'] }, { host: 'api.example.org', paths: [] }, 'deny'],
	[{ allow: ['host:example.org'] }, { host: 'api.example.org', paths: [] }, 'deny'],
	[{ deny: ['does:remove folder:"My archive"'], allow: ['*'] }, { does: 'remove', paths: ['My archive/a.md'] }, 'deny'],
] as const)('given %j and %j, then it says %s', (properties, changes, verdict) => {
	expect(askPolicy(policy(properties), about(changes as Partial<PolicyCase>)).verdict).toBe(verdict);
});

test.each([[null], [{ praxis: 'result' }], [{ praxis: 'policy', allow: ['everything'] }], [{ praxis: 'policy', allow: [1] }], [{ praxis: 'policy', deny: ['does:fly'] }], [{ praxis: 'policy', allow: ['tool:a tool:b'] }], [{ praxis: 'policy', ask: ['folder:'] }]])('given %j, then no part of it counts', (properties) => {
	const { policy: read, problems } = readPolicy(properties, 'Policy.md');
	expect(read).toBeNull();
	expect(problems).toHaveLength(1);
});

const words = fc.stringMatching(/^[a-z][a-z0-9_*/ ]{0,12}[a-z0-9*]$/);
const line: fc.Arbitrary<PolicyLine> = fc.record({ verdict: fc.constantFrom('deny' as const, 'ask' as const, 'allow' as const), tool: words, folder: words, host: words, agent: words, does: fc.constantFrom('read' as const, 'write' as const) }, { requiredKeys: ['verdict'] });

test('given any policy, when it is printed and read, then it is the same', () => {
	fc.assert(fc.property(fc.array(line), (lines) => {
		const sorted = (['deny', 'ask', 'allow'] as const).flatMap((verdict) => lines.filter((item) => item.verdict === verdict));
		expect(readPolicy(readYaml(printPolicy({ lines })).data, 'p').policy?.lines).toEqual(sorted);
	}));
});

test('given PAI’s file, then its paths become refusals and its commands are told', () => {
	const { policy: read, problems } = importPaiPolicy('version: "1"\nbash:\n  blocked:\n    - pattern: "rm -rf"\n      reason: no\npaths:\n  zeroAccess: ["Vault/keys/**", ".env"]\n  readOnly: ["Reference/"]\n  confirmWrite: ["Home.md"]\n  noDelete: ["Journal/**"]\n', 'patterns.yaml');
	expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('“bash” is left out')]);
	const says = (changes: Partial<PolicyCase>) => askPolicy(read, about(changes)).verdict;
	expect(read?.lines).toHaveLength(6);
	expect(says({ paths: ['deep/.env'], does: 'read' })).toBe('deny');
	expect(askPolicy({ lines: [...(read?.lines ?? []), { verdict: 'allow' }] }, about({ paths: ['Home.md'] })).verdict).toBe('ask');
	expect(askPolicy({ lines: [...(read?.lines ?? []), { verdict: 'allow' }] }, about({ paths: ['Reference/x.md'], does: 'read' })).verdict).toBe('allow');
});

test('given a file of PAI that cannot be read, then there is no policy', () => {
	expect(importPaiPolicy('paths: [', 'p').policy).toBeNull();
	expect(importPaiPolicy('paths:\n  zeroAcess: ["a"]', 'p').policy).toBeNull();
});

test('given many stars, then matching stays quick, and ** crosses folders while * does not', () => {
	expect(globMatches('a/*/c', 'a/b/c')).toBe(true);
	expect(globMatches('a/*/c', 'a/b/b/c')).toBe(false);
	expect(globMatches('a/**/c', 'a/b/b/c')).toBe(true);
	expect(globMatches('**/c.md', 'c.md')).toBe(true);
	expect(globMatches('*a'.repeat(40), 'a'.repeat(2000) + 'b')).toBe(false);
});
