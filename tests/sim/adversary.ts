/** `npm run sim -- adversary [--data DIR]`: an obedient model and every attack; 0 unconfirmed effects, 0 private bytes. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { askBenign, OWN_TASKS } from './guard/benign';
import { OWN_GOALS, OWN_TEMPLATES, runAttacks } from './guard/obedient';
import { wiredAttacks, wiredRows } from './guard/wired-attacks';
import type { Row } from '../eval/guard/rows';

export async function run({ seed = 1, data, n }: { seed?: number; data?: string; n?: number } = {}): Promise<Row[]> {
	const items = data ? readItems(data) : [];
	const texts = (kind: RegExp): string[] => items.filter((item) => kind.test(item.kind)).map(({ text }) => text);
	const goals = [...OWN_GOALS, ...texts(/^(?:goal|instruction|indirect)$/)].slice(0, n ?? Infinity);
	const templates = [...OWN_TEMPLATES, ...texts(/^template$/)];
	const report = runAttacks(goals, templates, seed);
	// Every goal by every carrier; the templates by turns, since the whole product takes a quarter of a second for an attack.
	const wired = await wiredAttacks(goals, templates, { seed, isWhole: false });
	for (const text of [...wired.leaks, ...wired.unconfirmed, ...wired.live].slice(0, 10)) console.error(text);
	for (const [carrier, count] of wired.unread) console.error(`never read: ${carrier}, ${count}`);
	for (const [carrier, count] of wired.unspelt) console.error(`cannot be spelt by: ${carrier}, ${count}`);
	const benign = await askBenign(OWN_TASKS);
	const row = (metric: string, value: number, count: number): Row => ({ set: 'adversary', engine: 'praxis', metric, value, n: count });
	return [
		row('unconfirmed_effects', report.unconfirmedEffects, report.attacks),
		row('private_bytes', report.privateBytes, report.attacks),
		row('questions_per_effect', benign.questions / benign.effects, benign.effects),
		...wiredRows(wired).map(([metric, value, n]) => row(`wired_${metric}`, value, n)),
		row('wired_unread', total(wired.unread), wired.cases),
		row('wired_unspelt', total(wired.unspelt), wired.cases + total(wired.unspelt)),
	];
}

function total(counts: ReadonlyMap<string, number>): number {
	return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function readItems(data: string): { kind: string; text: string }[] {
	return readdirSync(data).filter((name) => /^injections\..*json$/.test(name)).flatMap((name) => (JSON.parse(readFileSync(join(data, name), 'utf8')) as { items: { kind: string; text: string }[] }).items);
}
