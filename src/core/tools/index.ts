/** The tools there are. To add one: write its file, list it here, and give it to an agent by its name. */
import { askPerson } from './ask-person';
import { appendToNote, createNote, editNote, renameNote, setProperties } from './change-notes';
import { fetchPage } from './fetch-page';
import { finish } from './finish';
import { linkedNotes } from './linked-notes';
import { listFolder, recentNotes } from './list-folder';
import { findByProperty, listTasks } from './query-notes';
import { proposeMemory } from './propose-memory';
import { readNoteTool } from './read-note';
import { recallMemory } from './recall-memory';
import { searchNotes } from './search-notes';
import type { Tool } from './tool';
import { startWork, updateWork } from './work';

export const READING_TOOLS: readonly Tool[] = [searchNotes, readNoteTool, listFolder, recentNotes, linkedNotes, findByProperty, listTasks];
export const CHANGING_TOOLS: readonly Tool[] = [createNote, appendToNote, editNote, setProperties, renameNote];
/** Work that takes several days, in a note of its own. */
export const WORK_TOOLS: readonly Tool[] = [startWork, updateWork];
/** Reach outside the vault: given only where the person switched that on. */
export const WEB_TOOLS: readonly Tool[] = [fetchPage];
/** Every agent has these. */
export const OWN_TOOLS: readonly Tool[] = [askPerson, finish];
/** Asking the memory, and proposing what to keep in it. */
export const MEMORY_TOOLS: readonly Tool[] = [recallMemory, proposeMemory];
export const TOOLS: readonly Tool[] = [...READING_TOOLS, ...MEMORY_TOOLS, ...CHANGING_TOOLS, ...WORK_TOOLS, ...WEB_TOOLS, ...OWN_TOOLS];

/** Words of agent files of the field, and what they mean here. Shells and programs are not given. */
const GROUPS: Readonly<Record<string, readonly Tool[]>> = {
	read: [readNoteTool],
	grep: [searchNotes],
	glob: [listFolder],
	write: [createNote],
	edit: [editNote, appendToNote, setProperties],
	notes: READING_TOOLS,
	changes: CHANGING_TOOLS,
	memory: MEMORY_TOOLS,
	work: WORK_TOOLS,
	web: WEB_TOOLS,
	webfetch: WEB_TOOLS,
};

/** The tools that `names` give, with those that every agent has, and the names that mean none. Null: all that read. */
export function toolsNamed(names: readonly string[] | null): { readonly tools: readonly Tool[]; readonly unknown: readonly string[] } {
	if (names === null) return { tools: [...READING_TOOLS, ...OWN_TOOLS], unknown: [] };
	const found = names.map((name) => ({ name, tools: TOOLS.filter((tool) => tool.name === name.toLowerCase()).concat(GROUPS[name.toLowerCase()] ?? []) }));
	const chosen = new Set([...found.flatMap(({ tools }) => tools), ...OWN_TOOLS]);
	return { tools: TOOLS.filter((tool) => chosen.has(tool)), unknown: found.filter(({ tools }) => tools.length === 0).map(({ name }) => name) };
}

export type { Claim, Finish, FinishOutcome, Tool, ToolContext, ToolInput, ToolResult } from './tool';
