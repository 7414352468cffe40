/** What an MCP server offers now, against what was accepted. */
import { fingerprint, judgeOffer, launchWarnings, type ServerLaunch } from '../../../src/core/guard/shared-things';
import { shares, textOf, type Items, type Judged, type Row } from './rows';

const OWN_TOOLS = ['note_read', 'note_write', 'note_create', 'note_delete', 'note_search', 'note_list', 'web_fetch', 'memory_write', 'memory_search'];

type Definition = Record<string, unknown>;

export function mcpRows(items: Items): Row[] {
	return shares(items.map((item): Judged => {
		const approved = item.approved as Definition[];
		const now = item.now as Definition[];
		const decided = now.some((definition) => 'command' in definition) ? judgeServer(approved, now) : judgeTools(approved, now);
		return { id: `${textOf(item.id)} ${decided}`, set: `mcp/${textOf(item.cls)}`, isExpected: decided === item.expect };
	}));
}

function judgeServer(approved: Definition[], now: Definition[]): string {
	const accepted = new Map(approved.map((definition, i) => [`server ${i}`, fingerprint(definition)]));
	const verdicts = judgeOffer(now.map((content, i) => ({ name: `server ${i}`, content })), accepted, []);
	if (verdicts.some(({ acceptance }) => acceptance === 'changed')) return 'block';
	const isLoose = now.some((definition) => launchWarnings(definition as unknown as ServerLaunch).length > 0);
	return isLoose || verdicts.some(({ acceptance }) => acceptance !== 'accepted') ? 'warn' : 'run';
}

function judgeTools(approved: Definition[], now: Definition[]): string {
	const name = (definition: Definition): string => textOf(definition.name);
	const accepted = new Map(approved.map((definition) => [name(definition), fingerprint(definition)]));
	const found = judgeOffer(now.map((content) => ({ name: name(content), content })), accepted, OWN_TOOLS).map(({ acceptance }) => acceptance);
	if (found.includes('changed')) return 'block';
	if (found.every((acceptance) => acceptance === 'accepted')) return 'run';
	return approved.length === 0 && !found.includes('shadows') ? 'warn' : 'block-new-only';
}
