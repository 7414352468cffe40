/**
 * Keys of many vendors, each made anew from the shape that its vendor documents, so that none stands in a file; and
 * ordinary text that resembles them. Written for this project.
 */

type Make = () => string;

/** Numbers from 0 up to 1 that are the same in every run. */
function draws(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
}

const next = draws(12345);
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const r = (length: number, alphabet: string): string => Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
const an = (length: number): string => r(length, LOWER + DIGITS);
const AN = (length: number): string => r(length, LOWER + UPPER + DIGITS);
const hx = (length: number): string => r(length, '0123456789abcdef');
const W = (length: number): string => r(length, `${LOWER}${UPPER}${DIGITS}_-`);
const UP = (length: number): string => r(length, UPPER + DIGITS);
const b64 = (length: number): string => r(length, `${LOWER}${UPPER}${DIGITS}+/`);
const uuid = (): string => [8, 4, 4, 4, 12].map(hx).join('-');
const jwt = (): string => `${[{ alg: 'HS256', typ: 'JWT' }, { sub: hx(8), iat: 1_700_000_000 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${W(43)}`;

/** Found by shape alone, with no name before them. */
export const VENDOR_KEYS: readonly (readonly [string, Make])[] = [
	['aws-akia', () => 'AKIA'+r(16, `${UPPER}234567`)], ['aws-asia', () => 'ASIA'+r(16, `${UPPER}234567`)], ['ghp', () => 'ghp_'+AN(36)], ['gho', () => 'gho_'+AN(36)], ['ghs', () => 'ghs_'+AN(36)],
	['ghpat', () => 'github_pat_'+AN(22)+'_'+AN(59)], ['glpat', () => 'glpat-'+W(20)], ['gldt', () => 'gldt-'+W(20)], ['glcbt', () => 'glcbt-'+AN(5)+'_'+W(20)], ['gloas', () => 'gloas-'+AN(64)],
	['glrt', () => 'glrt-'+W(20)], ['GR', () => 'GR1348941'+W(20)], ['slack-bot', () => `xoxb-${r(12, DIGITS)}-${r(12, DIGITS)}-${AN(24)}`],
	['slack-user', () => `xoxp-${r(12, DIGITS)}-${r(12, DIGITS)}-${r(12, DIGITS)}-${hx(32)}`], ['slack-legacy', () => `xoxs-${r(10, DIGITS)}-${r(10, DIGITS)}-${r(10, DIGITS)}-${hx(10)}`],
	['slack-ws', () => `xoxa-${r(1, DIGITS)}-${AN(20)}`], ['slack-conf', () => `xoxe.xoxp-1-${AN(163)}`], ['slack-conf-refresh', () => `xoxe-1-${AN(146)}`],
	['slack-app', () => `xapp-1-${UP(11)}-${r(13, DIGITS)}-${hx(64)}`], ['slack-hook', () => `https://hooks.slack.com/services/T${UP(8)}/B${UP(8)}/${AN(24)}`], ['stripe-live', () => 'sk_live_'+AN(24)],
	['stripe-rk', () => 'rk_live_'+AN(99)], ['stripe-test', () => 'sk_test_'+AN(24)], ['openai-old', () => `sk-${AN(20)}T3BlbkFJ${AN(20)}`], ['openai-proj', () => `sk-proj-${W(74)}T3BlbkFJ${W(73)}A`],
	['openai-svc', () => `sk-svcacct-${W(74)}T3BlbkFJ${W(73)}A`], ['openai-legacy48', () => 'sk-'+AN(48)], ['anthropic', () => `sk-ant-api03-${W(93)}AA`],
	['anthropic-admin', () => `sk-ant-admin01-${W(93)}AA`], ['anthropic-oat', () => `sk-ant-oat01-${W(93)}AA`], ['google', () => 'AIza'+W(35)], ['google2', () => 'AIzaSy'+W(33)],
	['google-oauth', () => 'GOCSPX-'+W(28)], ['google-ya29', () => 'ya29.'+W(120)], ['google-refresh', () => '1//0'+W(60)], ['gcp-aq', () => 'AQ.Ab8'+W(47)], ['jwt', jwt], ['npm', () => 'npm_'+AN(36)],
	['pypi', () => 'pypi-AgEIcHlwaS5vcmc'+W(70)], ['telegram', () => `${r(9, DIGITS)}:A${W(34)}`], ['twilio', () => 'SK'+hx(32)], ['sendgrid', () => `SG.${W(22)}.${W(43)}`],
	['hf', () => 'hf_'+r(34, LOWER + UPPER)], ['groq', () => 'gsk_'+AN(52)], ['xai', () => 'xai-'+AN(80)], ['openrouter', () => 'sk-or-v1-'+hx(64)], ['pplx', () => 'pplx-'+AN(48)],
	['replicate', () => 'r8_'+AN(37)], ['do', () => 'dop_v1_'+hx(64)], ['doo', () => 'doo_v1_'+hx(64)], ['doppler', () => 'dp.pt.'+AN(43)], ['shopify', () => 'shpat_'+hx(32)],
	['square', () => 'EAAA'+W(60)], ['sq0atp', () => 'sq0atp-'+W(22)], ['mailgun', () => 'key-'+hx(32)], ['newrelic', () => 'NRAK-'+UP(27)], ['nrjs', () => 'NRJS-'+hx(19)], ['nrii', () => 'NRII-'+AN(32)],
	['notion', () => 'ntn_'+r(11, DIGITS)+AN(35)], ['notion-old', () => 'secret_'+AN(43)], ['linear', () => 'lin_api_'+AN(40)], ['figma', () => 'figd_'+W(40)], ['airtable', () => `pat${AN(14)}.${hx(64)}`],
	['asana-pat', () => `1/${r(16, DIGITS)}:${hx(32)}`], ['atlassian', () => 'ATATT3xFfGF0'+W(180)+'='+UP(8)], ['bitbucket', () => 'ATBB'+AN(32)],
	['discord-bot', () => `${r(1,'MN')}${AN(23)}.${W(6)}.${W(38)}`], ['discord-hook', () => `https://discord.com/api/webhooks/${r(18, DIGITS)}/${W(68)}`],
	['teams', () => `https://acme.webhook.office.com/webhookb2/${uuid()}@${uuid()}/IncomingWebhook/${hx(32)}/${uuid()}`], ['vault', () => 'hvs.'+W(95)], ['vaultb', () => 'hvb.'+W(150)],
	['tf', () => `${AN(14)}.atlasv1.${W(64)}`], ['age', () => 'AGE-SECRET-KEY-1'+r(58,'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')], ['grafana', () => `glsa_${AN(32)}_${hx(8)}`], ['glc', () => 'glc_'+b64(60)],
	['pulumi', () => 'pul-'+hx(40)], ['planetscale', () => 'pscale_tkn_'+W(43)], ['pspw', () => 'pscale_pw_'+W(43)], ['dd', () => 'ddapi_'+AN(40)], ['databricks', () => 'dapi'+hx(32)],
	['supabase', () => 'sbp_'+hx(40)], ['supabase2', () => 'sb_secret_'+W(31)], ['resend', () => `re_${AN(8)}_${AN(24)}`], ['postman', () => `PMAK-${hx(24)}-${hx(34)}`],
	['rubygems', () => 'rubygems_'+hx(48)], ['clojars', () => 'CLOJARS_'+an(60)], ['prefect', () => 'pnu_'+an(36)], ['readme', () => 'rdme_'+an(70)], ['duffel', () => 'duffel_test_'+W(43)],
	['dynatrace', () => `dt0c01.${UP(24)}.${UP(64)}`], ['easypost', () => 'EZAK'+AN(54)], ['facebook', () => 'EAAC'+AN(150)], ['flutter', () => `FLWSECK_TEST-${hx(32)}-X`], ['fly', () => 'fo1_'+W(43)],
	['frameio', () => 'fio-u-'+W(64)], ['gocardless', () => 'live_'+W(40)], ['harness', () => `pat.${W(22)}.${hx(24)}.${AN(20)}`], ['heroku2', () => 'HRKU-AA'+W(58)], ['intra42', () => 's-s4t2ud-'+hx(64)],
	['jfrog', () => 'AKCp'+AN(69)], ['jfrog-id', () => 'cmVmd'+AN(59)], ['lob', () => 'live_'+hx(35)], ['maxmind', () => `${AN(6)}_${AN(29)}_mmk`], ['octopus', () => 'API-'+UP(26)],
	['plaid', () => 'access-sandbox-'+uuid()], ['sentryu', () => 'sntryu_'+hx(64)], ['sendinblue', () => `xkeysib-${hx(64)}-${an(16)}`], ['shippo', () => 'shippo_live_'+hx(40)],
	['sonar', () => 'sqp_'+hx(40)], ['sourcegraph', () => 'sgp_'+hx(40)], ['sgp2', () => `sgp_${hx(16)}_${hx(40)}`], ['tailscale', () => `tskey-auth-${AN(12)}CNTRL-${AN(32)}`],
	['twitterb', () => 'A'.repeat(22)+AN(80)], ['typeform', () => 'tfp_'+W(59)], ['yandex-aws', () => 'YC'+W(38)], ['yandex', () => `t1.${W(20)}.${W(86)}`], ['1p', () => 'ops_eyJ'+b64(260)],
	['artifactory', () => 'AKC'+AN(70)], ['adobe', () => 'p8e-'+an(32)], ['alibaba', () => 'LTAI'+AN(20)], ['azure', () => `${AN(3)}8Q~${W(34)}`], ['cloudflare-ca', () => `v1.0-${hx(24)}-${hx(146)}`],
	['defined', () => `dnkey-${W(26)}-${W(52)}`], ['contentful', () => 'CFPAT-'+W(43)], ['netlify', () => 'nfp_'+AN(36)], ['vercel', () => 'vercel_'+AN(24)], ['deepseek-like', () => 'sk-'+hx(32)],
	['langsmith', () => `lsv2_pt_${hx(32)}_${hx(10)}`], ['pinecone', () => 'pcsk_'+AN(6)+'_'+AN(62)], ['nvidia', () => 'nvapi-'+W(64)], ['fireworks', () => 'fw_'+AN(24)],
	['together', () => 'tgp_v1_'+W(43)], ['tavily', () => 'tvly-'+AN(32)], ['elevenlabs', () => 'sk_'+hx(48)], ['cerebras', () => 'csk-'+an(48)], ['firecrawl', () => 'fc-'+hx(32)],
	['perplexity', () => 'pplx-'+an(48)], ['langfuse', () => 'sk-lf-'+uuid()], ['posthog', () => 'phx_'+AN(43)], ['sentry-org', () => 'sntrys_eyJpYXQiOjE3'+b64(100)+'_'+b64(43)],
	['neon', () => 'napi_'+an(64)], ['render', () => 'rnd_'+AN(32)], ['docker', () => 'dckr_pat_'+W(27)], ['dockerorg', () => 'dckr_oat_'+W(32)], ['cargo', () => 'cio'+AN(32)],
	['nuget', () => 'oy2'+an(43)], ['azure-storage', () => `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${b64(86)}==;EndpointSuffix=core.windows.net`],
	['azure-sas', () => `https://acme.blob.core.windows.net/c?sv=2022-11-02&sig=${b64(43).replace(/[+/]/g,'%2B')}%3D`], ['pg', () => `postgres://app:${AN(14)}@db.acme.org:5432/x`],
	['mongo', () => `mongodb+srv://app:${AN(14)}@c0.ab1cd.mongodb.net/x`], ['redis', () => `redis://:${AN(20)}@cache.acme.org:6379/0`], ['amqp', () => `amqp://u:${AN(12)}@mq.acme.org`],
	['url', () => `https://anna:${AN(12)}@acme.org/x`], ['pem', () => `-----BEGIN PRIVATE KEY-----\n${b64(64)}\n${b64(64)}\n${b64(64)}\n-----END PRIVATE KEY-----`],
	['ec', () => `-----BEGIN EC PRIVATE KEY-----\n${b64(64)}\n${b64(64)}\n-----END EC PRIVATE KEY-----`],
	['ssh', () => `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA${b64(46)}\n${b64(70)}\n-----END OPENSSH PRIVATE KEY-----`],
	['pgp', () => `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x\n\n${b64(64)}\n${b64(64)}\n-----END PGP PRIVATE KEY BLOCK-----`],
	['putty', () => `PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 2\n${b64(64)}\n${b64(64)}\n`], ['bearer', () => `Authorization: Bearer ${AN(40)}`],
	['basic', () => `Authorization: Basic ${Buffer.from('anna:'+AN(12)).toString('base64')}`], ['curlu', () => `curl -u anna:${AN(14)} https://acme.org`],
	['netrc', () => `machine acme.org login anna password ${AN(14)}`], ['npmrc', () => `//registry.npmjs.org/:_authToken=${uuid()}`],
	['dockercfg', () => `{"auths":{"acme.org":{"auth":"${Buffer.from('anna:'+AN(14)).toString('base64')}"}}}`],
	['k8s', () => `apiVersion: v1\nkind: Secret\ndata:\n  password: ${Buffer.from(AN(16)).toString('base64')}\n`], ['nugetpw', () => `<add key="ClearTextPassword" value="${AN(16)}" />`],
	['sidekiq', () => `BUNDLE_ENTERPRISE__CONTRIBSYS__COM: ${hx(8)}:${hx(8)}`], ['env', () => `ACME_API_KEY=${AN(32)}`],
	['json', () => `{"client_secret": "${AN(30)}"}`],
];

