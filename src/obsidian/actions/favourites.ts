/** Favourite and recent patterns. A favourite is a command, so that it can have a hotkey; both follow each other at once. */
import type { Plugin } from 'obsidian';
import type { Session } from '../session';
import { words } from '../words';

const RECENT_KEY = 'praxis-recent-patterns';
const MOST_RECENT = 5;

export class Favourites {
	/** Name of the pattern by the id of its command. */
	private readonly commands = new Map<string, string>();

	/** `run` is called with the name when the command is used. */
	constructor(
		private readonly plugin: Plugin,
		private readonly session: Session,
		private readonly run: (name: string) => void,
	) {
		this.follow();
	}

	get names(): readonly string[] {
		return this.session.settings.favouritePatterns;
	}

	has(name: string): boolean {
		return this.names.some((one) => isSame(one, name));
	}

	/** True when it is a favourite afterwards. */
	async toggle(name: string): Promise<boolean> {
		const isAdded = !this.has(name);
		const change = this.session.updateSettings({ favouritePatterns: isAdded ? [...this.names, name] : this.names.filter((one) => !isSame(one, name)) });
		this.follow();
		await change;
		return isAdded;
	}

	/** Kept on this device for this vault; the last one used first. */
	get recent(): readonly string[] {
		const kept: unknown = this.session.app.loadLocalStorage(RECENT_KEY);
		return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : [];
	}

	used(name: string): void {
		this.session.app.saveLocalStorage(RECENT_KEY, [name, ...this.recent.filter((one) => !isSame(one, name))].slice(0, MOST_RECENT));
	}

	private follow(): void {
		const wanted = new Map(this.names.map((name) => [commandId(name), name]));
		for (const id of this.commands.keys()) {
			if (wanted.has(id)) continue;
			this.plugin.removeCommand(id);
			this.commands.delete(id);
		}
		for (const [id, name] of wanted) {
			if (this.commands.has(id)) continue;
			this.plugin.addCommand({ id, name: words.actions.runNamed(name), icon: 'sparkles', callback: () => this.run(name) });
			this.commands.set(id, name);
		}
	}
}

/** The same for the same name, so that a hotkey stays with it. */
export function commandId(name: string): string {
	return `run-${name.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}`;
}

function isSame(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}
