/**
 * A piece of work that an agent begins and goes on with, in a note of its own. Nothing is ticked on the word of the model:
 * the quote stands in a note now, or in what a tool of this run gave, or the tick says *unverified*.
 */
import type { Change } from '../changes/change';
import { safeMarkdown } from '../guard/safe-markdown';
import { PraxisError } from '../lib/errors';
import { LinkIndex } from '../lib/links';
import { plainFolder, vaultPath, type VaultPath } from '../lib/vault-path';
import { DEFAULT_MEMORY_SETTINGS } from '../memory/memory-settings';
import { checkQuote, printEvidence, stands } from '../memory/work/evidence';
import { linkToQuote } from '../memory/work/link-to-quote';
import { PHASES, printProgress, type Prd } from '../memory/work/prd';
import { criteriaChanges, criterionOf, decideChanges, phaseChanges, printPrd, slugOf, tickChanges, untickChanges } from '../memory/work/prd-edits';
import { checkedQuote, checkPhase, checkSame, phaseNamed, readWork } from '../memory/work/work-desk';
import { brief } from './show-note';
import { pathOf, readIfAllowed, readOrThrow, type Tool, type ToolContext, type ToolInput, type ToolResult } from './tool';

const LINES = { type: 'array', items: { type: 'string', minLength: 1, maxLength: 500 }, maxItems: 60 } as const;
const ACTS = ['tick', 'untick', 'decide', 'phase', 'add'] as const;

export const startWork: Tool = {
	name: 'start_work',
	description: 'Begins a piece of work that may take several days: makes its note, with criteria that are later ticked with evidence. Each criterion is one sentence that will be plainly true or false at the end, not an action. Only when the person wants a piece of work.',
	inputSchema: {
		type: 'object',
		properties: {
			task: { type: 'string', minLength: 1, maxLength: 500, description: 'What is to be done, in one sentence.' },
			context: { type: 'string', maxLength: 8000, description: 'What was asked and what was not, why, and what limits it.' },
			criteria: { ...LINES, description: 'What is true at the end.' },
			anti: { ...LINES, description: 'What must not be so at the end.' },
			effort: { type: 'string', enum: ['standard', 'extended', 'advanced', 'deep', 'comprehensive'] },
		},
		required: ['task', 'criteria'],
	},
	grants: ['note_create'],
	isReading: false,
	title: ({ task }) => `Starting a piece of work: ${brief(String(task), 60)}`,
	run: async ({ task, context: about, criteria, anti, effort }, context) => {
		const [at, name] = [context.now(), safe(task)];
		const slug = slugOf(name, at);
		const path = vaultPath([plainFolder(context.workFolder ?? DEFAULT_MEMORY_SETTINGS.workFolder), slug, 'PRD.md'].join('/'));
		const text = printPrd({ task: name, context: safe(about), criteria: texts(criteria), anti: texts(anti), effort: typeof effort === 'string' ? effort : 'standard' }, { slug, at });
		return write([{ type: 'create', path, text }], `Start “${brief(name, 80)}”`, { context });
	},
};

export const updateWork: Tool = {
	name: 'update_work',
	description:
		'Goes on with a piece of work: one of tick, untick, decide, phase, add. To tick, give the literal quote that shows it and where it stands (a note, or the name of the tool that gave it in this run); without any, set "unverified" to the reason: that is allowed, and shown.',
	inputSchema: {
		type: 'object',
		properties: {
			path: { type: 'string', minLength: 1, maxLength: 1000, description: 'The note of the work.' },
			act: { type: 'string', enum: ACTS },
			criterion: { type: 'string', maxLength: 1000, description: 'tick, untick: its id, such as ISC-2.' },
			quote: { type: 'string', maxLength: 600, description: 'tick: copied exactly.' },
			from: { type: 'string', maxLength: 1000, description: 'tick: the path of the note with the quote, or the name of a tool.' },
			unverified: { type: 'string', maxLength: 500, description: 'tick without a quote: why nothing shows it.' },
			text: { type: 'string', maxLength: 1000, description: 'decide: what was decided and why.' },
			phase: { type: 'string', enum: PHASES, description: 'phase: the one that begins now.' },
			criteria: { ...LINES, description: 'add: further criteria.' },
			anti: LINES,
		},
		required: ['path', 'act'],
	},
	grants: ['note_read', 'note_edit'],
	isReading: false,
	title: ({ act, criterion, phase }) => `Work: ${brief([act, criterion, phase].filter((part) => typeof part === 'string').join(' '), 60)}`,
	run: async (input, context) => {
		const path = pathOf(input['path']);
		const { text, ...prd } = readWork(path, await readOrThrow(path, context));
		const changes = await changesOf(input, prd, context);
		if (changes.length === 0) return { text: 'Nothing to change.', summary: 'Nothing to change' };
		return write(changes, `${reasonOf(input)} (${brief(prd.task, 80)})`, { context, before: text });
	},
};

