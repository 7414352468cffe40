/**
 * The vendors' SDKs as Praxis uses them: one key given as text, a `fetch`, a body of plain JSON, no log, no tracing and no
 * retries of their own. What a client asks about anything else is undefined here (`absent`), and the bundler then leaves
 * out what hangs on it. A rule that finds no place any more stops the build.
 */
import ts from 'typescript';

const OPENAI = {
	// Certificates and other identities, providers, residency, keys for administration, bodies that stream or hold files, helpers.
	absent: [
		'this._OpenAI_x509Authentication', 'this._OpenAI_x509Fetch', 'this._workloadIdentityAuth', 'this._provider', 'this.idempotencyHeader', 'this.adminAPIKey', 'this._options.defaultHeaders', 'authentication', 'x509Authentication',
		'x509Headers', 'x509Tenant', 'x509Identity', 'x509Transport', 'x509ClientFetchOptions', 'x509RequestFetchOptions', 'x509Timeout', 'usesX509Identity', 'identity.legacy', 'provider', 'providerRuntime', 'providerAuthStartedAt',
		'providerAuthTimeout', 'credential', 'workloadIdentity', 'residencyBaseURL', 'inheritedResidencySelection', 'adminAPIKey', 'customHeadersEnv', 'hasStreamingBody', 'retriesRemaining', 'isReadableBody', 'isStreamingBody',
		'continueRequest', 'resume', 'helperMethod', 'captureResponseParser', 'finalizedMultipart', 'finalizedContentType', 'attempt?.helperMethod', 'schemes.adminAPIKeyAuth', "options.__metadata?.['finalizeMultipart']", "options.__metadata?.['streamFromBody']", 'jsonSerialized', 'stopObserving', 
		"options.__metadata?.['hasStreamingBody']", "options.__metadata?.['workloadIdentityTokenRefreshed']", 'maxRetries', 'this.fetchOptions', 'options.fetchOptions',
		'specialHeaders', 'responseInfo', 'retryMessage', 'terminalMessage', 'requestLogID', 'retryLogStr', 'transportCause', 'rejectedX509Credential', 'isHeadersTimeout', 'jsonRootVisited', 'jsonRoot',
	],
	uncalled: ['withOptions', '_buildWebSocketHeaders', 'readX509ResponseError', 'adminAPIKeyAuth', '_hasApiKeyProvider', '_callApiKey', 'getAPIList', 'requestAPIList', 'retryRequest', 'calculateDefaultRetryTimeoutMillis', 'defaultIdempotencyKey', '_OpenAI_sanitizeLogValue', '_OpenAI_isSensitiveLogKey'],
	instead: {
		bearerAuth: 'return buildHeaders([{ Authorization: `Bearer ${this.apiKey}` }]);',
		buildBody: 'return this._OpenAI_encoder(options);',
		shouldRetry: 'return false;',
		isRunningInBrowserOrBrowserWorker: 'return true;',
		getConnectionErrorMessage: 'return undefined;',
		_OpenAI_sanitizeLogger: 'return undefined;',
		_OpenAI_normalizeRetries: 'return 0;',
	},
};
const ANTHROPIC = {
	// Tracing, other credentials, keys that are functions, middleware, bodies that stream.
	absent: [
		'this._tracer', 'span', 'requestOptions.__span', 'call', 'logCtx', 'hasMiddleware', 'retriesRemaining', 'isReadableBody', 'customHeadersEnv', 'inherited', 'env', 'errorClass', 'traceHeaders.length',
		'this._authState.resolution', 'this._authState.error', 'this._authState.tokenCache', 'this._authState.baseURL', 'this._BaseAnthropic_apiKeyFunction', 'this.authToken', 'this.fetchOptions', 'options.fetchOptions', 'this._options.defaultHeaders',
		'specialHeaders', 'responseInfo', 'retryMessage', 'requestLogID', 'retryLogStr', 'allMiddleware',
	],
	uncalled: ['withOptions', '_makeTokenCache', '_resolveDefaultCredentials', '_credentialResolverOptions', '_credentialsFetch', '_applyCredentialBaseURL', 'makeTracedRequest', 'getAPIList', 'requestAPIList', 'retryRequest', 'calculateDefaultRetryTimeoutMillis', '_authFlags', '_calculateNonstreamingTimeout'],
	instead: {
		buildBody: 'return this._BaseAnthropic_encoder({ body });',
		isStreamBody: 'return false;',
		shouldRetry: 'return false;',
	},
};

