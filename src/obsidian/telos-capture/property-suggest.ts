/** Suggestions in the properties of a note, where they are edited as text: types, statuses, and items for edges. */
import { EditorSuggest, type App, type Editor, type EditorPosition, type EditorSuggestContext, type EditorSuggestTriggerInfo } from 'obsidian';
import { proposalsFor, propertyAt, type Proposal } from '../../core/telos/property-proposals';
import type { Session } from '../session';

export class PropertySuggest extends EditorSuggest<Proposal> {
	constructor(
		app: App,
		private readonly session: Session,
	) {
		super(app);
	}

	override onTrigger(cursor: EditorPosition, editor: Editor): EditorSuggestTriggerInfo | null {
		const { praxis } = this.session;
		if (!praxis?.telos.isReady || editor.getLine(0).trim() !== '---') return null;
		const lines = Array.from({ length: cursor.line + 1 }, (_, at) => (at === cursor.line ? editor.getLine(at).slice(0, cursor.ch) : editor.getLine(at)));
		const found = propertyAt(lines);
		return found && { start: { line: cursor.line, ch: found.start }, end: cursor, query: `${found.property}\n${found.typed}` };
	}

	override getSuggestions({ query }: EditorSuggestContext): Proposal[] {
		const [property = '', typed = ''] = query.split('\n');
		const { praxis } = this.session;
		return praxis ? proposalsFor({ property, typed }, praxis.telos.items()) : [];
	}

	override renderSuggestion({ text }: Proposal, el: HTMLElement): void {
		el.setText(text);
	}

	override selectSuggestion({ insert }: Proposal): void {
		const { context } = this;
		if (!context) return;
		context.editor.replaceRange(insert, context.start, context.end);
		context.editor.setCursor({ line: context.start.line, ch: context.start.ch + insert.length });
		this.close();
	}
}
