/**
 * Which property of its subject a claim gives a value for, told by its words: a few verb phrases of which a person has one
 * value at a time. What does not fit gives none; a wrong guess would hide what is true. Pure.
 */
import { fold } from '../search/fold';
import { countNegations } from '../search/quotes/claim-words';
import { quoteText } from '../search/quotes/quote-text';

export interface Statement {
	/** Who it is said of, as written. */
	readonly subject: string;
	readonly attribute: string;
	/** Folded. */
	readonly value: string;
}

/** Attributes by what stands between subject and value. One value at a time; of work and home the newer counts. */
const PHRASES: readonly (readonly [attribute: string, phrase: string])[] = [
	['lives in', "(?:now )?(?:lives|resides|is living|live) in|(?:wohnt|lebt|wohne|lebe)(?: jetzt| nun)? in|(?:habite|vit)(?: maintenant)? à|vive(?: ahora)? en|mora(?: agora)? em|(?:vive|abita)(?: ora)? a|woont(?: nu)? in|живёт(?: теперь)? в|живет(?: теперь)? в"],
	['works at', "(?:now )?(?:works|work|is working) (?:at|for)|arbeitet(?: jetzt)? bei|travaille(?: maintenant)? (?:chez|pour)|trabaja(?: ahora)? (?:en|para)|trabalha(?: agora)? (?:na|no|em|para)|lavora(?: ora)? (?:per|presso|da)|werkt(?: nu)? (?:bij|voor)|работает в"],
	['works as', '(?:now )?(?:works|work|is working) as(?: an?)?|arbeitet als|travaille comme|trabaja (?:como|de)|trabalha como|lavora come|werkt als'],
	['is called', 'is (?:called|named)|heißt|heisst|s’appelle|s\'appelle|se llama|chama-se|se chama|si chiama|heet|зовут'],
	['status', "(?:'s|’s)? ?status is(?: now)?|hat den status"],
	['due', 'is due(?: on| by)?|ist fällig am'],
];
/** "Anna's phone number is …", "the email of Anna is …". */
const OWNED: readonly (readonly [attribute: string, noun: string])[] = [
	['phone', '(?:phone|mobile|telephone)(?: number)?|(?:telefon|handy)nummer'],
	['email', 'e-?mail(?: address)?'],
	['birthday', 'birthday|geburtstag|anniversaire|cumpleaños'],
	['address', 'address|adresse|dirección|indirizzo'],
	['job', 'job|role|position|employer'],
	['age', 'age'],
	['deadline', 'deadline|due date'],
	['budget', 'budget'],
	['price', 'price|rent|salary'],
];
const SUBJECT = '([^.;:!?]{1,80}?)';
const VALUE = '([^;!?]{1,120}?)';
/** What says that it was so, may be so, or is so of several. */
const UNSURE = /(?:^|\s)(?:used to|formerly|once|may|might|could|would|probably|perhaps|maybe|also|sometimes|often|part-time|or|früher|vielleicht|auch|aussi|también|peut-être|quizás)(?:\s|$)/iu;
/** Attributes of which there are many values side by side. */
const MANY = /^(?:likes?|loves?|hates?|dislikes?|enjoys?|knows?|speaks?|owns?|has|have|visited|read|met|friends?|friend of|child(?:ren)?|siblings?|hobb(?:y|ies)|interests?|skills?|member of|allerg(?:y|ies)|allergic to|tags?|notes?|mentions?|event|said|wants?|plans?)$/;

/** Null where the words give no attribute that has one value at a time, or leave it open. */
export function statementOf(text: string): Statement | null {
	const plain = quoteText(text).text.replace(/[.\s]+$/, '');
	if (plain.length > 240 || countNegations(plain) > 0 || UNSURE.test(plain)) return null;
	return preference(plain) ?? owned(plain) ?? phrased(plain);
}

/** Whether a newer value of an attribute that was named takes the older one's place. */
export function hasOneValue(attribute: string): boolean {
	return attribute !== '' && !MANY.test(fold(attribute).trim());
}

function phrased(text: string): Statement | null {
	for (const [attribute, phrase] of PHRASES) {
		const [, subject, value] = new RegExp(`^${SUBJECT} ?(?:${phrase}) ${VALUE}$`, 'iu').exec(text) ?? [];
		if (subject !== undefined && value !== undefined) return made(subject, attribute, value);
	}
	return null;
}

function owned(text: string): Statement | null {
	for (const [attribute, noun] of OWNED) {
		const [, of, value] = new RegExp(`^${SUBJECT}['’]s? (?:new |current )?(?:${noun}) (?:is|ist)(?: now| jetzt)? ${VALUE}$`, 'iu').exec(text) ?? [];
		const [, before, behind] = of === undefined ? (new RegExp(`^(?:the |die |der )?(?:${noun}) (?:of|von) ${SUBJECT} (?:is|ist)(?: now| jetzt)? ${VALUE}$`, 'iu').exec(text) ?? []) : [null, of, value];
		if (before !== undefined && behind !== undefined) return made(before, attribute, behind);
	}
	return null;
}

/** "Prefers tea over coffee" and "prefers coffee over tea" are two values of one thing; "prefers tea over juice" is of another. */
function preference(text: string): Statement | null {
	const [, subject, chosen, other] = new RegExp(`^${SUBJECT} (?:now )?prefers? ([^.;!?]{1,60}?) (?:over|to) ([^.;!?]{1,60})$`, 'iu').exec(text) ?? [];
	if (subject === undefined || chosen === undefined || other === undefined) return null;
	return made(subject, `prefers ${[fold(chosen), fold(other)].sort().join(' / ')}`, chosen);
}

function made(subject: string, attribute: string, value: string): Statement | null {
	const who = subject.replace(/^(?:the|der|die|das|le|la|el|il|de|het) /i, '').replace(/['’]s?$/, '').trim();
	return who === '' || /[,]| and | und | et | y /i.test(who) ? null : { subject: who, attribute, value: fold(value).trim() };
}
