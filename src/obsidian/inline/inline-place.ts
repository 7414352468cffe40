/**
 * Where in an editor a proposal belongs: a stretch of text that moves with edits, marked, with a panel below it. One at
 * a time in each editor. It changes no text.
 */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view';

/** Offsets of UTF-16 units in the editor's text, half open. */
export interface InlinePlace {
	readonly from: number;
	readonly to: number;
	/** Drawn below the line in which the place ends. */
	readonly panel: HTMLElement;
	/** Called once when the editor goes away. */
	readonly gone: () => void;
}

const setPlace = StateEffect.define<InlinePlace | null>();

class PanelWidget extends WidgetType {
	constructor(private readonly panel: HTMLElement) {
		super();
	}

	override toDOM(): HTMLElement {
		return this.panel;
	}

	override eq(other: PanelWidget): boolean {
		return other.panel === this.panel;
	}

	override ignoreEvent(): boolean {
		return true;
	}
}

const placeField = StateField.define<InlinePlace | null>({
	create: () => null,
	update: (before, transaction) => {
		let place = before;
		if (place && transaction.docChanged) {
			const from = transaction.changes.mapPos(place.from, 1);
			place = { ...place, from, to: Math.max(from, transaction.changes.mapPos(place.to, -1)) };
		}
		for (const effect of transaction.effects) if (effect.is(setPlace)) place = effect.value;
		return place;
	},
	provide: (field) =>
		EditorView.decorations.compute([field], (state) => {
			const place = state.field(field);
			if (!place) return Decoration.none;
			const marks = place.from < place.to ? [Decoration.mark({ class: 'praxis-inline-place' }).range(place.from, place.to)] : [];
			const below = Decoration.widget({ widget: new PanelWidget(place.panel), block: true, side: 1 }).range(state.doc.lineAt(place.to).to);
			return Decoration.set([...marks, below], true);
		}),
});

/** Ends what is under way when its editor is closed. */
const watchEnd = ViewPlugin.define((view) => ({ destroy: () => view.state.field(placeField, false)?.gone() }));

/** To be registered for every editor. */
export const inlinePlaces: Extension = [placeField, watchEnd];

/** Null when there is none, and in an editor without the extension. */
export function placeIn(view: EditorView): InlinePlace | null {
	return view.state.field(placeField, false) ?? null;
}

/** Ends the one that is open. */
export function openPlace(view: EditorView, place: InlinePlace): void {
	placeIn(view)?.gone();
	view.dispatch({ effects: [setPlace.of(place), EditorView.scrollIntoView(place.to, { y: 'nearest', yMargin: 120 })] });
}

export function closePlace(view: EditorView): void {
	view.dispatch({ effects: setPlace.of(null) });
}