/** What stands around a key in a note. */
export const AROUND: readonly ((key: string) => string)[] = [
	(key) => key, (key) => `See ${key} there`, (key) => `- \`${key}\``, (key) => `"${key}"`, (key) => `(${key})`, (key) => `x: ${key}, y`, (key) => `**${key}**`, (key) => `${key}.`,
];

const LENGTHS: Readonly<Record<string, (length: number) => string>> = { '': an, W, hex: hx, AN, b64 };
const valueOf = (kind: string): string => (kind === 'uuid' ? uuid() : (LENGTHS[kind.replace(/^\d+/, '')] ?? an)(parseInt(kind)));
const SERVICES = (
	'beamer:44W;bitbucket:32;codecov:32;coinbase:64W;contentful:43W;datadog:40;droneci:32;etsy:24;fastly:32W;finicity:20;freshbooks:64;heroku:uuid;intercom:60W;kucoin:uuid;launchdarkly:40W;looker:24;mattermost:26;nytimes:32W;privateai:32hex;plaid:24;sendbird:uuid;sendbird2:40hex;snyk:uuid;squarespace:uuid;sumologic:64;trello:32AN;twitter:25;zendesk:40;okta:42;mailchimp:32hex;stripe:32AN;rapidapi:50;asana:32;algolia:32hex;cloudinary:27AN;pusher:20hex;spotify:32hex;amazon_secret:40b64;aws_secret_access_key:40b64;firebase:39W;gitlab_oauth:64hex;segment:32AN;zoom:32AN;box:32AN;jenkins:34hex;artifactory_pw:20AN;wordpress:24AN;mapbox_s:20AN;bitly:40hex;clickup:20AN;monday:60W;todoist:40hex;raindrop:uuid;readwise:50AN;openweather:32hex;newsapi:32hex'
).split(';').map((entry) => entry.split(':') as [string, string]);
const NAMED: readonly ((name: string, value: string) => string)[] = [
	(name, value) => `${name}_token: ${value}`, (name, value) => `${name}Token = "${value}"`, (name, value) => `{"${name}_token": "${value}"}`, (name, value) => `const ${name}Key = "${value}"`,
	(name, value) => `${name.toUpperCase()}_API_KEY=${value}`, (name, value) => `${name}_secret := \`${value}\``, (name, value) => `- ${name} api key: ${value}`,
	(name, value) => `| ${name} password | ${value} |`, (name, value) => `**${name} API key:** ${value}`, (name, value) => `**${name} secret**: \`${value}\``,
	(name, value) => `export ${name.toUpperCase()}_SECRET='${value}'`, (name, value) => `set ${name}_password="${value}"`,
];

