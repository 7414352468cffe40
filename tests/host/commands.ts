/** The app's commands: what may run now, running by id, hotkeys, and the palette. */
import type { Command } from 'obsidian';
import type { App } from './app';
import { reportLater } from './events';
import { MarkdownView } from './markdown-view';
import { FuzzySuggestModal } from './suggesters';

type Checked = (checking: boolean, ...context: unknown[]) => boolean | void;
type Run = (...context: unknown[]) => unknown;

export class Commands {
	readonly all = new Map<string, Command>();

	constructor(private readonly app: App) {}

	add(command: Command): void {
		this.all.set(command.id, command);
		for (const { modifiers, key } of command.hotkeys ?? []) {
			this.app.scope.register(modifiers, key, () => (this.run(command.id) ? false : undefined));
		}
	}

	/** False when the command says that it does not apply now. */
	canRun(id: string): boolean {
		const command = this.find(id);
		const check = (command.editorCheckCallback ?? command.checkCallback) as Checked | undefined;
		const needsEditor = command.editorCallback || command.editorCheckCallback;
		const context = this.context(command);
		if (needsEditor && !context) return false;
		return check ? check.call(command, true, ...(context ?? [])) !== false : true;
	}

	/** Runs as the palette does. Returns false when it may not run; an unknown id throws. */
	run(id: string): boolean {
		if (!this.canRun(id)) return false;
		const command = this.find(id);
		const context = this.context(command) ?? [];
		const check = (command.editorCheckCallback ?? command.checkCallback) as Checked | undefined;
		const plain = (command.editorCallback ?? command.callback) as Run | undefined;
		const done: unknown = check ? check.call(command, false, ...context) : plain?.call(command, ...context);
		if (done instanceof Promise) done.catch(reportLater);
		return true;
	}

	/** Editor commands get the editor and its view, only when a note is being edited. */
	private context(command: Command): unknown[] | null {
		if (!command.editorCallback && !command.editorCheckCallback) return [];
		const view = this.app.workspace.activeEditor;
		return view instanceof MarkdownView && view.getMode() === 'source' ? [view.editor, view] : null;
	}

	private find(id: string): Command {
		const command = this.all.get(id);
		if (!command) throw new Error(`There is no command "${id}". Known: ${[...this.all.keys()].join(', ')}`);
		return command;
	}
}

export class CommandPalette extends FuzzySuggestModal<Command> {
	constructor(app: App) {
		super(app);
		this.setPlaceholder('Select a command…');
	}

	getItems(): Command[] {
		return [...this.app.commands__.all.values()].filter((command) => this.app.commands__.canRun(command.id));
	}

	getItemText(command: Command): string {
		return command.name;
	}

	onChooseItem(command: Command): void {
		this.app.commands__.run(command.id);
	}
}
