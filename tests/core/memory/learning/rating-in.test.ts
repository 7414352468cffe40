/** Given a message in the chat, when it is a rating, then it is read as one; and nothing else ever is. */
import fc from 'fast-check';
import { asksBack, ratingIn } from '../../../../src/core/memory/learning/rating-in';

const RATINGS: readonly (readonly [string, number, string?])[] = [
	['8', 8], [' 8 ', 8], ['10', 10], ['1', 1], ['8!', 8], ['8.', 8], ['8/10', 8], ['8 / 10', 8], ['10/10!', 10], ['7 out of 10', 7], ['7 of 10', 7],
	['8 von 10', 8], ['8 sur 10', 8], ['8 de 10', 8], ['8 su 10', 8], ['8 van de 10', 8], ['8 из 10', 8], ['８', 8], ['８／１０', 8], ['٨', 8], ['८', 8], ['٨/١٠', 8],
	['9 - great', 9, 'great'], ['9 – great', 9, 'great'], ['9: great', 9, 'great'], ['9, thanks', 9, 'thanks'], ['9! thank you', 9, 'thank you'], ['10 perfect', 10, 'perfect'], ['8 good', 8, 'good'],
	['8 very good answer', 8, 'very good answer'], ['4 meh', 4, 'meh'], ['3 wrong', 3, 'wrong'], ['2 bad', 2, 'bad'], ['5 ok', 5, 'ok'], ['2 not helpful', 2, 'not helpful'], ['8 not bad', 8, 'not bad'],
	['good answer, 7', 7, 'good answer'], ['perfect 10', 10, 'perfect'], ['Great: 9/10', 9, 'Great'], ['thanks, 8', 8, 'thanks'], ['not bad - 7', 7, 'not bad'], ['wrong, 2', 2, 'wrong'], ['That was really helpful! 9', 9, 'That was really helpful'],
	['3 - no, it is Lyon', 3, 'no, it is Lyon'], ["2: it's Lyon, not Paris", 2, "it's Lyon, not Paris"], ['4, too long', 4, 'too long'], ['3/10. The quote is from another year', 3, 'The quote is from another year'], ['6 - nein, es ist Lyon', 6, 'nein, es ist Lyon'], ['3\nno, it is Lyon', 3, 'no, it is Lyon'],
	["I'd give it a 6", 6], ['I’d give this an 8', 8], ['I give that answer a 7', 7], ['rating: 8', 8], ['my rating is 4', 4], ['score: 9', 9], ["it's a 10", 10], ['I rate this 3 - wrong year', 3, 'wrong year'],
	['9 - sehr gut', 9, 'sehr gut'], ['7, danke', 7, 'danke'], ['3 - falsch', 3, 'falsch'], ['2: stimmt nicht', 2, 'stimmt nicht'], ['5 - zu lang', 5, 'zu lang'], ['sehr gut, 9', 9, 'sehr gut'], ['danke, 9/10', 9, 'danke'], ['10 perfekt', 10, 'perfekt'], ['6 - ok but slow', 6, 'ok but slow'], ['3 - falsches Jahr', 3, 'falsches Jahr'], ['4 - it was another year', 4, 'it was another year'], ['7: good, but long', 7, 'good, but long'], ['8/10 - in German it would be better', 8, 'in German it would be better'],
	['👍', 8], ['👍🏽', 8], ['👎', 3], ['👎 wrong city', 3, 'wrong city'], ['👍 thanks', 8, 'thanks'],
];

