/**
 * A learning as a note: what went wrong in an answer, or what the person put right, with PAI's properties, so that it can
 * be read by hand and handed over. Who keeps it is the person: what they change in it is what is learned. Pure.
 */
import { readFrontMatter } from '../../lib/front-matter';
import { oneLine } from '../../lib/one-line';
import { vaultPath, type VaultPath } from '../../lib/vault-path';
import { printValue } from '../../changes/property-print';
import type { PropertyValue } from '../../changes/change';
import { safeMarkdown } from '../../guard/safe-markdown';

export type LearningKind = 'correction' | 'failure' | 'rating';

export interface Learning {
	readonly path: VaultPath;
	/** ISO 8601; "" when not known. */
	readonly at: string;
	readonly kind: LearningKind;
	/** 1 to 10; null when not told. */
	readonly rating: number | null;
	readonly agent: string;
	readonly pattern: string;
	readonly run: string;
	/** What was asked; "" when not told. */
	readonly question: string;
	/** How the answer began; "" when not told. */
	readonly answer: string;
	/** What the person said of it; "" for nothing. */
	readonly said: string;
	/** As its properties say; its label may be stricter. */
	readonly isPrivate: boolean;
}

/** What is written of one answer. */
export interface NewLearning extends Omit<Learning, 'path'> {
	readonly rating: number;
	readonly model: string;
	/** A line each: what it cited, with its quote. */
	readonly cited: readonly string[];
	/** A line each: what it did. */
	readonly steps: readonly string[];
	/** Why its words may not be the person's, a clause each: then no device trusts the note. */
	readonly foreign: readonly string[];
}

export const LEARNING_FOLDER = 'Praxis/Learning';
/** A rating of so much or less is learned from. */
export const LOW = 5;
/** Of so much or less, with all that is known of the run. */
export const FAILURE = 3;
const LONGEST_ANSWER = 4_000;
const SECTIONS = { question: 'Question', said: 'What you said', answer: 'Answer', cited: 'What it cited', steps: 'What it did' } as const;

/** "Praxis/Learning/2026-11/2026-11-20-140305 Low rating 3.md" */
export function learningPath({ at, kind, rating }: Pick<NewLearning, 'at' | 'kind' | 'rating'>): VaultPath {
	const stamp = stampOf(at);
	return vaultPath(`${LEARNING_FOLDER}/${stamp.slice(0, 7)}/${stamp.slice(0, 10)}-${stamp.slice(11).replace(/:/g, '')} ${kind === 'correction' ? 'Correction' : `Low rating ${rating}`}.md`);
}

export function printLearning(made: NewLearning): string {
	const { kind, rating, said, question, answer, cited, steps } = made;
	const title = kind === 'correction' ? 'Correction' : `Low rating: ${rating}/10`;
	const facts = [`**Date:** ${stampOf(made.at).slice(0, 10)}`, `**Rating:** ${rating}/10`, ...(made.model === '' ? [] : [`**Model:** ${oneLine(made.model)}`])];
	const parts = [
		`${printHead(made)}\n# ${title}`,
		facts.join('\n'),
		section(SECTIONS.question, quoted(question)),
		section(SECTIONS.said, quoted(said)),
		...(kind === 'correction' ? [] : [section(SECTIONS.answer, quoted(safeMarkdown(answer).text.slice(0, LONGEST_ANSWER)))]),
		...(kind === 'failure' ? [section(SECTIONS.cited, list(cited)), section(SECTIONS.steps, list(steps))] : []),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Null for a note that is no learning, ours or PAI's. What is not told is empty; never throws. */
export function readLearning(path: VaultPath, text: string): Learning | null {
	const { frontMatter } = readFrontMatter(text, path);
	if (!frontMatter) return null;
	const { data, span } = frontMatter;
	if (data['praxis'] !== 'learning' && data['capture_type'] !== 'LEARNING') return null;
	const body = text.slice(span.end).replace(/\r\n?/g, '\n');
	const textOf = (name: string): string => (typeof data[name] === 'string' || typeof data[name] === 'number' ? String(data[name]).trim() : '');
	const rating = Number(textOf('rating'));
	const said = partOf(body, SECTIONS.said);
	return {
		path,
		at: instantOf(textOf('timestamp')),
		kind: data['kind'] === 'correction' ? 'correction' : data['kind'] === 'failure' ? 'failure' : 'rating',
		rating: Number.isInteger(rating) && rating >= 1 && rating <= 10 ? rating : null,
		...{ agent: textOf('agent'), pattern: textOf('pattern'), run: textOf('run') },
		question: partOf(body, SECTIONS.question),
		answer: partOf(body, SECTIONS.answer),
		said: said === '' ? oneLine(/^\*\*(?:Feedback|Sentiment Summary):\*\*(.*)$/m.exec(body)?.[1] ?? '') : said,
		isPrivate: data['private'] === true,
	};
}

/** What the run of a learning did, a line each; none where that is not told. */
export function stepsIn(text: string): readonly string[] {
	return partOf(text.replace(/\r\n?/g, '\n'), SECTIONS.steps).split('\n').flatMap((line) => /^- (.*)$/.exec(line)?.[1] ?? []);
}

function printHead({ kind, at, rating, agent, pattern, model, run, isPrivate, foreign }: NewLearning): string {
	const properties: Record<string, PropertyValue> = {
		praxis: 'learning',
		capture_type: 'LEARNING',
		kind,
		timestamp: `${stampOf(at)} UTC`,
		rating,
		auto_captured: true,
		tags: kind === 'correction' ? ['correction'] : ['low-rating', 'improvement-opportunity'],
		...(agent === '' ? {} : { agent }),
		...(pattern === '' ? {} : { pattern }),
		...(model === '' ? {} : { model }),
		...(run === '' ? {} : { run }),
		...(isPrivate ? { private: true } : {}),
		// A property that names another origin: it lowers trust wherever the note is read.
		...(foreign.length > 0 ? { sources: foreign.map(oneLine) } : {}),
	};
	return `---\n${Object.entries(properties).map(([name, value]) => `${name}:${printValue(value, '\n')}`).join('\n')}\n---`;
}

function section(title: string, text: string): string {
	return text === '' ? '' : `## ${title}\n\n${text}`;
}

/** What would hide all that follows is escaped. */
function quoted(text: string): string {
	const plain = text.trim().replace(/\r\n?/g, '\n').replace(/%%/g, '\\%\\%').replace(/<!--/g, '\\<!--');
	return plain === '' ? '' : plain.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
}

function list(lines: readonly string[]): string {
	return lines.map((line) => `- ${safeMarkdown(oneLine(line)).text.trim().replace(/%%/g, '\\%\\%')}`).join('\n');
}

/** A section without the marks of a quote. */
function partOf(body: string, title: string): string {
	const at = `\n${body}`.indexOf(`\n## ${title}\n`);
	if (at < 0) return '';
	const rest = body.slice(at + `## ${title}\n`.length);
	const end = /^(?:#{1,2} |---\s*$)/m.exec(rest)?.index ?? rest.length;
	return rest.slice(0, end).trim().split('\n').map((line) => line.replace(/^> ?/, '')).join('\n').replace(/\\%\\%/g, '%%').replace(/\\<!--/g, '<!--').trim();
}

/** "2026-11-20 14:03:05", UTC. */
function stampOf(at: string): string {
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** PAI writes a time of its own zone by its letters; the letters of zones are not understood, so the time is taken as UTC. */
function instantOf(stamp: string): string {
	const [, date, time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}))?/.exec(stamp) ?? [];
	const ms = date === undefined ? NaN : Date.parse(`${date}T${time}Z`);
	return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
