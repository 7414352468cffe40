/** A small vault with a memory: claims of every kind and standing, and the notes that they stand on. For tests of what a person sees. */

/** Ids in the order of writing. */
export const ID = (n: number): string => `01KBN3W8Q2X7M4T9V6RZ5C0H${String(n).padStart(2, '0')}`;

/** A claim as a note; what is not told has its usual value. */
export function claimNote(n: number, text: string, properties: Readonly<Record<string, string>> = {}): string {
	const said = { type: 'fact', source: '[]', 'source-kind': 'user', confidence: '1', importance: '3', recorded: '2026-10-02T09:14:05Z', supersedes: '[]', private: 'false', ...properties };
	return `---\npraxis: memory\nid: ${ID(n)}\n${Object.entries(said).map(([name, value]) => `${name}: ${value}\n`).join('')}---\n${text}\n`;
}

const at = (n: number, folder = 'Praxis/Memory'): string => `${folder}/${ID(n)}.md`;

/** Six claims that stand, one in the inbox among them, and one that was replaced. */
export const CLAIMS: Readonly<Record<string, string>> = {
	'Meetings/2026-09-30 Standup.md': '# Standup\n\nAnna moves to Lyon on 1 October. ^k3\n\nBen brings the drill.\n',
	'People/Anna Meyer.md': '---\ntype: person\n---\nWe met at the canal works.\n',
	'Clippings/Rain barrels.md': 'A barrel that stands in the sun smells.\n',
	[at(1)]: claimNote(1, 'Anna lives in Bonn.', { subject: '"[[Anna Meyer]]"', attribute: 'lives in', recorded: '2026-03-02T09:00:00Z' }),
	[at(2)]: claimNote(2, 'Anna lives in Lyon.', { subject: '"[[Anna Meyer]]"', attribute: 'lives in', source: '["[[2026-09-30 Standup#^k3]]"]', quote: 'Anna moves to Lyon on 1 October.', 'source-kind': 'note', confidence: '0.9', 'valid-from': '2026-10-01', supersedes: `[${ID(1)}]` }),
	[at(3)]: claimNote(3, 'Anna drinks her coffee black, without sugar.', { type: 'preference', subject: '"[[Anna Meyer]]"', private: 'true' }),
	[at(4)]: claimNote(4, 'I write in the mornings and answer mail after lunch.', { type: 'preference', subject: 'me', tier: 'hot', importance: '5' }),
	[at(5)]: claimNote(5, 'The pump of plot 14 was repaired.', { type: 'event', subject: 'Plot 14', tier: 'cold', recorded: '2025-05-01T10:00:00Z' }),
	[at(6)]: claimNote(6, 'Sousa pays within thirty days.', { subject: 'Sousa', source: '["[[2026-09-30 Standup]]"]', quote: 'Sousa pays at once', 'source-kind': 'note', confidence: '0.7', agent: 'archivist' }),
	[at(7, 'Praxis/Memory/Inbox')]: claimNote(7, 'A barrel in the sun smells.', { subject: 'Rain barrel', source: '["[[Rain barrels]]"]', quote: 'A barrel that stands in the sun smells.', 'source-kind': 'web', confidence: '0.6' }),
	[at(8)]: claimNote(8, 'أحمد يعيش في القاهرة منذ سنتين.', { subject: 'أحمد', recorded: '2026-09-02T09:14:05Z' }),
};
