/**
 * What the build leaves out of packages because Praxis never asks for it. Each package stays as it is on disk and in
 * the tests of the core; the built plugin and the built command line pass the same tests of the wires without these parts.
 */
import { readFile } from 'node:fs/promises';

/** Which exports of a file stay, by the end of its path; the others stay as names without content. First match counts. */
const KEPT = [
	[/[\\/]openai[\\/]resources[\\/](?:chat[\\/](?:chat|completions[\\/](?:completions|index))|responses[\\/]responses|embeddings|models|shared|index)\.mjs$/, null],
	[/[\\/]openai[\\/]resources[\\/]/, []],
	[/[\\/]openai[\\/]lib[\\/](?:ChatCompletion\w*|AbstractChatCompletionRunner|AssistantStream|EventStream|responses[\\/]\w+|(?:agents|beta)[\\/].*)\.mjs$/, []],
	[/[\\/]openai[\\/]lib[\\/]ResponsesParser\.mjs$/, ['addOutputText']],
	[/[\\/]openai[\\/]lib[\\/]parser\.mjs$/, []],
	[/[\\/]openai[\\/]internal[\\/](?:responses[\\/]response-accumulator|auth[\\/]x509-(?:workload-identity-auth|transport-state-browser)|to-file|uploads)\.mjs$/, []],
	[/[\\/]openai[\\/]auth[\\/]workload-identity-auth\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/](?:messages[\\/]batches|beta[\\/].+|organization[\\/].+|skills[\\/].+|user-profiles[\\/].+|files)\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]lib[\\/](?:(?:Beta)?MessageStream|parser|internal[\\/]tracing[\\/](?:content|api-call|streaming|response))\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/](?:core[\\/]credentials|lib[\\/]credentials[\\/](?:credential-chain|identity-token|oidc-federation|token-cache|user-oauth)|internal[\\/](?:to-file|uploads))\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]lib[\\/]credentials[\\/]types\.mjs$/, ['OAUTH_API_BETA_HEADER']],
	// Without a tracer none of the others is called.
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]internal[\\/]tracing\.mjs$/, ['resolveOpenTelemetryOptions', 'getTracer', 'guardTracing', 'startApiCallSpan']],
];
const OF_SDK = /[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/].*\.mjs$/;

/** Small stand-ins for what is asked of a package, but far less than it can do. Keyed by the end of a path. */
const INSTEAD = [
	[/[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/]internal[\\/]qs[\\/]stringify\.mjs$/, 'export const stringify = (query) => new URLSearchParams(query).toString();'],
	// An error without a class of its own gets that of its status.
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]core[\\/]error-classes\.mjs$/, 'export const ERROR_CODE_CLASSES = new Map();'],
];

const stub = (kind, name) => (kind === 'class' ? `export class ${name} {}` : `export function ${name}() {}`);

/** The source with every export emptied that is not kept. A file that only passes on others' names stays as it is. */
function emptied(source, kept) {
	if (kept.length === 0) return [...source.matchAll(/^export (?:async )?(class|const|var|function) (\w+)/gm)].map(([, kind, name]) => stub(kind, name)).join('\n') || source;
	return (
		source
			.replace(/^export (?:async )?(function|class) (\w+)[\s\S]*?^}$/gm, (whole, kind, name) => (kept.includes(name) ? whole : stub(kind, name)))
			// A value ends on its own line, or with the next line that is not indented.
			.replace(/^export (const|var) (\w+) =(?:[^\n]*;$|[^\n]*\n(?:[ \t][^\n]*\n|\n)*\S[^\n]*;$)/gm, (whole, kind, name) => (kept.includes(name) ? whole : stub(kind, name)))
	);
}

/** A client without the names that it only passes on to those who write `Client.Name`. */
const withoutStatics = (source) => source.replace(/^ *(?:OpenAI|Anthropic|BaseAnthropic)\.(?!Anthropic\b|DEFAULT_TIMEOUT\b)(\w+) = (?:Errors\.|Uploads\.)?\1;$/gm, '');

export const slimPackages = {
	name: 'slim-packages',
	setup(build) {
		build.onLoad({ filter: OF_SDK }, async ({ path }) => {
			const instead = INSTEAD.find(([file]) => file.test(path));
			if (instead !== undefined) return { contents: instead[1] };
			if (/[\\/]client\.mjs$/.test(path)) return { contents: withoutStatics(await readFile(path, 'utf8')) };
			const kept = KEPT.find(([file]) => file.test(path))?.[1] ?? null;
			return kept === null ? undefined : { contents: emptied(await readFile(path, 'utf8'), kept) };
		});
	},
};
