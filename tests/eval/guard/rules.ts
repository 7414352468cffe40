/** The rules under which cases are decided: an ordinary vault with the folders that the cases name. */
import { DEFAULT_LIMITS, NO_AMOUNTS } from '../../../src/core/guard/limits';
import type { Effect, GateRules, ToolKind } from '../../../src/core/guard/gate';
import type { LabelRules } from '../../../src/core/guard/labels';

export const INSTRUCTIONS = ['TELOS.md', 'CLAUDE.md', 'AGENTS.md', '*/TELOS.md', '*/TELOS', 'TELOS', '*/Agents', 'Agents', '*/Skills', 'Skills', '*/Patterns', 'Patterns', '*/Policy.md', '*/Strategies', 'Templates', '*/Templates'];

export const LABELS: LabelRules = { privateFolders: ['Private'], untrustedFolders: ['Clips', 'Clippings', 'Imports', 'Mail'], outputFolders: ['PAI/Inbox', 'PAI/Memory', 'Praxis'] };

/** What a tool does, by the words of its name; null for a tool that nobody declared. */
export function kindOf(tool: string): ToolKind | null {
	if (/^mcp__/.test(tool)) return 'call';
	if (/^web_|^http_|fetch/.test(tool)) return 'fetch';
	if (!/^(?:note|memory|vault|file|telos|tag|property|folder|task|run_agent|search|list|read|recall|template)/.test(tool)) return null;
	if (/delete|trash|remove/.test(tool)) return 'remove';
	if (/move|rename/.test(tool)) return 'move';
	if (/create|memory_write|remember/.test(tool)) return 'create';
	return /read|search|list|recall|get/.test(tool) ? 'read' : 'edit';
}

export function rulesFor(effect: Effect, changes: Partial<GateRules> = {}): GateRules {
	const kind = kindOf(effect.tool);
	return {
		tools: new Map(kind ? [[effect.tool, kind]] : []),
		granted: new Set([effect.tool]),
		agent: 'assistant',
		policy: { lines: [{ verdict: 'allow' }] },
		configFolder: '.obsidian',
		instructions: INSTRUCTIONS,
		inboxFolder: 'PAI/Inbox',
		egress: { ownOrigins: [] },
		limits: DEFAULT_LIMITS,
		usage: { run: NO_AMOUNTS, day: NO_AMOUNTS, depth: 0 },
		isPersonHere: true,
		...changes,
	};
}
