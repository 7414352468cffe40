/** Relative dates in a claim become the days they mean, in eight languages, and what only looks like one stays. */
import { absoluteDates } from '../../../src/core/memory/absolute-dates';

/** A Sunday. */
const SAID = '2026-11-22';

test.each([
	['Anna called yesterday.', 'Anna called on 2026-11-21.'],
	['Yesterday Anna called.', 'On 2026-11-21 Anna called.'],
	['The tenant pays until tomorrow', 'The tenant pays until 2026-11-23'],
	['The review is the day after tomorrow.', 'The review is on 2026-11-24.'],
	['Anna flies next Friday and comes back next Sunday.', 'Anna flies on 2026-11-27 and comes back on 2026-11-29.'],
	['We met last Sunday, three days ago and in 2 weeks.', 'We met on 2026-11-15, on 2026-11-19 and on 2026-12-06.'],
	['The lease ends next month, not last year.', 'The lease ends in 2026-12, not in 2025.'],
	['The sprint begins next week.', 'The sprint begins in 2026-W48.'],
	['Anna hat gestern angerufen und kommt nächsten Freitag.', 'Anna hat am 2026-11-21 angerufen und kommt am 2026-11-27.'],
	['Das Treffen ist übermorgen; heute Morgen war nichts.', 'Das Treffen ist am 2026-11-24; am 2026-11-22 war nichts.'],
	['Vor drei Tagen hat sie gekündigt.', 'Am 2026-11-19 hat sie gekündigt.'],
	['Anna a appelé hier et la réunion est vendredi prochain.', 'Anna a appelé le 2026-11-21 et la réunion est le 2026-11-27.'],
	["Il part demain, il y a deux semaines il était là.", "Il part le 2026-11-23, le 2026-11-08 il était là."],
	['Ana llamó ayer y viene el próximo lunes.', 'Ana llamó el 2026-11-21 y viene el 2026-11-23.'],
	['Pasado mañana se reúne con el equipo.', 'El 2026-11-24 se reúne con el equipo.'],
	['A Ana ligou ontem e vem na próxima sexta-feira.', 'A Ana ligou em 2026-11-21 e vem em 2026-11-27.'],
	['Ieri Anna ha chiamato e domani parte.', 'Il 2026-11-21 Anna ha chiamato e il 2026-11-23 parte.'],
	['Anna belde gisteren en komt volgende week.', 'Anna belde op 2026-11-21 en komt in 2026-W48.'],
	['Анна звонила вчера и приедет через 3 дня.', 'Анна звонила 2026-11-21 и приедет 2026-11-25.'],
])('%s', (said, meant) => expect(absoluteDates(said, SAID)).toBe(meant));

test.each([
	'Her favourite song is “Yesterday”.', 'She saw Tomorrow Never Dies.', 'Anna wohnt hier in Berlin.', 'Er kommt jeden Morgen zu spät.', 'Anna lives in Lyon.', 'The yesterdays of old', 'Anna woont hier.', 'He pays 3 days late', '', 'ACME Today is a paper.',
])('“%s” stays as it is', (said) => expect(absoluteDates(said, SAID)).toBe(said));

test('months and years end, weeks belong to the year of their Thursday', () => {
	expect(absoluteDates('It starts tomorrow.', '2026-12-31')).toBe('It starts on 2027-01-01.');
	expect(absoluteDates('It starts next week.', '2026-12-27')).toBe('It starts in 2026-W53.');
	expect(absoluteDates('It starts next month.', '2026-12-31')).toBe('It starts in 2027-01.');
	expect(absoluteDates('It starts tomorrow.', 'someday')).toBe('It starts tomorrow.');
});
