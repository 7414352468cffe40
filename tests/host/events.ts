/** Obsidian's two base classes: `Events`, which calls listeners, and `Component`, which has a life and cleans up after itself. */

export type Listener = (...data: never[]) => unknown;

/** What `on` returns; opaque to plugins. */
export interface EventRef {
	source__: Events;
	name__: string;
	listener__: Listener;
}

export class Events {
	private listeners__ = new Map<string, EventRef[]>();

	on(name: string, listener: Listener, context?: unknown): EventRef {
		const ref: EventRef = { source__: this, name__: name, listener__: context === undefined ? listener : (listener.bind(context) as Listener) };
		this.listeners__.set(name, [...(this.listeners__.get(name) ?? []), ref]);
		return ref;
	}

	off(name: string, listener: Listener): void {
		this.listeners__.set(name, (this.listeners__.get(name) ?? []).filter((ref) => ref.listener__ !== listener));
	}

	offref(ref: EventRef): void {
		this.listeners__.set(ref.name__, (this.listeners__.get(ref.name__) ?? []).filter((other) => other !== ref));
	}

	/** A listener that throws does not stop the others; its error surfaces as in the app, outside the caller. */
	trigger(name: string, ...data: unknown[]): void {
		for (const ref of this.listeners__.get(name) ?? []) this.tryTrigger(ref, data);
	}

	tryTrigger(ref: EventRef, data: unknown[]): void {
		try {
			(ref.listener__ as (...all: unknown[]) => unknown)(...data);
		} catch (error) {
			reportLater(error);
		}
	}
}

/** Throws outside the current call, so that the page or the test run sees it. */
export function reportLater(error: unknown): void {
	window.setTimeout(() => {
		throw error;
	}, 0);
}

export class Component {
	isLoaded__ = false;
	private children__: Component[] = [];
	private cleanups__: (() => unknown)[] = [];

	load(): void {
		if (this.isLoaded__) return;
		this.isLoaded__ = true;
		this.loading__ = this.onload();
		for (const child of [...this.children__]) child.load();
	}
	/** What `onload` returned, for the loader to await. */
	loading__: unknown = undefined;

	onload(): unknown {
		return undefined;
	}

	unload(): void {
		if (!this.isLoaded__) return;
		this.isLoaded__ = false;
		for (const child of this.children__.splice(0)) child.unload();
		for (const cleanup of this.cleanups__.splice(0)) cleanup();
		this.onunload();
	}

	onunload(): void {}

	addChild<T extends Component>(child: T): T {
		this.children__.push(child);
		if (this.isLoaded__) child.load();
		return child;
	}

	removeChild<T extends Component>(child: T): T {
		this.children__ = this.children__.filter((other) => other !== child);
		child.unload();
		return child;
	}

	register(cleanup: () => unknown): void {
		this.cleanups__.push(cleanup);
	}

	registerEvent(ref: EventRef): void {
		this.register(() => ref.source__.offref(ref));
	}

	registerDomEvent(target: EventTarget, type: string, listener: EventListener, options?: boolean | AddEventListenerOptions): void {
		target.addEventListener(type, listener, options);
		this.register(() => target.removeEventListener(type, listener, options));
	}

	registerInterval(id: number): number {
		this.register(() => window.clearInterval(id));
		return id;
	}
}
