/** The citation check attacked class by class: each sentence is told once as it stands, which is accepted, and then as it does not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkClaim, checkQuote } from '../../../../src/core/search/quotes/citation-check';
import { readNote } from '../../../../src/core/lib/markdown';

/** Null when quote and claim are accepted of this note. */
function whyNot(note: string, quote: string, claim: string): string | null {
	const found = checkQuote(quote, note, readNote('n.md', note));
	return found.ok ? checkClaim(claim, quote, { clause: found.clause, text: note }) : found.reason;
}

/** A sentence, and claims of it that say something else. */
const CLAIMS: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
	opposites: [
		['The tank behind the house is full since Friday.', 'The tank behind the house is empty since Friday.'],
		['Clara moves from Porto to Lyon in the autumn.', 'Clara moves to Porto in the autumn.', 'Clara moves from Lyon in the autumn.'],
		['The shop closes before noon on working days.', 'The shop closes after noon on working days.', 'The shop opens before noon on working days.'],
		['The price rose by a fifth over the winter.', 'The price fell by a fifth over the winter.'],
		['Der Laden öffnet im Winter erst am Nachmittag.', 'Der Laden schließt im Winter erst am Nachmittag.'],
		['La porte du jardin reste ouverte toute la nuit.', 'La porte du jardin reste fermée toute la nuit.'],
		['El depósito está lleno desde el viernes pasado.', 'El depósito está vacío desde el viernes pasado.'],
		['O portão fica aberto durante toda a noite.', 'O portão fica fechado durante toda a noite.'],
		['Бак за домом полон с прошлой пятницы.', 'Бак за домом пуст с прошлой пятницы.'],
		['الخزان خلف البيت ممتلئ منذ يوم الجمعة', 'الخزان خلف البيت فارغ منذ يوم الجمعة'],
		['המיכל שמאחורי הבית מלא מאז יום שישי', 'המיכל שמאחורי הבית ריק מאז יום שישי'],
		['घर के पीछे की टंकी शुक्रवार से भरी है।', 'घर के पीछे की टंकी शुक्रवार से खाली है।'],
		['房子后面的水箱从星期五开始是满的', '房子后面的水箱从星期五开始是空的'],
		['家の裏のタンクは金曜日から満杯です。', '家の裏のタンクは金曜日から空です。'],
		['집 뒤의 물탱크는 금요일부터 가득 찼다.', '집 뒤의 물탱크는 금요일부터 비었다.'],
		['ถังหลังบ้านเต็มตั้งแต่วันศุกร์', 'ถังหลังบ้านว่างตั้งแต่วันศุกร์'],
	],
	'who did it to whom': [
		['the dog bit the neighbour in front of the gate.', 'the neighbour bit the dog in front of the gate.'],
		['Ana did not pay the rent and Bo paid the water.', 'Ana paid the rent and Bo did not pay the water.', 'Ana did not pay the water.'],
		['der hund biss den nachbarn vor dem tor.', 'der nachbar biss den hund vor dem tor.'],
	],
	'number words': [
		['Zwei Katzen ziehen im Dezember mit ihr um.', 'Drei Katzen ziehen im Dezember mit ihr um.'],
		['Elle a payé deux mois de loyer en mai.', 'Elle a payé trois mois de loyer en mai.'],
		['Pagó dos meses de alquiler en mayo.', 'Pagó tres meses de alquiler en mayo.'],
		['Она заплатила за два месяца вперёд.', 'Она заплатила за три месяца вперёд.'],
		['Yusuf iki aylık kirayı peşin ödedi.', 'Yusuf üç aylık kirayı peşin ödedi.'],
		['दो बिल्लियाँ दिसंबर में उसके साथ जाएँगी।', 'तीन बिल्लियाँ दिसंबर में उसके साथ जाएँगी।'],
		['The second of the three pumps failed again.', 'The third of the three pumps failed again.', 'Two of the three pumps failed again.'],
	],
	limits: [
		['The repair costs less than 500 euros in all.', 'The repair costs 500 euros in all.', 'The repair costs more than 500 euros in all.'],
		['The hall holds at least 80 people on its floor.', 'The hall holds 80 people on its floor.', 'The hall holds at most 80 people.'],
		['Die Reparatur kostet weniger als 500 Euro.', 'Die Reparatur kostet 500 Euro.'],
		['La salle contient au moins 80 personnes.', 'La salle contient 80 personnes.'],
		['会場には80人以上が入ります。', '会場には80人が入ります'],
		['The pressure stays ≤ 3 bar during the night.', 'The pressure stays 3 bar during the night.'],
	],
	conditions: [
		['If it rains, the fair moves to the hall.', 'The fair moves to the hall.'],
		['The pump should be replaced before the frost.', 'The pump is replaced before the frost.'],
		['Wenn es regnet, zieht der Markt in die Halle.', 'Der Markt zieht in die Halle.'],
		['Perhaps the lease ends in September already.', 'The lease ends in September already.'],
	],
	'figures of every kind': [
		['Henry VI of the book lived for 49 years.', 'Henry IV of the book lived for 49 years.', 'Henry VI lived for 94 years.'],
		['It is told in chapter iv of the green book.', 'It is told in chapter vi of the green book.'],
		['It is told in chapter Ⅳ of the green book.', 'It is told in chapter Ⅵ of the green book.'],
		['The grain measures 10⁻³ metres across its back.', 'The grain measures 10³ metres.', 'The grain measures 10 metres.', 'The grain measures 10⁻² metres.'],
		['The flat has 72 m² and a cellar of 9 m².', 'The flat has 9 m² and a cellar of 72 m².', 'The flat has 72 m³.'],
		['It rained 12 mm on Monday and 21 mm on Sunday.', 'It rained 21 mm on Monday.', 'It rained 12 cm on Monday.'],
		['The rate rose from 3 % to 4.5 % this year.', 'The rate rose from 3 % to 45 % this year.', 'The rate rose to 3 %.', 'The rate rose from 4.5 % to 3 %.'],
		['We paid 1.250,50 € for it and £40 for the post.', 'We paid 1.250 € for it.', 'We paid £1.250,50 for it.', 'We paid 40 € for the post.'],
		['The office is open 9–17 on the first Monday.', 'The office is open 9–18.', 'The office is open 9 on the first Monday.'],
		['On 3/4/2026 the flat was handed over at 9:05.', 'On 4/3/2026 the flat was handed over.', 'On 3/4/2026 the flat was handed over at 9:50.'],
		['平成30年5月1日に契約しました。', '平成3年5月1日に契約しました', '平成30年1月5日に契約しました'],
		['The bolt is M8 and the plug is of type B12.', 'The bolt is M6.', 'The plug is of type B2.'],
		['Version 2.10 came after version 2.9 in spring.', 'Version 2.1 came in spring.', 'Version 2.9 came after version 2.10.'],
	],
};

