/** Prints what the stemmers make of words with every ending that they know. Built twice by `build-probe.mjs`. */
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';

const LATIN = ['', 'a', 'lou', 'yver', 'quint', 'contenu', 'übel', 'niñol', 'gegroei', 'heid', 'parlassi'];
const CYRILLIC = ['', 'а', 'книг', 'ёлоч', 'прекрасн', 'делавш'];
const STEMMERS = { de: german, es: spanish, fr: french, it: italian, nl: dutch, pt: portuguese, ru: russian };

/** The endings of each language, on standard input: `{"de": ["en", …], …}`. */
let given = '';
process.stdin.on('data', (chunk) => (given += String(chunk)));
process.stdin.on('end', () => {
	const endings = JSON.parse(given) as Record<keyof typeof STEMMERS, string[]>;
	for (const [name, stemmer] of Object.entries(STEMMERS)) {
		const known = ['', ...endings[name as keyof typeof STEMMERS]];
		const words = (name === 'ru' ? CYRILLIC : LATIN).flatMap((root) => known.flatMap((ending) => [root + ending, `${root + ending}s`, root + ending + (known[1] ?? '')]));
		console.log(name, words.map((word) => stemmer(word)).join(' '));
	}
});
