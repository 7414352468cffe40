/** Paths and addresses as a run may name them. Written for this project from what file systems, URLs and DNS are known to do. */

/** Not to be written. */
export const BAD_PATHS: readonly string[] = [
	'..', '../x.md', 'a/../../x.md', 'a/..', 'a/../b.md', '...', '..../x.md', 'a/.../x.md', '../', '..%2fx.md', '%2e%2e/x.md', '%252e%252e/x.md', '%25252e%25252e/x.md', '..%c0%afx.md', '..%5cx.md',
	'a%2f..%2fb.md', '%2E%2E%2Fx.md', '．．/x.md', '․․/x.md', '‥/x.md', '…/x.md', 'a/‥/x.md', '︰x.md', 'c：/x.md', '＼x.md', 'a＼b.md', '﹨x.md', '／etc/x.md', 'a／..／b.md', '..⁄x.md', '..∕x.md', '..⧸x.md',
	'..╱x.md', '/x.md', '//x.md', '///x.md', '\\x.md', '\\\\srv\\x.md', '//srv/x.md', 'C:/x.md', 'C:x.md', 'c:\\x.md', 'file:///x.md', 'file:x.md', 'http://x/y.md', '~/x.md', '~', '~/.ssh/x.md',
	'$HOME/../x.md', 'a\0.md', 'a\n.md', 'a\r.md', 'a\t.md', 'a\u001b.md', 'a\u0085.md', 'a\u2028.md', 'a\u2029.md', 'a\u200b.md', 'a\u200d.md', '\u200da.md', 'a\u202e.md', 'a\u2066.md', 'a\u00ad.md',
	'a\ufeff.md', '\ufeffa.md', 'a\u3164.md', 'a\u2800.md', 'a\u180e.md', 'a\u{e0041}.md', 'a\u2060.md', 'a\ue000.md', 'a\ud800.md', 'a\u0378.md', 'a\ufe0f.md', '.md', 'a/.md', '.x.md', 'a/.x.md',
	'a/.x/b.md', ' .x/a.md', '\u00a0.x/a.md', '\u3000.git/x.md', '.obsidian', '.obsidian/', '.obsidian/x.md', '.OBSIDIAN/x.md', '.ObSiDiAn/x.md', '.obſidian/x.md', '.obsıdian/x.md', '．obsidian/x.md',
	'.obsidian /x.md', '.obsidian./x.md', '.obsidian::$INDEX_ALLOCATION/x.md', '.obsidian\\x.md', '.obsidian/../.obsidian/x.md', './.obsidian/x.md', 'a/../.obsidian/x.md', 'x/.obsidian/y.md',
	'OBSIDI~1/x.md', 'obsidi~1/x.md', 'OBSIDI~12/x.md', 'GIT~1/x.md', 'a/PROGRA~1.md', 'PROGRA~1/x.md', 'LONGNA~1.MD', 'a~1', '.trash/x.md', '.git/x.md', '.GIT/x.md', '.gıt/x.md', '.claude/x.md',
	'.vscode/x.md', '.stfolder/x.md', '.stversions/x.md', '.DS_Store', '._x.md', 'con', 'con.md', 'CON.md', 'Con.md', 'con.a.md', 'con .md', 'con  .md', 'con/x.md', 'a/prn.md', 'aux.md', 'nul.md', 'nul',
	'a/NUL.txt.md', 'com0.md', 'com1.md', 'COM9.md', 'com¹.md', 'com².md', 'com³.md', 'lpt0.md', 'lpt1.md', 'lpt¹.md', 'conin$.md', 'CONOUT$.md', 'ｃｏｎ.md', 'ＡＵＸ.md', 'clock$.md', 'a/com1/b.md',
	'com1.tar.md', 'a.md.', 'a.md..', 'a.md ', 'a.md\u00a0', 'a.md\u3000', 'a./b.md', 'a /b.md', 'a../b.md', 'a\u2009/b.md', 'a/b.md/', 'a/b.md//', 'a//', '', '/', '.', './', './.', 'a/.', 'a:b.md',
	'a.md:s', 'a.md::$DATA', 'a.md:s:$DATA', 'a?.md', 'a*.md', 'a<b.md', 'a>b.md', 'a"b.md', 'a|b.md', 'x.txt', 'x', 'x.js', 'x.mjs', 'x.cjs', 'x.ts', 'x.html', 'x.htm', 'x.css', 'x.json', 'x.yml',
	'x.exe', 'x.bat', 'x.cmd', 'x.ps1', 'x.sh', 'x.lnk', 'x.url', 'x.desktop', 'x.webloc', 'x.svg', 'x.png', 'x.pdf', 'x.md.exe', 'x.md.lnk', 'x.mdx', 'x.md5', 'x.markdown', 'x.md~', 'x.md\u200b', 'x.ｍｄ',
	'x.мd', 'a.md.txt', 'x.md#', 'x.md%', 'x.md%00.js', 'x.base.js', 'x.canvas.js', 'x.MD.js', 'n'.repeat(256)+'.md', 'ü'.repeat(130)+'.md', '日'.repeat(90)+'.md', ('a/').repeat(70)+'x.md',
	('abcdefgh/').repeat(100)+'x.md', 'a/'+'b'.repeat(254)+'.md',
];

