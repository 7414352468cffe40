/** Limits, look-alikes, shared things, watch, record, and the gate's own words. */
import fc from 'fast-check';
import { egressKey, parseEgress, printEgress, sentOf, type EgressEntry } from '../../../src/core/guard/egress-record';
import { gate, type Effect, type GateRules } from '../../../src/core/guard/gate';
import { addAmounts, DEFAULT_LIMITS, isMassRemoval, limitPassed, NO_AMOUNTS } from '../../../src/core/guard/limits';
import { lookAlikes, otherHostShown } from '../../../src/core/guard/look-alike';
import { shownHost } from '../../../src/core/guard/punycode';
import { observe, startRun } from '../../../src/core/guard/run-state';
import { fingerprint, judgeImport, judgeOffer, launchWarnings } from '../../../src/core/guard/shared-things';
import { foreignChanges, parseSnapshot, printSnapshot } from '../../../src/core/guard/watch';
import { rulesFor } from '../../eval/guard/rules';

const tainted = observe(startRun(true), 'Clips/Post.md', { integrity: 'untrusted', secrecy: 'vault', reasons: ['lies in the folder Clips'] });
const decide = (effect: Effect, state = tainted, changes: Partial<GateRules> = {}) => gate(effect, state, rulesFor(effect, changes));

test('given a tainted run, then a change asks and says why, an inbox note passes, an instruction note is refused', () => {
	expect(decide({ tool: 'note_edit', path: 'Plan.md' })).toEqual({ verdict: 'ask', rule: 'untrusted', reason: 'This run has read “Clips/Post.md”.' });
	expect(decide({ tool: 'note_create', path: 'PAI/Inbox/x.md' }).verdict).toBe('allow');
	expect(decide({ tool: 'note_edit', path: 'PAI/Inbox/x.md' }).verdict).toBe('ask');
	expect(decide({ tool: 'note_edit', path: 'Agents/a.md' })).toMatchObject({ verdict: 'deny', rule: 'instructions' });
});

test('given nobody there, then a question waits; given no policy, an unknown or ungranted tool, then no', () => {
	expect(decide({ tool: 'note_edit', path: 'Plan.md' }, tainted, { isPersonHere: false }).verdict).toBe('queue');
	expect(decide({ tool: 'note_edit', path: 'Plan.md' }, startRun(true), { policy: null })).toMatchObject({ verdict: 'deny', rule: 'policy' });
	expect(decide({ tool: 'run_shell' }, startRun(true))).toMatchObject({ verdict: 'deny', rule: 'tool' });
	expect(decide({ tool: 'note_edit', path: 'Plan.md' }, startRun(true), { granted: new Set() })).toMatchObject({ verdict: 'deny', rule: 'tool' });
});

test('given a private note, then a remote model may not read it, and a run that has may not send', () => {
	const label = { integrity: 'trusted', secrecy: 'private', reasons: [] } as const;
	expect(decide({ tool: 'note_read', path: 'Private/a.md', label }, startRun(true))).toMatchObject({ verdict: 'deny', rule: 'private' });
	expect(decide({ tool: 'web_fetch', url: 'https://example.org/' }, observe(startRun(false), 'a', label))).toMatchObject({ verdict: 'deny', rule: 'private' });
});

test('given amounts up to a limit, then one more passes it, and so does what is no number', () => {
	const usage = { run: { ...NO_AMOUNTS, writes: 20 }, day: NO_AMOUNTS, depth: 3 };
	expect(limitPassed(usage, DEFAULT_LIMITS)).toBeNull();
	expect(limitPassed(usage, DEFAULT_LIMITS, { writes: 1 })).toContain('20 notes written in one run');
	expect(limitPassed(usage, DEFAULT_LIMITS, { cost: NaN })).toContain('$2.00');
	expect(addAmounts(NO_AMOUNTS, { tokens: 5 })).toEqual({ ...NO_AMOUNTS, tokens: 5 });
});

test.each([[1, 10, false], [2, 10, true], [5, 10_000, false], [6, 10_000, true], [2, 150, true]])('given %i notes emptied of %i, then the run stops: %s', (count, notes, stops) => {
	expect(isMassRemoval(Array.from({ length: count }, () => ({ before: 100, after: 10 })), notes)).toBe(stops);
	expect(isMassRemoval(Array.from({ length: count }, () => ({ before: 100, after: 90 })), notes)).toBe(false);
});

const KNOWN = ['mybank.example', 'wikipedia.org', 'ebay.com'];

test.each([
	['mybаnk.example', 'mixed-scripts'], ['rnybank.example', 'same-look'], ['wikipedla.org', 'same-look'], ['wikipedja.org', 'typo'], ['wikipeda.org', 'typo'], ['mybank-login.example', 'name-within'], ['mybank.example.check.example', 'sub-domain'], ['wikipedia.support', 'other-ending'], ['ebay.com@x.example', 'user-info'], ['ebbay.com', 'typo'], ['xn--mybnk-6ve.example', 'mixed-scripts'],
])('given %s beside the known hosts, then it is %s', (host, kind) => {
	expect(lookAlikes(host, KNOWN).map((found) => found.kind)).toContain(kind);
});

test.each(['mybank.example', 'de.wikipedia.org', 'bread.example', 'bücher.example', 'пример.рф', '日本.jp', 'wikipedia.de', 'bay.com.au', 'mediawiki.org'])('given the honest host %s, then nothing is said', (host) => {
	expect(lookAlikes(host, KNOWN)).toEqual([]);
});

