/**
 * `npm run eval -- guard --data DIR`: every `<set>.*.json` of DIR through the guard, each case against what it expects.
 *
 * as_expected: share of cases decided as expected. kept: share of what must stay that stayed. Both by set and class.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attackRows, benignRows } from './guard/attacks';
import { domainRows } from './guard/domains';
import { flowRows } from './guard/flows';
import { mcpRows } from './guard/mcp';
import { secretRows } from './guard/secrets';
import { vaultRows } from './guard/vault';
import type { Items, Row } from './guard/rows';

const SETS: Record<string, (items: Items) => Row[] | Promise<Row[]>> = { vault: vaultRows, flows: flowRows, mcp: mcpRows, domains: domainRows, secrets: secretRows, injections: attackRows, benign: benignRows };

export async function run({ data, sets }: { data?: string; sets?: readonly string[] }): Promise<Row[]> {
	if (!data || !existsSync(data)) throw new Error('Give a folder with guard sets: --data DIR');
	const rows: Row[] = [];
	for (const file of readdirSync(data).filter((name) => name.endsWith('.json')).sort()) {
		const set = file.split('.')[0] ?? '';
		const measure = SETS[set];
		if (!measure || (sets && !sets.includes(set))) continue;
		const { items } = JSON.parse(readFileSync(join(data, file), 'utf8')) as { items: Items };
		rows.push(...(await measure(items)));
	}
	return rows;
}
