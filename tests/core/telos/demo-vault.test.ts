/** Trace, neglect, progress and review on the demo vault, as approved text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../../../src/core/lib/markdown';
import { activityOfGoals } from '../../../src/core/telos/activity';
import { digestOf } from '../../../src/core/telos/digest';
import { TelosGraph } from '../../../src/core/telos/graph';
import { reviewOf } from '../../../src/core/telos/review';
import { printTrace, trace } from '../../../src/core/telos/trace';

const VAULT = join(__dirname, '../../vault');
const TODAY = '2026-11-22';
const graph = new TelosGraph();
for (const path of readdirSync(VAULT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))) {
	const text = readFileSync(join(VAULT, path), 'utf8');
	graph.put(readNote(path, text), text);
}

test('notes are traced by links, items by their edges, and what serves nothing says so', async () => {
	const lines: string[] = [];
	for (const start of ['Telos/Sleep on every quote.md', 'Telos/Publish the fountain map.md', 'Telos/Runway.md', 'Telos/GOALS.md#G0', 'Projects/Sousa/Sousa night flow.md', 'Home/Moving.md', 'Journal/2026-10-31.md']) {
		lines.push(start, ...printTrace(await trace(start, graph)).split('\n').map((line) => `  ${line}`));
	}
	expect(lines.join('\n')).toMatchInlineSnapshot(`
"Telos/Sleep on every quote.md
  by link: Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)
  by link: I say yes too early (challenge) → One week in six with Mama (goal) → A daughter, not a manager (mission) → Mama is far away (problem)
  by link: I say yes too early (challenge) → Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)
Telos/Publish the fountain map.md
  by link: Make water visible (mission) → Water losses nobody sees (problem)
Telos/Runway.md
  by link: Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)
Telos/GOALS.md#G0
  by link: A daughter, not a manager (mission) → Mama is far away (problem)
Projects/Sousa/Sousa night flow.md
  by link: Make water visible (mission) → Water losses nobody sees (problem)
  by link: Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)
Home/Moving.md
  serves no stated purpose
Journal/2026-10-31.md
  by link: Publish the fountain map (goal) → Make water visible (mission) → Water losses nobody sees (problem)"
`);
});

test('what links do not say is looked for in the words, and shown as likeness', async () => {
	const find = (): Promise<{ key: string; score: number }[]> => Promise.resolve([{ key: 'Telos/Six months of runway.md', score: 1 }]);
	const path = 'Recipes/does not exist.md';
	expect(printTrace(await trace(path, graph, find))).toBe('by likeness: Six months of runway (goal) → Make water visible (mission) → Water losses nobody sees (problem)');
	expect(printTrace(await trace(path, graph))).toBe('serves no stated purpose');
});

test('goals are worked on or neglected by the traces they left', () => {
	const lines = activityOfGoals(graph, { today: TODAY }).map(({ item, lastDay, idleDays, isNeglected, proofs }) => `${item.title}: ${isNeglected ? 'neglected' : 'alive'}, ${lastDay ?? 'never'}, ${idleDays ?? '-'} days, ${proofs.length} proofs${proofs[0] ? `, ${proofs[0].kind} ${proofs[0].path}:${proofs[0].line}` : ''}`);
	expect(lines.join('\n')).toMatchInlineSnapshot(`
"Sousa night flow: neglected, never, - days, 0 proofs
Sleep seven hours: neglected, never, - days, 0 proofs
Read a newspaper in Portuguese without the phone: neglected, never, - days, 0 proofs
A talk in front of engineers, in their language: neglected, never, - days, 0 proofs
Fontes do Porto: neglected, 2025-03-30, 602 days, 1 proofs, link Journal/2025-03-30.md:8
One week in six with Mama: neglected, 2026-10-19, 34 days, 9 proofs, log Telos/One week in six with Mama.md:20
Six months of runway: alive, 2026-10-31, 22 days, 13 proofs, value Telos/Runway.md:19
Publish the fountain map: alive, 2026-11-15, 7 days, 7 proofs, value Telos/Fountains surveyed.md:16"
`);
});

test('a weekly review is written from evidence, and asks little', () => {
	expect(reviewOf(graph, { kind: 'weekly', today: TODAY }).text).toMatchInlineSnapshot(`
"---
telos: status
review: weekly
created: 2026-11-22
---
## Worked on

- [[Telos/Publish the fountain map]]: 1 trace
  - 2026-11-15 112 ([[Telos/Fountains surveyed]])

## Neglected

- [[Projects/Sousa/Sousa night flow]]: no trace of work (looked for every 28 days)
- Sleep seven hours ([[Telos/GOALS]]): no trace of work (looked for every 28 days)
- Read a newspaper in Portuguese without the phone ([[Telos/GOALS]]): no trace of work (looked for every 28 days)
- A talk in front of engineers, in their language ([[Telos/GOALS]]): no trace of work (looked for every 28 days)
- [[Projects/Fontes/Fontes do Porto]]: nothing for 602 days, last on 2025-03-30 (looked for every 28 days)
- [[Telos/One week in six with Mama]]: nothing for 34 days, last on 2026-10-19 (looked for every 28 days)

## Progress

- Sleep seven hours ([[Telos/GOALS]]): 1 of 2 milestones
- [[Telos/Six months of runway]]: Runway 4.8 of 6 months on 2026-10-31. At this pace: 2027-08-17 (7 values, 2024-11-30 to 2026-10-31); 0 of 2 below it done
- [[Telos/Publish the fountain map]]: Fountains surveyed 112 of 148 fountains on 2026-11-15. At this pace: 2027-05-31 (5 values, 2025-05-31 to 2026-11-15); 0 of 3 milestones; 0 of 1 below it done

## Only you can say

- Is “Sousa night flow” still a goal of yours? What is its next step?
  - 
- Is “Sleep seven hours” still a goal of yours? What is its next step?
  - 
- Is “Read a newspaper in Portuguese without the phone” still a goal of yours? What is its next step?
  - 
- Is “A talk in front of engineers, in their language” still a goal of yours? What is its next step?
  - 
- What is the one thing that matters next week?
  - 
"
`);
});

test('the digest holds what fits, best first', () => {
	const whole = digestOf(graph, { budgetTokens: 2_000, isRemote: true, today: TODAY });
	expect(whole.text).toMatchInlineSnapshot(`
"Goals:
- One week in six with Mama. Every sixth week in Freiburg, the laptop closed from the morning until she naps. Since January 2026 I have managed five visits out of seven. — for: A daughter, not a manager
- Six months of runway. Six months of living costs in the bank by the end of 2026, so that no is a word I can afford. (by 2026-12-31) — for: Make water visible
- Publish the fountain map. The map goes online and 800 copies go on paper on World Water Day. It was to be 22 March 2026. We moved it by a year, to 22 March 2027, because sixty-four fountains were still missing in the week of the deadline. - (by 2027-03-22) — for: Make water visible
- Sleep seven hours — for: A daughter, not a manager
- Read a newspaper in Portuguese without the phone (by 2026-12-31) — for: A daughter, not a manager
- A talk in front of engineers, in their language (by 2027-06-30) — for: Make water visible
Missions:
- A daughter, not a manager. Be there as a person. Forms, insurers and grab rails can be shared with [[Matthias Hollerbach|Matthias]]; sitting in the kitchen cannot.
- Make water visible. Show people the water that runs past them unseen, below the street or beside it, in numbers they can use before their coffee gets cold.
Principles:
- Sleep on every quote. No price and no date leaves the house on the same day that somebody asks for it. The sentence is: "I will write to you tomorrow." Used nine times since January 2026; broken once (Lisbon, August)."
`);
	const small = digestOf(graph, { budgetTokens: 150, isRemote: true, today: TODAY });
	expect(small.keys).toEqual(whole.keys.slice(0, small.keys.length));
	expect(small.keys.length).toBeGreaterThan(0);
	expect(small.leftOut).toBe(whole.keys.length - small.keys.length);
});