const OTHERS: readonly string[] = [
	'', ' ', '0', '11', '12', '100', '7.5', '7,5', '-8', '+1', '#8', '8%', '8 %', '$8', '8€', '8/5', '5/5', '11/10', '0/10', '8/100', '8/10/2026', '8:30', '8: 30', '8 30', '8am', '8 pm', '8x', '3D', '8?', '8/10?', '(8)', '8)', '1)', 'a', 'eight',
	'5 notes about cats', '3 weeks ago', '2 + 2', '2+2', '10 minutes', '10 minutes ago', '3 good books', '1 more', '2 more please', '5 great books about Lyon', '7 days', '4 people came', '8 of the notes', '8/10 of users agree', '8/10 at noon', '3 de 10 personnes', '3 of 10 people',
	'3. Buy milk', '1. intro', '1 - intro\n2 - body', '1 - intro, 2 - body', '1: intro; 2: body', '3 - 4 people', '2, 3 and 4', '5 - 3', '5 - 3 = 2', '6 * 7', '9 = 3 * 3', '2 x 2', '10 > 9', '5 – 10 notes',
	'7, now list my meetings', '7, please list my meetings', '5 - what is the capital of France?', '6: summarise this note', '8, and show me the source', '4 - can you look again', '9! Now translate it', '5: find the notes about rent',
	'1 good answer and another', 'rate 5 restaurants in Lyon', 'give me 5', 'give it 5 minutes', 'score 7 points in the game', 'rating of the film was 8', 'chapter 7', 'page 8', 'step 3', 'room 9', 'in 5', 'by 8', 'at 8', 'meet at 7', 'Anna is 8', 'version 2', 'on 8/10', 'July 4', 'goal 3',
	'good 5 notes', 'great, 3 people', 'good morning 7', 'thanks for the 8 notes', 'How many of 10?', 'What happened in the last 7 days', 'Top 10', 'top 10', 'take 5', '8 notes', '2 good', '1 perfect', '9 wrong', '10 useless', 'useless 10', 'perfect 1', 'the 8', 'that is 8', 'it 4', 'this one 3',
	'👍👎', '👌', '❤️', 'yes', 'no', 'no, it is Lyon', 'good', 'perfect', 'thanks', '8'.repeat(40), `8 - ${'very '.repeat(100)}good`, '5 Notizen über Katzen', '3 Wochen', 'vor 3 Wochen', '10 Minuten', '5 notes sur les chats', 'il y a 3 semaines', '3 semanas', '5 gatos', '8分', '10分', '3 недели назад', '8 Uhr', '8 Uhr morgen', '10 h', '2 kg',
];

test.each(RATINGS.map(([message, rating, comment = '']) => ({ message, rating, comment })))('“$message” rates $rating', ({ message, rating, comment }) => {
	expect(ratingIn(message)).toEqual({ rating, comment });
});

test.each(OTHERS)('“%s” is no rating', (message) => {
	expect(ratingIn(message)).toBeNull();
});

test('whatever is typed, a rating is a whole number from 1 to 10 that stands in the message, and its comment does too', () => {
	const parts = fc.constantFrom('8', '10', '0', '11', '/', '/10', ' ', ' - ', ': ', ', ', '\n', 'good', 'wrong', 'notes about cats', 'weeks', '?', '.', '👍', '٣', 'no, it is Lyon', 'list my notes', '%', 'rating');
	fc.assert(
		fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 4 })), { maxLength: 6 }).map((all) => all.join('')), (message) => {
			const found = ratingIn(message);
			if (!found) return;
			expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(found.rating);
			expect(message.replace(/\p{Nd}/gu, '#')).toContain(found.comment.replace(/\p{Nd}/gu, '#'));
			expect(message).toMatch(/\p{Nd}|👍|👎/u);
			expect(message.trim()).not.toMatch(/\?$/);
		}),
		{ numRuns: 5_000 },
	);
});

test('a number before a thing that can be counted is never a rating', () => {
	const things = fc.constantFrom('notes', 'cats', 'minutes', 'weeks ago', 'days', 'people', 'books about rent', 'Notizen', 'heures', 'km', 'goals for May', 'more', 'times', 'or 9', 'and 9');
	fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), things, fc.constantFrom('', 'very ', 'good ', 'the ', 'bad ', 'great '), (n, thing, before) => expect(ratingIn(`${n} ${before}${thing}`)).toBeNull()));
});

test('a message that asks for work is never a rating, whatever number stands before it', () => {
	const works = fc.constantFrom('list my notes', 'please go on', 'now translate it', 'zeig mir die Notizen', 'mach das kürzer', 'in German', 'auf Deutsch', 'the second one', 'shorter', 'next week', 'ideas for titles', 'good ideas for titles', 'write a poem about it', 'weiter', 'as a table', 'Anna', 'what is it', 'bitte nochmal');
	fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), works, fc.constantFrom(' ', ' - ', ': ', ', ', '\n', '. ', ' – '), (n, work, sign) => expect(ratingIn(`${n}${sign}${work}`)).toBeNull()));
	fc.assert(fc.property(fc.constantFrom('👍', '👎'), works, (thumb, work) => expect(ratingIn(`${thumb} ${work}`)).toBeNull()));
});

test('an answer that asks something back may be replied to with a number', () => {
	expect([{ outcome: 'needs-user', text: 'Which?' }, { outcome: 'answered', text: 'How many do you want? ' }, { outcome: 'answered', text: '“Which one?”' }, { outcome: 'answered', text: 'Lyon.' }].map(asksBack)).toEqual([true, true, true, false]);
});
