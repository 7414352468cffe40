/** Whether a remark is in another language than the question: sure cases, and everything that must not count as one. */
import { isOtherLanguage } from '../../../src/core/agents/other-language';

test.each([
	['Wer hat die Kaution und wie hoch ist sie?', 'I looked for the deposit in your notes, but there is nothing about it.'],
	['What is the deposit of the flat and who has it?', 'Ich habe in den Notizen nach der Kaution gesucht und nichts gefunden.'],
	['Où est la pompe et qui la répare ?', 'The pump is not in the notes that I have read for you.'],
	['Кто починил насос?', 'Nobody wrote about the pump in these notes.'],
	['Who repaired the pump?', 'В заметках ничего не сказано о насосе.'],
	['谁修理了水泵？', 'The notes do not say who repaired the pump.'],
	['Who repaired the pump?', 'メモには何も書いてありません。ポンプのことも。'],
	['من أصلح المضخة؟', 'The notes do not say who repaired it.'],
])('“%s” answered with “%s” is another language', (question, said) => {
	expect(isOtherLanguage(said, question)).toBe(true);
});

test.each([
	['Who repaired the pump?', 'Nobody wrote about it in these notes, as far as I can see.'],
	['Wer hat die Kaution?', 'Nicht gefunden.'],
	['Who repaired the pump?', ''],
	['Rent?', 'Die Miete steht in der Notiz über die Wohnung und ist nicht hoch.'],
	['What does “die Kaution der Wohnung ist bezahlt” mean?', 'Das steht in der Notiz und ist von dem Vermieter.'],
	['Was ist die Kaution für die Wohnung?', 'Kaution: “The deposit was paid in May.”'],
	['Qual é o valor da renda e quem paga?', 'La renta no está en las notas que he leído, y no sé quién paga.'.slice(0, 20)],
	['谁修理了水泵？', '笔记里没有写是谁修理了水泵，也没有写日期。'],
	['ポンプは誰が直しましたか', '日記には書かれていません。修理の記録もありません。'],
])('“%s” answered with “%s” is not', (question, said) => {
	expect(isOtherLanguage(said, question)).toBe(false);
});
