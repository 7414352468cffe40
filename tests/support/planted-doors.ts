/** One file for each way around the gate, so that the architecture test is known to see what it claims to see. */

interface PlantedDoor {
	readonly name: string;
	/** Below `src`. */
	readonly path: string;
	readonly text: string;
	readonly caught: RegExp;
}

export const PLANTED_DOORS: readonly PlantedDoor[] = [
	{
		name: 'an agent rates an answer',
		path: 'core/agents/planted-rating.ts',
		text: "import type { Memory } from '../memory/memory';\nimport type { RatedRun } from '../memory/learning/rate-answer';\nexport const a = ({ learning: { rate } }: Memory, run: RatedRun) => rate(run, { rating: 10 });",
		caught: /^rating: core\/agents\/planted-rating\.ts/,
	},
	{
		name: 'a tool is called without the guard’s wrapper',
		path: 'core/agents/planted-tool.ts',
		text: "import { READING_TOOLS, type ToolContext } from '../tools';\nexport const a = (context: ToolContext) => READING_TOOLS[0]?.run({}, context);",
		caught: /^tool: core\/agents\/planted-tool\.ts opens core\/tools\/tool\.ts#Tool\.run/,
	},
	{
		name: 'a tool’s function is taken out of it and called under another name',
		path: 'core/agents/planted-taken.ts',
		text: "import type { Tool, ToolContext } from '../tools';\nexport const a = ({ run: call }: Pick<Tool, 'run'>, context: ToolContext) => call({}, context);",
		caught: /^tool: core\/agents\/planted-taken\.ts/,
	},
	{
		name: 'a tool reads the vault itself',
		path: 'core/tools/planted-read.ts',
		text: "import type { Vault } from '../host';\nimport type { VaultPath } from '../lib/vault-path';\nexport const a = (vault: Pick<Vault, 'read'>, path: VaultPath) => vault.read(path);",
		caught: /^tool: core\/tools\/planted-read\.ts opens core\/host\.ts#Vault\.read/,
	},
	{
		name: 'a tool plans a change itself',
		path: 'core/tools/planted-plan.ts',
		text: "import type { Changes } from '../changes/changes';\nimport type { VaultPath } from '../lib/vault-path';\nexport const a = ({ plan }: Pick<Changes, 'plan'>, path: VaultPath) => plan([{ type: 'replace', path, target: { quote: 'a' }, text: '' }]);",
		caught: /^tool: core\/tools\/planted-plan\.ts opens core\/changes\/changes\.ts#Changes\.plan/,
	},
	{
		name: 'a write around changes, by a part of the vault under another name',
		path: 'core/memory/planted-write.ts',
		text: "import type { Vault } from '../host';\nimport type { VaultPath } from '../lib/vault-path';\ninterface Notes { readonly put: Pick<Vault, 'create'> }\nexport const a = ({ put }: Notes, path: VaultPath) => put.create(path, 'x');",
		caught: /^write: core\/memory\/planted-write\.ts opens core\/host\.ts#Vault\.create/,
	},
	{
		name: 'a plan is applied past the gate',
		path: 'core/actions/planted-apply.ts',
		text: "import type { Changes, Plan } from '../changes/changes';\nexport const a = (path: { readonly changes: Changes }, plan: Plan) => { const { apply } = path.changes; return apply(plan); };",
		caught: /^write: core\/actions\/planted-apply\.ts opens core\/changes\/changes\.ts#Changes\.apply/,
	},
	{
		name: 'a view makes a write path of its own',
		path: 'obsidian/planted-path.ts',
		text: "import { createChanges, type ChangesOptions } from '../core/changes/changes';\nexport const a = (options: ChangesOptions) => createChanges(options);",
		caught: /^write: obsidian\/planted-path\.ts/,
	},
	{
		name: 'a view writes through the app, whatever it calls the vault',
		path: 'obsidian/planted-view.ts',
		text: "import type { App, TFile } from 'obsidian';\nexport const a = ({ vault: notes }: App, file: TFile) => notes['modify'](file, 'x');",
		caught: /^write: obsidian\/planted-view\.ts opens .*#Vault\.modify/,
	},
	{
		name: 'a view edits the open note without asking whether it stays private',
		path: 'obsidian/planted-editor.ts',
		text: "import type { Editor } from 'obsidian';\nexport const a = (editor: Editor) => editor.replaceSelection('x');",
		caught: /^write: obsidian\/planted-editor\.ts/,
	},
	{
		name: 'the network of the host under another name',
		path: 'core/agents/planted-http.ts',
		text: "import type { Host } from '../host';\nexport const a = (world: { readonly ports: Host }) => world.ports['http']('https://example.org');",
		caught: /^request: core\/agents\/planted-http\.ts opens core\/host\.ts#Host\.http/,
	},
	{
		name: 'a request through a global that has another name',
		path: 'core/models/planted-fetch.ts',
		text: "const ask = globalThis.fetch;\nexport const a = () => ask('https://example.org');",
		caught: /^request: core\/models\/planted-fetch\.ts/,
	},
	{
		name: 'a guarded network with rules of its own',
		path: 'core/models/planted-guard.ts',
		text: "import { guardHttp as soft, type GuardedHttpOptions } from '../guard/guarded-http';\nexport const a = (options: GuardedHttpOptions) => soft(options);",
		caught: /^request: core\/models\/planted-guard\.ts/,
	},
	{
		name: 'a sub-run with a guard that was made for it',
		path: 'core/agents/planted-run.ts',
		text: "import { RunGuard, type RunContext } from '../guard/run-guard';\nexport const a = (context: RunContext) => new RunGuard(context, { remote: false });",
		caught: /^run: core\/agents\/planted-run\.ts opens core\/guard\/run-guard\.ts#\.RunGuard\.new/,
	},
	{
		name: 'a tool begins a run that forgets what was read',
		path: 'core/tools/planted-run.ts',
		text: "import type { Guard } from '../guard/guard';\nexport const a = (guard: Pick<Guard, 'run'>) => guard.run({ remote: true });",
		caught: /^run: core\/tools\/planted-run\.ts opens core\/guard\/guard\.ts#Guard\.run/,
	},
	{
		name: 'an agent’s run is begun by another than its desk',
		path: 'core/agents/planted-begin.ts',
		text: "import type { AgentRunOptions } from './agent-run';\nimport { createAgentRun } from './create-agent-run';\nexport const a = (options: AgentRunOptions) => createAgentRun(options);",
		caught: /^run: core\/agents\/planted-begin\.ts/,
	},
	{
		name: 'a model is asked without the guard of a run',
		path: 'core/telos/planted-model.ts',
		text: "import { connectModel, type ConnectOptions } from '../models/connect-model';\nexport const a = (options: ConnectOptions) => connectModel(options);",
		caught: /^run: core\/telos\/planted-model\.ts/,
	},
];
