/** Runs every scenario of `tests/scenarios/actions` through the desk, the guard and the write path. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionDesk } from '../../../src/core/actions/action-desk';
import { gatherInputs } from '../../../src/core/actions/gather-inputs';
import type { Pattern } from '../../../src/core/actions/pattern';
import type { ResultPlace } from '../../../src/core/actions/result-changes';
import { sectionsIn } from '../../../src/core/actions/result-section';
import { isPraxisError } from '../../../src/core/lib/errors';
import { vaultPath, type VaultPath } from '../../../src/core/lib/vault-path';
import type { RunEvent } from '../../../src/core/runs/events';
import { agentWorld, type AgentWorld } from '../../support/agent-world';
import { checkAll, readScenarios, type Line, type Scenario } from '../../support/scenario';
import { scriptedModel } from '../../support/scripted-model';

const FOLDER = join(__dirname, '../../scenarios/actions');
const scenarios = readdirSync(FOLDER).flatMap((file) => readScenarios(readFileSync(join(FOLDER, file), 'utf8')));
const valueOf = (lines: readonly Line[], what: string): string | undefined => lines.find((line) => line.what === what)?.value;
const textAt = async (world: AgentWorld, path: string): Promise<string> => (await world.host.vault.read(vaultPath(path)))?.text ?? '(no such note)';

interface Seen {
	readonly world: AgentWorld;
	readonly end: Extract<RunEvent, { type: 'run-end' }>;
	/** The last change; null when none was made. */
	readonly changeId: string | null;
	readonly isSameInput: boolean | null;
	readonly refused: string;
	readonly before: Readonly<Record<string, string>>;
}

async function play({ notes, steps, when }: Scenario): Promise<Seen> {
	const world = await agentWorld(notes);
	const model = scriptedModel(steps, valueOf(when, 'model') === 'device' ? { place: 'device', origin: 'http://127.0.0.1:11434', price: null } : {});
	const { guard, changes, records, host } = world;
	const desk = new ActionDesk({ vault: host.vault, builtIns: [], models: { ready: () => Promise.resolve([{ spec: model.spec, connect: () => model, reason: '' }]) }, guard, changes, records, now: host.now, newId: host.newId, approve: () => Promise.resolve(true) });
	await desk.patterns.ready();
	const pattern = desk.patterns.get(valueOf(when, 'pattern') ?? '');
	if (!pattern) throw new Error('The scenario needs a pattern that there is.');
	const path = vaultPath(valueOf(when, 'note') ?? '');
	let seen: Seen | null = null;
	for (let time = 0; time < Number(valueOf(when, 'times') ?? 1); time++) seen = await once({ desk, world, pattern, path, when }, seen);
	model.finish();
	if (!seen) throw new Error('The scenario runs nothing.');
	return { ...seen, before: notes };
}

interface Stage {
	readonly desk: ActionDesk;
	readonly world: AgentWorld;
	readonly pattern: Pattern;
	readonly path: VaultPath;
	readonly when: readonly Line[];
}

async function once({ desk, world, pattern, path, when }: Stage, earlier: Seen | null): Promise<Seen> {
	const at = pattern.input[0] === 'block' || pattern.input[0] === 'section' ? (await textAt(world, path)).indexOf(valueOf(when, 'at') ?? '') : 0;
	const kind = pattern.input[0] === 'block' || pattern.input[0] === 'section' ? pattern.input[0] : 'note';
	const inputs = await gatherInputs(kind, { path, from: at, to: at }, world.host.vault);
	const start = (await textAt(world, path)).indexOf(inputs[0]?.text ?? '');
	let end = null as Seen['end'] | null;
	for await (const event of desk.act({ pattern, inputs })) if (event.type === 'run-end') end = event;
	if (!end) throw new Error('The run did not end.');
	const [from, to] = (valueOf(when, 'meanwhile') ?? '').split(' becomes ');
	if (from !== undefined && to !== undefined) await world.host.vault.process(path, (text) => text.replace(from, to));
	const seen: Seen = { world, end, changeId: earlier?.changeId ?? null, isSameInput: null, refused: '', before: {} };
	const place = placeOf(pattern, { path, start, old: inputs[0]?.text ?? '', at: valueOf(when, 'at') ?? '' });
	if (!place || end.answer.text === '') return seen;
	try {
		const planned = await desk.planResult(end.runId, place);
		return { ...seen, isSameInput: planned.replaces?.isSameInput ?? null, changeId: (await planned.apply()).id };
	} catch (error) {
		if (!isPraxisError(error)) throw error;
		return { ...seen, refused: error.code };
	}
}

function placeOf({ output, outputPlace }: Pattern, { path, start, old, at }: { readonly path: VaultPath; readonly start: number; readonly old: string; readonly at: string }): ResultPlace | null {
	switch (output) {
		case 'append':
		case 'prepend':
			return { to: output, path, heading: outputPlace };
		case 'replace':
			return { to: output, path, start, old };
		case 'property':
			return { to: output, path, name: outputPlace };
		case 'new-note':
			return { to: output, folder: at };
		default:
			return null;
	}
}

/** "Talk.md some words", "\n" written out. */
const parted = (value: string): readonly [string, string] => {
	const path = /^.*?\.md/.exec(value)?.[0] ?? '';
	return [path, value.slice(path.length + 1).replaceAll('\\n', '\n')];
};

/** What each line of `## Then` looks at. */
const CHECKS: Readonly<Record<string, (seen: Seen, value: string) => void | Promise<void>>> = {
	outcome: ({ end }, value) => expect(end.answer.outcome).toBe(value),
	result: ({ end }, value) => expect(end.answer.text).toBe(value),
	'same input': ({ isSameInput }, value) => expect(String(isSameInput)).toBe(value),
	'refused to write': ({ refused }, value) => expect(refused).toBe(value),
	parts: async ({ world }, value) => expect(sectionsIn(await textAt(world, parted(value)[0]))).toHaveLength(Number(parted(value)[1])),
	'note is': async ({ world }, value) => expect(await textAt(world, parted(value)[0])).toBe(parted(value)[1]),
	'note has': async ({ world }, value) => expect(await textAt(world, parted(value)[0])).toContain(parted(value)[1]),
	'note lacks': async ({ world }, value) => expect(await textAt(world, parted(value)[0])).not.toContain(parted(value)[1]),
	undone: async ({ world, changeId, before }, value) => {
		await world.changes.undo(changeId ?? '');
		expect(await textAt(world, value)).toBe(before[value]);
	},
};

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
	const seen = await play(scenario);
	await checkAll(scenario, CHECKS, seen);
	seen.world.close();
});
