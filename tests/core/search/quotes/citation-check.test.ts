/** The citation check under attack, in every script, and the share of true quotes that it accepts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkClaim, checkQuote, countQuotes } from '../../../../src/core/search/quotes/citation-check';
import { readNote } from '../../../../src/core/lib/markdown';

interface Attack { readonly why: string; readonly note: string; readonly quote: string; readonly claim?: string }

/** Why a claim with its quote is not accepted; null when it is. As the product asks: first the quote, then the claim. */
function whyNot({ note, quote, claim }: Omit<Attack, 'why'>): string | null {
	const found = checkQuote(quote, note, readNote('n.md', note));
	if (!found.ok) return found.reason;
	if (found.mustBeUnique && countQuotes(quote, note) !== 1) return 'not unique';
	return checkClaim(claim ?? quote, quote, { clause: found.clause, text: note });
}

const PUMP = 'The pump in the cellar is not ready for the first winter night.\n\nIt drew 3.5 amps at −5 degrees, and cost 31,500 euros in May 2025.\n\n- Ana pays Bo 30 euros each month for the shed.\n- Clara moves to Lyon on 1 December 2026 with her two cats.\n';
const ATTACKS: readonly Attack[] = [
	{ why: 'another number', note: PUMP, quote: 'It drew 35 amps at −5 degrees, and cost' },
	{ why: 'a decimal point lost in the claim', note: PUMP, quote: 'It drew 3.5 amps at −5 degrees, and cost 31,500 euros', claim: 'It drew 35 amps at −5 degrees.' },
	{ why: 'a number cut before its decimals', note: PUMP, quote: 'It drew 3' },
	{ why: 'decimals without their number', note: PUMP, quote: '5 amps at −5 degrees, and cost 31,500 euros' },
	{ why: 'a sign cut off', note: PUMP, quote: '5 degrees, and cost 31,500 euros in May 2025.' },
	{ why: 'a sign lost in the claim', note: PUMP, quote: 'It drew 3.5 amps at −5 degrees, and cost', claim: 'It drew 3.5 amps at 5 degrees.' },
	{ why: 'the head of a grouped number', note: PUMP, quote: 'at −5 degrees, and cost 31' },
	{ why: 'thousands lost', note: PUMP, quote: 'It drew 3.5 amps at −5 degrees, and cost 31,500 euros', claim: 'It cost 31 euros and 5 degrees.' },
	{ why: 'another scale', note: 'They raised 3.5 million dollars from the first four investors.', quote: 'They raised 3.5 million dollars from the first four investors.', claim: 'They raised 3.5 billion dollars from investors.' },
	{ why: 'a scale lost', note: 'They raised 3.5 million dollars from the first four investors.', quote: 'They raised 3.5 million dollars from the first four investors.', claim: 'They raised 3.5 dollars from investors.' },
	{ why: 'a percent sign lost', note: 'Losses fell to 12 % of the water that entered the district.', quote: 'Losses fell to 12 % of the water that entered the district.', claim: 'Losses fell to 12 of the water.' },
	{ why: 'another unit', note: 'Take 5 mg of it each morning with a glass of water.', quote: 'Take 5 mg of it each morning with a glass of water.', claim: 'Take 5 g of it each morning.' },
	{ why: 'a power read as digits', note: 'The loss is 10² litres in every hour of the night.', quote: 'The loss is 102 litres in every hour of the night.' },
	{ why: 'a number word changed', note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Clara moves with her three cats.' },
	{ why: 'a denial lost in the quote', note: PUMP, quote: 'The pump in the cellar is ready for the first winter night.' },
	{ why: 'a denial lost in the claim', note: PUMP, quote: 'The pump in the cellar is not ready for the first winter night.', claim: 'The pump in the cellar is ready for the first winter night.' },
	{ why: 'a denial cut away before the quote', note: PUMP, quote: 'ready for the first winter night.' },
	{ why: 'a denial cut away behind the quote', note: 'Die Pumpe läuft in diesem Winter im Keller nicht.', quote: 'Die Pumpe läuft in diesem Winter im Keller' },
	{ why: 'a denial added', note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Clara never moves to Lyon on 1 December 2026.' },
	{ why: 'a denial by a prefix', note: 'She was unable to come to the meeting about the pump.', quote: 'She was unable to come to the meeting about the pump.', claim: 'She was able to come to the meeting.' },
	{ why: 'a contraction cut', note: "The landlord didn't sign the lease of the flat last week.", quote: "The landlord didn't sign the lease of the flat last week.", claim: 'The landlord did sign the lease of the flat.' },
	{ why: 'a word cut off at its end', note: PUMP, quote: 'The pump in the cellar is not read' },
	{ why: 'a word cut off at its beginning', note: PUMP, quote: 'ump in the cellar is not ready for' },
	{ why: 'two places stitched together', note: PUMP, quote: 'The pump in the cellar cost 31,500 euros' },
	{ why: 'two places with dots between', note: PUMP, quote: 'The pump in the cellar … cost 31,500 euros' },
	{ why: 'the end of one block and the beginning of the next', note: PUMP, quote: 'first winter night. It drew 3.5 amps at −5 degrees' },
	{ why: 'two list items stitched', note: PUMP, quote: 'for the shed. Clara moves to Lyon on 1 December' },
	{ why: 'an old version of the note', note: PUMP.replace('Lyon', 'Nice'), quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.' },
	{ why: 'another name', note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Clara moves to Nantes on 1 December 2026.' },
	{ why: 'another month', note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Clara moves to Lyon on 1 November 2026.' },
	{ why: 'a name that opens the claim', note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Paula moves to Lyon on 1 December 2026.' },
	{ why: 'names exchanged', note: PUMP, quote: 'Ana pays Bo 30 euros each month for the shed.', claim: 'Bo pays Ana 30 euros each month.' },
	{ why: 'about something else', note: PUMP, quote: 'The pump in the cellar is not ready for the first winter night.', claim: 'The landlord does not like garden parties.' },
	{ why: 'too short and twice there', note: 'Yes, we can.\n\nYes, we can.', quote: 'we can' },
	{ why: 'nothing but marks', note: '---\n\n***', quote: '***' },
	{ why: 'upper case where the note has lower', note: 'The us team signed the lease of the flat on Monday.', quote: 'The US team signed the lease of the flat on Monday.' },
	{ why: 'Hindi, a vowel sign cut off', note: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', quote: 'लड़की कल शाम को दिल्ल' },
	{ why: 'Hindi, another vowel sign', note: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', quote: 'लड़का कल शाम को दिल्ली से मुंबई गई थी।' },
	{ why: 'Hindi, another word in the claim', note: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', quote: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', claim: 'लड़की कल पटना गई थी' },
	{ why: 'Hindi, names exchanged', note: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', quote: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', claim: 'लड़की मुंबई से दिल्ली गई थी' },
	{ why: 'Hindi, a denial lost', note: 'पंप सर्दी की पहली रात के लिए तैयार नहीं है।', quote: 'पंप सर्दी की पहली रात के लिए तैयार' },
	{ why: 'Hindi, another number', note: 'इस पंप की कीमत ३५०० रुपये थी और यह नया था।', quote: 'इस पंप की कीमत ३५०० रुपये थी और यह नया था।', claim: 'इस पंप की कीमत ३५० रुपये थी' },
	{ why: 'Arabic, a denial cut away', note: 'المضخة في القبو لم تكن جاهزة لليلة الشتاء الأولى هذا العام', quote: 'تكن جاهزة لليلة الشتاء الأولى هذا العام' },
	{ why: 'Arabic, a word cut off', note: 'المضخة في القبو لم تكن جاهزة لليلة الشتاء الأولى هذا العام', quote: 'مضخة في القبو لم تكن جاهزة لليلة' },
	{ why: 'Arabic, another number', note: 'تكلفت المضخة ٣٫٥ آلاف يورو في شهر مايو الماضي', quote: 'تكلفت المضخة ٣٥ آلاف يورو في شهر مايو' },
	{ why: 'Arabic, another number in the claim', note: 'تكلفت المضخة ٣٫٥ آلاف يورو في شهر مايو الماضي', quote: 'تكلفت المضخة ٣٫٥ آلاف يورو في شهر مايو الماضي', claim: 'تكلفت المضخة ٣٥ آلاف يورو' },
	{ why: 'Arabic, another name', note: 'انتقلت كلارا إلى مدينة ليون في شهر ديسمبر', quote: 'انتقلت كلارا إلى مدينة ليون في شهر ديسمبر', claim: 'انتقلت كلارا إلى مدينة باريس' },
	{ why: 'Hebrew, a denial lost', note: 'המשאבה במרתף לא מוכנה ללילה הראשון של החורף', quote: 'המשאבה במרתף לא מוכנה ללילה הראשון של החורף', claim: 'המשאבה במרתף מוכנה' },
	{ why: 'Russian, a denial lost', note: 'Насос в подвале не готов к первой зимней ночи.', quote: 'Насос в подвале не готов к первой зимней ночи.', claim: 'Насос в подвале готов к первой зимней ночи.' },
	{ why: 'Russian, another name', note: 'Клара переезжает в Лион первого декабря вместе с кошками.', quote: 'Клара переезжает в Лион первого декабря вместе с кошками.', claim: 'Клара переезжает в Париж первого декабря.' },
	{ why: 'Greek, a denial cut away', note: 'Η αντλία δεν είναι έτοιμη για την πρώτη νύχτα του χειμώνα.', quote: 'είναι έτοιμη για την πρώτη νύχτα του χειμώνα' },
	{ why: 'Chinese, a denial cut away', note: '地下室的水泵今年冬天不能正常使用了', quote: '能正常使用了' },
	{ why: 'Chinese, another place', note: '克拉拉十二月一日搬到里昂和两只猫一起住', quote: '克拉拉十二月一日搬到里昂和两只猫一起住', claim: '克拉拉搬到巴黎' },
	{ why: 'Chinese, another number word', note: '克拉拉十二月一日搬到里昂和两只猫一起住', quote: '克拉拉十二月一日搬到里昂和两只猫一起住', claim: '克拉拉十一月一日搬到里昂' },
	{ why: 'Chinese, another character', note: '地下室的水泵今年冬天不能正常使用了', quote: '地下室的水泵今年夏天不能正常使用了' },
	{ why: 'Japanese, a denial cut away at the end', note: '地下室のポンプは今年の冬には使えません。', quote: '地下室のポンプは今年の冬には使え' },
	{ why: 'Japanese, exchanged', note: '会議で田中さんは佐藤さんに三千円を払いました。', quote: '会議で田中さんは佐藤さんに三千円を払いました。', claim: '佐藤さんは田中さんに三千円を払いました' },
	{ why: 'Japanese, full-width digits changed', note: 'ポンプの値段は３５００円で、五月に買いました。', quote: 'ポンプの値段は350円で、五月に買いました。' },
	{ why: 'Japanese, a full-width number cut', note: 'ポンプの値段は３５００円で、五月に買いました。', quote: 'ポンプの値段は３５' },
	{ why: 'Japanese, a voiced mark cut off', note: '地下室のホ\u309Aンフ\u309Aは今年の冬に壊れました。', quote: '地下室のホ' },
	{ why: 'Korean, a denial lost', note: '지하실 펌프는 올해 겨울에 쓸 수 없다고 했다.', quote: '지하실 펌프는 올해 겨울에 쓸 수' },
	{ why: 'Thai, a denial lost', note: 'ปั๊มในห้องใต้ดินไม่พร้อมสำหรับฤดูหนาวนี้', quote: 'พร้อมสำหรับฤดูหนาวนี้' },
	{ why: 'full-width minus lost', note: '気温は－５度で、ポンプは凍りました。', quote: '５度で、ポンプは凍りました。' },
	{ why: 'a fraction lost', note: 'Add 2½ cups of flour to the bowl and stir it well.', quote: 'Add 2½ cups of flour to the bowl and stir it well.', claim: 'Add 2 cups of flour to the bowl.' },
	{ why: 'a date changed', note: 'The lease ends on 2026-09-30 and cannot be prolonged again.', quote: 'The lease ends on 2026-09-30 and cannot be prolonged again.', claim: 'The lease ends on 2026-09-03 and cannot be prolonged.' },
	{ why: 'a time cut', note: 'The train leaves at 10:30 from the second platform each day.', quote: 'The train leaves at 10' },
	{ why: 'an emoji cut in half', note: 'We were happy 😀 all day long in the garden.', quote: 'all day long in the garden. \uD83D' },
	{ why: 'a currency changed', note: 'They paid $300 to the printer for the map of the fountains.', quote: 'They paid $300 to the printer for the map of the fountains.', claim: 'They paid €300 to the printer for the map.' },
	{ why: 'a minus added', note: PUMP, quote: 'It drew 3.5 amps at −5 degrees, and cost 31,500 euros', claim: 'It drew −3.5 amps at −5 degrees.' },
	{ why: 'a range cut to its end', note: 'The trip takes 3–5 hours by train from the north station.', quote: '5 hours by train from the north station.' },
	{ why: 'an ordinal changed', note: 'She finished 2nd in the race along the river last May.', quote: 'She finished 2nd in the race along the river last May.', claim: 'She finished 3rd in the race.' },
	{ why: 'another year', note: PUMP, quote: 'It drew 3.5 amps at −5 degrees, and cost 31,500 euros in May 2025.', claim: 'It cost 31,500 euros in May 2024.' },
	{ why: 'day and month exchanged', note: 'The contract was signed on 03/04/2026 in the old town hall.', quote: 'The contract was signed on 03/04/2026 in the old town hall.', claim: 'The contract was signed on 04/03/2026.' },
	{ why: 'another weekday', note: 'The market opens on Tuesday at nine in the small square.', quote: 'The market opens on Tuesday at nine in the small square.', claim: 'The market opens on Thursday at nine.' },
	{ why: 'another hour in words', note: 'The market opens on Tuesday at nine in the small square.', quote: 'The market opens on Tuesday at nine in the small square.', claim: 'The market opens on Tuesday at ten.' },
	{ why: 'a surname cut off a name of two words', note: 'Anna-Maria signed the lease of the flat in Porto.', quote: 'Maria signed the lease of the flat in Porto.' },
	{ why: 'half of an IBAN', note: 'Pay it to DE89370400440532013000 before the end of May.', quote: 'Pay it to DE8937040044', },
	{ why: 'an old version, one word newer', note: 'The lease of the flat ends on 31 October 2026.', quote: 'The lease of the flat ends on 30 September 2026.' },
	{ why: 'two properties stitched', note: '---\ndue: 2026-09-30\nstatus: done\n---\nText of the note.', quote: 'due: 2026-09-30 status: done' },
	{ why: 'a heading and its text stitched', note: '# Lease\n\nIt ends on 30 September 2026 at noon.', quote: 'Lease It ends on 30 September 2026 at noon.' },
	{ why: 'two cells of different rows stitched', note: '| who | sum |\n| --- | --- |\n| Ana | 30 |\n| Bo | 90 |', quote: 'Ana | 90' },
	{ why: 'a word in the middle left out', note: 'The pump in the old cellar of the house works well.', quote: 'The pump in the cellar of the house works well.' },
	{ why: 'German, a separable denial lost', note: 'Der Vermieter hat keinen neuen Vertrag für die Wohnung geschickt.', quote: 'Der Vermieter hat keinen neuen Vertrag für die Wohnung geschickt.', claim: 'Der Vermieter hat einen neuen Vertrag für die Wohnung geschickt.' },
	{ why: 'French, a denial lost', note: "La pompe de la cave n'est pas prête pour l'hiver.", quote: "La pompe de la cave n'est pas prête pour l'hiver.", claim: "La pompe de la cave est prête pour l'hiver." },
	{ why: 'Spanish, a denial cut away', note: 'El casero nunca firmó el contrato del piso en mayo.', quote: 'firmó el contrato del piso en mayo.' },
	{ why: 'Portuguese, another number', note: 'A renda do apartamento é de 820 euros por mês, paga no dia três.', quote: 'A renda do apartamento é de 820 euros por mês, paga no dia três.', claim: 'A renda do apartamento é de 802 euros por mês.' },
	{ why: 'Ukrainian, a denial lost', note: 'Насос у підвалі не готовий до першої зимової ночі.', quote: 'Насос у підвалі не готовий до першої зимової ночі.', claim: 'Насос у підвалі готовий до першої зимової ночі.' },
	{ why: 'Turkish, another name', note: 'Yusuf ayın üçünde kirayı ev sahibine ödedi ve makbuzu aldı.', quote: 'Yusuf ayın üçünde kirayı ev sahibine ödedi ve makbuzu aldı.', claim: 'Mehmet ayın üçünde kirayı ödedi.' },
	{ why: 'Persian digits changed', note: 'قیمت این پمپ ۳۵۰۰ یورو بود و نو بود', quote: 'قیمت این پمپ ۳۵۰ یورو بود و نو بود' },
	{ why: 'Bengali, a vowel sign cut off', note: 'মেয়েটি গতকাল সন্ধ্যায় দিল্লি থেকে মুম্বাই গিয়েছিল', quote: 'মেয়েটি গতকাল সন্ধ্যায় দিল্ল' },
	{ why: 'Tamil, another number', note: 'இந்த பம்பின் விலை 3500 ரூபாய், அது புதியது ஆகும்.', quote: 'இந்த பம்பின் விலை 350 ரூபாய், அது புதியது ஆகும்.' },
	{ why: 'Korean, another number', note: '지하실 펌프의 가격은 3500원이고 오월에 샀다.', quote: '지하실 펌프의 가격은 3500원이고 오월에 샀다.', claim: '지하실 펌프의 가격은 350원이다' },
	{ why: 'Chinese, a full-width decimal lost', note: '水泵的电流是３．５安，在五月购买。', quote: '水泵的电流是35安，在五月购买。' },
	{ why: 'Thai, another number', note: 'ค่าเช่าห้องเดือนละ ๘๒๐ ยูโร จ่ายทุกวันที่สาม', quote: 'ค่าเช่าห้องเดือนละ 802 ยูโร จ่ายทุกวันที่สาม' },
];

test.each(ATTACKS.map((attack) => [attack.why, attack] as const))('refused: %s', (_why, attack) => {
	expect(whyNot(attack)).not.toBeNull();
});

const HONEST: readonly (Omit<Attack, 'why'>)[] = [
	{ note: PUMP, quote: 'It drew 3.5 amps at -5 degrees, and cost 31,500 euros', claim: 'The pump cost 31500 euros at -5 degrees.'.replace(' at -5 degrees', '') },
	{ note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'Clara moves to Lyon on 1 December.' },
	{ note: PUMP, quote: 'Clara moves to Lyon on 1 December 2026 with her two cats.', claim: 'She moves with 2 cats.' },
	{ note: PUMP, quote: 'The pump in the cellar is not ready for the first winter night.', claim: "The pump isn't ready for winter." },
	{ note: '> [!note] Rent\n> The rent is 720 euros\n> a month, paid on the 5th.', quote: 'The rent is 720 euros a month, paid on the 5th.', claim: 'The rent is 720 euros a month.' },
	{ note: 'ポンプの値段は３５００円で、五月に買いました。', quote: 'ポンプの値段は3500円で、五月に買いました。' },
	{ note: 'قال المدير إن تكلفة المضخة ٣٥٠٠ يورو', quote: 'إن تكلفة المضخة 3500 يورو' },
	{ note: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', quote: 'लड़की कल शाम को दिल्ली से मुंबई गई थी।', claim: 'लड़की दिल्ली से मुंबई गई थी' },
	{ note: '克拉拉十二月一日搬到里昂和两只猫一起住', quote: '克拉拉十二月一日搬到里昂和两只猫一起住', claim: '克拉拉十二月一日搬到里昂' },
	{ note: 'Cafe\u0301 “Sol” opens at 10:30 on every working day.', quote: 'Café "Sol" opens at 10:30 on every working day.' },
	{ note: 'They paid $300 to the printer for the map of the fountains.', quote: 'They paid $300 to the printer for the map of the fountains.', claim: 'They paid $300 to the printer for the map.' },
	{ note: 'Anna-Maria signed the lease of the flat in Porto.', quote: 'Anna-Maria signed the lease of the flat in Porto.', claim: 'Anna-Maria signed the lease.' },
	{ note: '---\ndue: 2026-09-30\nstatus: active\n---\nText.', quote: 'due: 2026-09-30' },
];

test.each(HONEST.map((honest) => [honest.claim ?? honest.quote, honest] as const))('accepted: %s', (_claim, honest) => {
	expect(whyNot(honest)).toBeNull();
});

const VAULT = join(__dirname, '../../../vault');
const notes = readdirSync(VAULT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => {
	const text = readFileSync(join(VAULT, name), 'utf8');
	return { text, note: readNote(name, text) };
});
const blocks = notes.flatMap(({ text, note }) => note.blocks.map((block) => ({ text, note, raw: text.slice(block.span.start, block.span.end), start: block.span.start })));
const pieces = (raw: string): { start: number; end: number }[] => [...raw.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

test('given any block of the demo vault, when any run of its words is quoted, then at least 99.5 % are found where they stand', () => {
	let [tried, accepted] = [0, 0];
	fc.assert(
		fc.property(fc.nat(), fc.nat(), fc.nat(), (which, from, length) => {
			const block = blocks[which % blocks.length];
			const words = pieces(block?.raw ?? '');
			const first = words[from % Math.max(1, words.length)];
			const last = words[Math.min(words.length - 1, (from % Math.max(1, words.length)) + 5 + (length % 12))];
			if (!block || !first || !last || words.length < 6 || !/[\p{L}\p{N}]/u.test(block.raw.slice(first.start, last.end))) return;
			const found = checkQuote(block.raw.slice(first.start, last.end), block.text, block.note);
			tried++;
			if (!found.ok) return;
			accepted++;
			expect(block.text.slice(found.span.start, found.span.end)).not.toBe('');
		}),
		{ numRuns: Number(process.env.PRAXIS_RUNS ?? 3000) },
	);
	expect(tried).toBeGreaterThan(1000);
	expect(accepted / tried).toBeGreaterThanOrEqual(0.995);
});

test('given any sentence of the demo vault, when it is told as it stands, then at least 99.5 % of claims are supported', () => {
	const sentences = blocks.flatMap((block) => block.raw.replace(/\n|\|/g, '\u0000').split(/\u0000|(?<=[.!?。]) /).filter((sentence) => sentence.length > 20).map((sentence) => ({ ...block, sentence: sentence.trim() })));
	const refused = sentences.filter(({ sentence, text }) => whyNot({ note: text, quote: sentence }) !== null);
	expect(sentences.length).toBeGreaterThan(500);
	expect(refused.slice(0, Math.max(0, refused.length - sentences.length * 0.005)).map(({ sentence, text }) => `${whyNot({ note: text, quote: sentence }) ?? ''}: ${sentence}`)).toEqual([]);
});

test('given a quote with one number of it changed, when it is checked, then it is never accepted', () => {
	// Not in ids, link targets and list numbers, which nobody reads as figures.
	const numbered = blocks.filter(({ raw }) => /\d/.test(raw) && !/\[\[|\^|\]\(|^\s*\d+[.)]/.test(raw) && raw.length < 2000);
	fc.assert(
		fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (which, place, add) => {
			const block = numbered[which % numbered.length];
			const digits = [...(block?.raw ?? '').matchAll(/\d/g)];
			const digit = digits[place % Math.max(1, digits.length)];
			if (!block || !digit) return;
			const changed = `${block.raw.slice(0, digit.index)}${(Number(digit[0]) + add) % 10}${block.raw.slice(digit.index + 1)}`;
			expect([changed.trim(), whyNot({ note: block.text, quote: block.raw.trim(), claim: changed.trim() })]).not.toEqual([changed.trim(), null]);
			expect(block.text.includes(changed) || !checkQuote(changed, block.text, block.note).ok).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test('given any text, when it is quoted from any text, then nothing throws and what is found stands there', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (quote, text) => {
			const found = checkQuote(quote, `${text}\n\n${quote}`, readNote('n.md', `${text}\n\n${quote}`));
			if (found.ok) expect(found.span.end).toBeGreaterThan(found.span.start);
			expect(checkClaim(quote, text, { clause: text, text })).not.toBe('');
		}),
		{ numRuns: 1000 },
	);
});

test('given a quote cut at any character, when the cut goes through a word or a number, then it is never accepted', () => {
	const long = blocks.filter(({ raw }) => raw.length > 60 && raw.length < 3000);
	const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character) && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character);
	let tried = 0;
	fc.assert(
		fc.property(fc.nat(), fc.nat(), fc.boolean(), (which, where, isEnd) => {
			const block = long[which % long.length];
			if (!block) return;
			const at = 20 + (where % (block.raw.length - 40));
			if (!isWord(block.raw[at - 1]) || !isWord(block.raw[at])) return;
			const quote = isEnd ? block.raw.slice(0, at) : block.raw.slice(at);
			// The rest may stand elsewhere as a word of its own.
			if (countQuotes(quote, block.text) > 1) return;
			tried++;
			expect([quote, checkQuote(quote, block.text, block.note).ok]).toEqual([quote, false]);
		}),
		{ numRuns: 2000 },
	);
	expect(tried).toBeGreaterThan(500);
});

test('given a sentence of the demo vault, when one name in it becomes another, or a denial is dropped, then it is never supported', () => {
	const sentences = blocks.flatMap((block) => (block.raw.length < 2000 && !/[\[|]/.test(block.raw) ? block.raw.replace(/\s+/g, ' ').split(/(?<=[.!?]) /).map((sentence) => ({ ...block, sentence })) : []));
	const changes = sentences.flatMap(({ sentence, text }) => [
		...[...sentence.matchAll(/[a-z,] (\p{Lu}\p{Ll}{2,})/gu)].map((match) => ({ text, sentence, changed: sentence.replace(match[1] ?? '', 'Zanzibar') })),
		...[...sentence.matchAll(/ (?:not|no|never|without|nicht|kein|não|nunca)(?= )/g)].map((match) => ({ text, sentence, changed: sentence.slice(0, match.index) + sentence.slice(match.index + match[0].length) })),
	]);
	expect(changes.length).toBeGreaterThan(300);
	const accepted = changes.filter(({ text, sentence, changed }) => changed !== sentence && whyNot({ note: text, quote: sentence, claim: changed }) === null);
	expect(accepted.map(({ sentence, changed }) => [sentence, changed])).toEqual([]);
});
