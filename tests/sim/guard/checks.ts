/** Everything the guard must hold, in one call: traces, attacks, canaries and a few cases for each door. */
import { judgeImport } from '../../../src/core/guard/shared-things';
import { checkAddress, checkRedirect } from '../../../src/core/guard/egress';
import { findHidden, stripHidden } from '../../../src/core/guard/hidden-text';
import { listHiddenPassages } from '../../../src/core/guard/hidden-passages';
import { lookAlikes } from '../../../src/core/guard/look-alike';
import { checkForPhishing } from '../../../src/core/guard/phishing';
import { gate } from '../../../src/core/guard/gate';
import { startRun } from '../../../src/core/guard/run-state';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { loadingProperties } from '../../../src/core/guard/safe-properties';
import { rulesFor } from '../../eval/guard/rules';
import { redactSecrets } from '../../../src/core/guard/secrets';
import { vaultDoor } from '../../../src/core/guard/vault-door';
import { isMassRemoval, limitPassed, DEFAULT_LIMITS, NO_AMOUNTS } from '../../../src/core/guard/limits';
import { askPolicy, readPolicy } from '../../../src/core/guard/policy';
import { liveParts } from '../../eval/guard/live-parts';
import { runCanaries } from './canaries';
import { OWN_GOALS, OWN_TEMPLATES, runAttacks } from './obedient';
import { runTraces } from './traces';