test.each([
	['trezor-airdrop.example', 'bait'], ['claim-uniswap.example', 'bait'], ['bonuskraken.example', 'bait'], ['www.usps-verify.example', 'bait'], ['opensea.gift', 'bait'], ['btc-giveaway.example', 'bait'],
	['doubleethereum.example', 'bait'], ['getfreedogecoin.example', 'bait'], ['sparkasse.com-pay.example', 'bait'], ['uniswaр.example', 'mixed-scripts'], ['uniśwap.example', 'same-look'], ['hüobi.example', 'same-look'],
	['kaẅa.example', 'odd-letters'], [new URL('https://uniśwap.example').hostname, 'same-look'],
])('given %s and nobody whom the person knows, then it is %s', (host, kind) => {
	expect(lookAlikes(host, []).map((found) => found.kind)).toContain(kind);
});

test.each([
	'trezor.io', 'www.trezor.io', 'support.trezor.io', 'metamask.zendesk.com', 'etherscan.io', 'ethz.ch', 'together.ai', 'ethics.example', 'bethel.edu', 'giftcards.example', 'wallet.example', 'phantomopera.com',
	'ledgerx.com', 'gemini.google.com', 'blockchain.ieee.org', 'krakend.io', 'uniswap.ninja', 'solana.stackexchange.com', 'tiếngviệt.vn', 'łódź.pl', 'çukurova.tr', 'hawaiʻi.example', 'eventbrite.com', 'zoominfo.com', 'teslarati.com',
])('given the honest host %s and nobody whom the person knows, then nothing is said', (host) => {
	expect(lookAlikes(host, [])).toEqual([]);
});

test('given a host that cannot be told from a known one by eye, then it is told what it really is', () => {
	expect(lookAlikes('wikipediа.org', KNOWN).map(({ message }) => message)).toContain('wikipediа.org is not wikipedia.org: it holds other letters, and is really xn--wikipedi-86g.org.');
});

test('given a text that shows a host, then another behind it is told, and its own is not', () => {
	expect(otherHostShown('www.example.org/page', 'https://other.example/')).not.toBeNull();
	expect(otherHostShown('example.org', 'https://www.example.org/x')).toBeNull();
	expect(otherHostShown('Readme.md', 'https://example.org')).toBeNull();
});

test('given any host with letters of the world, then its ASCII form is shown as it was', () => {
	fc.assert(fc.property(fc.stringMatching(/^[a-zà-öø-þα-ωа-я]{1,12}$/), (label) => {
		const host = new URL(`https://${label}.example`).hostname;
		expect(shownHost(host)).toBe(`${label.normalize('NFC')}.example`.replace('ς', 'ς'));
	}));
});

test('given what was accepted, then one changed byte asks again, a look-alike name is told, and imports have no tools', () => {
	const content = { name: 'weather', description: 'Tells the weather.' };
	const accepted = new Map([['weather', fingerprint(content)]]);
	const judged = (name: string, now: unknown) => judgeOffer([{ name, content: now }], accepted, ['note_edit'])[0]?.acceptance;
	expect(judged('weather', { description: 'Tells the weather.', name: 'weather' })).toBe('accepted');
	expect(judged('weather', { ...content, description: 'Tells the weather!' })).toBe('changed');
	expect(judged('nоte_edit', content)).toBe('shadows');
	expect(judged('tides', content)).toBe('ask');
	expect(judgeImport({ name: 'helper', content: 'tools: all' }, new Map())).toMatchObject({ acceptance: 'ask', tools: [] });
	expect(launchWarnings({ command: 'npx', args: ['-y', '@a/tool@1.0.0'] })).toEqual([]);
	expect(launchWarnings({ command: 'uvx', args: ['tool@latest'] })).toHaveLength(1);
});

test('given two snapshots, then only changes by nobody here are told', () => {
	const hash = (digit: string) => digit.repeat(64);
	const before = new Map([['a', hash('1')], ['b', hash('2')], ['c', hash('3')]]);
	const now = new Map([['a', hash('9')], ['b', hash('8')], ['d', hash('4')]]);
	const ours = new Map([['b', new Set<string | null>([hash('8')])], ['a', new Set<string | null>([hash('7')])]]);
	expect(foreignChanges(before, now, ours).map(({ path, change }) => [path, change])).toEqual([['a', 'changed'], ['c', 'removed'], ['d', 'added']]);
	expect(parseSnapshot(printSnapshot(before))).toEqual(before);
	expect(parseSnapshot('[["a",1]]')).toBeNull();
	expect(parseSnapshot('{')).toBeNull();
});

const entry: fc.Arbitrary<EgressEntry> = fc.record({ at: fc.constant('2026-11-22T10:00:00Z'), run: fc.string(), host: fc.domain(), model: fc.string(), notes: fc.array(fc.string()), bytes: fc.nat(), tokens: fc.option(fc.nat()), cost: fc.option(fc.double({ min: 0, max: 100, noNaN: true }).map((cost) => cost + 0)), redacted: fc.array(fc.string()) });

test('given any entries, when they are appended and read, then they are the same, and a torn line is told', () => {
	fc.assert(fc.property(fc.array(entry), (entries) => {
		const text = entries.map(printEgress).join('');
		expect(text.split('\n')).toHaveLength(entries.length + 1);
		expect(parseEgress(text, 'r')).toEqual({ entries, problems: [] });
		expect(parseEgress(`${text}{"at":`, 'r').problems).toEqual([{ path: 'r', line: entries.length + 1, message: 'This line of the record cannot be read.' }]);
	}));
	expect(egressKey('D1', '2026-11-22T10:00:00Z')).toBe('egress/D1/2026-11.jsonl');
	expect(sentOf([], 'a')).toEqual([]);
});
