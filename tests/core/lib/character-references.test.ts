/** Given text with HTML's character references, when it is decoded, then each is its character and all else stays. */
import fc from 'fast-check';
import { decodeReferences } from '../../../src/core/lib/character-references';

test.each([
	['A&amp;B &lt;p&gt; &quot;x&quot;', 'A&B <p> "x"'],
	['caf&eacute; &#233; &#xE9; &#XE9;', 'café é é é'],
	['&notAName; & &; AT&T a&b=c &copyright', '&notAName; & &; AT&T a&b=c &copyright'],
	['&ampersand &nbsp', '&ampersand \u00a0'],
	['&#0;&#xD800;&#1114112;&#150;', '\uFFFD\uFFFD\uFFFD–'],
	['&amp;lt;', '&lt;'],
])('%j', (text, expected) => expect(decodeReferences(text)).toBe(expected));

test('any character comes back from its number', () => {
	fc.assert(fc.property(fc.integer({ min: 0xa0, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff), (code) => expect(decodeReferences(`&#${code};&#x${code.toString(16)};`)).toBe(String.fromCodePoint(code).repeat(2))));
});
