/** The words of differences and of reviewing them, in English. */
import { count, number } from '../counts';


export const diffWords = {
	diff: {
		line: (line: number) => `Line ${number.format(line)}`,
		unchanged: (lines: number) => `${number.format(lines)} unchanged lines`,
		moreLines: (lines: number) => `Show ${count(lines, 'more line', 'more lines')}`,
		moreChanges: (hidden: number) => `Show ${count(hidden, 'more', 'more')}`,
		moreText: (characters: number) => `Show ${count(characters, 'more character', 'more characters')} of this line`,
		hidden: (code: string, name: string) => (name === '' ? `Hidden character ${code}` : `Hidden character ${code}, ${name}`),
		hiddenRun: (code: string, times: number) => `${code} × ${number.format(times)}`,
		spells: (text: string) => `hidden: ${text}`,
		spellsWhy: 'Text written in characters that nobody sees.',
		carriageReturn: 'CR',
		carriageReturnWhy: 'Carriage return: a line end as Windows writes it.',
		noLineEnd: 'no line end',
		noLineEndWhy: 'The note ends here without a line end.',
		removed: 'Removed',
		added: 'Added',
		counts: (added: number, removed: number) => [added > 0 ? `+${number.format(added)}` : '', removed > 0 ? `−${number.format(removed)}` : ''].filter((part) => part !== '').join(' '),
		countsLabel: (added: number, removed: number) => `${count(added, 'line added', 'lines added')}, ${count(removed, 'line removed', 'lines removed')}`,
	},

	approve: {
		title: 'Review changes',
		kinds: { write: 'Change', create: 'New note', rename: 'Move', trash: 'Move to the trash' },
		moveTo: (path: string) => `to ${path}`,
		showText: 'Show its text',
		sources: (n: number) => `This run has read ${count(n, 'source', 'sources')} that you did not write`,
		change: (at: number, of: number, place: string, state: string) => `Change ${number.format(at)} of ${number.format(of)}, ${place}: ${state}`,
		states: { open: 'not decided', accepted: 'accepted', rejected: 'rejected' },
		accept: 'Accept',
		reject: 'Reject',
		acceptAll: 'Accept all',
		cancel: 'Cancel',
		apply: (n: number) => (n === 0 ? 'Apply' : `Apply ${count(n, 'change', 'changes')}`),
		status: (accepted: number, rejected: number, open: number) =>
			[`${number.format(accepted)} accepted`, rejected > 0 ? `${number.format(rejected)} rejected` : '', open > 0 ? `${number.format(open)} not decided` : ''].filter((part) => part !== '').join(', '),
		keys: [
			['y', 'accept'],
			['n', 'reject'],
			['j k', 'move'],
			['a', 'accept all'],
			['Enter', 'apply'],
			['Esc', 'leave all as it is'],
		],
	},
};
