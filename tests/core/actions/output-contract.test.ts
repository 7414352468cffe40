/** Given a result and what was expected of it, when it is checked, then every miss is named. */
import { checkContract, countWords } from '../../../src/core/actions/output-contract';
import { NO_CONTRACT } from '../../../src/core/actions/pattern';

const result = '# Summary\n\nShort.\n\n## OPEN QUESTIONS:\n\n- Who?\n\n**Next steps**\n\nGo.';

test.each([
	[{ sections: ['Summary', 'Open questions', 'Next steps'] }, []],
	[{ sections: ['Summary', 'Risks'] }, ['The section “Risks” is missing.']],
	[{ sections: ['Next steps', 'Summary'] }, ['The section “Summary” stands in the wrong place.']],
	[{ maxWords: 3 }, ['It has 8 words; at most 3 are wanted.']],
	[{ minWords: 20 }, ['It has 8 words; at least 20 are wanted.']],
	[{ minWords: 8, maxWords: 8 }, []],
])('%j', (contract, misses) => {
	expect(checkContract(result, { ...NO_CONTRACT, ...contract })).toEqual(misses);
});

test('given another script than that of the input, then it is told; given little text, then nothing is guessed', () => {
	const same = { ...NO_CONTRACT, language: 'same' };
	expect(checkContract('Dies ist eine Zusammenfassung des Textes.', same, 'Это довольно длинный русский текст о работе.')).toEqual(['It is not in the language of the input.']);
	expect(checkContract('これは要約です。会議で決まったことをまとめました。', same, '今日の会議では来年の予算について長く話し合いました。')).toEqual([]);
	expect(checkContract('OK', same, 'Это довольно длинный русский текст о работе.')).toEqual([]);
});

const SAID: Readonly<Record<string, string>> = {
	en: 'We decided that the pump will be replaced in May, because it leaks and nobody could say why. Ana asks what it would cost.',
	de: 'Wir haben beschlossen, dass die Pumpe im Mai ersetzt wird, weil sie leckt und niemand sagen konnte, warum. Ana fragt, was das kosten würde und wer es zahlt.',
	fr: 'Nous avons décidé que la pompe sera remplacée en mai, parce qu’elle fuit et que personne ne savait pourquoi. Ana demande ce que cela coûterait dans une autre ville et qui paie.',
	es: 'Decidimos que la bomba se cambia en mayo, porque pierde agua y nadie sabía cómo. Ana pregunta cuánto cuesta y quién lo paga con los fondos del barrio.',
	pt: 'Decidimos que a bomba é trocada em maio, porque perde água e não se sabia como. Ana pergunta quanto custa uma bomba nova e quem paga com o fundo da rua.',
	it: 'Abbiamo deciso che la pompa si cambia a maggio, perché perde acqua e nessuno sapeva da dove. Ana chiede quanto costa una nuova e chi paga gli operai della ditta.',
	nl: 'We hebben besloten dat de pomp in mei wordt vervangen, omdat hij lekt en niemand wist waarom. Ana vraagt wat het kost en wie het zou betalen voor de straat.',
	ru: 'Мы решили, что насос заменят в мае, потому что он течёт и никто не знал, почему. Анна спрашивает, сколько это стоит и кто за это платит.',
};

test.each(Object.keys(SAID).flatMap((input) => Object.keys(SAID).map((result) => [input, result] as const)))('given a text in %s and a result in %s, then a different language is told, and the same never', (input, result) => {
	const [text, said] = [SAID[input] ?? '', SAID[result] ?? ''];
	expect(checkContract(`## Decisions\n\n${said}`, { ...NO_CONTRACT, language: 'same' }, text)).toEqual(input === result ? [] : ['It is not in the language of the input.']);
	expect(checkContract(said, { ...NO_CONTRACT, language: input })).toEqual(input === result ? [] : [`It is not in the language “${input}”.`]);
});

test.each([
	['German', SAID['de'], []],
	['Deutsch', SAID['fr'], ['It is not in the language “Deutsch”.']],
	['Klingon', SAID['fr'], []],
	['de', '```js\nif (it is what you want) { return the thing that was there; }\n```', []],
	['de', '- Pumpe: 3,5 A\n- Ana: 4. Mai', []],
])('given %s and %j, then nothing is guessed', (language, result, misses) => {
	expect(checkContract(result ?? '', { ...NO_CONTRACT, language })).toEqual(misses);
});

test('counts words in scripts with and without spaces', () => {
	expect([countWords("don't stop — now"), countWords('今日は会議'), countWords('')]).toEqual([3, 3, 0]);
});

test('given nothing, then that is what is told', () => {
	expect(checkContract(' \n', NO_CONTRACT)).toEqual(['The result is empty.']);
});
