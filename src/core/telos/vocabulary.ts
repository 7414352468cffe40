/**
 * The words of TELOS files: prefixes of ids, names of sections and files, keys, statuses.
 *
 * Sources: the Telos templates (personal, corporate) and the PAI templates; all spellings seen there are here.
 */
import { ITEM_TYPES, type EdgeKind, type ItemType } from './item';

/** Longer prefixes are whole words: "SM1" is no strategy. */
const PREFIXES: Readonly<Record<string, ItemType>> = {
	P: 'problem', M: 'mission', N: 'narrative', G: 'goal', C: 'challenge', S: 'strategy', K: 'metric', B: 'belief', FR: 'frame', MO: 'model',
	I: 'idea', TR: 'trauma', R: 'risk', SM: 'mission', SG: 'goal', SK: 'metric', STS: 'strategy',
};

const WORDS: Readonly<Record<string, ItemType>> = {
	problems: 'problem', missions: 'mission', narratives: 'narrative', goals: 'goal', challenges: 'challenge', strategies: 'strategy', projects: 'project',
	metrics: 'metric', kpi: 'metric', kpis: 'metric', beliefs: 'belief', frames: 'frame', models: 'model', ideas: 'idea', predictions: 'prediction',
	traumas: 'trauma', learned: 'lesson', lessons: 'lesson', aphorisms: 'wisdom', books: 'book', movies: 'movie', history: 'history',
	journal: 'log', 'risk register': 'risk', risks: 'risk', decision: 'bet', decisions: 'bet', bets: 'bet', assumptions: 'assumption', outcomes: 'outcome',
	"things i've been wrong about": 'wrong', 'best movies': 'movie', 'best books': 'book', 'favorite books': 'book', 'favorite movies': 'movie',
	'formative experiences': 'trauma', 'positive formative experiences': 'trauma', 'current state': 'status',
};

const KINDS: Readonly<Record<string, EdgeKind>> = {
	supports: 'supports', addresses: 'addresses', enables: 'enables', serves: 'serves', goal: 'goal', goals: 'goal', 'active goal': 'goal', project: 'project', 'active project': 'project',
	'blocked by': 'blocked-by', 'linked goals': 'linked-goals', 'linked goal': 'linked-goals', 'linked strategies': 'linked-strategies', 'linked challenges': 'linked-challenges',
	strategy: 'strategy', strategies: 'strategy', metric: 'metric', metrics: 'metric', informs: 'informs', related: 'related', 'related to': 'related', 'priority challenge': 'blocked-by',
	'rests on': 'rests-on', assumes: 'rests-on', 'evidence for': 'evidence-for', refutes: 'refutes', 'outcome of': 'outcome-of', 'learned from': 'learned-from',
};

/** Which way purpose lies along an edge: `up` from the note that states it, `down` to it, or neither. */
const UP: ReadonlySet<EdgeKind> = new Set(['supports', 'addresses', 'enables', 'serves', 'goal', 'project', 'rests-on', 'evidence-for', 'outcome-of', 'learned-from']);
const DOWN: ReadonlySet<EdgeKind> = new Set(['blocked-by', 'linked-goals', 'linked-strategies', 'linked-challenges', 'strategy', 'metric']);

const CLOSED = /^(?:done|completed?|achieved|dropped|retired|abandoned|discarded|cancelled|overcome|closed|refuted|promoted)\b/i;
const PAUSED = /^(?:paused|parked|someday|not started|on hold)\b/i;

export const ID_PATTERN = '[A-Z]{1,4}\\+?\\d{1,9}';

/** The type that an id's prefix means, null for a prefix that nobody has defined. */
export function typeOfId(id: string): ItemType | null {
	return own(PREFIXES, id.replace(/\+?\d+$/, ''));
}

/** The prefix that ids of a type carry when new ones are written; null for types that have none. */
export function prefixOf(type: ItemType): string | null {
	return Object.entries(PREFIXES).find(([, one]) => one === type)?.[0] ?? null;
}

/** The type a word names: "goal", "Goals", "KPIs"; null for others. */
export function typeOfWord(word: string): ItemType | null {
	const plain = word.trim().toLowerCase();
	return ITEM_TYPES.find((type) => type === plain) ?? own(WORDS, plain);
}

/** The type whose entries stand under a heading such as "GOALS", "[Year] Goals", "Security Team KPIs (How we …)", or in a file such as "GOALS.md". */
export function typeOfSection(heading: string): ItemType | null {
	const plain = heading.replace(/\(.*$/, '').replace(/[^\p{L}\p{N}'’ ]+/gu, ' ').replace(/’/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();
	const whole = typeOfWord(plain);
	if (whole) return whole;
	if (/\b(?:mapping|log|evolution|scorecard|categories|effectiveness|pipeline|origins|updates?|analysis|completed|retired|discarded)\b/.test(plain)) return null;
	for (const word of plain.split(' ').reverse()) {
		const type = typeOfWord(word);
		if (type) return type;
	}
	return null;
}

/** The edge that a property or key names, in any case, with blanks or hyphens; null for others. */
export function kindOfKey(key: string): EdgeKind | null {
	const plain = key.trim().toLowerCase().replace(/[-_\s]+/g, ' ');
	return own(KINDS, plain) ?? (plain.startsWith('linked ') ? 'related' : null);
}

export function direction(kind: EdgeKind, from: ItemType | null): 'up' | 'down' | 'none' {
	if (UP.has(kind)) return 'up';
	if (DOWN.has(kind)) return 'down';
	// Problems inform goals: the goal is there because of the problem.
	return kind === 'informs' && from === 'problem' ? 'down' : 'none';
}

/** False for what is done or dropped, in any of the words in use. No status is open. */
export function isOpen(status: string | null): boolean {
	return status === null || !CLOSED.test(status.trim());
}

/** Open, and neither paused nor waiting to begin. */
export function isActive(status: string | null): boolean {
	return isOpen(status) && !PAUSED.test((status ?? '').trim());
}

/** "[Primary Goal]", "______", "[DATE]", "TBD": what a template left to fill in. */
export function isPlaceholder(text: string): boolean {
	const plain = text.trim().replace(/[.\s]+$/, '');
	return plain === '' || /^\[[^\]]*\]$/.test(plain) || /^_{2,}$/.test(plain) || /^(?:tbd|n\/a|-|—)$/i.test(plain);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | null {
	return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}