/** Values without a shape of their own, behind a name that says what they are. */
export const NAMED_SECRETS: readonly string[] = SERVICES.flatMap(([name, kind]) => NAMED.map((text) => text(name, valueOf(kind))));

/** Ordinary text in which nothing is secret. */
export const NO_SECRETS: readonly string[] = [
	`commit ${hx(40)}`, `See ${hx(7)} and ${hx(12)}`, `sha256:${hx(64)}`, `SHA256 (x.iso) = ${hx(64)}`, `md5 ${hx(32)}`, `integrity "sha512-${b64(86)}=="`, `id: ${uuid()}`, `run ${uuid()} ended`,
	`https://docs.google.com/document/d/1${W(43)}/edit`, `https://www.notion.so/acme/Plan-${hx(32)}`, `https://youtu.be/${W(11)}`, `https://open.spotify.com/track/${AN(22)}`,
	`https://acme.slack.com/archives/C${UP(8)}/p${r(16, DIGITS)}`, `https://discord.com/channels/${r(18, DIGITS)}/${r(18, DIGITS)}`, `https://x.com/anna/status/${r(19, DIGITS)}`,
	`https://arxiv.org/abs/2401.12345`, 'doi:10.1000/xyz123', 'ISBN 978-3-16-148410-0', 'IBAN DE89 3704 0044 0532 0130 00', '+49 30 901820', 'MAC 00:1A:2B:3C:4D:5E', '2001:db8:85a3::8a2e:370:7334',
	'48.208493, 16.373118', '#ff8800 and rgba(1,2,3,0.5)', '^abc123def456', 'Zotero: @smith2020deep', 'tracking 1Z999AA10123456784', 'Order 302-1234567-7654321',
	`![](data:image/png;base64,iVBORw0KGgo${b64(200)})`, `<svg d="M10 10 L20 20"/>`, 'api_key = "your-api-key-here"', 'OPENAI_API_KEY=sk-...',
	'OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'AKIAIOSFODNN7EXAMPLE', 'AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
	'sk_test_xxxxxxxxxxxxxxxxxxxxxxxx', 'xoxb-your-token-here', 'password: ********', 'password: <your password>', 'password: ${DB_PASSWORD}', 'password: {{ vault.pw }}', 'token = os.environ["TOKEN"]',
	'const token = process.env.GITHUB_TOKEN', 'let key = getApiKey(user.id)', 'secret: process.env.MY_SECRET', 'Authorization: Bearer <token>', 'Authorization: Bearer $TOKEN',
	'curl -u user:password https://example.org', 'postgres://user:password@localhost:5432/db', 'redis://localhost:6379', 'https://user@example.org/path', 'mailto:anna@example.org',
	'The key to success: consistency', 'key: value', 'Key: C minor, 120 bpm', 'Token count: 128000', 'max_tokens: 4096', 'tokens: 1,234,567', 'Secret Santa: Johannes', 'The secret: more butter',
	'Password: see 1Password', 'passwords must have 12 characters', 'API key: ask Anna on Monday', 'api key: in the safe', 'keyboard: Keychron K2', 'keyword: obsidian-plugin-2024',
	'auth: OAuth 2.0 with PKCE', 'author: anna-maria_2000', 'authentication: two-factor', 'author-id: 12345678', 'tokenizer: cl100k_base', 'token: access_token', 'primaryKey: customer_id',
	'foreign key: order_line_item_id', 'sort key: created_at_timestamp', 'hotkey: Ctrl+Shift+P', 'passphrase: think of a sentence', 'pk_customer_orders_2024', 'sk-learn and scikit-learn-extra-tools',
	'task-list-item-checkbox-container', 're_compile_pattern_with_flags', 'fw_update_2024_01_15_final_notes', 'npm_config_registry', 'hf_hub_download_with_retries', 'live_preview_mode_of_the_editor',
	'test_that_the_parser_keeps_lines', 'secret_garden_by_frances_hodgson_burnett', 'access-control-allow-origin-header', 'API-Documentation-for-developers', 'eyJhbGciOi is how they begin',
	'Docker image acme/web:1.2.3-alpine', '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----',
	'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF anna@laptop', 'KEY_LEFT_CONTROL_AND_SHIFT', 'SKU: SK-2024-000123', 'ACcount number and SKills', 'MNOabcdefghijklmnopqrstuvw.xyz', 'Room 1/204:3',
	'1/2 cup and 2/3 cup', 'AQ. 12', 'a.b.c.d.e.f.g', 'v1.0-beta.2', 't1.micro and s.t.a.l.k.e.r', 'fig_caption_below_the_picture', 'cio: Anna Schmidt', 'nfp_organisation_list', 'ph_value_of_the_soil',
	'rnd_seed_for_the_experiment', 'sb_side_bar_width',
];
