/** One small broken house per rule, so that the architecture test is known to see what it claims to see. */

interface Planted {
	readonly name: string;
	readonly files: Record<string, string>;
	readonly caught: RegExp;
}

export const PLANTED: Planted[] = [
	{ name: 'core imports Obsidian', files: { 'core/lib/a.ts': "import type { App } from 'obsidian'; export type B = App;" }, caught: /^package: core\/lib\/a\.ts -> obsidian/ },
	{ name: 'core re-exports a built-in', files: { 'core/lib/a.ts': "export * from 'node:fs';" }, caught: /^package: .* node:fs/ },
	{ name: 'core imports a bare built-in', files: { 'core/lib/a.ts': "import fs from 'fs'; fs.close(1);" }, caught: /^package: .* node:fs/ },
	{ name: 'core imports a package that is not allowed', files: { 'core/lib/a.ts': "import _ from 'lodash'; _();" }, caught: /^package: .* lodash/ },
	{ name: 'core imports dynamically', files: { 'core/lib/a.ts': "export const a = () => import('electron');" }, caught: /^package: .* electron/ },
	{ name: 'a host imports the other host', files: { 'obsidian/a.ts': "import '../node/b.mts';", 'node/b.mts': '' }, caught: /^import: obsidian\/a\.ts -> node/ },
	{ name: 'core imports a host', files: { 'core/lib/a.ts': "import '../../obsidian/b';", 'obsidian/b.ts': '' }, caught: /^import: core\/lib\/a\.ts/ },
	{ name: 'main imports the Node host', files: { 'main.ts': "import './node/b.mts';", 'node/b.mts': '' }, caught: /^import: main\.ts/ },
	{ name: 'a folder imports to its right', files: { 'core/lib/a.ts': "import '../search/b';", 'core/search/b.ts': '' }, caught: /^direction: core\/lib\/a\.ts -> core\/search\/b\.ts/ },
	{ name: 'a cycle', files: { 'core/lib/a.ts': "import './b';", 'core/lib/b.ts': "import './a';" }, caught: /^cycle: / },
	{ name: 'an unknown folder of core', files: { 'core/misc/a.ts': '' }, caught: /^layout: core\/misc/ },
	{ name: 'an unknown top folder', files: { 'stuff/a.ts': '' }, caught: /^layout: stuff/ },
	{ name: 'a module holds the whole host', files: { 'core/search/a.ts': "import type { Host } from '../host'; export type A = Host;", 'core/host.ts': '' }, caught: /^host: core\/search/ },
	{ name: 'core calls fetch', files: { 'core/models/a.ts': "export const a = () => fetch('https://example.org');" }, caught: /^network: core\/models/ },
	{ name: 'core hands a network function to something that is no SDK', files: { 'core/models/catalog.ts': "export const a = (sdkHttp: (b: unknown) => unknown) => ({ fetch: sdkHttp(1) });" }, caught: /^network: core\/models\/catalog\.ts names fetch/ },
	{ name: 'a wire hands over the network unguarded', files: { 'core/models/anthropic.ts': 'export const a = { fetch: globalThis.fetch };' }, caught: /^network: core\/models\/anthropic\.ts names fetch/ },
	{ name: 'a wire calls the network itself', files: { 'core/models/openai-chat.ts': "export const a = () => fetch('https://example.org');" }, caught: /^network: core\/models\/openai-chat\.ts names fetch/ },
	{ name: 'core uses an SDK outside of models', files: { 'core/search/a.ts': "import OpenAI from 'openai'; export const a = OpenAI;" }, caught: /^sdk: core\/search\/a\.ts -> openai/ },
	{ name: 'a view calls requestUrl', files: { 'obsidian/chat/a.ts': "import { requestUrl } from 'obsidian'; export const a = requestUrl;" }, caught: /^network: obsidian\/chat/ },
	{ name: 'the command line starts a process', files: { 'node/a.mts': "import { spawn } from 'node:child_process'; spawn('ls');" }, caught: /^network: node\/a\.mts names spawn/ },
	{ name: 'a view reaches past the guard to the network', files: { 'obsidian/chat/a.ts': "import { obsidianHttp } from '../http'; export const a = obsidianHttp;", 'obsidian/http.ts': 'export const obsidianHttp = 1;' }, caught: /^raw http: obsidian\/chat\/a\.ts -> obsidian\/http/ },
	{ name: 'a tool names the network port', files: { 'core/tools/a.ts': "import type { Http } from '../host'; export type A = Http;", 'core/host.ts': '' }, caught: /^raw http: core\/tools\/a\.ts names the port/ },
	{ name: 'the command line takes the network from the host', files: { 'node/a.mts': 'export const a = (host: { http(): void }) => host.http();' }, caught: /^raw http: node\/a\.mts takes it/ },
	{ name: 'the wiring unpacks the network', files: { 'core/app.ts': 'export const a = ({ http }: { http: number }) => http;' }, caught: /^raw http: core\/app\.ts takes it/ },
	{ name: 'the wiring hands the network to another than the guard', files: { 'core/app.ts': 'export const a = (host: { http: number }, Models: new (http: number) => object) => new Models(host.http);' }, caught: /^raw http: core\/app\.ts takes it/ },
	{ name: 'an agent guards the network by itself', files: { 'core/agents/a.ts': "import { guardHttp } from '../guard/guarded-http'; export const a = guardHttp;", 'core/guard/guarded-http.ts': '' }, caught: /^raw http: core\/agents\/a\.ts guards/ },
	{ name: 'core names process', files: { 'core/lib/a.ts': 'export const a = process.env;' }, caught: /^world: core\/lib\/a\.ts names process/ },
	{ name: 'core names Buffer', files: { 'core/lib/a.ts': "export const a = Buffer.from('');" }, caught: /^world: .* names Buffer/ },
	{ name: 'core names document', files: { 'core/lib/a.ts': 'export const a = document.body;' }, caught: /^world: .* names document/ },
	{ name: 'a view writes to the raw vault', files: { 'obsidian/chat/a.ts': "export const a = (app: { vault: { modify(): void } }) => app.vault.modify();" }, caught: /^raw vault: obsidian\/chat/ },
	{ name: 'a view deletes through the file manager', files: { 'obsidian/a.ts': 'export const a = (app: { fileManager: { trashFile(): void } }) => app.fileManager.trashFile();' }, caught: /^raw vault: / },
	{ name: 'core writes outside changes', files: { 'core/agents/a.ts': 'export const a = (vault: { create(): void }) => vault.create();' }, caught: /^raw vault: core\/agents/ },
	{ name: 'any', files: { 'core/lib/a.ts': 'export const a = (b: any) => b as unknown;' }, caught: /^any: / },
	{ name: 'a file of more than 400 lines', files: { 'core/lib/a.ts': 'export {};\n'.repeat(401) }, caught: /^size: .* 401 lines/ },
];
