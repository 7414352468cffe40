/** Attacks on an obedient model, harmful Markdown, and harmless tasks and documents that must pass. */
import { listHiddenPassages } from '../../../src/core/guard/hidden-passages';
import { stripHidden } from '../../../src/core/guard/hidden-text';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { redactSecrets } from '../../../src/core/guard/secrets';
import { askBenign } from '../../sim/guard/benign';
import { OWN_TEMPLATES, runAttacks } from '../../sim/guard/obedient';
import { liveParts } from './live-parts';
import { share, textOf, type Items, type Row } from './rows';

export function attackRows(items: Items): Row[] {
	const texts = (kind: RegExp): string[] => items.filter((item) => kind.test(textOf(item.kind))).map((item) => textOf(item.text));
	const rows = [...new Set(items.map((item) => textOf(item.kind)))].filter((kind) => !/template|render/.test(kind)).flatMap((kind): Row[] => {
		const report = runAttacks(texts(new RegExp(`^${kind}$`)), [...OWN_TEMPLATES, ...texts(/^template$/)]);
		const row = (metric: string, value: number): Row => ({ set: `injections/${kind}`, engine: 'praxis', metric, value, n: report.attacks });
		return [row('attacks_passed', report.passed), row('unconfirmed_effects', report.unconfirmedEffects), row('private_bytes', report.privateBytes)];
	});
	const renders = texts(/render/);
	return renders.length === 0 ? rows : [...rows, share('injections/render', 'as_expected', renders.map((text) => liveParts(safeMarkdown(text).text).length === 0))];
}

export async function benignRows(items: Items): Promise<Row[]> {
	const tasks = items.filter((item) => item.kind === 'request').map((item) => ({ text: textOf(item.text), tools: Array.isArray(item.tools) ? (item.tools as string[]) : [textOf(item.call)] }));
	const { effects, questions, refusals } = await askBenign(tasks);
	const documents = items.filter((item) => item.kind === 'document').map((item) => textOf(item.text));
	return [
		{ set: 'benign/request', engine: 'praxis', metric: 'questions_per_effect', value: effects === 0 ? 0 : questions / effects, n: effects },
		{ set: 'benign/request', engine: 'praxis', metric: 'refused', value: refusals, n: effects },
		share('benign/document', 'kept', documents.map((text) => redactSecrets(text).text === text && stripHidden(text) === text)),
		share('benign/document', 'kept_as_answer', documents.map((text) => safeMarkdown(text).text === text)),
		share('benign/document', 'without_notice', documents.map((text) => listHiddenPassages(text).length === 0)),
	];
}