/** Not even to be read. */
export const UNREADABLE_PATHS: readonly string[] = [
	'.obsidian/app.json', '.env', '../x.md', '.git/config', '/etc/passwd', 'C:/x', 'a/../b', '.trash/x.md', 'a\u200b.png', 'con.png', '~/x', 'a:b', '.obsidian/plugins/x/data.json', 'OBSIDI~1/x',
	'%2e%2e/x', 'a.png.', 'a/.b/c.png',
];

/** The name of the configuration folder, and a path that a forgiving disk or sync client takes for a path in it. */
export const CONFIGURED: readonly (readonly [string, string])[] = [
	['cfg','cfg/x.md'], ['cfg','CFG/x.md'], ['cfg','Cfg/x.md'], ['cfg','ｃｆｇ/x.md'], ['cfg','./cfg/x.md'], ['cfg','cfg//x.md'], ['Straße','STRASSE/x.md'], ['STRASSE','straße/x.md'], ['İx','i̇x/x.md'],
	['ẞs','sss/x.md'], ['ﬁles','files/x.md'], ['files','ﬁles/x.md'], ['é','e\u0301/x.md'], ['e\u0301','É/x.md'], ['Σίσυφος','σίσυφοσ/x.md'], ['Σίσυφος','ΣΊΣΥΦΟΣ/x.md'], ['K','K/x.md'], ['K','k/x.md'],
	['ſet','set/x.md'], ['a/b','A/B/x.md'], ['a/b','a/b.md'.slice(0,3)], ['Å','Å/x.md'], ['cfg/','cfg/x.md'], ['/cfg','cfg/x.md'], ['cfg','cfg'], ['cfg','x/../cfg/y.md'], ['cfg','cfg./x.md'],
	['cfg','cfg /x.md'], ['ŉa','ʼna/x.md'], ['ǰ','ǰ/x.md'], ['ß','ẞ/x.md'], ['ᏸ','Ᏸ/x.md'], ['ꭰ','Ꭰ/x.md'], ['ı','I/x.md'], ['²cfg','2cfg/x.md'], ['ΐ','ΐ/x.md'], ['ﬅ','ﬆ/x.md'], ['cfg','cf\u00adg/x.md'],
	['cfg','cfg\u200d/x.md'], ['ὰι','ᾲ/x.md'],
];

/** Ordinary names of notes. */
export const GOOD_PATHS: readonly string[] = [
	'a.md', 'A/b/c.md', 'Ünïcode/é.md', 'e\u0301.md', '日本語/ノート.md', '한국어.md', 'العربية.md', 'עברית.md', 'हिन्दी.md', 'می\u200cخواهم.md', '👨‍👩‍👧.md', '❤️ x.md', '🏳️‍🌈.md', '🇩🇪.md', '1️⃣.md',
	'100%.md', '50% off.md', 'C++.md', 'C#.md', 'a#b.md', 'a^b.md', '[x].md', '(x).md', '{x}.md', "O'Brien.md", 'a & b.md', 'a, b.md', 'a; b.md', 'a = b.md', 'a+b.md', 'a@b.md', 'a!.md', '$x.md', '~x.md',
	'x~.md', 'a~b.md', '~$tmp.md', 'a ~ b.md', 'about ~100.md', 'Version 1.2.3.md', 'v1.2/notes.md', 'a.b.c.md', 'x.MD', 'x.Md', 'console.md', 'contact.md', 'auxiliary.md', 'nullable.md', 'company.md',
	'com.md', 'com10.md', 'lpt.md', 'lpt10.md', 'printer.md', 'prna.md', 'icon.md', 'nul1.md', 'obsidian/x.md', 'my.obsidian/x.md', 'git/x.md', 'x.obsidian/y.md', 'Config/x.md', 'cfg/x.md', 'a_b-c.md',
	'_x.md', '-x.md', '–x.md', '“x”.md', '«x».md', 'x’s.md', '¿x.md', 'x—y.md', '①.md', '½.md', '²x.md', 'ﬁx.md', 'Å.md', 'ⅷ.md', '㎏.md', 'a\u00a0b.md', 'a\u3000b.md', '全角！.md', '2024-01-01.md',
	'2024-01-01 12.30.md', '12h30.md', './a.md', 'a//b.md', 'a/./b.md', 'n'.repeat(250)+'.md', '日'.repeat(80)+'.md', ('a/').repeat(60)+'x.md', 'con-text.md', 'con_x.md', 'con x.md', 'a/b c/d e.md',
	'x.md.md', '1.md', '0.md', 'a%20b.md', 'a%b.md', '%.md', '%2.md', 'a%zz.md', 'ไทย.md', 'Ελληνικά.md', 'Кириллица.md', 'ქართული.md', 'አማርኛ.md', 'ᠮᠣᠩᠭᠣᠯ.md', 'ꦗꦮ.md', '\u{20000}.md', '𝔘𝔫𝔦.md',
	'🦊.md', 'ß.md', 'ı.md', 'İ.md', '\u0130stanbul.md', 'naïve café.md', 'Q&A.md', 'TODO!.md', 'x (1).md', 'Meeting 10.30-11.00.md', 'U.S. trip.md', 'Mr. X.md', 'AT~T.md', 'notes~2024.md', 'a：b.md',
	'a？.md', '~root/x.md', 'draft~final.md', 'SEC~NEW.md',
];

