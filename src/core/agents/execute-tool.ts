/** One tool call from what the model wrote to what it reads back. Whatever the model does wrong, it is told how to go on. */
import type { RunReport } from '../changes/changes';
import { canonicalJson } from '../guard/confirmation';
import { isPraxisError, throwIfAborted } from '../lib/errors';
import { untilAborted } from '../lib/until-aborted';
import type { ToolCallPart, ToolResultPart } from '../models/model';
import type { ProposedClaim } from '../runs/outcome';
import type { Finish, Tool, ToolContext } from '../tools';
import { whyInvalid } from '../tools/schema';

/** UTF-16 units of one result, whatever a tool gives. */
export const LONGEST_RESULT = 24_000;

export interface Execution {
	readonly result: ToolResultPart;
	readonly summary: string;
	readonly change: RunReport | null;
	/** Those of its notes that the answer may name. */
	readonly named: readonly string[];
	readonly finish: Finish | null;
	readonly proposed: readonly ProposedClaim[];
}

/** Throws `aborted`, and whatever is a fault of ours. */
export async function executeTool(call: ToolCallPart, tools: readonly Tool[], context: ToolContext): Promise<Execution> {
	const tool = tools.find(({ name }) => name === call.tool);
	if (!tool) return failed(call, `There is no tool “${call.tool.slice(0, 80)}”.`, `Use one of: ${tools.map(({ name }) => name).join(', ')}.`);
	const { input } = call;
	if (input === null) return failed(call, 'The input is not a JSON object.', `Call ${tool.name} again with one object such as ${exampleOf(tool)}; escape quotation marks and line ends inside texts.`);
	const wrong = whyInvalid(input, tool.inputSchema);
	if (wrong.length > 0) return failed(call, wrong.slice(0, 8).join('; '), `Call ${tool.name} again with these mended.`);
	throwIfAborted(context.signal);
	try {
		await context.guard.mayUse(tool.grants);
		// What writes is not left alone half-way: the run must know what was done.
		const running = tool.run(input, context);
		const { text, summary, change, named, finish, proposed } = await (tool.isReading ? untilAborted(running, context.signal) : running);
		return { result: { type: 'tool-result', callId: call.callId, text: bounded(text), failed: false }, summary, change: change ?? null, named: named ?? [], finish: finish ?? null, proposed: proposed ?? [] };
	} catch (error) {
		if (!isPraxisError(error) || error.code === 'aborted' || error.code === 'internal') throw error;
		return failed(call, error.message, error.hint);
	}
}

/** Equal for equal calls, whatever the order of their keys; null when there is nothing to compare. */
export function callKey({ tool, input }: ToolCallPart): string {
	return `${tool}\n${canonicalJson(input ?? null)}`;
}

export function failed(call: ToolCallPart, message: string, hint: string): Execution {
	return { result: { type: 'tool-result', callId: call.callId, text: bounded(`Failed: ${message}${hint === '' ? '' : `\nHow to go on: ${hint}`}`), failed: true }, summary: message, change: null, named: [], finish: null, proposed: [] };
}

function bounded(text: string): string {
	if (text.length <= LONGEST_RESULT) return text;
	return `${text.slice(0, LONGEST_RESULT).replace(/[\uD800-\uDBFF]$/, '')}\n[Cut: ${text.length - LONGEST_RESULT} more characters. Ask for less.]`;
}

function exampleOf({ inputSchema }: Tool): string {
	return JSON.stringify(Object.fromEntries((inputSchema.required ?? []).map((name) => [name, '…'])));
}
