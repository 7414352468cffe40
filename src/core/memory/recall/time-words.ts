/**
 * Words of time in the languages that the index reads: months, days of the week, and what is said of a day beside its date.
 * Folded, as `search/fold.ts` does. Figures and grammar are in `days-in-text.ts` and `when.ts`.
 */

const list = (text: string): readonly string[] => text.split(/\s+/);

/** By language: English, German, French, Spanish, Portuguese, Italian, Dutch, Russian (as it stands in a date). */
const MONTH_NAMES: readonly (readonly string[])[] = [
	list('january february march april may june july august september october november december'),
	list('januar februar marz april mai juni juli august september oktober november dezember'),
	list('janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'),
	list('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
	list('janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'),
	list('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'),
	list('januari februari maart april mei juni juli augustus september oktober november december'),
	list('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
	list('январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'),
	list('jan feb mar apr may jun jul aug sep oct nov dec'),
];

/** Monday first. */
const WEEKDAY_NAMES: readonly (readonly string[])[] = [
	list('monday tuesday wednesday thursday friday saturday sunday'),
	list('montag dienstag mittwoch donnerstag freitag samstag sonntag'),
	list('lundi mardi mercredi jeudi vendredi samedi dimanche'),
	list('lunes martes miercoles jueves viernes sabado domingo'),
	list('lunedi martedi mercoledi giovedi venerdi sabato domenica'),
	list('maandag dinsdag woensdag donderdag vrijdag zaterdag zondag'),
	list('понедельник вторник среду четверг пятницу субботу воскресенье'),
];

/** 1 to 12. "may" and "mar" are words of their own too: whoever reads a date asks for a figure or a preposition beside them. */
export const MONTHS: ReadonlyMap<string, number> = new Map([...MONTH_NAMES.flatMap((names) => names.map((name, at) => [name, at + 1] as const)), ['sept', 9]]);
/** 1 to 7. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(WEEKDAY_NAMES.flatMap((names) => names.map((name, at) => [name, at + 1] as const)));

/** Whole days from today. */
export const DAY_WORDS: ReadonlyMap<string, number> = new Map([
	...list('today tonight heute aujourd hoy hoje oggi vandaag сегодня').map((word) => [word, 0] as const),
	...list('yesterday gestern ayer ontem ieri gisteren вчера').map((word) => [word, -1] as const),
	...list('vorgestern anteayer anteontem eergisteren позавчера').map((word) => [word, -2] as const),
	...list('tomorrow morgen demain manana amanha domani завтра').map((word) => [word, 1] as const),
]);

export type Unit = 'day' | 'week' | 'month' | 'year' | 'weekend';
export const UNITS: ReadonlyMap<string, Unit> = new Map([
	...list('day days tag tage tagen jour jours dia dias giorno giorni dag dagen день дня дней').map((word) => [word, 'day'] as const),
	...list('week weeks woche wochen semaine semaines semana semanas settimana settimane weken неделю недели недель неделе').map((word) => [word, 'week'] as const),
	...list('month months monat monate monaten monats mois mes meses mese mesi maand maanden месяц месяца месяцев месяце').map((word) => [word, 'month'] as const),
	...list('year years jahr jahre jahren jahres annee annees an ans ano anos anno anni jaar год года лет году').map((word) => [word, 'year'] as const),
	...list('weekend wochenende выходные').map((word) => [word, 'weekend'] as const),
]);

export const LAST: ReadonlySet<string> = new Set(list('last past previous letzte letzten letzter letztes letztem vorige vorigen vergangene vergangenen dernier derniere passe passee ultimo ultima pasado pasada passado passada scorso scorsa vorig afgelopen прошлой прошлую прошлый прошлом прошлого'));
export const THIS: ReadonlySet<string> = new Set(list('this diese dieser diesen diesem dieses ce cette este esta questo questa deze dit этот эту этой этом'));
export const NEXT: ReadonlySet<string> = new Set(list('next nachste nachsten nachster nachstes nachstem kommende kommenden prochain prochaine proximo proxima prossimo prossima volgende следующий следующую следующей следующем'));
export const AGO: ReadonlySet<string> = new Set(list('ago vor il hace atras fa geleden назад'));

/** Seasons of the north, by their first month. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
	...list('spring fruhling fruhjahr printemps primavera voorjaar lente весной').map((word) => [word, 3] as const),
	...list('summer sommer ete verano verao estate zomer летом').map((word) => [word, 6] as const),
	...list('autumn fall herbst automne otono outono autunno herfst осенью').map((word) => [word, 9] as const),
	...list('winter hiver invierno inverno зимой').map((word) => [word, 12] as const),
]);

/** Beside these a month's name alone is a time: "in March", "seit März". */
export const BEFORE_A_TIME: ReadonlySet<string> = new Set(list('in on during since until till by before after last this next early late mid end im seit bis vor nach ende anfang mitte en de em no depuis avant apres a da al dal sinds voor na tijdens в с до после'));

export const NUMBERS: ReadonlyMap<string, number> = new Map([
	...list('a one ein eine einem einer einen un une una um uma uno een один одну').map((word) => [word, 1] as const),
	...list('two zwei deux dos dois due twee два две').map((word) => [word, 2] as const),
	...list('three drei trois tres tre drie три').map((word) => [word, 3] as const),
	...list('four vier quatre cuatro quatro quattro четыре').map((word) => [word, 4] as const),
	...list('five funf cinq cinco cinque vijf пять').map((word) => [word, 5] as const),
	...list('six sechs seis sei zes шесть').map((word) => [word, 6] as const),
]);

/** Words by which a text tells when something was or will be, beside dates, days, units and seasons. */
export const TELLS_TIME: ReadonlySet<string> = new Set([...MONTHS.keys(), ...WEEKDAYS.keys(), ...DAY_WORDS.keys(), ...UNITS.keys(), ...SEASONS.keys(), ...LAST, ...NEXT, ...list('ago since soon recently just morning evening afternoon night neulich kurzlich seit bald recemment bientot recientemente hace pronto recentemente presto onlangs sinds недавно скоро geleden назад')].filter((word) => !['a', 'an', 'no', 'de', 'il', 'fa', 'ce', 'mes', 'mar', 'sei', 'past'].includes(word)));

/** Openings of questions for a time. */
export const ASKS_WHEN: ReadonlySet<string> = new Set(list('when wann quand cuando quando wanneer когда'));
