/** What ships with Praxis as Markdown, as texts: the built-in agents and patterns. A note of the person's with the same name wins. */
import critic from './agents/critic.md';
import librarian from './agents/librarian.md';
import planner from './agents/planner.md';
import scribe from './agents/scribe.md';
import continueWriting from './patterns/continue-writing.md';
import editSelection from './patterns/edit-selection.md';

export interface Asset {
	/** As if it lay in a folder of the vault: for problems and for the copy a person edits. */
	readonly path: string;
	readonly text: string;
}

/** The first one answers when nobody is named. */
export const AGENTS: readonly Asset[] = [
	{ path: 'agents/librarian.md', text: librarian },
	{ path: 'agents/scribe.md', text: scribe },
	{ path: 'agents/critic.md', text: critic },
	{ path: 'agents/planner.md', text: planner },
];

export const PATTERNS: readonly Asset[] = [
	{ path: 'patterns/continue-writing.md', text: continueWriting },
	{ path: 'patterns/edit-selection.md', text: editSelection },
];
