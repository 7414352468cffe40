/**
 * An agent that runs elsewhere and speaks the Agent Client Protocol fits the events of a run: a table from each of its
 * updates to `RunEvent`, complete by type, and the transcript that every view draws, fed from it. The types are those of
 * the protocol's schema, version 1 (agentclientprotocol.com/protocol/schema), as far as a view needs them.
 */
import { EMPTY_TRANSCRIPT, reduceTranscript } from '../../../src/core/agents/transcript';
import type { RunEvent } from '../../../src/core/runs/events';
import type { Answer, Outcome } from '../../../src/core/runs/outcome';
import { NO_COST } from '../../../src/core/runs/cost';

type ContentBlock = { type: 'text'; text: string } | { type: 'resource_link'; uri: string; name: string } | { type: 'image'; data: string; mimeType: string };
type ToolCallStatus = 'pending' | 'in_progress' | 'completed' | 'failed';
type ToolCallContent = { type: 'content'; content: ContentBlock } | { type: 'diff'; path: string; oldText?: string | null; newText: string } | { type: 'terminal'; terminalId: string };

interface ToolCallFields {
	title: string;
	kind?: 'read' | 'edit' | 'delete' | 'move' | 'search' | 'execute' | 'think' | 'fetch' | 'switch_mode' | 'other';
	status?: ToolCallStatus;
	content?: ToolCallContent[];
}
interface PlanEntry {
	content: string;
	priority: 'high' | 'medium' | 'low';
	status: 'pending' | 'in_progress' | 'completed';
}
/** `session/update`, by `sessionUpdate`. */
interface Updates {
	user_message_chunk: { content: ContentBlock };
	agent_message_chunk: { content: ContentBlock };
	agent_thought_chunk: { content: ContentBlock };
	tool_call: ToolCallFields & { toolCallId: string };
	tool_call_update: Partial<ToolCallFields> & { toolCallId: string };
	plan: { entries: PlanEntry[] };
	available_commands_update: { availableCommands: { name: string; description: string }[] };
	current_mode_update: { currentModeId: string };
}
/** What the agent asks of its client, and how a prompt ends. */
interface Calls {
	permission_asked: { requestId: string; toolCall: Updates['tool_call_update']; options: { optionId: string; name: string; kind: 'allow_once' | 'allow_always' | 'reject_once' | 'reject_always' }[] };
	permission_settled: { requestId: string; outcome: { outcome: 'cancelled' } | { outcome: 'selected'; kind: 'allow_once' | 'allow_always' | 'reject_once' | 'reject_always' } };
	prompt_ended: { stopReason: 'end_turn' | 'max_tokens' | 'max_turn_requests' | 'refusal' | 'cancelled' };
}
type Told = Updates & Calls;
/** Complete by type: a new update of the protocol has to be given its place here. */
type Mapping = { readonly [Name in keyof Told]: (update: Told[Name]) => readonly RunEvent[] };

const wordsOf = (content: ContentBlock): string => (content.type === 'text' ? content.text : content.type === 'resource_link' ? `[${content.name}](${content.uri})` : '');
const OUTCOMES: Readonly<Record<Calls['prompt_ended']['stopReason'], Outcome>> = { end_turn: 'answered', max_tokens: 'partial', max_turn_requests: 'partial', refusal: 'refused', cancelled: 'failed' };
const answer = (outcome: Outcome): Answer => ({ outcome, text: '', citations: [], missing: [], searched: '', resolve: '' });
const summaryOf = (content: readonly ToolCallContent[] = []): string => content.map((one) => (one.type === 'content' ? wordsOf(one.content) : one.type === 'diff' ? `Changed ${one.path}` : '')).join('\n');

