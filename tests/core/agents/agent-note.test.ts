/** Agents as notes: what is read, what is wrong and where, and that the built-in ones are sound. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENTS } from '../../../src/assets';
import { readAgent } from '../../../src/core/agents/agent-note';
import { buildPrompt, PROMPT_TOKENS } from '../../../src/core/agents/prompt';
import { toolsNamed } from '../../../src/core/tools';

const NOW = new Date('2026-03-04T05:06:07Z');

test.each(AGENTS.map(({ path, text }) => [path, text] as const))('given the built-in agent %s, when it is read, then it is whole and its prompt is not cut', (path, text) => {
	const { agent, problems } = readAgent(path, text);
	expect(problems).toEqual([]);
	if (!agent) throw new Error('It cannot be used.');
	expect(agent.description.length).toBeGreaterThan(20);
	const { tools, unknown } = toolsNamed(agent.tools);
	expect(unknown).toEqual([]);
	const parts = buildPrompt({ agent, tools, spec: { callsTools: false }, purpose: '', now: NOW });
	expect(parts.filter(({ isCut }) => isCut)).toEqual([]);
	expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(PROMPT_TOKENS);
});

test("given an agent file of the field, when it is read, then its words are understood and its own keys kept apart", () => {
	const { agent, problems } = readAgent('a.md', '---\nname: code-reviewer\ndescription: Use after changes.\ntools: Read, Grep, Glob\nmodel: sonnet\ncolor: blue\nbudget-usd: 0.5\nprivate-ok: true\n---\nYou review.');
	expect(problems).toEqual([]);
	expect(agent).toMatchObject({ name: 'code-reviewer', tools: ['Read', 'Grep', 'Glob'], model: 'sonnet', budget: { usd: 0.5 }, privateOk: true, instructions: 'You review.' });
	expect(toolsNamed(agent?.tools ?? null).tools.map(({ name }) => name)).toEqual(['search_notes', 'read_note', 'list_folder', 'ask_person', 'finish']);
});

test.each([
	['no properties', 'Text.', 1, /needs properties/],
	['no name', '---\ndescription: x\n---\n', 1, /no name/],
	['a bad name', '---\ndescription: x\nname: "../x"\n---\n', 3, /name may have/],
	['an unknown tool', '---\nname: x\ndescription: x\ntools: [Bash, notes]\n---\n', 4, /no tool “Bash”/],
	['a bad budget', '---\nname: x\ndescription: x\nbudget-tokens: many\n---\n', 4, /must be a number/],
	['broken YAML', '---\nname: [x\n---\n', 2, /cannot be read/],
])('given an agent note with %s, when it is read, then the problem stands at its line', (_what, text, line, message) => {
	const { problems } = readAgent('Agents/a.md', text);
	expect(problems).toContainEqual({ path: 'Agents/a.md', line, message: expect.stringMatching(message) });
});

test('given instructions longer than the budget, when the prompt is built, then they are cut and the rules stay whole', () => {
	const { agent } = readAgent('a.md', `---\nname: long\ndescription: x\n---\n${'word '.repeat(4000)}`);
	if (!agent) throw new Error('It cannot be used.');
	const parts = buildPrompt({ agent, tools: toolsNamed(null).tools, spec: { callsTools: true }, purpose: 'Serve the garden.', now: NOW, maxTokens: 2000 });
	expect(parts.find(({ name }) => name === 'Agent')?.isCut).toBe(true);
	expect(parts.filter(({ isCut }) => isCut)).toHaveLength(1);
	const text = parts.map((part) => part.text).join('\n');
	for (const needed of ['Saying "unknown" is a full success', 'The notes do not say.', 'Sources conflict', 'cannot be verified', 'Serve the garden.', 'Today is 2026-03-04.']) expect(text).toContain(needed);
});

test.each([true, false])('given the Librarian and a model that calls tools: %s, when its prompt is built, then it is the approved text', (callsTools) => {
	const [asset] = AGENTS;
	const { agent } = readAgent(asset?.path ?? '', asset?.text ?? '');
	if (!agent) throw new Error('It cannot be used.');
	const parts = buildPrompt({ agent, tools: toolsNamed(agent.tools).tools, spec: { callsTools }, purpose: '', now: NOW });
	const text = `${parts.map((part) => `<!-- ${part.name} -->\n${part.text}`).join('\n\n')}\n`;
	const approved = join(__dirname, `../../approved/librarian-prompt${callsTools ? '' : '-plain'}.md`);
	if (process.env.PRAXIS_APPROVE === '1') writeFileSync(approved, text);
	expect(text).toBe(readFileSync(approved, 'utf8'));
});