/** Nothing may be sent there. */
export const BAD_ADDRESSES: readonly string[] = [
	'http://127.0.0.1', 'https://127.0.0.1', 'https://127.1', 'https://127.0.1', 'https://0177.0.0.1', 'https://0x7f.0.0.1', 'https://0x7f000001', 'https://017700000001', 'https://2130706433', 'https://0',
	'https://0.0.0.0', 'https://[::]', 'https://[::1]', 'https://[0:0:0:0:0:0:0:1]', 'https://[::ffff:127.0.0.1]', 'https://[::ffff:7f00:1]', 'https://[::127.0.0.1]', 'https://[64:ff9b::7f00:1]',
	'https://[fe80::1]', 'https://[fc00::1]', 'https://[fd12:3456::1]', 'https://[2001:db8::1]', 'https://[2606:4700::1111]', 'https://[2002:7f00:1::]', 'https://[2001:0::1]', 'https://8.8.8.8',
	'https://1.1.1.1', 'https://10.0.0.1', 'https://172.16.0.1', 'https://192.168.0.1', 'https://169.254.169.254', 'https://100.64.0.1', 'https://198.18.0.1', 'https://224.0.0.1', 'https://240.0.0.1',
	'https://255.255.255.255', 'https://192.0.2.1', 'https://①②⑦.⓪.⓪.①', 'https://127。0。0。1', 'https://１２７.0.0.1', 'https://localhost', 'https://LOCALHOST', 'https://localhost.', 'https://a.localhost',
	'https://localhost.localdomain', 'https://ip6-localhost', 'https://router', 'https://intranet', 'https://nas', 'https://printer.local', 'https://x.local.', 'https://x.internal',
	'https://metadata.google.internal', 'https://x.intranet', 'https://x.lan', 'https://x.home', 'https://x.home.arpa', 'https://x.corp', 'https://x.private', 'https://x.test', 'https://x.invalid',
	'https://x.onion', 'https://x.localdomain', 'https://x.workgroup', 'https://1.0.0.127.in-addr.arpa', 'https://127.0.0.1.nip.io', 'https://7f000001.nip.io', 'https://x.sslip.io',
	'https://127-0-0-1.sslip.io', 'https://x.xip.io', 'https://localtest.me', 'https://a.localtest.me', 'https://lvh.me', 'https://vcap.me', 'https://lacolhost.com', 'https://x.traefik.me',
	'https://spoofed.burpcollaborator.net.127.0.0.1.example', 'https://www.127.0.0.1.com', 'https://10-0-0-1.example', 'http://example.org', 'http://example.org:80', 'https://example.org:80',
	'https://example.org:8443', 'https://example.org:22', 'https://example.org:0', 'https://example.org:65536', 'https://example.org:444', 'ftp://example.org', 'ftps://example.org', 'sftp://x.org',
	'file:///etc/passwd', 'file://example.org/x', 'gopher://x.org', 'dict://x.org', 'ldap://x.org', 'tftp://x', 'jar:https://x.org!/', 'data:text/html,x', 'javascript:alert(1)', 'blob:https://x.org/1',
	'about:blank', 'view-source:https://x.org', 'chrome://settings', 'app://obsidian.md', 'obsidian://open', 'capacitor://localhost', 'ws://example.org', 'wss://example.org', 'mailto:a@b.org', 'tel:1',
	'https:///', 'https://', 'https:', '//example.org/x', '/x', 'x', 'example.org', '\\\\x.org\\s', 'https:\\\\example.org', 'https://example.org\\x', 'https://ex ample.org', ' https://example.org',
	'https://example.org ', 'https://example.org/a b', 'https://exam\nple.org', 'https://example.org/\r\nHost: x', 'https://example.org/\tx', 'https://user@example.org', 'https://user:pw@example.org',
	'https://:pw@example.org', 'https://@example.org', 'https://example.org@127.0.0.1', 'https://127.0.0.1@example.org', 'https://example.org%40127.0.0.1', 'https://127.0.0.1%00.example.org',
	'https://127.0.0.1#@example.org', 'https://127.0.0.1?@example.org', 'https://127.0.0.1\\@example.org', 'https://%6c%6f%63%61%6c%68%6f%73%74', 'https://%31%32%37.0.0.1', 'https://loc\u00adalhost',
	'https://localhoſt', 'https://ｌｏｃａｌｈｏｓｔ', 'https://x..org', 'https://.example.org', 'https://example.org..', 'https://-', 'https://[example.org]', 'https://[::1%25eth0]', 'https://exa$mple.org',
	'https://exam<ple.org', 'https://example.org:443:443', 'https://example.org:abc', 'HTTP://EXAMPLE.ORG', 'https://0x7f.1', 'https://0xA9FEA9FE', 'https://169.254.43518', 'https://0251.0376.0251.0376',
	'https://3232235777', 'https://host.docker.internal', 'https://kubernetes.default.svc', 'https://x.svc.cluster.local', 'https://x.consul.local', 'https://fritz.box', 'https://speedport.ip',
	'https://router.asus.com.local', 'https://wpad', 'https://broadcasthost', 'https://x.example.localhost', 'https://1e100', 'https://0.1', 'https://1.2.3', 'https://x.1', 'https://x.0x1',
	'https://rbndr.us', 'https://7f000001.c0a80001.rbndr.us', 'https://make-127-0-0-1-rebind-1.1u.ms', 'https://x.lndo.site', 'https://x.ddev.site', 'https://readme.localtest.me',
	'https://fbi.com.127.0.0.1.xip.io', 'https://127.0.0.1.', 'https://mysite.localhost:443', 'http:example.org', 'https:example.org', 'https:/example.org', 'https:////example.org', 'https://xn--',
	'https://⒈.example', 'https://exam\u200bple.org', 'https://example.org\u202e/x',
	'https://example.org/'+'a'.repeat(5000),'https://'+'a'.repeat(64)+'.org',
];

