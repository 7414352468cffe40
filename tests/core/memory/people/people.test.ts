/** What the notes say of people: who they are, what is open, when they last met; and nothing that no note says. */
import type { Label } from '../../../../src/core/guard/labels';
import { vaultPath } from '../../../../src/core/lib/vault-path';
import type { Claim } from '../../../../src/core/memory/claim';
import { finderOf, namesOf } from '../../../../src/core/memory/people/names';
import { People, type PeopleOptions } from '../../../../src/core/memory/people/people';
import type { KnownPerson, PersonPlace } from '../../../../src/core/memory/people/person';
import { loopIn, sentencesOf } from '../../../../src/core/memory/people/signs';
import { foldSubject } from '../../../../src/core/memory/subject';
import { hashText } from '../../../../src/core/lib/hash';
import { readNote } from '../../../../src/core/lib/markdown';
import { MemoryVault } from '../../../support/memory-vault';
import { indexOf } from '../../../support/search-world';

const OWN: Label = { integrity: 'trusted', secrecy: 'vault', reasons: [] };

function peopleOf(notes: Readonly<Record<string, string>>, more: Partial<PeopleOptions> & { readonly facts?: readonly Claim[] } = {}): People {
	const { facts = [], ...rest } = more;
	const bySubject = (subject: string): readonly Claim[] => facts.filter((claim) => foldSubject(claim.subject) === foldSubject(subject));
	return new People({
		vault: new MemoryVault(notes), index: indexOf(notes),
		guard: { labelOf: (path) => Promise.resolve(path.startsWith('Private/') ? { ...OWN, secrecy: 'private' } : path.startsWith('Clippings/') ? { ...OWN, integrity: 'untrusted', reasons: ['lies in the folder Clippings'] } : OWN) },
		claims: { ready: () => Promise.resolve(), subjects: () => [...new Set(facts.map(({ subject }) => foldSubject(subject)))].map(bySubject), bySubject, holds: (id) => !id.startsWith('old'), isBelieved: (id) => !id.startsWith('inbox') },
		settings: () => ({ excludedFolders: [] }), now: () => new Date(2026, 10, 23, 10), newId: () => 'RUN', yieldToHost: () => Promise.resolve(), clock: () => 0, ...rest,
	});
}

async function about(people: People, name: string): Promise<KnownPerson> {
	const [person] = await people.find(name);
	return people.about(person ?? { name, path: null, aliases: [] });
}

const quotes = (places: readonly PersonPlace[]): string[] => places.map(({ quote }) => quote);

const ANNA = '---\naliases: [Annie]\ntype: person\n---\nLikes tea.\n\n- [ ] Return her drill\n- Owes me nothing. I owe her a lunch.\n';
const NOTES = {
	'Contacts of mine/Anna Meyer.md': ANNA,
	'People/Bob Stone.md': 'Plays chess.\n',
	'People/Anna Beck.md': 'Neighbour.\n',
	'Meetings/2026-10-02 Review.md': '---\nattendees: ["[[Anna Meyer]]"]\n---\n- Budget is 4,000. ^budget\n- We agreed to start in March.\n- [ ] Send the plan\n- [x] Book a room\n',
	'Journal/2026-11-01.md': 'Rain. Bob Stone told me about a chess club.\n\nSaw Annie on the tram from far away.\n',
	'Journal/2026-11-10.md': 'Waiting for the quote of [[Anna Meyer]].\n\nAnna wrote to me.\n',
	'Journal/2026-12-05.md': 'Lunch with Anna Meyer at noon.\n',
	'Chats/Old.md': '---\npraxis: chat\n---\nAnna Meyer lives on Mars.\n',
	'Notes/Other.md': 'Anna is a name. Annieke is another.\n',
};

test('who came or went since is known', async () => {
	const index = indexOf(NOTES);
	const people = peopleOf(NOTES, { index });
	const names = async (): Promise<readonly string[]> => (await people.list()).map(({ name }) => name);
	expect(await names()).toEqual(['Anna Beck', 'Anna Meyer', 'Bob Stone']);
	const text = 'Paints.\n';
	index.put({ path: 'People/Cleo Vale.md', text, version: hashText(text), note: readNote('People/Cleo Vale.md', text) });
	index.remove('People/Bob Stone.md');
	expect(await names()).toEqual(['Anna Beck', 'Anna Meyer', 'Cleo Vale']);
});