test.each(Object.entries(CLAIMS).flatMap(([kind, cases]) => cases.map(([sentence, ...claims]) => [kind, sentence, claims] as const)))('%s: “%s” is accepted as it stands, and no other way', (_kind, sentence, claims) => {
	const note = `Before it.\n\n${sentence}\n\nAfter it.`;
	expect(whyNot(note, sentence, sentence)).toBeNull();
	for (const claim of claims) expect([claim, whyNot(note, sentence, claim)]).not.toEqual([claim, null]);
});

/** A text, a quote of it that readers take for the same, and quotes that they do not. */
const QUOTES: readonly (readonly [text: string, same: string, ...others: string[]])[] = [
	['The ﬁnal oﬃce ﬂoor was ﬁnished in May of that year.', 'The final office floor was finished in May of that year.', 'The final office foor was finished in May of that year.'],
	['co\u00ADoperation between both of the houses ended in May.', 'cooperation between both of the houses ended in May.', 'cooperation between both of the horses ended in May.'],
	['Es kostet 12\u00A0500\u202F€ im Jahr für das ganze Haus.', 'Es kostet 12 500 € im Jahr für das ganze Haus.', '500 € im Jahr für das ganze Haus.', 'Es kostet 12'],
	['She said: «Wait … for the pump» and left the house.', 'She said: "Wait ... for the pump" and left the house.', 'She said: "Wait for the pump" and left the house.'],
	['the years 1990—1995 were the best ones of the mill.', 'the years 1990-1995 were the best ones of the mill.', '1995 were the best ones of the mill.', 'the years 1990'],
	['שָׁלוֹם לַבַּיִת הַיָּשָׁן שֶׁל סַבְתָּא בַּגָּלִיל', 'שָׁלוֹם לַבַּיִת הַיָּשָׁן שֶׁל סַבְתָּא בַּגָּלִיל'.normalize('NFD'), 'שָׁלוֹם לַבַּיִת הַיָּשָׁן שֶׁל סַבְת', 'לוֹם לַבַּיִת הַיָּשָׁן שֶׁל סַבְתָּא'],
	['ﻣﺮﺣﺒﺎ بالبيت القديم في القرية البعيدة جدا', 'مرحبا بالبيت القديم في القرية البعيدة جدا', 'مرحب بالبيت القديم في القرية البعيدة جدا', 'حبا بالبيت القديم في القرية'],
	['ﾎﾟﾝﾌﾟの値段は５００円です。', 'ポンプの値段は500円です。', 'ホンフの値段は500円です。', 'ポンプの値段は50'],
	['ราคาห้องเดือนละ ๘๒๐ ยูโร จ่ายวันที่สาม', 'ราคาห้องเดือนละ 820 ยูโร จ่ายวันที่สาม', 'ราคาห้องเดือนละ 82', 'ราคาหองเดือนละ 820 ยูโร'],
	['किराया ८२० रुपये है और तीन तारीख को देय है।', 'किराया 820 रुपये है और तीन तारीख को देय है।', 'किराया 82', 'किराय 820 रुपये है', 'कराया 820 रुपये है और तीन तारीख'],
	['Das Maß der Straße beträgt 3,5 Meter an der Ecke.', 'Das Maß der Straße beträgt 3,5 Meter an der Ecke.', 'Das Mass der Strasse beträgt 3,5 Meter an der Ecke.', 'Das Maß der Straße beträgt 35 Meter an der Ecke.', '5 Meter an der Ecke.'],
	['İstanbul’da ısı 12 derece, ışık yok, her şey iyi.', "İstanbul'da ısı 12 derece, ışık yok, her şey iyi.", "Istanbul'da ısı 12 derece, ışık yok, her şey iyi.", "İstanbul'da isi 12 derece, ışık yok, her şey iyi."],
	['They owe ￥３，５００ and not a single yen more to him.', 'They owe ¥3,500 and not a single yen more to him.', 'They owe $3,500 and not a single yen more to him.', 'They owe ¥3,50'],
	['Temperatures fell to −12 °C in the second week of it.', 'Temperatures fell to -12 °C in the second week of it.', '12 °C in the second week of it.', 'Temperatures fell to 12 °C in the second week of it.', 'Temperatures fell to -12'],
];

