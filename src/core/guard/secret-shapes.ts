/**
 * What keys of known providers look like: facts from the providers' own documentation and keys, as expressions
 * of ours. Each is linear: a fixed beginning, then one class of characters.
 */

/** Type, and the key's shape: alternatives that begin with a character, a class, or a group without groups. */
const SHAPES: readonly (readonly [string, string])[] = [
	['1password', 'ops_eyJ[A-Za-z0-9+/]{250,}={0,3}|A3-[A-Z0-9]{6}-[A-Z0-9]{6,11}-[A-Z0-9-]{17,24}'],
	['adobe', 'p8e-[a-z0-9]{32}'],
	['age', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'],
	['airtable', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}'],
	['alibaba', 'LTAI[A-Za-z0-9]{17,24}'],
	['anthropic', 'sk-ant-(?:api|admin|oat|sid)\\d\\d-[\\w-]{80,110}AA'],
	['artifactory', 'cmVmd[A-Za-z0-9]{59}|AKC[A-Za-z0-9]{64,74}'],
	['asana', '[012]/\\d{12,20}(?:/\\d{12,20})?:[a-f0-9]{32}'],
	['atlassian', 'ATATT3[\\w=-]{180,200}|ATCTT3[\\w=-]{180,200}|ATBB[A-Za-z0-9]{32}(?:[A-F0-9]{8})?'],
	['authress', '(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.acc[_-][a-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120}'],
	['aws', '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z2-7]{16}|ABSK[A-Za-z0-9+/]{109,269}={0,2}|bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]*'],
	['azure', '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}(?![\\w~-])'],
	['cargo', 'cio[A-Za-z0-9]{32}'],
	['clickhouse', '4b1d[A-Za-z0-9]{38}'],
	['clojars', 'CLOJARS_[a-z0-9]{60}'],
	['contentful', 'CFPAT-[\\w-]{43}'],
	['cloudflare', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}'],
	['databricks', 'dapi[a-f0-9]{32}(?:-\\d)?'],
	['datadog', 'ddapi_[A-Za-z0-9]{40}|ddp_[A-Za-z0-9]{36}'],
	['defined', 'dnkey-[\\w=-]{26}-[\\w=-]{52}'],
	['digitalocean', 'do[opr]_v1_[a-f0-9]{64}'],
	['discord', '[MNO][A-Za-z\\d_-]{23,27}\\.[\\w-]{6,7}\\.[\\w-]{27,40}'],
	['docker', 'dckr_(?:pat|oat)_[\\w-]{20,40}'],
	['doppler', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9_.-]{40,60}'],
	['dropbox', 'sl\\.[\\w=-]{130,160}'],
	['duffel', 'duffel_(?:test|live)_[\\w=-]{43}'],
	['dynatrace', 'dt0[a-z]\\d\\d\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}'],
	['easypost', 'EZ[AT]K[A-Za-z0-9]{54}'],
	['facebook', 'EAA[A-Za-z0-9]{100,}|EAA[MC][A-Za-z0-9]{20,}'],
	['figma', 'fig[dour]_[\\w-]{38,50}'],
	['firecrawl', 'fc-[a-f0-9]{32}'],
	['fireworks', 'fw_[A-Za-z0-9]{24}'],
	['flutterwave', 'FLW(?:PUB|SEC)K_(?:TEST|LIVE)-[A-Fa-f0-9]{12,32}(?:-X)?'],
	['fly', 'fo1_[\\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{80,}={0,3}'],
	['frameio', 'fio-u-[\\w=-]{64}'],
	['freemius', 'sk_[\\w!@#$%^&*+=:;.,?~-]{29}'],
	['github', 'gh[pousr]_[A-Za-z0-9]{36}|github_pat_\\w{82}'],
	['gitlab', 'gl(?:pat|dt|ft|rt|soat|ptt|cbt|oas|agent|imt|ffct)-[\\w.-]{20,70}|GR1348941[\\w-]{20}|_gitlab_session=[a-f0-9a-z]{32}'],
	['gocardless', 'live_[\\w=-]{40}'],
	['google', 'GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{30,400}|1//0[\\w-]{30,120}|AQ\\.Ab8[\\w-]{40,60}'],
	['grafana', 'eyJrIjoi[A-Za-z0-9]{60,400}={0,3}|glc_[A-Za-z0-9+/]{32,400}={0,3}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'],
	['groq', 'gsk_[A-Za-z0-9]{48,56}'],
	['harness', '(?:pat|sat)\\.[\\w-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}'],
	['heroku', 'HRKU-AA[\\w-]{58}'],
	['huggingface', 'hf_[A-Za-z]{34}|hf_[A-Za-z0-9]{34,37}|api_org_[A-Za-z]{34}'],
	['infracost', 'ico-[A-Za-z0-9]{32}'],
	['intra42', 's-s4t2(?:ud|af)-[a-f0-9]{64}'],
	['langfuse', '[sp]k-lf-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
	['langsmith', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'],
	['linear', 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}'],
	['lob', '(?:live|test)_(?:pub_)?[a-f0-9]{31,35}'],
	['mailgun', 'key-[a-f0-9]{32}|pubkey-[a-f0-9]{32}'],
	['mapbox', '[ps]k\\.[A-Za-z0-9]{60,}\\.[A-Za-z0-9_-]{22}'],
	['maxmind', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk'],
	['neon', 'napi_[a-z0-9]{60,70}'],
	['netlify', 'nf[pcobu]_[A-Za-z0-9]{36,40}'],
	['newrelic', 'NRAK-[A-Za-z0-9]{27}|NRII-[A-Za-z0-9-]{32}|NRJS-[a-f0-9]{19}|NRAL-\\w{20,40}'],
	['notion', 'ntn_\\d{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43}'],
	['npm', 'npm_[A-Za-z0-9]{36}'],
	['nuget', 'oy2[a-z0-9]{43}'],
	['nvidia', 'nvapi-[\\w-]{60,70}'],
	['octopus', 'API-[A-Z0-9]{26}'],
	['openai', 'sk-(?:proj|svcacct|admin|None)-[\\w-]{40,200}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-or-v1-[a-f0-9]{64}|sk-[A-Za-z0-9]{48}|sk-[a-f0-9]{32}|csk-[a-z0-9]{40,60}|xai-[A-Za-z0-9]{70,90}'],
	['openshift', 'sha256~[\\w-]{43}'],
	['perplexity', 'pplx-[A-Za-z0-9]{48}'],
	['pinecone', 'pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{55,70}'],
	['plaid', 'access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}'],
	['planetscale', 'pscale_(?:pw|tkn|oauth)_[\\w=.-]{32,64}'],
	['payment', '(?:rk|sk|pk)_(?:live|test|prod)_[A-Za-z0-9]{10,200}|sk_[a-f0-9]{48}'],
	['postman', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'],
	['prefect', 'pnu_[A-Za-z0-9]{36}'],
	['pulumi', 'pul-[a-f0-9]{40}'],
	['pypi', 'pypi-AgEI[\\w-]{50,1000}'],
	['posthog', 'ph[xs]_[A-Za-z0-9]{40,50}'],
	['readme', 'rdme_[a-z0-9]{70}'],
	['replicate', 'r8_[A-Za-z0-9]{37}'],
	['render', 'rnd_[A-Za-z0-9]{28,36}'],
	['resend', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}'],
	['rubygems', 'rubygems_[a-f0-9]{48}'],
	['scalingo', 'tk-us-[\\w-]{48}'],
	['sendgrid', 'SG\\.[\\w=.-]{66}'],
	['sendinblue', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}'],
	['sentry', 'sntrys_eyJ[A-Za-z0-9+/=_-]{80,400}|sntryu_[a-f0-9]{64}'],
	['settlemint', 'sm_(?:aat|pat|sat)_[A-Za-z0-9]{16}'],
	['shippo', 'shippo_(?:live|test)_[A-Fa-f0-9]{40}'],
	['shopify', 'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}'],
	['slack', 'xox[bparsoe]-(?:\\d{6,15}-){1,3}(?=\\d{0,39}[A-Za-z])[A-Za-z0-9]{8,40}|xox[ar]-(?:\\d-)?[A-Za-z0-9]{8,48}|xox[abpe](?:\\.xox[bp])?-\\d-[A-Za-z0-9]{40,200}|xapp-\\d-[A-Z0-9]+-\\d+-[A-Za-z0-9]{20,}'],
	['sonar', 'sq[aup]_[a-f0-9]{40}'],
	['sourcegraph', 'sgp_(?:[a-fA-F0-9]{16}|local)_[a-fA-F0-9]{40}|sgp_[a-fA-F0-9]{40}'],
	['square', 'sq0(?:atp|csp|idp)-[\\w-]{22,60}|EAAA[\\w-]{56,60}'],
	['stripe', 'whsec_[A-Za-z0-9+/=]{24,60}'],
	['supabase', 'sbp_[a-f0-9]{40}|sb_secret_[\\w-]{20,60}'],
	['tailscale', 'tskey-[a-z]+-[A-Za-z0-9]{6,30}(?:-[A-Za-z0-9]{10,60})?'],
	['tavily', 'tvly-(?:[a-z]{3,4}-)?[A-Za-z0-9]{32}'],
	['telegram', '\\d{8,10}:A[\\w-]{34}'],
	['terraform', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}'],
	['together', 'tgp_v1_[\\w-]{43}'],
	['twilio', '(?:SK|AC)[0-9a-f]{32}'],
	['twitter', 'A{20,25}[A-Za-z0-9%]{60,100}'],
	['typeform', 'tfp_[\\w.=-]{59}'],
	['vault', 's\\.(?=[A-Za-z0-9]{0,23}\\d)[A-Za-z0-9]{24}|hv[sbr]\\.[\\w-]{90,300}|hvs\\.CAES[\\w-]{80,300}'],
	['vercel', 'vercel_[A-Za-z0-9]{24}|vc[apikr]{1,2}_[A-Za-z0-9]{24,60}'],
	['yandex', 't1\\.[\\w=-]{1,60}\\.[\\w=-]{86}|AQVN[\\w-]{35,38}|YC[\\w-]{38}'],
];

/** A candidate: the only places where shapes are looked for. Prose has few of them. */
export const CANDIDATE = /[A-Za-z0-9_.~+/=%:-]{14,}/g;

/** A provider's key in a candidate: its type, the value, and where in the candidate it begins. */
export interface Shaped { readonly type: string; readonly value: string; readonly at: number }

const PRINTABLE = Array.from({ length: 94 }, (_x, i) => String.fromCharCode(33 + i));

interface Shape { readonly type: string; readonly pattern: RegExp }

/**
 * The shapes by the character with which they begin. Where none of these may begin, none is tried: a hundred
 * expressions at every place of a dense text would cost many times as much as reading it.
 */
const BY_START: ReadonlyMap<string, readonly Shape[]> = byStart();

/** Every shape in a candidate, in order, of those at one place the first. It stands alone: a letter or digit on neither side. */
export function shapesIn(candidate: string, isOne: (value: string) => boolean): Shaped[] {
	const found: Shaped[] = [];
	for (let at = 0; at < candidate.length; at++) {
		if (at > 0 && isWithin(candidate.charCodeAt(at - 1))) continue;
		const shaped = shapeAt(candidate, at, isOne);
		if (!shaped) continue;
		found.push(shaped);
		at += shaped.value.length - 1;
	}
	return found;
}

function shapeAt(candidate: string, at: number, isOne: (value: string) => boolean): Shaped | null {
	for (const { type, pattern } of BY_START.get(candidate.charAt(at)) ?? []) {
		pattern.lastIndex = at;
		const value = pattern.exec(candidate)?.[0];
		if (value !== undefined && isOne(value)) return { type, value, at };
	}
	return null;
}

/** A letter, a digit or a dot: what follows it is the rest of a longer name. */
function isWithin(code: number): boolean {
	return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 46 && code <= 57 && code !== 47);
}

function byStart(): Map<string, Shape[]> {
	const shapes = new Map<string, Shape[]>();
	for (const [type, source] of SHAPES) {
		const shape = { type, pattern: new RegExp(`(?:${source})(?![A-Za-z0-9_])`, 'y') };
		for (const start of startsOf(source)) shapes.set(start, [...(shapes.get(start) ?? []), shape]);
	}
	return shapes;
}

/** The characters with which an expression of the table may begin: those of the first atom of each alternative. */
function startsOf(source: string): Set<string> {
	return new Set(
		alternativesOf(source).flatMap((alternative) => {
			const group = /^\(\?:([^()]*)\)/.exec(alternative)?.[1];
			if (group !== undefined) return [...startsOf(group)];
			const atom = new RegExp(`^${/^(?:\[[^\]]*\]|\\.|.)/.exec(alternative)?.[0] ?? ''}$`);
			return PRINTABLE.filter((character) => atom.test(character));
		}),
	);
}

/** The alternatives of an expression, those within groups and classes not taken apart. */
function alternativesOf(source: string): string[] {
	const alternatives = [''];
	for (const [part] of source.matchAll(/\\.|\[[^\]]*\]|\((?:\[[^\]]*\]|[^()])*\)|[^]/g)) {
		if (part === '|') alternatives.push('');
		else alternatives.push(`${alternatives.pop() ?? ''}${part}`);
	}
	return alternatives;
}