const TO_RUN: Mapping = {
	// The person's own words are in `run-start` already.
	user_message_chunk: () => [],
	agent_message_chunk: ({ content }) => [{ type: 'text-delta', text: wordsOf(content) }],
	agent_thought_chunk: ({ content }) => [{ type: 'thinking-delta', text: wordsOf(content) }],
	tool_call: ({ toolCallId, title, kind = 'other' }) => [{ type: 'tool-start', callId: toolCallId, tool: kind, title }],
	tool_call_update: ({ toolCallId, status, content }) => (status === 'completed' || status === 'failed' ? [{ type: 'tool-end', callId: toolCallId, summary: summaryOf(content), failed: status === 'failed' }] : []),
	// One step that is told anew: its title is what is done now, its summary the list.
	plan: ({ entries }) => [
		{ type: 'tool-start', callId: 'plan', tool: 'think', title: entries.find(({ status }) => status === 'in_progress')?.content ?? 'Plan' },
		{ type: 'tool-end', callId: 'plan', summary: entries.map(({ content, status }) => `${status === 'completed' ? '✓' : '·'} ${content}`).join('\n'), failed: false },
	],
	available_commands_update: () => [],
	current_mode_update: ({ currentModeId }) => [{ type: 'model-change', model: currentModeId, reason: 'The agent has changed its mode.' }],
	permission_asked: ({ requestId, toolCall }) => [{ type: 'approval-asked', askId: requestId, title: toolCall.title ?? 'A tool' }],
	permission_settled: ({ requestId, outcome }) => [{ type: 'approval-settled', askId: requestId, accepted: outcome.outcome === 'selected' && outcome.kind.startsWith('allow') }],
	prompt_ended: ({ stopReason }) => [{ type: 'run-end', runId: 'r', answer: answer(OUTCOMES[stopReason]), durationMs: 1 }],
};

function told<Name extends keyof Told>(name: Name, update: Told[Name]): readonly RunEvent[] {
	return TO_RUN[name](update);
}

test('given a whole session of an agent elsewhere, when it is told as a run, then the transcript shows its words, thoughts, steps, plan and permissions', () => {
	const text = (words: string): ContentBlock => ({ type: 'text', text: words });
	const events: readonly RunEvent[] = [
		{ type: 'run-start', runId: 'r', question: 'Tidy the garden notes', agent: 'Elsewhere', model: 'elsewhere/agent', at: '2026-11-22T10:00:00.000Z' },
		...told('agent_thought_chunk', { content: text('Two notes say the same.') }),
		...told('plan', { entries: [{ content: 'Read the notes', priority: 'high', status: 'in_progress' }, { content: 'Join them', priority: 'medium', status: 'pending' }] }),
		...told('tool_call', { toolCallId: 't1', title: 'Reading Garden.md', kind: 'read', status: 'pending' }),
		...told('tool_call_update', { toolCallId: 't1', status: 'in_progress' }),
		...told('tool_call_update', { toolCallId: 't1', status: 'completed', content: [{ type: 'content', content: text('40 lines') }] }),
		...told('tool_call', { toolCallId: 't2', title: 'Editing Garden.md', kind: 'edit' }),
		...told('permission_asked', { requestId: 'p1', toolCall: { toolCallId: 't2', title: 'Edit Garden.md' }, options: [{ optionId: 'a', name: 'Allow', kind: 'allow_once' }] }),
		...told('permission_settled', { requestId: 'p1', outcome: { outcome: 'selected', kind: 'reject_once' } }),
		...told('tool_call_update', { toolCallId: 't2', status: 'failed' }),
		...told('plan', { entries: [{ content: 'Read the notes', priority: 'high', status: 'completed' }, { content: 'Join them', priority: 'medium', status: 'in_progress' }] }),
		...told('agent_message_chunk', { content: text('I have ') }),
		...told('agent_message_chunk', { content: text('read them.') }),
		...told('current_mode_update', { currentModeId: 'ask' }),
		{ type: 'usage', cost: NO_COST },
		...told('prompt_ended', { stopReason: 'end_turn' }),
	];
	let state = EMPTY_TRANSCRIPT;
	const seen: string[] = [];
	for (const event of events) {
		state = reduceTranscript(state, event);
		seen.push(JSON.stringify(state.turns.at(-1)));
	}
	const whole = seen.join('\n');
	for (const words of ['Tidy the garden notes', 'Two notes say the same.', 'Reading Garden.md', '40 lines', 'Edit Garden.md', 'Join them', 'I have read them.']) expect(whole).toContain(words);
	expect(state.turns.at(-1)).toMatchObject({ runId: 'r', answer: { outcome: 'answered' } });
	expect(events.filter(({ type }) => type === 'approval-settled')).toEqual([{ type: 'approval-settled', askId: 'p1', accepted: false }]);
});

test.each(Object.keys(OUTCOMES) as Calls['prompt_ended']['stopReason'][])('given the end "%s", then the run has one outcome', (stopReason) => {
	expect(told('prompt_ended', { stopReason })).toMatchObject([{ type: 'run-end', answer: { outcome: OUTCOMES[stopReason] } }]);
});
