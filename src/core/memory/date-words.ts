/**
 * The words by which days are told, in the languages of the index and in Chinese and Japanese: as patterns without regard to
 * case, of letters, `?`, `[…]`, `(?:…|…)` and `(?!…)` alone. `relative-dates.ts` works out what phrases mean, in what is
 * remembered and in what is asked; `recall/time-words.ts` gives the words one by one. A language is a row here and nothing else.
 */

export interface DateWords {
	/** Its number in the index. */
	readonly language: number;
	/** Days from today, by phrase; longer phrases first. */
	readonly days: readonly (readonly [phrase: string, offset: number])[];
	/** Weeks (1), months (2) and years (3) from this one, by phrase. */
	readonly periods?: readonly (readonly [phrase: string, unit: number, step: number])[];
	/** Months from January, between "/", in the form that stands beside a day; seasons from spring. */
	readonly months: string;
	readonly seasons: string;
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
	/** "3 days [later]", where what is to come is said behind. */
	readonly later?: string;
	/** One to ten, between "/". */
	readonly numbers: string;
	/** What stands before a day, and before a week, month or year. */
	readonly on: string;
	readonly in: string;
	/** After these words neither is needed. */
	readonly prepositions: string;
	/** Written without spaces: "next Monday" is the one of the next week, and after these signs a number or a word for up, down, before and behind is part of another. */
	readonly notAfter?: string;
}

/** No such word. */
export const NONE = '[]';
/** Not languages of the index: it reads them by pairs of letters. */
export const CHINESE = 8;
export const JAPANESE = 9;