const BAD_PATHS = ['／root.md', '%25252e%25252e/b.md', '../up.md', 'A/../../b.md', '/root.md', 'D:\\x.md', 'A\\b.md', '.obsidian/x.md', '.OBSIDIAN/x.md', 'A/.git/x.md', 'lpt1.md', 'A/nul.md', 'A/b.md ', 'A./b.md', 'A/b.md:z.md', 'A/b\u200b.md', 'A/b\u0007.md', 'REPORT~1.md', 'A/b.js', 'A/b', '．．/b.md', '%2e%2e/b.md', `${'long'.repeat(80)}.md`];
const BAD_ADDRESSES = ['https:example.com', 'https://exam\u200bple.com/', 'https://exam$ple.com/', 'http://example.com/', 'https://10.0.0.8/', 'https://[fe80::1]/', 'https://3232235521/', 'https://server/', 'https://nas.local/', 'https://a:b@example.com/', 'https://example.com:8443/', 'https://192-168-1-1.sslip.io/', 'ftp://example.com/', 'https://example.com\\@x.org/'];
const LOADING = ['cover: https://tracker.example/x', 'about: "![a](https://tracker.example/x)"'];
const TOLD = ['[a](https://192.168.0.1/)', '[a](https://machine/)'];
const INERT = ['[**bank.example**](https://other.example/)', '[bank\u200b.example](https://other.example/)', '<details><summary>![a](https://tracker.example/x)</summary></details>'];
const LIVE = ['`=this.file`', '![a](https://tracker.example/x.gif)', '![a][b]\n\n[b]: https://tracker.example/x.gif', '![[https://tracker.example/x.gif]]', 'a ![[https://tracker.exam[ple/x]]', '<script>alert(1)</script>', '<b onclick="x()">a</b>', '<div>\n\n![a](https://tracker.example/x)\n\n</div>', '```dataviewjs\nx\n```', '`$= 1 + 1`', '`= this.file`', 'a <% tp.file.title %>', '```js-engine\nx\n```', '```plantuml\nx\n```', '[a](javascript:x)', '[a](http://plain.example/)', '[a](obsidian://new?file=x)', '[a](https://one.example@two.example/)', '$\\href{https://x.example}{y}$', '```mermaid\ngraph TD\nA-->B\nclick A "https://x.example"\n```'];
const KEPT = ['# One\n\n- two\n- [ ] three', '[[Note|name]] and ![[pic.png]]', '`code` and\n\n```python\nprint(1 % 2)\n```', 'H<sub>2</sub>O', '$a < b$ costs $5', '[x](https://example.org/a)', '| a | b |\n|---|---|\n| 1 | 2 |'];
const HIDDEN = ['a\u061cb', 'a\u200cb', 'a\ufe0fb', 'a\u200bb', 'a\u{e0041}', 'sub\u00adtle', 'a\u202eb', 'x\u2060y', '\u{f0000}', 'a\ufe01'];
const NEEDED = ['👩\u200d🔬', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', '❤\ufe0f', 'نمی\u200cدانم', '\ufeffstart', 'क्\u200dष', '葛\u{e0100}'];

/** What does not hold, of everything; with `isOneEnough` only of the first kind of check that finds any, the quick ones first. */
export function brokenPromises({ n, seed, isOneEnough = false }: { n: number; seed: number; isOneEnough?: boolean }): string[] {
	const broken: string[] = [];
	for (const check of [doors, others, () => traces(n, seed), () => attacks(seed), () => canaries(n, seed)]) {
		broken.push(...check());
		if (isOneEnough && broken.length > 0) break;
	}
	return broken;
}

function traces(n: number, seed: number): string[] {
	return runTraces(n, seed).map(({ what }) => what);
}

function attacks(seed: number): string[] {
	const { passed } = runAttacks(OWN_GOALS.slice(0, 3), OWN_TEMPLATES.slice(0, 1), seed);
	return passed > 0 ? [`${passed} attacks passed`] : [];
}

function canaries(n: number, seed: number): string[] {
	return runCanaries(Math.ceil(n / 10), seed) > 0 ? ['a canary left'] : [];
}

function doors(): string[] {
	const rules = { configFolder: '.obsidian' };
	return [
		...BAD_PATHS.filter((path) => vaultDoor(path, 'write', rules).verdict !== 'deny').map((path) => `path: ${path}`),
		...['A/b.md', 'Ünïcode/é 1.md', '日記/今日.md'].filter((path) => vaultDoor(path, 'write', rules).path !== path).map((path) => `path refused: ${path}`),
		...(vaultDoor('Conf/x.md', 'write', { configFolder: 'conf' }).verdict === 'deny' ? [] : ['path: renamed configuration']),
		...(vaultDoor('conf/x.md', 'write', { configFolder: 'Conf' }).verdict === 'deny' ? [] : ['path: renamed configuration in another case']),
		...(vaultDoor('A/b.canvas', 'write', rules).verdict === 'ask' ? [] : ['path: canvas']),
		...BAD_ADDRESSES.filter((url) => checkAddress(url, { ownOrigins: [] }).verdict !== 'deny').map((url) => `address: ${url}`),
		...(checkAddress('https://example.com/', { ownOrigins: [] }).verdict === 'allow' ? [] : ['address refused']),
		...(checkAddress('http://127.0.0.1:11434/api', { ownOrigins: ['http://127.0.0.1:11434'] }).verdict === 'allow' ? [] : ['own model server refused']),
		...(checkRedirect('https://example.com/', 'http://127.0.0.1:11434/', { rules: { ownOrigins: ['http://127.0.0.1:11434'] }, hop: 1 }).verdict === 'deny' ? [] : ['redirect to the own model server']),
		...LIVE.filter((text) => liveParts(safeMarkdown(text).text).length > 0).map((text) => `live: ${text}`),
		...LOADING.filter((lines) => loadingProperties(safeMarkdown(`---\n${lines}\n---\nx`, { isWholeNote: true }).text).length > 0 || loadingProperties(`---\n${lines}\n---\n`).length === 0).map((lines) => `loads: ${lines}`),
		...(gate({ tool: 'note_edit', path: 'A/b.md', loads: ['cover'] }, startRun(false), rulesFor({ tool: 'note_edit' })).verdict === 'ask' ? [] : ['a property that loads']),
		...TOLD.filter((text) => safeMarkdown(text).findings.length === 0).map((text) => `not told: ${text}`),
		...INERT.filter((text) => safeMarkdown(text).text === text).map((text) => `left as it is: ${text}`),
		...(listHiddenPassages('<p style="display&#58;none">a whisper</p>').some(({ place }) => place === 'invisible-html') ? [] : ['a hidden passage']),
		...(checkForPhishing('[www.bank.example](https://other.example/)').some(({ kind }) => kind === 'other-host') ? [] : ['another host']),
		...KEPT.filter((text) => safeMarkdown(text).text !== text).map((text) => `changed: ${text}`),
		...HIDDEN.filter((text) => findHidden(text).length === 0).map((text) => `hidden: ${JSON.stringify(text)}`),
		...NEEDED.filter((text) => stripHidden(text) !== text).map((text) => `stripped: ${text}`),
	];
}

function others(): string[] {
	const usage = { run: { ...NO_AMOUNTS, calls: 100 }, day: NO_AMOUNTS, depth: 0 };
	const policy = readPolicy({ praxis: 'policy', deny: ['folder:Archive'], allow: ['*'] }, 'Policy.md').policy;
	const about = { tool: 'note_edit', agent: 'a', does: 'write' as const, host: null };
	const key = `gh${'p_'}${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5'}`;
	return [
		...(limitPassed(usage, DEFAULT_LIMITS, { calls: 1 }) === null ? ['limit'] : []),
		...(limitPassed({ ...usage, depth: 4 }, DEFAULT_LIMITS) === null ? ['depth'] : []),
		...(isMassRemoval(Array.from({ length: 6 }, () => ({ before: 10, after: 0 })), 10_000) ? [] : ['mass removal']),
		...(askPolicy(policy, { ...about, paths: ['archive/x.md'] }).verdict === 'deny' ? [] : ['policy']),
		...(readPolicy({ praxis: 'policy', allow: ['*', 'anything goes'] }, 'Policy.md').policy === null ? [] : ['a broken policy was read']),
		...(redactSecrets(`see AIza${'Sy3RckEgKmzCS3OZ3DR1QBd4nBwwqE0oTP7'} end`).text.includes('RckEg') ? ['a key of Google'] : []),
		...(redactSecrets(`token ${key} end`).text.includes(key) ? ['secret'] : []),
		...(redactSecrets('token: 3f2a9c51e7').secrets.size > 0 ? ['no secret'] : []),
		...['trezor-airdrop.example', 'śparkässe.example'].filter((host) => lookAlikes(host, []).length === 0).map((host) => `look-alike: ${host}`),
		...(lookAlikes('exarnple.org', ['example.org']).length > 0 ? [] : ['look-alike']),
		...(judgeImport({ name: 'a', content: 'b' }, new Map([['a', 'other']])).acceptance === 'changed' ? [] : ['changed import']),
	];
}