test.each(QUOTES)('“%s” is found in every form that readers take for the same, and in no other', (text, same, ...others) => {
	for (const quote of [text, same]) expect([quote, whyNot(text, quote, quote)]).toEqual([quote, null]);
	for (const quote of others) expect([quote, whyNot(text, quote, quote)]).not.toEqual([quote, null]);
});

const HONEST: readonly (readonly [sentence: string, claim: string, note?: string])[] = [
	['The repair costs less than 500 euros in all.', 'The repair costs less than 500 euros.'],
	['The repair costs less than 500 euros in all.', 'The repair costs <500 euros.'],
	['It drew 3.5 amps on the coldest night of May.', 'The pump drew 3.5 amps.', 'The pump was old. It drew 3.5 amps on the coldest night of May.'],
	['Die Miete beträgt 820 Euro im Monat und ist am dritten fällig.', 'Die Miete ist am dritten fällig.'],
	['La rente du logement est de 820 euros par mois.', 'La rente est de 820 euros par mois.'],
	['The office of Bell & Sons in Leith was closed in 1931.', 'The office of Bell & Sons was closed in 1931.'],
	['Rain falls on nine of ten days in the north of it.', 'Rain falls on 9 of 10 days.'],
];

test.each(HONEST)('of “%s” may be said: %s', (sentence, claim = '', note = sentence) => {
	expect(whyNot(note ?? '', sentence ?? '', claim)).toBeNull();
});

const VAULT = join(__dirname, '../../../vault');
const sentences = readdirSync(VAULT, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.md'))
	.flatMap((name) => {
		const text = readFileSync(join(VAULT, name), 'utf8');
		const note = readNote(name, text);
		return note.blocks.filter(({ kind }) => kind === 'paragraph').flatMap(({ span }) => text.slice(span.start, span.end).split(/(?<=[.!?])\s+/).filter((sentence) => /^[\p{L}\p{N}\p{M} ,.;'’-]{30,300}$/u.test(sentence)).map((sentence) => ({ text, note, sentence })));
	});
/** Words that carry meaning, each once in its sentence. */
const wordsOf = (sentence: string): readonly { readonly word: string; readonly at: number }[] =>
	[...sentence.matchAll(/(?<![\p{L}\p{N}'’-])\p{Ll}{5,}(?![\p{L}\p{N}'’-])/gu)].map((match) => ({ word: match[0], at: match.index })).filter(({ word }) => sentence.toLowerCase().split(word.slice(0, 4)).length === 2 && !/^(?:there|these|those|their|which|being|sollte|könnte|sind|waren|hatte)$/.test(word));
const RUNS = Number(process.env.PRAXIS_RUNS ?? 1500);

test('given a sentence of the demo vault, when two of its words change places, or one becomes another, in the claim or in the quote, then it is never accepted', () => {
	expect(sentences.length).toBeGreaterThan(200);
	let tried = 0;
	fc.assert(
		fc.property(fc.nat(), fc.nat(), fc.nat(), (which, one, other) => {
			const { text, note, sentence } = sentences[which % sentences.length] ?? { text: '', note: readNote('', ''), sentence: '' };
			const found = wordsOf(sentence);
			const [a, b] = [found[one % Math.max(1, found.length)], found[other % Math.max(1, found.length)]];
			const quoted = checkQuote(sentence, text, note);
			if (!a || !b || a.at >= b.at || !quoted.ok) return;
			const swapped = sentence.slice(0, a.at) + b.word + sentence.slice(a.at + a.word.length, b.at) + a.word + sentence.slice(b.at + b.word.length);
			const replaced = sentence.slice(0, b.at) + 'zanzibaric' + sentence.slice(b.at + b.word.length);
			for (const told of [swapped, replaced]) {
				tried++;
				expect([told, checkClaim(told, sentence, { clause: quoted.clause, text })]).not.toEqual([told, null]);
				expect([told, checkQuote(told, text, note).ok]).toEqual([told, false]);
			}
		}),
		{ numRuns: RUNS },
	);
	expect(tried).toBeGreaterThan(RUNS / 5);
});
