/**
 * The words by which days are told from today, in the languages of the index: as patterns without regard to case. What
 * they mean is worked out in `absolute-dates.ts`. A language is a row here and nothing else.
 */

export interface DateWords {
	/** Its number in the index. */
	readonly language: number;
	/** Days from today, by phrase; longer phrases first. */
	readonly days: readonly (readonly [phrase: string, offset: number])[];
	/** From Sunday, between "/". */
	readonly weekdays: string;
	/** Day, week, month, year, between "/". */
	readonly units: string;
	/** Words before a weekday or unit, and behind it: next, last, this, between "/". */
	readonly before: string;
	readonly behind: string;
	/** May stand before all of it. */
	readonly article: string;
	/** "[ago] 3 days" and "3 days [ago]"; the same for what is to come. */
	readonly ago: readonly [before: string, behind: string];
	readonly ahead: string;
	/** One to ten, between "/". */
	readonly numbers: string;
	/** What stands before a day, and before a week, month or year. */
	readonly on: string;
	readonly in: string;
	/** After these words neither is needed. */
	readonly prepositions: string;
}

const NONE = '[]';

export const DATE_WORDS: readonly DateWords[] = [
	{
		language: 0,
		days: [['(?:the )?day before yesterday', -2], ['(?:the )?day after tomorrow', 2], ['yesterday', -1], ['last night', -1], ['today', 0], ['tonight', 0], ['this (?:morning|afternoon|evening)', 0], ['tomorrow', 1]],
		weekdays: 'sunday/monday/tuesday/wednesday/thursday/friday/saturday', units: 'days?/weeks?/months?/years?',
		before: 'next|coming/last|past/this', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'ago'], ahead: 'in',
		numbers: 'an?|one/two/three/four/five/six/seven/eight/nine/ten', on: 'on', in: 'in', prepositions: 'on|since|until|till|by|from|before|after|of|for|in|during',
	},
	{
		language: 1,
		days: [['heute (?:morgen|früh|abend|nacht)', 0], ['gestern (?:morgen|früh|abend|nacht)', -1], ['morgen (?:früh|abend|nachmittag)', 1], ['vorgestern', -2], ['gestern', -1], ['heute', 0], ['übermorgen', 2], ['morgen', 1]],
		weekdays: 'sonntag/montag/dienstag/mittwoch/donnerstag/freitag/samstag|sonnabend', units: 'tag(?:en?)?/wochen?/monat(?:en?|s)?/jahr(?:en?|s)?',
		before: '(?:nächst|kommend)e[nrms]?/(?:letzt|vergangen|vorig)e[nrms]?/diese[nrms]?', behind: `${NONE}/${NONE}/${NONE}`, article: 'de[rnms] ', ago: ['vor', NONE], ahead: 'in',
		numbers: 'eine[rnms]?/zwei/drei/vier/fünf/sechs/sieben/acht/neun/zehn', on: 'am', in: 'in', prepositions: 'am|seit|bis|ab|vom|von|vor|nach|zum|in|im',
	},
	{
		language: 2,
		days: [['avant-hier', -2], ['hier(?: soir| matin)?', -1], ["aujourd['’]hui", 0], ['ce (?:matin|soir)', 0], ['après-demain', 2], ['demain', 1]],
		weekdays: 'dimanche/lundi/mardi/mercredi/jeudi/vendredi/samedi', units: 'jours?/semaines?/mois/ans?|années?',
		before: `${NONE}/${NONE}/cet?|cette`, behind: `prochaine?/derni(?:er|ère)|passée?/${NONE}`, article: "l[ea] |l['’]", ago: ['il y a', NONE], ahead: 'dans',
		numbers: 'une?/deux/trois/quatre/cinq/six/sept/huit/neuf/dix', on: 'le', in: 'en', prepositions: "le|depuis|jusqu['’]à|de|du|dès|avant|après|pour|en",
	},
	{
		language: 3,
		days: [['mañana por la (?:mañana|tarde|noche)', 1], ['pasado mañana', 2], ['antes de ayer|anteayer', -2], ['ayer', -1], ['anoche', -1], ['hoy', 0], ['esta (?:mañana|tarde|noche)', 0], ['mañana', 1]],
		weekdays: 'domingo/lunes/martes/miércoles/jueves/viernes/sábado', units: 'días?/semanas?/mes(?:es)?/años?',
		before: `próxim[oa]/${NONE}/est[ea]`, behind: `que viene|próxim[oa]/pasad[oa]/${NONE}`, article: '(?:el|la) ', ago: ['hace', NONE], ahead: 'dentro de|en',
		numbers: 'una?/dos/tres/cuatro/cinco/seis/siete/ocho/nueve/diez', on: 'el', in: 'en', prepositions: 'el|desde|hasta|de|del|antes|para|en|la|esta',
	},
	{
		language: 4,
		days: [['depois de amanhã', 2], ['anteontem', -2], ['ontem', -1], ['hoje', 0], ['esta (?:manhã|tarde|noite)', 0], ['amanhã', 1]],
		weekdays: 'domingo/segunda(?:-feira)?/terça(?:-feira)?/quarta(?:-feira)?/quinta(?:-feira)?/sexta(?:-feira)?/sábado', units: 'dias?/semanas?/m[êe]s(?:es)?/anos?',
		before: `próxim[oa]/${NONE}/est[ea]`, behind: `que vem|próxim[oa]/passad[oa]/${NONE}`, article: '(?:[oa]|n[oa]) ', ago: ['há', 'atrás'], ahead: 'em|daqui a',
		numbers: 'uma?/dois|duas/três/quatro/cinco/seis/sete/oito/nove/dez', on: 'em', in: 'em', prepositions: 'em|no|na|desde|até|de|do|antes|para',
	},
	{
		language: 5,
		days: [["l['’]altro ieri|altroieri", -2], ['ieri', -1], ['oggi', 0], ['stamattina|stasera|stanotte', 0], ['dopodomani', 2], ['domani', 1]],
		weekdays: 'domenica/lunedì/martedì/mercoledì/giovedì/venerdì/sabato', units: 'giorn[oi]/settiman[ae]/mes[ei]/ann[oi]',
		before: `prossim[oa]/scors[oa]/quest[oa]`, behind: `prossim[oa]/scors[oa]|passat[oa]/${NONE}`, article: "(?:il|la|lo) |l['’]", ago: [NONE, 'fa'], ahead: 'tra|fra',
		numbers: "un[ao]?/due/tre/quattro/cinque/sei/sette/otto/nove/dieci", on: 'il', in: 'in', prepositions: 'il|dal|da|fino|entro|di|del|prima|dopo|in',
	},
	{
		language: 6,
		days: [['eergisteren', -2], ['gister(?:en|avond|ochtend|middag)', -1], ['vandaag|vanavond|vanochtend|vanmorgen|vanmiddag', 0], ['overmorgen', 2], ['morgen(?:avond|ochtend|middag)?', 1]],
		weekdays: 'zondag/maandag/dinsdag/woensdag/donderdag/vrijdag/zaterdag', units: 'dag(?:en)?/week|weken/maand(?:en)?/jaar|jaren',
		before: 'volgende?|komende?|aanstaande/vorige?|afgelopen/deze|dit', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'geleden'], ahead: 'over',
		numbers: 'een|één/twee/drie/vier/vijf/zes/zeven/acht/negen/tien', on: 'op', in: 'in', prepositions: 'op|sinds|tot|vanaf|van|voor|na|in|tegen',
	},
	{
		language: 7,
		days: [['позавчера', -2], ['вчера', -1], ['сегодня', 0], ['послезавтра', 2], ['завтра', 1]],
		weekdays: 'воскресень[ея]/понедельник/вторник/сред[ау]/четверг/пятниц[ау]/суббот[ау]', units: 'день|дня|дней/недел[яюие]|недель/месяц(?:а|ев|е)?/год[ау]?|лет',
		before: 'следующ(?:ий|ую|ая|ее|ей|ем|его)/прошл(?:ый|ую|ая|ое|ой|ом|ого)/эт(?:от|у|ой|ом)', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'назад'], ahead: 'через',
		numbers: 'одн[ау]|один/дв[ае]/три/четыре/пять/шесть/семь/восемь/девять/десять', on: '', in: 'в', prepositions: 'в|на|с|до|от|после|к',
	},
];
