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

test('counts words in scripts with and without spaces', () => {
	expect([countWords("don't stop — now"), countWords('今日は会議'), countWords('')]).toEqual([3, 3, 0]);
});

test('given nothing, then that is what is told', () => {
	expect(checkContract(' \n', NO_CONTRACT)).toEqual(['The result is empty.']);
});
