/** Claims made by number, of many subjects and kinds, as notes: a memory as large as one may become. The same for the same number. */

const NAMES = ['Anna', 'Ben', 'Chiara', 'Dora', 'Emil', 'Farid', 'Grete', 'Hana', 'Ivo', 'Jun'];
const PLACES = ['Lisbon', 'Lyon', 'Porto', 'Faro', 'Bonn', 'Kyoto', 'Oslo', 'Quito'];
const SAYINGS = [
	(who: string, n: number) => `${who} lives in ${PLACES[n % PLACES.length] ?? ''}.`,
	(who: string, n: number) => `${who} brought the drawings of plot ${n % 300} to the meeting.`,
	(who: string, n: number) => `${who} likes tea number ${n % 90} better than coffee.`,
	(who: string, n: number) => `${who} asked for the measurements of pump ${n % 700}.`,
];
/** Of one subject. */
const CLAIMS = 25;
const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(2024, 0, 1);

export function* madeClaims(count: number): Generator<{ readonly path: string; readonly text: string }> {
	yield { path: 'Start.md', text: '# Start\n' };
	for (let n = 0; n < count; n++) {
		const id = `01KA${String(n).padStart(22, '0')}`;
		const subject = Math.floor(n / CLAIMS);
		const who = `${NAMES[subject % NAMES.length] ?? ''} ${String.fromCharCode(65 + (Math.floor(subject / 10) % 26))}${subject}`;
		const said = SAYINGS[n % SAYINGS.length] ?? SAYINGS[0];
		const tier = n % 997 === 0 ? 'tier: hot\n' : n % 13 === 0 ? 'tier: cold\n' : '';
		const recorded = new Date(FIRST_MS + (n % 1_000) * DAY_MS).toISOString();
		yield { path: `Praxis/Memory/${id}.md`, text: `---\npraxis: memory\nid: ${id}\ntype: fact\nsubject: "[[${who}]]"\nsource: []\nsource-kind: user\nconfidence: 1\nimportance: ${(n % 5) + 1}\nrecorded: ${recorded}\nsupersedes: []\nprivate: false\n${tier}---\n${said?.(who, n) ?? ''}\n` };
	}
}
