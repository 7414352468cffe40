/** Keyboard: `Scope`, `Keymap`, and the stack that decides which scope hears a key. */
import type { KeymapEventListener, Modifier } from 'obsidian';

interface KeyHandler {
	scope: Scope;
	modifiers: string | null;
	key: string | null;
	func: KeymapEventListener;
}

export class Scope {
	readonly handlers__: KeyHandler[] = [];
	readonly parent__: Scope | undefined;

	constructor(parent?: Scope) {
		this.parent__ = parent;
	}

	register(modifiers: Modifier[] | null, key: string | null, func: KeymapEventListener): KeyHandler {
		const handler: KeyHandler = { scope: this, modifiers: modifiers && named(modifiers), key, func };
		this.handlers__.push(handler);
		return handler;
	}

	unregister(handler: KeyHandler): void {
		this.handlers__.splice(this.handlers__.indexOf(handler), 1);
	}

	/** True when a handler took the key (returned false, as in the app). */
	hear__(event: KeyboardEvent): boolean {
		const pressed = named(pressedOf(event));
		for (const handler of [...this.handlers__].reverse()) {
			if (handler.modifiers !== null && handler.modifiers !== pressed) continue;
			if (handler.key !== null && handler.key.toLowerCase() !== event.key.toLowerCase()) continue;
			const answer: unknown = handler.func(event, { modifiers: pressed, key: event.key, vkey: event.key });
			if (answer === false) {
				event.preventDefault();
				event.stopPropagation();
				return true;
			}
			if (handler.key !== null) return false;
		}
		return this.parent__?.hear__(event) ?? false;
	}
}

function named(modifiers: readonly Modifier[]): string {
	return [...modifiers].map((each) => (each === 'Mod' ? 'Ctrl' : each)).sort().join(',');
}

function pressedOf(event: KeyboardEvent): Modifier[] {
	return [...(event.ctrlKey || event.metaKey ? ['Ctrl' as const] : []), ...(event.shiftKey ? ['Shift' as const] : []), ...(event.altKey ? ['Alt' as const] : [])];
}

export class Keymap {
	private readonly scopes__: Scope[];

	constructor(base: Scope) {
		this.scopes__ = [base];
	}

	pushScope(scope: Scope): void {
		this.popScope(scope);
		this.scopes__.push(scope);
	}

	popScope(scope: Scope): void {
		const at = this.scopes__.indexOf(scope);
		if (at > 0) this.scopes__.splice(at, 1);
	}

	onKey__(event: KeyboardEvent): void {
		this.scopes__[this.scopes__.length - 1]?.hear__(event);
	}

	isTop__(scope: Scope): boolean {
		return this.scopes__[this.scopes__.length - 1] === scope;
	}

	static isModifier(event: MouseEvent | TouchEvent | KeyboardEvent, modifier: Modifier): boolean {
		if (modifier === 'Mod' || modifier === 'Ctrl' || modifier === 'Meta') return event.ctrlKey || event.metaKey;
		return modifier === 'Shift' ? event.shiftKey : event.altKey;
	}

	static isModEvent(event?: MouseEvent | TouchEvent | KeyboardEvent | null): 'tab' | 'split' | boolean {
		if (!event) return false;
		if (event instanceof MouseEvent && event.button === 1) return 'tab';
		if (!event.ctrlKey && !event.metaKey) return false;
		return event.altKey ? 'split' : 'tab';
	}
}
