/** Lines with and without a credential: recall, false alarms, and how fast a long text is read. */
import { findSecrets, redactSecrets } from '../../../src/core/guard/secrets';
import { share, textOf, type Items, type Row } from './rows';

export function secretRows(items: Items): Row[] {
	const lines = items.map((item) => ({ id: textOf(item.id), isSecret: item.secret === true, text: Buffer.from(textOf(item.b64), 'base64').toString('utf8') }));
	const flagged = (isSecret: boolean): boolean[] => lines.filter((line) => line.isSecret === isSecret).map((line) => findSecrets(line.text).length > 0);
	const replaced = (isSecret: boolean): boolean[] => lines.filter((line) => line.isSecret === isSecret).map((line) => redactSecrets(line.text).secrets.size > 0);
	if (process.env.GUARD_MISSES) for (const { id, text } of lines.filter((line) => line.isSecret !== findSecrets(line.text).length > 0)) console.error('not as expected:', id, JSON.stringify(text.slice(0, 160)));
	return [
		share('secrets', 'as_expected', lines.map((line) => line.isSecret === findSecrets(line.text).length > 0)),
		share('secrets', 'recall', flagged(true)),
		share('secrets', 'false_alarms', flagged(false)),
		share('secrets', 'replaced_when_leaving', replaced(true)),
		share('secrets', 'replaced_without_need', replaced(false)),
		{ set: 'secrets', engine: 'praxis', metric: 'mb_per_s', value: speed(lines.map(({ text }) => text)), n: lines.length },
	];
}

/** Megabytes a second of processor time, whatever else runs, over a million characters of these very lines: the densest text there is. */
function speed(lines: readonly string[]): number {
	const text = Array.from({ length: Math.ceil(1_000_000 / lines.join('\n').length) }, () => lines.join('\n')).join('\n');
	const start = process.cpuUsage();
	findSecrets(text);
	const { user, system } = process.cpuUsage(start);
	return text.length / (user + system);
}
