/**
 * What the build leaves out of packages because Praxis never asks for it. Each package stays as it is on disk and in
 * the tests of the core; the built plugin and the built command line pass the same tests of the wires without these parts.
 */
import { readFile } from 'node:fs/promises';
import { slimClient } from './slim-clients.mjs';

/** Which exports of a file stay, by the end of its path; the others stay as names without content. First match counts. */
const KEPT = [
	[/[\\/]openai[\\/]resources[\\/](?:chat[\\/](?:chat|completions[\\/](?:completions|index))|responses[\\/]responses|embeddings|shared|index)\.mjs$/, null],
	[/[\\/]openai[\\/]resources[\\/]/, []],
	[/[\\/]openai[\\/]lib[\\/](?:ChatCompletion\w*|AbstractChatCompletionRunner|AssistantStream|EventStream|responses[\\/]\w+|(?:agents|beta)[\\/].*)\.mjs$/, []],
	[/[\\/]openai[\\/]lib[\\/]ResponsesParser\.mjs$/, ['addOutputText']],
	[/[\\/]openai[\\/]lib[\\/]parser\.mjs$/, []],
	[/[\\/]openai[\\/]internal[\\/](?:responses[\\/]response-accumulator|auth[\\/]x509-(?:workload-identity-auth|transport-state|transport-state-browser|api-origin)|data-residency|realtime-credentials|provider|to-file|uploads)\.mjs$/, []],
	[/[\\/]openai[\\/]auth[\\/]workload-identity-auth\.mjs$/, []],
	[/[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/]core[\\/]pagination\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/]models\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/](?:messages[\\/]batches|beta[\\/].+|organization[\\/].+|skills[\\/].+|user-profiles[\\/].+|files)\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/]messages[\\/]messages\.mjs$/, ['Messages']],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/]shared\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]lib[\\/](?:(?:Beta)?MessageStream|parser|internal[\\/]tracing[\\/](?:content|api-call|streaming|response))\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/](?:core[\\/]credentials|lib[\\/]credentials[\\/](?:credential-chain|identity-token|oidc-federation|token-cache|user-oauth)|internal[\\/](?:to-file|uploads|stainless-helper-header))\.mjs$/, []],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]lib[\\/]credentials[\\/]types\.mjs$/, ['OAUTH_API_BETA_HEADER']],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]internal[\\/]tracing\.mjs$/, []],
];
const OF_SDK = /[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/].*\.mjs$/;

const LOG = `const none = () => undefined;
export const defaultLogLevel = 'off', parseLogLevel = none, defaultLogger = none, debugLogRequestDetails = none, formatRequestDetails = none, isSensitiveQueryParameter = none, isSensitiveHeader = none, redactURL = none;
export const loggerFor = () => ({ error: none, warn: none, info: none, debug: none });`;

/** Small stand-ins for what is asked of a package, but far less than it can do. Keyed by the end of a path. */
const INSTEAD = [
	[/[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/]internal[\\/]qs[\\/]stringify\.mjs$/, 'export const stringify = (query) => new URLSearchParams(query).toString();'],
	// What it would tell of this platform is taken off each request, and its log is off.
	[/[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/]internal[\\/]detect-platform\.mjs$/, 'export const isRunningInBrowser = () => false, getPlatformHeaders = () => ({});'],
	[/[\\/](?:openai|@anthropic-ai[\\/]sdk)[\\/]internal[\\/]utils[\\/]log\.mjs$/, LOG],
	[/[\\/]openai[\\/]internal[\\/]auth[\\/]x509-credential-options\.mjs$/, 'export const normalizeX509CredentialOptions = (options) => ({ options }), prepareX509ClientClone = () => ({});'],
	[/[\\/]openai[\\/]internal[\\/]request-options\.mjs$/, "export const FallbackEncoder = ({ body }) => ({ bodyHeaders: { 'content-type': 'application/json' }, body: JSON.stringify(body) }), observeJSONRequestBody = () => undefined;"],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]core[\\/]middleware\.mjs$/, 'export const isFetchOriginError = () => true, isRetryableError = isFetchOriginError, wrapFetchWithMiddleware = (send) => send;'],
	// All others that ask for it are left out themselves.
	[/[\\/]openai[\\/]internal[\\/]auth[\\/]x509-transport-state\.mjs$/, "export * from './x509-transport-state-browser.mjs';"],
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

/** A client without the parts of the API that are never asked, and without the names that it only passes on to those who write `Client.Name`. */
function withoutParts(source) {
	return source.replace(/^ *(?:OpenAI|Anthropic|BaseAnthropic)\.(?!Anthropic\b|DEFAULT_TIMEOUT\b)(\w+) = (?:Errors\.|Uploads\.|Pagination\.)?\w+;$/gm, '').replace(/^ *this\.(?!chat\b|responses\b|embeddings\b|messages\b)\w+ = new API\.\w+\(this\);$/gm, '');
}

/**
 * YAML's tags without those of version 1.1 that nobody writes into properties: `!!binary`, `!!set` and the like are then
 * unknown tags, which is a warning, and a document that says to be 1.1 is read as 1.2.
 */
function slimTags(source) {
	return source
		.replace(/^ +(?:'tag:yaml\.org,2002:\w+': )?(?:binary|omap|pairs|set|timestamp|floatTime|intTime),?\n/gm, '')
		.replace(/^(import \{ )schema as schema\$2( \} from '\.\/yaml-1\.1\/schema\.js';)$/m, '')
		.replaceAll('schema$2', 'schema');
}

/** gray-matter is asked to parse alone, without excerpts and sections; of values it has to tell texts, objects and what says to be a buffer. */
const OF_GRAY_MATTER = [
	[/[\\/]kind-of[\\/]index\.js$/, 'module.exports = (value) => value?.constructor?.isBuffer?.(value) ? "buffer" : value === null ? "null" : Array.isArray(value) ? "array" : typeof value;'],
	[/[\\/]section-matter[\\/]index\.js$/, 'module.exports = (file) => file;'],
	[/[\\/]gray-matter[\\/]lib[\\/](?:stringify|excerpt)\.js$/, 'module.exports = (file) => file;'],
];

export const slimPackages = {
	name: 'slim-packages',
	setup(build) {
		for (const [filter, contents] of OF_GRAY_MATTER) build.onLoad({ filter }, () => ({ contents }));
		build.onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]schema[\\/]tags\.js$/ }, async ({ path }) => ({ contents: slimTags(await readFile(path, 'utf8')) }));
		build.onLoad({ filter: OF_SDK }, async ({ path }) => {
			const instead = INSTEAD.find(([file]) => file.test(path));
			if (instead !== undefined) return { contents: instead[1] };
			const source = await readFile(path, 'utf8');
			const kept = KEPT.find(([file]) => file.test(path))?.[1] ?? null;
			return { contents: slimClient(path, /[\\/]client\.mjs$/.test(path) ? withoutParts(source) : kept === null ? source : emptied(source, kept)) };
		});
	},
};
