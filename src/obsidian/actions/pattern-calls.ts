/** What calls a pattern from outside the palette: code blocks in notes, and links. Each opens its form; none runs it. */
import { Notice, type App, type Plugin } from 'obsidian';
import { readCallLink, type PatternCall } from '../../core/actions/pattern-call';
import { blockNumber } from '../../core/actions/result-changes';
import { asVaultPath, isNote } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { words } from '../words';
import { hereAt, hereNow, type Here } from './here';
import { PatternBlock } from './pattern-block';

export const PATTERN_LINK = 'praxis';

export interface Called {
	readonly call: PatternCall;
	readonly here: Here;
	/** Written by nobody knows whom: the form says so. */
	readonly isFromLink: boolean;
}

export function registerCalls(plugin: Plugin, session: Session, open: (called: Called) => void): void {
	const { app } = session;
	plugin.registerMarkdownCodeBlockProcessor('praxis-pattern', (source, el, context) => {
		const path = asVaultPath(context.sourcePath);
		context.addChild(new PatternBlock(el, {
			session,
			source,
			open: (call) => {
				const at = placeOf(app, call.note === '' ? context.sourcePath : call.note, context.sourcePath);
				const section = context.getSectionInfo(el);
				const nth = section ? blockNumber(section.text, source, section.lineStart) : 0;
				if (at) open({ call, here: { ...at, ...(path !== null && isNote(path) ? { block: { path, source, nth } } : {}) }, isFromLink: false });
			},
		}));
	});
	plugin.registerObsidianProtocolHandler(PATTERN_LINK, (parameters) => {
		const reading = readCallLink(parameters);
		if ('problems' in reading) return void new Notice(`${words.actions.linkBad} ${reading.problems[0] ?? ''}`.trim());
		const { call } = reading;
		const here = call.note === '' ? hereNow(app) : placeOf(app, call.note, '');
		if (here) open({ call, here, isFromLink: true });
	});
}

/** Null, and told, when there is no such note. */
function placeOf(app: App, note: string, from: string): Here | null {
	const file = app.vault.getFileByPath(note) ?? app.metadataCache.getFirstLinkpathDest(note, from);
	if (file && isNote(file.path)) return hereAt(file);
	new Notice(words.actions.noNote(note));
	return null;
}