async function changesOf(input: ToolInput, prd: Prd, context: ToolContext): Promise<readonly Change[]> {
	const at = context.now();
	switch (input['act'] as (typeof ACTS)[number]) {
		case 'tick':
			return tickChanges(prd, criterionOf(prd, said(input['criterion'])), { evidence: await evidenceOf(input, prd.path as VaultPath, context), at });
		case 'untick':
			return untickChanges(prd, criterionOf(prd, said(input['criterion'])), at);
		case 'decide':
			return decideChanges(prd, safe(input['text']), at);
		case 'add':
			return criteriaChanges(prd, { criteria: texts(input['criteria']), anti: texts(input['anti']) }, at);
		case 'phase': {
			const phase = phaseNamed(said(input['phase']));
			if (!phase) throw new PraxisError('bad-input', 'Which phase begins?', { hint: `Set "phase" to one of ${PHASES.join(', ')}.` });
			checkPhase(prd, phase);
			return phaseChanges(prd, phase, at);
		}
	}
}

/** For the person who is asked. */
function reasonOf(input: ToolInput): string {
	const criterion = brief(said(input['criterion']), 60);
	switch (input['act'] as (typeof ACTS)[number]) {
		case 'tick':
			return said(input['quote']).trim() === '' ? `Tick ${criterion} as unverified` : `Tick ${criterion}`;
		case 'untick':
			return `Take back the tick of ${criterion}`;
		case 'decide':
			return 'Write down a decision';
		case 'phase':
			return `Begin the phase “${said(input['phase'])}”`;
		case 'add':
			return 'Add criteria';
	}
}

async function evidenceOf(input: ToolInput, work: VaultPath, context: ToolContext): Promise<string> {
	const [quote, from] = [said(input['quote']).trim(), said(input['from']).trim()];
	if (quote === '') {
		if (typeof input['unverified'] !== 'string') throw new PraxisError('bad-input', 'Nothing shows that the criterion is met.', { hint: 'Give "quote" and "from"; or set "unverified" to why nothing can show it. Nothing was ticked.' });
		return printEvidence({ unverified: safe(input['unverified']) });
	}
	const given = context.given?.().filter(({ tool }) => tool === from.toLowerCase()) ?? [];
	if (given.length > 0) {
		checkQuote(quote);
		// What the model wrote itself, and a tool repeated, shows nothing.
		if (!given.some(({ text, asked }) => stands(quote, text) && !stands(quote, asked))) throw new PraxisError('bad-input', `What ${from} gave does not say “${brief(quote, 120)}”.`, { hint: 'Quote it exactly, or say that it is unverified. Nothing was ticked.' });
		return safeMarkdown(printEvidence({ quote, tool: from.toLowerCase() })).text;
	}
	const path = pathOf(from);
	const note = await checkedQuote({ work, path, quote }, (one) => readIfAllowed(one, context));
	const links = new LinkIndex((await context.vault.list()).map((file) => file.path));
	return safeMarkdown(printEvidence({ quote, link: linkToQuote({ path, text: note.text, quote }, links, work) })).text.trim();
}

async function write(changes: readonly Change[], reason: string, { context: { guard }, before }: { readonly context: ToolContext; readonly before?: string }): Promise<ToolResult> {
	const plan = await guard.plan(changes, reason);
	if (before !== undefined) checkSame(plan, before);
	const report = await guard.apply(plan);
	const [note] = report.notes;
	const failed = report.notes.find(({ outcome }) => outcome === 'failed' || outcome === 'kept');
	if (failed || !note) return { text: `Not written: ${failed?.detail ?? 'the person left it out'}.`, summary: 'Not written', change: report };
	const after = plan.notes[0] && 'after' in plan.notes[0] ? readWork(note.path, { text: plan.notes[0].after ?? '' }) : null;
	const done = after ? ` ${printProgress(after)} done${after.phase ? `, phase ${after.phase}` : ''}.` : '';
	return { text: `Written to ${note.path}.${done}`, summary: after ? `${printProgress(after)} done` : 'Written', change: report, named: [note.path] };
}

function said(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** What an agent writes into a note is inert. */
function safe(text: unknown): string {
	return typeof text === 'string' ? safeMarkdown(text).text.trim() : '';
}

function texts(list: unknown): readonly string[] {
	return Array.isArray(list) ? list.map(safe) : [];
}