test('people are notes with the type, the tag or the folder of people, and subjects of claims with a name; nobody else', async () => {
	const claim = (id: string, subject: string): Claim => ({ id, path: vaultPath(`Praxis/Memory/${id}.md`), version: '', text: 'x', type: 'fact', subject, attribute: '', sources: [], quote: '', sourceKind: 'user', confidence: 1, importance: 3, recorded: '', validFrom: null, validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: '', run: '' });
	const people = peopleOf({ ...NOTES, 'x/Carla Dee.md': '#people/work\n', 'People/Index.md': 'All.\n', 'Praxis/Memory/People/01.md': '---\npraxis: memory\n---\nx\n' }, { facts: [claim('1', 'Dora Klein'), claim('2', 'anna meyer'), claim('3', 'the flat'), claim('4', 'me'), claim('inbox5', 'Eve Mall')] });
	expect((await people.list()).map(({ name, path }) => [name, path !== null])).toEqual([['Anna Beck', true], ['Anna Meyer', true], ['Bob Stone', true], ['Carla Dee', true], ['Dora Klein', false]]);
	expect((await people.find('annie')).map(({ name }) => name)).toEqual(['Anna Meyer']);
	expect((await people.find('Anna')).map(({ name }) => name)).toEqual(['Anna Beck', 'Anna Meyer']);
	expect(await people.find('Zoe')).toEqual([]);
	expect(await people.find('  ')).toEqual([]);
});

test('given notes that tell of a person, when they are asked for, then each line stands in its note, and a first name alone is nobody', async () => {
	const known = await about(peopleOf(NOTES), 'Anna Meyer');
	for (const place of [...known.facts, ...known.mentions]) expect((NOTES as Record<string, string>)[place.path]?.slice(place.span.start, place.span.end)).toBe(place.quote);
	expect([...known.mentions, ...known.facts].map(({ path }) => path)).not.toContain('Notes/Other.md');
	expect([...known.mentions, ...known.facts].map(({ path }) => path)).not.toContain('Chats/Old.md');
	expect(quotes(known.openLoops)).toEqual(['Waiting for the quote of [[Anna Meyer]].', '- [ ] Send the plan', '- [ ] Return her drill', '- Owes me nothing. I owe her a lunch.']);
	expect(known.lastContact).toMatchObject({ quote: 'Anna wrote to me.', day: '2026-11-10', line: 3 });
	expect(quotes(known.lastMeeting)).toEqual(['- Budget is 4,000. ^budget', '- We agreed to start in March.', '- [ ] Send the plan', '- [x] Book a room']);
	expect(quotes(known.toCome)).toEqual(['Lunch with Anna Meyer at noon.']);
	expect(known.mentions.find(({ quote }) => quote.startsWith('Saw Annie'))).toMatchObject({ isContact: false });
});

test('given a brief, when it is prepared, then it tells who, when last, what is open and what was decided, each with its place', async () => {
	const people = peopleOf(NOTES);
	const [anna] = await people.find('annie');
	if (!anna) throw new Error('Nobody.');
	const { answer, question } = await people.prepareMeeting(anna, { when: '2026-11-25' });
	expect(question).toBe('Prepare me for a meeting with Anna Meyer, 2026-11-25');
	expect(answer.outcome).toBe('answered');
	expect(answer.text).toBe(`## Who

- Likes tea. [^1]

## Last contact: 2026-11-10

- Anna wrote to me. [^2]

## Last meeting: 2026-10-02

- Budget is 4,000. [^3]
- We agreed to start in March. [^4]
- Book a room [^5]

## Since then

- Saw Annie on the tram from far away. (2026-11-01) [^6]

## Open

- Waiting for the quote of [[Anna Meyer]]. (waiting, 2026-11-10) [^7]
- Send the plan (2026-10-02) [^8]
- Return her drill [^9]
- Owes me nothing. I owe her a lunch. [^10]

## To come

- Lunch with Anna Meyer at noon. (2026-12-05) [^11]`);
	expect(answer.citations.map(({ path, line, blockId }) => `${path}:${line}${blockId === null ? '' : ` ^${blockId}`}`)).toEqual([
		'Contacts of mine/Anna Meyer.md:5', 'Journal/2026-11-10.md:3', 'Meetings/2026-10-02 Review.md:4 ^budget', 'Meetings/2026-10-02 Review.md:5', 'Meetings/2026-10-02 Review.md:7', 'Journal/2026-11-01.md:3',
		'Journal/2026-11-10.md:1', 'Meetings/2026-10-02 Review.md:6', 'Contacts of mine/Anna Meyer.md:7', 'Contacts of mine/Anna Meyer.md:8', 'Journal/2026-12-05.md:1',
	]);
});

test('given somebody of whom nothing is known, when a brief is asked for, then it says so and no model is asked', async () => {
	const ask = jest.fn();
	const { answer } = await peopleOf(NOTES, { ask }).prepareMeeting({ name: 'Zoe Nobody', path: null, aliases: [] }, { questions: true });
	expect(answer).toMatchObject({ outcome: 'unknown', text: 'Your notes say nothing about Zoe Nobody.', citations: [] });
	expect(answer.resolve).toContain('People');
	expect(ask).not.toHaveBeenCalled();
});