export const DATE_WORDS: readonly DateWords[] = [
	{
		language: 0,
		days: [['(?:the )?day before yesterday', -2], ['(?:the )?day after tomorrow', 2], ['yesterday', -1], ['last night', -1], ['today', 0], ['tonight', 0], ['this (?:morning|afternoon|evening)', 0], ['tomorrow', 1]],
		months: 'january|jan/february|feb/march|mar/april|apr/may/june|jun/july|jul/august|aug/september|sept|sep/october|oct/november|nov/december|dec', seasons: 'spring/summer/autumn|fall/winter',
		weekdays: 'sunday/monday/tuesday/wednesday/thursday/friday/saturday', units: 'days?/weeks?/months?/years?',
		before: 'next|coming/last|past/this', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'ago'], ahead: 'in',
		numbers: 'an?|one/two/three/four/five/six/seven/eight/nine/ten', on: 'on', in: 'in', prepositions: 'on|since|until|till|by|from|before|after|of|for|in|during',
	},
	{
		language: 1,
		days: [['heute (?:morgen|früh|abend|nacht)', 0], ['gestern (?:morgen|früh|abend|nacht)', -1], ['morgen (?:früh|abend|nachmittag)', 1], ['vorgestern', -2], ['gestern', -1], ['heute', 0], ['übermorgen', 2], ['morgen', 1]],
		months: 'januar/februar/märz/april/mai/juni/juli/august/september/oktober/november/dezember', seasons: 'frühling|frühjahr/sommer/herbst/winter',
		weekdays: 'sonntag/montag/dienstag/mittwoch/donnerstag/freitag/samstag|sonnabend', units: 'tag(?:en?)?/wochen?/monat(?:en?|s)?/jahr(?:en?|s)?',
		before: '(?:nächst|kommend)e[nrms]?/(?:letzt|vergangen|vorig)e[nrms]?/diese[nrms]?', behind: `${NONE}/${NONE}/${NONE}`, article: 'de[rnms] ', ago: ['vor', NONE], ahead: 'in',
		numbers: 'eine[rnms]?/zwei/drei/vier/fünf/sechs/sieben/acht/neun/zehn', on: 'am', in: 'in', prepositions: 'am|seit|bis|ab|vom|von|vor|nach|zum|in|im',
	},
	{
		language: 2,
		days: [['avant-hier', -2], ['hier(?: soir| matin)?', -1], ["aujourd['’]hui", 0], ['ce (?:matin|soir)', 0], ['après-demain', 2], ['demain', 1]],
		months: 'janvier/février/mars/avril/mai/juin/juillet/août/septembre/octobre/novembre/décembre', seasons: 'printemps/été/automne/hiver',
		weekdays: 'dimanche/lundi/mardi/mercredi/jeudi/vendredi/samedi', units: 'jours?/semaines?/mois/ans?|années?',
		before: `${NONE}/${NONE}/cet?|cette`, behind: `prochaine?/derni(?:er|ère)|passée?/${NONE}`, article: "l[ea] |l['’]", ago: ['il y a', NONE], ahead: 'dans',
		numbers: 'une?/deux/trois/quatre/cinq/six/sept/huit/neuf/dix', on: 'le', in: 'en', prepositions: "le|depuis|jusqu['’]à|de|du|dès|avant|après|pour|en",
	},
	{
		language: 3,
		days: [['mañana por la (?:mañana|tarde|noche)', 1], ['pasado mañana', 2], ['antes de ayer|anteayer', -2], ['ayer', -1], ['anoche', -1], ['hoy', 0], ['esta (?:mañana|tarde|noche)', 0], ['mañana', 1]],
		months: 'enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre/diciembre', seasons: 'primavera/verano/otoño/invierno',
		weekdays: 'domingo/lunes/martes/miércoles/jueves/viernes/sábado', units: 'días?/semanas?/mes(?:es)?/años?',
		before: 'próxim[oa]/últim[oa]/est[ea]', behind: `que viene|próxim[oa]/pasad[oa]/${NONE}`, article: '(?:el|la) ', ago: ['hace', NONE], ahead: 'dentro de|en',
		numbers: 'una?/dos/tres/cuatro/cinco/seis/siete/ocho/nueve/diez', on: 'el', in: 'en', prepositions: 'el|desde|hasta|de|del|antes|para|en|la|esta',
	},
	{
		language: 4,
		days: [['depois de amanhã', 2], ['anteontem', -2], ['ontem', -1], ['hoje', 0], ['esta (?:manhã|tarde|noite)', 0], ['amanhã', 1]],
		months: 'janeiro/fevereiro/março/abril/maio/junho/julho/agosto/setembro/outubro/novembro/dezembro', seasons: 'primavera/verão/outono/inverno',
		weekdays: 'domingo/segunda(?:-feira)?/terça(?:-feira)?/quarta(?:-feira)?/quinta(?:-feira)?/sexta(?:-feira)?/sábado', units: 'dias?/semanas?/m[êe]s(?:es)?/anos?',
		before: 'próxim[oa]/últim[oa]/est[ea]', behind: `que vem|próxim[oa]/passad[oa]/${NONE}`, article: '(?:[oa]|n[oa]) ', ago: ['há', 'atrás'], ahead: 'em|daqui a',
		numbers: 'uma?/dois|duas/três/quatro/cinco/seis/sete/oito/nove/dez', on: 'em', in: 'em', prepositions: 'em|no|na|desde|até|de|do|antes|para',
	},
	{
		language: 5,
		days: [["l['’]altro ieri|altroieri", -2], ['ieri', -1], ['oggi', 0], ['stamattina|stasera|stanotte', 0], ['dopodomani', 2], ['domani', 1]],
		months: 'gennaio/febbraio/marzo/aprile/maggio/giugno/luglio/agosto/settembre/ottobre/novembre/dicembre', seasons: 'primavera/estate/autunno/inverno',
		weekdays: 'domenica/lunedì/martedì/mercoledì/giovedì/venerdì/sabato', units: 'giorn[oi]/settiman[ae]/mes[ei]/ann[oi]',
		before: `prossim[oa]/scors[oa]/quest[oa]`, behind: `prossim[oa]/scors[oa]|passat[oa]/${NONE}`, article: "(?:il|la|lo) |l['’]", ago: [NONE, 'fa'], ahead: 'tra|fra',
		numbers: "un[ao]?/due/tre/quattro/cinque/sei/sette/otto/nove/dieci", on: 'il', in: 'in', prepositions: 'il|dal|da|fino|entro|di|del|prima|dopo|in',
	},
	{
		language: 6,
		days: [['eergisteren', -2], ['gister(?:en|avond|ochtend|middag)', -1], ['vandaag|vanavond|vanochtend|vanmorgen|vanmiddag', 0], ['overmorgen', 2], ['morgen(?:avond|ochtend|middag)?', 1]],
		months: 'januari/februari/maart/april/mei/juni/juli/augustus/september/oktober/november/december', seasons: 'voorjaar|lente/zomer/herfst/winter',
		weekdays: 'zondag/maandag/dinsdag/woensdag/donderdag/vrijdag/zaterdag', units: 'dag(?:en)?/week|weken/maand(?:en)?/jaar|jaren',
		before: 'volgende?|komende?|aanstaande/vorige?|afgelopen/deze|dit', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'geleden'], ahead: 'over',
		numbers: 'een|één/twee/drie/vier/vijf/zes/zeven/acht/negen/tien', on: 'op', in: 'in', prepositions: 'op|sinds|tot|vanaf|van|voor|na|in|tegen',
	},
	{
		language: 7,
		days: [['позавчера', -2], ['вчера', -1], ['сегодня', 0], ['послезавтра', 2], ['завтра', 1]],
		months: 'январ[яе]/феврал[яе]/март[ае]/апрел[яе]/ма[яе]/июн[яе]/июл[яе]/август[ае]/сентябр[яе]/октябр[яе]/ноябр[яе]/декабр[яе]', seasons: 'весной/летом/осенью/зимой',
		weekdays: 'воскресень[ея]/понедельник/вторник/сред[ау]/четверг/пятниц[ау]/суббот[ау]', units: 'день|дня|дней/недел[яюие]|недель/месяц(?:а|ев|е)?/год[ау]?|лет',
		before: 'следующ(?:ий|ую|ая|ее|ей|ем|его)/прошл(?:ый|ую|ая|ое|ой|ом|ого)/эт(?:от|у|ой|ом)', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, 'назад'], ahead: 'через',
		numbers: 'одн[ау]|один/дв[ае]/три/четыре/пять/шесть/семь/восемь/девять/десять', on: '', in: 'в', prepositions: 'в|на|с|до|от|после|к',
	},
	{
		language: CHINESE,
		days: [['大前天', -3], ['前天', -2], ['昨[天日晚]', -1], ['今(?:天|日(?!头|頭)|晚|早)', 0], ['大后天', 3], ['[后後]天(?!性)', 2], ['明(?:天|日|晚|早)', 1]],
		periods: [['去年', 3, -1], ['前年', 3, -2], ['今年', 3, 0], ['明年', 3, 1], ['[后後]年', 3, 2], ['上月(?!份)', 2, -1], ['本月', 2, 0], ['下月(?!份)', 2, 1]],
		months: '', seasons: '',
		weekdays: ['[日天]', '一', '二', '三', '四', '五', '六'].map((day) => `(?:[周週]|星期|[礼禮]拜)${day}`).join('/'), units: '天|日/周(?!末)|週(?!末)|[个個]?(?:星期|礼拜|禮拜)/[个個]月/年(?![头頭轻輕])',
		before: '下|下[个個]/上|上[个個]/这|這|这个|這個|本', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, '(?:之|以)?前(?![后後])'], ahead: NONE, later: '(?:之|以)?[后後]',
		numbers: '一/两|兩|二/三/四/五/六/七/八/九/十', on: '', in: '', prepositions: '', notAfter: '早晚马馬地天楼樓眼从從目以之第月〇一二三四五六七八九十百千半几幾数數',
	},
	{
		language: JAPANESE,
		days: [['一昨日|おととい', -2], ['昨[日夜晩]', -1], ['今日(?!子|头|頭)|今[朝晩夜]', 0], ['明後日|あさって', 2], ['明日(?!香)', 1]],
		periods: [['先々週(?!末)', 1, -2], ['先週(?!末)', 1, -1], ['今週(?!末)', 1, 0], ['再来週(?!末)', 1, 2], ['来週(?!末)', 1, 1], ['先々月', 2, -2], ['先月', 2, -1], ['今月', 2, 0], ['再来月', 2, 2], ['来月', 2, 1], ['一昨年|おととし', 3, -2], ['去年|昨年(?!度)', 3, -1], ['今年(?!度)', 3, 0], ['再来年(?!度)', 3, 2], ['来年(?!度)', 3, 1]],
		months: '', seasons: '',
		weekdays: '日曜日?/月曜日?/火曜日?/水曜日?/木曜日?/金曜日?/土曜日?', units: '日/週間?/[かヶカケ箇]月/年',
		before: '来週の?/先週の?/今週の?', behind: `${NONE}/${NONE}/${NONE}`, article: '', ago: [NONE, '前(?!後)'], ahead: NONE, later: '後',
		numbers: '一/二/三/四/五/六/七/八/九/十', on: '', in: '', prepositions: '', notAfter: '第月〇一二三四五六七八九十百千半几幾数數',
	},
];