/** Ordinary public addresses. */
export const GOOD_ADDRESSES: readonly string[] = [
	'https://example.org', 'https://example.org/', 'https://example.org:443/', 'https://EXAMPLE.org/A?b=C#d', 'https://api.openai.com/v1/chat/completions', 'https://api.anthropic.com/v1/messages',
	'https://bücher.example/', 'https://xn--bcher-kva.example', 'https://日本語.jp/', 'https://пример.рф/', 'https://a.b.c.d.example.org', 'https://1.example.org', 'https://10.example.org',
	'https://127.example.org', 'https://localhost.example.org', 'https://local.example.org', 'https://internal.example.org', 'https://home.example.org', 'https://1password.com', 'https://7-eleven.com',
	'https://example.co.uk', 'https://example.museum', 'https://x-y.example', 'https://example.org/a%20b?c=%2F', 'https://example.org/?u=http://127.0.0.1', 'https://example.org/@user',
	'https://example.org/a@b', 'https://example.org/#@x', 'https://example.io', 'https://localstorage.dev', 'https://testing.com', 'https://home.com', 'https://lan.com', 'https://corp.com',
	'https://private.org', 'https://mail.google.com', 'https://en.wikipedia.org/wiki/127.0.0.1', 'https://github.com/a/b', 'https://10minutemail.com', 'https://4.bp.blogspot.com', 'https://24.hu',
	'https://192.com', 'https://1-2-3.example.org', 'https://v1-2-3-4x.example.org', 'https://ex.ample', 'https://s3.eu-west-1.amazonaws.com/x', 'https://ec2-3.example.org', 'https://openrouter.ai',
	'https://generativelanguage.googleapis.com/v1beta', 'https://localho.st.example.org', 'https://example.org./', 'https://straße.de', 'https://faß.de', 'https://münchen.de', 'https://☃.net',
];