test('given a model elsewhere, when questions are wanted, then it is told nothing private, its questions are marked as its own, and what fails is told', async () => {
	const notes = { ...NOTES, 'Private/Diary 2026-11-12.md': 'Anna Meyer said that she is ill.\n', 'Clippings/2026-11-15 Ad.md': 'Anna Meyer wins a prize.\n' };
	const told: string[] = [];
	const people = peopleOf(notes, { ask: (build) => { told.push(build(true).text, build(false).text); return Promise.resolve({ text: 'Here:\n- When does the budget end?\n- She is ill.\n2. Shall I bring the drill? [^1]?', model: 'Far model' }); } });
	const [anna] = await people.find('Anna Meyer');
	if (!anna) throw new Error('Nobody.');
	const { answer, model } = await people.prepareMeeting(anna, { questions: true });
	expect(told[0]).not.toContain('she is ill');
	expect(told[1]).toContain('she is ill');
	expect(answer.text).toMatch(/## You could ask\n\n- When does the budget end\?\n- Shall I bring the drill\? \[\\\^1\]\?\n\n_Suggested by Far model; nothing of it is in your notes\._$/);
	expect(model).toBe('Far model');
	expect(answer.citations.find(({ path }) => path.startsWith('Private/'))?.isPrivate).toBe(true);
	expect(answer.citations.find(({ path }) => path.startsWith('Clippings/'))?.foreign).toBe('lies in the folder Clippings');
	const failing = peopleOf(notes, { ask: () => Promise.reject(new Error('No network.')) });
	expect(await failing.prepareMeeting(anna, { questions: true })).toMatchObject({ unasked: 'No network.', model: 'extractive' });
});

test('given claims about a person, when they are asked for, then what holds comes first and what nobody endorsed is left out', async () => {
	const notes = { ...NOTES, 'Praxis/Memory/now.md': '---\npraxis: memory\n---\nAnna lives in Lyon.\n', 'Praxis/Memory/old.md': '---\npraxis: memory\n---\nAnna lives in Porto.\n', 'Praxis/Memory/inbox.md': '---\npraxis: memory\n---\nAnna is rich.\n' };
	const claim = (id: string, text: string): Claim => ({ id, path: vaultPath(`Praxis/Memory/${id}.md`), version: '', text, type: 'fact', subject: 'Anna Meyer', attribute: 'lives in', sources: [], quote: '', sourceKind: 'user', confidence: 1, importance: 3, recorded: '', validFrom: null, validTo: null, supersedes: [], tier: 'warm', isPrivate: false, agent: '', run: '' });
	const known = await about(peopleOf(notes, { facts: [claim('old', 'Anna lives in Porto.'), claim('now', 'Anna lives in Lyon.'), claim('inbox', 'Anna is rich.')] }), 'Anna Meyer');
	expect(known.claims.map(({ claim: { text }, holds, place }) => [text, holds, place.line])).toEqual([['Anna lives in Lyon.', true, 4], ['Anna lives in Porto.', false, 4]]);
});

test('names that others have count only beside a sure one; whole words, in the case in which they stand', () => {
	const names = namesOf({ name: 'Dr. Ana Reis', aliases: ['Ana', 'boss', '安娜'] }, [{ name: 'Ana Lima', path: null, aliases: [] }]);
	expect(names).toEqual({ sure: ['Dr. Ana Reis', '安娜'], likely: ['Ana', 'boss'] });
	const isIn = finderOf(['Ana Reis', 'Bo+b']);
	expect(['Ana Reis!', 'with Ana\nReis', 'Ana Reis’s', '(Bo+b)'].map((text) => isIn?.(text))).toEqual([true, true, true, true]);
	expect(['Ana Reisen', 'Joana Reis', 'ana reis', 'Bob'].map((text) => isIn?.(text))).toEqual([false, false, false, false]);
	expect(finderOf(['Anna-Lena O\'Neil (Lena)', 'C. [x] {y} $ ^ | \\ / *?'])?.('Saw Anna-Lena O\'Neil (Lena) there')).toBe(true);
	expect(finderOf(['佐藤'])?.('昨日佐藤さんと会った')).toBe(true);
	expect(finderOf([])).toBeNull();
});

test.each([
	['I promised her the book.', 'promise'],
	['She will send the keys.', 'promise'],
	['I owe him the ski rack.', 'promise'],
	['He owes me nothing.', null],
	['I said I would write tomorrow. (I did!)', null],
	['No reply yet from the council.', 'waiting'],
	['Warte auf Antwort.', 'waiting'],
	['The lower part.', null],
])('“%s” leaves open: %s', (text, loop) => expect(loopIn(text)).toBe(loop));

test('sentences end where they end, and no character is lost', () => {
	expect(sentencesOf('At 6.35 we left. “Why?” she asked… Then nothing')).toEqual(['At 6.35 we left.', '“Why?”', 'she asked…', 'Then nothing']);
});
