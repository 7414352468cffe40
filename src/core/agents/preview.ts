/** What a model would see of the next question, part by part, with what it would cost and where it would go. Sends nothing. */
import type { Guard } from '../guard/guard';
import { PraxisError, isPraxisError } from '../lib/errors';
import type { RunGuard } from '../guard/run-guard';
import type { LessonsOf } from '../memory/learning/learning-desk';
import { NO_LESSONS, type Lessons } from '../memory/learning/lessons';
import type { RunMemory } from '../memory/recall/recall';
import { NOTHING_TOLD, type Told } from '../memory/recall/told';
import { mostCost } from '../models/cost';
import { estimateMessage, estimateTokens } from '../models/estimate-tokens';
import type { ModelMessage, ModelSpec } from '../models/model';
import type { UsedClaim } from '../runs/outcome';
import type { Tool } from '../tools';
import type { ListedAgent } from './agent-shelf';
import { attachedParts, nameOfAttachment, type Attachment, type AttachmentContext } from './attachments';
import { buildPrompt, toolSpecs, type PromptPart } from './prompt';
import type { Purpose } from './purpose';
import { lastTurn, type Thread } from './thread';

export interface Preview {
	readonly agent: string;
	/** For people: "Claude Opus 4.5". */
	readonly model: string;
	/** In the order in which the model reads them. */
	readonly parts: readonly PromptPart[];
	/** Names of the tools that the model may call. */
	readonly tools: readonly string[];
	/** Of the whole first call. Estimated, rather too many than too few. */
	readonly tokens: number;
	/** US dollars with an answer of usual length; null when the price is not known. */
	readonly usd: number | null;
	/** Notes that were read in this conversation, and go along. */
	readonly notes: number;
	/** Where it goes: the origin of the address, or "this device". */
	readonly destination: string;
	readonly place: ModelSpec['place'];
	/** Claims of the memory that go along. */
	readonly told: readonly UsedClaim[];
	/** What would keep it from being sent as it is: an attached note that is gone, or private for a remote model. Sentences. */
	readonly problems: readonly string[];
}

/** What the first call of the next question sends, in short. */
export type ChatEstimate = Pick<Preview, 'notes' | 'tokens' | 'usd'>;

export interface PreviewOptions extends Omit<AttachmentContext, 'guard'> {
	readonly agent: ListedAgent;
	readonly tools: readonly Tool[];
	readonly spec: ModelSpec;
	readonly purpose: Purpose;
	readonly lessons?: LessonsOf;
	readonly memory?: Pick<RunMemory, 'told'>;
	readonly now: Date;
	readonly thread: Thread;
	readonly attachments: readonly Attachment[];
	readonly guard: Pick<Guard, 'run' | 'ready'>;
}

/** Tokens of an answer of usual length, tool calls included. */
const USUAL_ANSWER = 1_000;

export async function previewOf(question: string, options: PreviewOptions): Promise<Preview> {
	const { agent, tools, spec, purpose, now, thread } = options;
	const { parts: attached, problems } = await attachedPreview(options);
	const { rules, data, memory, told } = await toldBefore(question, options);
	const earlier = lastTurn(thread)?.conversation.messages ?? [];
	const parts = [
		...buildPrompt({ agent, tools, spec, purpose: purpose.text, rules, now }),
		...(spec.callsTools ? [part('Tools', toolSpecs(tools).map((tool) => `${tool.name}: ${tool.description}\n${JSON.stringify(tool.inputSchema)}`).join('\n\n'))] : []),
		...(earlier.length > 0 ? [{ ...part('Earlier in this chat', earlier.map(textOf).join('\n\n')), tokens: earlier.reduce((sum, message) => sum + estimateMessage(message), 0) }] : []),
		...(memory === '' ? [] : [part('Memory', memory)]),
		...(data === '' ? [] : [part('Learned before', data)]),
		...attached,
		part('Question', question),
	];
	const tokens = parts.reduce((sum, next) => sum + next.tokens, 0);
	return {
		agent: agent.name,
		model: spec.name,
		parts,
		tools: tools.map(({ name }) => name),
		tokens,
		usd: mostCost(tokens, USUAL_ANSWER, spec),
		notes: lastTurn(thread)?.notes.length ?? 0,
		destination: spec.place === 'device' ? 'this device' : spec.origin,
		place: spec.place,
		told,
		problems,
	};
}

function runOf({ guard, spec, agent }: PreviewOptions): RunGuard {
	return guard.run({ ...(agent.isBuiltIn ? {} : { agent: agent.name }), remote: spec.place === 'remote', noPrivate: !agent.privateOk, granted: ['note_read'], approve: () => Promise.resolve(false) });
}

/** The person's rules, what was learned, and what the memory holds, as the run would be told them. */
async function toldBefore(question: string, options: PreviewOptions): Promise<Pick<Lessons, 'rules' | 'data'> & { readonly memory: string; readonly told: readonly UsedClaim[] }> {
	const { guard, lessons, memory, agent } = options;
	if (!lessons && !memory) return { ...NO_LESSONS, memory: '', told: [] };
	await guard.ready();
	const run = runOf(options);
	try {
		const told: Told = (await memory?.told(question, run)) ?? NOTHING_TOLD;
		return { ...((await lessons?.({ agent: agent.name, pattern: '', question }, run)) ?? NO_LESSONS), memory: told.data, told: told.used };
	} finally {
		run.end();
	}
}

/** Read as the run would read them, in a run of their own that nobody is asked about and nothing comes of. */
async function attachedPreview(options: PreviewOptions): Promise<{ parts: PromptPart[]; problems: string[] }> {
	const { attachments, guard, vault, index, signal } = options;
	const parts: PromptPart[] = [];
	const problems: string[] = [];
	if (attachments.length === 0) return { parts, problems };
	await guard.ready();
	const run = runOf(options);
	for (const attachment of attachments) {
		const name = `Attached: ${nameOfAttachment(attachment)}`;
		try {
			const read = await attachedParts([attachment], { guard: run, vault, index, signal });
			const text = read.map((item) => (item.type === 'text' ? item.text : '')).join('\n');
			parts.push({ ...part(name, text), tokens: estimateMessage({ role: 'user', parts: read }) });
		} catch (error) {
			if (!isPraxisError(error) || error.code === 'aborted') throw error;
			problems.push(sentenceOf(error));
		}
	}
	run.end();
	return { parts, problems };
}

function sentenceOf({ message, hint }: PraxisError): string {
	return `${message} ${hint}`.trim();
}

function part(name: string, text: string): PromptPart {
	return { name, text, tokens: estimateTokens(text), isCut: false };
}

function textOf({ parts }: ModelMessage): string {
	return parts.map((item) => ('text' in item ? item.text : item.type === 'tool-call' ? `${item.tool} ${item.rawInput}` : '[an image]')).join('\n');
}
