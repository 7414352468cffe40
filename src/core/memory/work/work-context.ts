/**
 * What a run is given to go on with a piece of work: the note itself, as data with its label, and a request in fixed words.
 * No word of the note comes into the request: what is typed counts as the person's own.
 */
import { oneLine } from '../../lib/one-line';
import { titleOf, folderOf, nameOf, type VaultPath } from '../../lib/vault-path';
import type { Standing } from './evidence';
import { printProgress, type Criterion, type Phase, type Prd } from './prd';

export interface WorkContext {
	/** What is asked. It names the note, so that the run may write there. */
	readonly question: string;
	readonly attachments: readonly { readonly type: 'note'; readonly path: VaultPath }[];
}

/** What is done in a phase, for a model. */
const AIMS: Readonly<Record<Phase, string>> = {
	observe: 'find out what is asked, what is there, and what would be true at the end; add criteria that are missing',
	think: 'look for what is wrong with the criteria and what could go wrong',
	plan: 'decide how, and write down why',
	build: 'prepare what the work needs',
	execute: 'do the work, and tick each criterion as soon as it is met',
	verify: 'look at each criterion again, with evidence from the notes as they are now',
	learn: 'write down what was learned',
	complete: 'nothing is left but what the person asks for',
};

export function workContext({ path, phase }: Pick<Prd, 'path' | 'phase'>): WorkContext {
	const at = phase ?? 'observe';
	const question = `Go on with the piece of work in [[${path.replace(/\.md$/i, '')}]], which is attached. It is at the phase “${at}”: ${AIMS[at]}. What is ticked there is done, and what stands under “Decisions” is decided: do neither again. Tick criteria with update_work, each with a literal quote that shows it, or say that it is unverified. Keep its phase up to date. At the end say what is open.`;
	return { question, attachments: [{ type: 'note', path: path as VaultPath }] };
}

/** The name by which a person knows it. */
export function workName({ task, path }: Pick<Prd, 'task' | 'path'>): string {
	return oneLine(task) || (/^prd\.md$/i.test(nameOf(path)) ? titleOf(folderOf(path)) : titleOf(path));
}

/** For a terminal: where it stands, line by line. */
export function printWork(prd: Prd, standings: ReadonlyMap<Criterion, Standing>): string {
	const marks: Readonly<Record<Standing, string>> = { open: '', verified: 'verified', gone: 'NO LONGER VERIFIES', tool: 'from a tool', stated: 'stated, not checked', unverified: 'unverified', unproven: 'ticked without evidence' };
	const rows = prd.criteria.map((one) => {
		const mark = marks[standings.get(one) ?? (one.isDone ? 'stated' : 'open')];
		return `[${one.isDone ? 'x' : ' '}] ${one.id === one.text ? '' : `${one.id}: `}${one.text}${mark === '' ? '' : `  (${mark})`}${one.evidence && one.isDone ? `\n      ${one.evidence.text}` : ''}`;
	});
	const decided = prd.decisions.length === 0 ? [] : ['', 'Decisions', ...prd.decisions.map((one) => `- ${one}`)];
	const problems = prd.problems.length === 0 ? [] : ['', ...prd.problems.map(({ line, message }) => `${prd.path}:${line}  ${message}`)];
	return [workName(prd), `${prd.phase ?? 'no phase'}, ${printProgress(prd)} done  ${prd.path}`, '', ...rows, ...decided, ...problems].join('\n');
}