/** What is known of a file, by the end of its path. */
const KNOWN = [
	[/[\\/]openai[\\/]client\.mjs$/, OPENAI],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]client\.mjs$/, ANTHROPIC],
	[/[\\/]openai[\\/]core[\\/]streaming\.mjs$/, { uncalled: ['tee', 'toReadableStream', 'fromReadableStream'] }],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]core[\\/]streaming\.mjs$/, { uncalled: ['tee', 'toReadableStream', 'fromReadableStream', 'rawEvents'] }],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]core[\\/]api-promise\.mjs$/, { absent: ['call', 'span'], uncalled: ['asResponse', 'withResponse', '_responseProps'] }],
	[/[\\/]openai[\\/]core[\\/]api-promise\.mjs$/, { uncalled: ['asResponse', 'withResponse'] }],
	[/[\\/]@anthropic-ai[\\/]sdk[\\/]resources[\\/]messages[\\/]messages\.mjs$/, { absent: ['call'], uncalled: ['parse', 'stream'] }],
	[/[\\/]openai[\\/]resources[\\/]chat[\\/]completions[\\/]completions\.mjs$/, { uncalled: ['retrieve', 'update', 'list', 'delete', 'parse', 'runTools', 'stream'] }],
	[/[\\/]openai[\\/]resources[\\/]responses[\\/]responses\.mjs$/, { uncalled: ['retrieve', 'delete', 'parse', 'stream', 'cancel', 'compact'] }],
];

const print = (node, source) => node.getText(source).replace(/\s+/g, ' ');
const isName = (node) => ts.isIdentifier(node) && ((ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node) || ts.isBindingElement(node.parent) || (ts.isVariableDeclaration(node.parent) && node.parent.name === node) || ts.isParameter(node.parent) || ts.isFunctionDeclaration(node.parent) || ts.isImportSpecifier(node.parent));
const isAssigned = ({ parent }, node) => (ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment) || ts.isDeleteExpression(parent) || ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.PlusPlusToken;

/** The text of `code` with every node for which `change` gives a text replaced by it, the outermost first. */
function rewritten(code, change) {
	const source = ts.createSourceFile('sdk.mjs', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
	let [out, at] = ['', 0];
	const visit = (node) => {
		const text = change(node, source);
		if (text === undefined) return ts.forEachChild(node, visit);
		out += code.slice(at, node.getStart(source)) + text;
		at = node.end;
	};
	visit(source);
	return out + code.slice(at);
}

/** Privates that were written for old engines, as plain fields: `__classPrivateFieldGet(this, _Stream_client, "f")` is `this._Stream_client`. */
function plainPrivates(code) {
	return code
		.replace(/\b(_[A-Z]\w+_\w+) = new WeakMap\(\)/g, '$1 = 0')
		.replace(/__classPrivateFieldGet\(\w+, \w+_instances, "m", (\w+)\)/g, '$1')
		.replace(/__classPrivateFieldGet\((\w+), (?:\w+, "f", )?(_\w+)(?:, "f")?\)/g, '$1.$2')
		.replace(/__classPrivateFieldSet\((\w+), (_\w+), ([^;]*), "f"\)/g, '$1.$2 = ($3)')
		.replace(/\b(_[A-Z]\w+_\w+)\.set\(this, ([^\n]*)\);$/gm, 'this.$1 = $2;');
}

const withoutLog = (code) => rewritten(code, (node, source) => (ts.isExpressionStatement(node) && /^(?:loggerFor\(|debugLogRequestDetails\(|logger\.|console\.)/.test(print(node, source)) ? ';' : undefined));

/** What is known of one file, applied to it. `found` gathers the rules that found their place. */
function withKnown(code, { absent = [], uncalled = [], instead = {} }) {
	const found = new Set();
	const rules = [...absent, ...uncalled, ...Object.keys(instead)];
	const out = rewritten(code, (node, source) => {
		const name = node.name === undefined ? undefined : print(node.name, source);
		if (ts.isMethodDeclaration(node) && uncalled.includes(name)) return found.add(name) && '';
		if ((ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) && name in instead) {
			found.add(name);
			return `${source.text.slice(node.getStart(source), node.body.getStart(source))}{ ${instead[name]} }`;
		}
		if (ts.isFunctionExpression(node) && uncalled.includes(name)) return found.add(name) && '0';
		if (ts.isVariableDeclaration(node) && node.initializer && absent.includes(name)) return found.add(name) && `${name} = undefined`;
		if (ts.isShorthandPropertyAssignment(node) && absent.includes(name)) return found.add(name) && `${name}: undefined`;
		if (!ts.isExpression(node) || (ts.isIdentifier(node) && isName(node)) || isAssigned(node, node)) return undefined;
		const text = print(node, source);
		return absent.includes(text) ? found.add(text) && 'undefined' : undefined;
	});
	const lost = rules.filter((rule) => !found.has(rule));
	if (lost.length > 0) throw new Error(`Rules of slim-clients that find no place: ${lost.join(', ')}`);
	return out;
}

/** The source of one file of an SDK without what Praxis never asks of it. */
export function slimClient(path, code) {
	const known = KNOWN.find(([file]) => file.test(path))?.[1];
	const plain = plainPrivates(withoutLog(code));
	return known === undefined ? plain : withKnown(plain, known);
}
