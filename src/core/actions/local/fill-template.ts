/** A template note filled in: `{{title}}`, `{{date}}`, `{{time}}`, `{{date:YYYY-MM-DD}}` as Obsidian's templates have them, and the words of `template.ts`. */
import { asVaultPath, titleOf } from '../../lib/vault-path';
import { fillTemplate as fill } from '../template';
import { formatDate } from './date-format';
import type { LocalAction } from './local-action';
import { firstOf, textOrNull } from './note-links';

/** What Obsidian writes without a format. */
const DATE = 'YYYY-MM-DD';
const TIME = 'HH:mm';

export const fillTemplate: LocalAction = {
	name: 'fill-template',
	description: 'Fills a template with the title, dates and notes that it names.',
	tags: ['templates', 'writing'],
	input: ['note', 'selection'],
	async run(inputs, context) {
		const { path, text } = firstOf(inputs);
		const note = context.target ?? path;
		const now = context.now();
		const dates = [...text.matchAll(/\{\{\s*((date|time)(?::([^{}]*))?)\s*\}\}/g)].map(([, name = '', kind, format]) => [name.trim(), formatDate(now, format?.trim() || (kind === 'time' ? TIME : DATE))] as const);
		const variables = { ...Object.fromEntries(dates), ...(note === undefined ? {} : { title: titleOf(note) }) };
		const readFile = async (named: string): Promise<string | null> => {
			const wanted = asVaultPath(named);
			return wanted === null ? null : textOrNull(wanted, context.vault);
		};
		return (await fill(text, { variables, input: '{{input}}', now, readFile })).text;
	},
};
