/** The doors for paths and addresses. */
import fc from 'fast-check';
import { BYTE_CAPS, byteCap, checkAddress, checkRedirect, MOST_REDIRECTS } from '../../../src/core/guard/egress';
import { lookUp, vaultDoor } from '../../../src/core/guard/vault-door';

const CONFIG = { configFolder: 'Settings' };
const piece = fc.oneof(fc.constantFrom('.', '..', '/', '//', '\\', ':', '~', '%2e', '．', '／', 'Settings', 'SETTINGS', 'Ｓettings', '.obsidian', 'note', '.md', ' ', 'con', '\u200b', '\u0000', 'a'), fc.string({ maxLength: 4 }));
const paths = fc.array(piece, { maxLength: 8 }).map((pieces) => `${pieces.join('')}.md`);

/** Where a path ends on a disk that folds case and width, decodes nothing, and drops trailing dots and blanks. */
function onDisk(path: string): string[] {
	const at: string[] = [];
	for (const segment of path.normalize('NFKC').toLowerCase().split(/[\\/]/)) {
		const name = segment.replace(/[. ]+$/, (end) => (segment === '..' || segment === '.' ? end : ''));
		if (name === '..') at.push('OUTSIDE');
		else if (name !== '' && name !== '.') at.push(name);
	}
	return at;
}

test('given any path that is accepted, then on a forgiving disk it lies inside the vault, not hidden, outside the configuration', () => {
	fc.assert(fc.property(paths, (raw) => {
		for (const operation of ['read', 'write'] as const) {
			const { verdict, path } = vaultDoor(raw, operation, CONFIG);
			if (verdict === 'deny') expect(path).toBeNull();
			if (path === null) continue;
			const at = onDisk(path);
			expect(at).not.toContain('OUTSIDE');
			expect(at.some((name) => name.startsWith('.'))).toBe(false);
			expect(at[0]).not.toBe('settings');
			expect(raw.endsWith(path.slice(-4))).toBe(true);
		}
	}), { numRuns: 3000 });
});

test.each(['Übung 1.md', '1. März.md', 'Was? Nein!'.replace('?', '') + '.md', '日記.md', 'a/b/c/d.md', '50 % off.md', "it's (mine).md", 'नोट.md', '👩‍🔬 lab.md'])('given the ordinary name %s, then it is accepted as it stands', (path) => {
	expect(vaultDoor(path, 'write', CONFIG)).toEqual({ verdict: 'allow', path, reason: '' });
});

test.each(['x.txt', 'x', 'x.mjs', 'x.html', 'x.md.lnk'])('given %s, then agents may not write it and may read it', (path) => {
	expect(vaultDoor(path, 'write', CONFIG).verdict).toBe('deny');
	expect(vaultDoor(path, 'read', CONFIG).verdict).toBe('allow');
});

test('given a name that differs only in spelling from another, then the look-up tells', () => {
	expect(lookUp('A/Plan.md', ['a/plan.md'])).toBe('other-spelling');
	expect(lookUp('A/Plan.md', ['a/plan.md', 'A/Plan.md'])).toBe('exact');
	expect(lookUp('A/Plan.md', ['A/Plans.md'])).toBe('none');
});

const host = fc.oneof(fc.ipV4(), fc.ipV6().map((ip) => `[${ip}]`), fc.constantFrom('localhost', 'a.localhost', 'printer.local', 'wiki', '0x7f.1', '017700000001', 'x.home.arpa', '127.0.0.1.nip.io', 'a.10-0-0-1.sslip.io'));

test('given any number or local name as host, then it is refused under every scheme', () => {
	fc.assert(fc.property(host, fc.constantFrom('https', 'http', 'ws', 'ftp'), (name, scheme) => {
		expect(checkAddress(`${scheme}://${name}/x`, { ownOrigins: [] }).verdict).toBe('deny');
	}));
});

test.each(['https://api.example.com/v1?q=1', 'https://münchen.example/', 'https://local.example.com/', 'https://7.example.com:443/'])('given the public address %s, then it passes', (url) => {
	expect(checkAddress(url, { ownOrigins: [] })).toMatchObject({ verdict: 'allow', url: new URL(url).href });
});

test('given the origin of an own model server, then it alone passes, and no redirect leads to it', () => {
	const rules = { ownOrigins: ['http://localhost:11434'] };
	const verdict = (url: string) => checkAddress(url, rules).verdict;
	expect(verdict('http://localhost:11434/api/chat')).toBe('allow');
	expect(verdict('http://localhost:11435/api/chat')).toBe('deny');
	expect(verdict('https://localhost:11434/api/chat')).toBe('deny');
	expect(verdict('http://me:pw@localhost:11434/')).toBe('deny');
	expect(checkRedirect('https://example.com/a', 'http://localhost:11434/', { rules, hop: 1 }).verdict).toBe('deny');
	expect(checkRedirect('http://localhost:11434/a', '/b', { rules, hop: 1 })).toMatchObject({ verdict: 'allow', isOtherOrigin: false });
});

test('given redirects, then each is checked, keys stay with the first host, and they end', () => {
	const rules = { ownOrigins: [] };
	expect(checkRedirect('https://example.com/a', '/b', { rules, hop: 1 })).toMatchObject({ verdict: 'allow', url: 'https://example.com/b', isOtherOrigin: false });
	expect(checkRedirect('https://example.com/a', 'https://example.org/', { rules, hop: 1 })).toMatchObject({ verdict: 'allow', isOtherOrigin: true });
	expect(checkRedirect('https://example.com/a', 'http://example.com/', { rules, hop: 1 }).verdict).toBe('deny');
	expect(checkRedirect('https://example.com/a', '/b', { rules, hop: MOST_REDIRECTS + 1 }).verdict).toBe('deny');
});

test('given more bytes than the cap, then the transfer stops', () => {
	const count = byteCap(10);
	count(10);
	expect(() => count(1)).toThrow('10 bytes');
	expect(() => byteCap(BYTE_CAPS.response)(NaN)).toThrow('bytes');
});
