/** What a pattern asks before it runs: what it works on, its variables, where the result goes, and behind a fold the rest. It runs nothing. */
import type { App } from 'obsidian';
import type { Pattern, Variable } from '../../core/actions/pattern';
import type { PatternCall } from '../../core/actions/pattern-call';
import { words } from '../words';
import { drawSelect, drawText, drawVariable, NoteSuggest, type Field, type Option } from './fields';
import { outputsHere, type Here } from './here';
import type { SourceRow } from './source-row';
import type { GoesTo, WorkKind } from './work-kinds';

export interface ActionWishes {
	readonly input: WorkKind;
	readonly variables: Readonly<Record<string, string>>;
	readonly wish: string;
	/** A role or ref; "" for the pattern's own. */
	readonly model: string;
	/** A name; "" for the pattern's own, `NO_STRATEGY` for none. */
	readonly strategy: string;
	readonly output: GoesTo;
	/** Heading, name of the property, or folder: what the output needs. */
	readonly place: string;
	/** Of a new note; "" for none. */
	readonly template: string;
	/** What was found or fetched for it. */
	readonly source: SourceRow['spot'];
}

export const NO_STRATEGY = '-';

export interface ActionFormOptions {
	readonly app: App;
	readonly pattern: Pattern;
	readonly here: Here;
	/** No model is asked: nothing is to be chosen about it. */
	readonly isLocal: boolean;
	/** At least one. */
	readonly inputs: readonly WorkKind[];
	readonly models: readonly Option[];
	readonly strategies: readonly string[];
	/** For new notes. */
	readonly resultFolder: string;
	/** "2026-11-02". */
	readonly today: string;
	readonly changed: () => void;
	/** Where results can go, with their names; as the place has it when absent. */
	readonly outputs?: readonly Option[];
	/** Asks what a search or a page needs; none is offered without it. */
	readonly source?: (parent: HTMLElement, kind: 'search' | 'url') => SourceRow;
	/** What a block or a link proposes. */
	readonly call?: PatternCall;
}

export class ActionForm {
	private readonly input: Field | null;
	private readonly variables: ReadonlyMap<string, Field>;
	private readonly wish: Field | null = null;
	private readonly model: Field | null = null;
	private readonly strategy: Field | null = null;
	private output: Field;
	private place: Field | null = null;
	private template: Field | null = null;
	private source: SourceRow | null = null;
	private readonly sourceEl: HTMLElement;
	private readonly outputEl: HTMLElement;

	constructor(
		readonly el: HTMLElement,
		private readonly options: ActionFormOptions,
	) {
		const { pattern, inputs, models, strategies, changed, app, today, call, here } = options;
		const { actions } = words;
		this.input = inputs.length > 1 ? drawSelect(el, actions.input, inputs.map((kind) => ({ value: kind, name: actions.inputs[kind] })), call?.input ?? inputs[0] ?? 'none') : null;
		this.sourceEl = el.createDiv();
		this.drawSource();
		this.variables = new Map(variablesOf(pattern, call).map((variable) => [variable.name, drawVariable(el, variable, { app, today })]));
		this.outputEl = el.createDiv({ cls: 'praxis-action-output' });
		this.output = this.drawOutput(call?.output ?? (here.block !== undefined ? 'below' : here.inChat === true ? 'chat' : pattern.output));
		this.input?.el.addEventListener('change', () => {
			this.drawSource();
			this.output = this.drawOutput(this.output.value() as GoesTo);
		});
		for (const type of ['input', 'change'] as const) el.addEventListener(type, () => changed());
		if (options.isLocal) return;
		const more = el.createEl('details', { cls: 'praxis-action-more' });
		more.createEl('summary', { text: actions.moreOptions });
		const inner = more.createDiv({ cls: 'praxis-action-more-fields' });
		this.wish = drawText(inner, actions.wish, '', actions.wishHint);
		this.model = drawSelect(inner, actions.model, [{ value: '', name: actions.usualModel }, ...models], '');
		this.strategy = drawSelect(inner, actions.strategy, [{ value: '', name: actions.usualStrategy(pattern.strategy) }, ...(pattern.strategy === '' ? [] : [{ value: NO_STRATEGY, name: actions.noStrategy }]), ...strategies.map((name) => ({ value: name, name }))], '');
	}

	get wishes(): ActionWishes {
		return {
			input: this.kind,
			variables: Object.fromEntries([...this.variables].map(([name, field]) => [name, field.value()])),
			wish: this.wish?.value() ?? '',
			model: this.model?.value() ?? '',
			strategy: this.strategy?.value() ?? '',
			output: this.output.value() as GoesTo,
			place: this.place?.value() ?? '',
			template: this.template?.value() ?? '',
			source: this.source?.spot ?? {},
		};
	}

	/** Looks for what the search is to find. Null when it has all it works on, else what is still to do. Rejects as a search does. */
	async waitsFor(): Promise<string | null> {
		return this.source ? this.source.waitsFor() : null;
	}

	/** Calls off what is under way. */
	stop(): void {
		this.source?.stop();
	}

	/** Fields that are needed and empty. */
	get missing(): readonly HTMLElement[] {
		const { pattern } = this.options;
		const empty = pattern.variables.filter(({ name, required }) => required && this.variables.get(name)?.value() === '').flatMap(({ name }) => this.variables.get(name)?.el ?? []);
		return this.output.value() === 'property' && this.place?.value() === '' ? [...empty, this.place.el] : empty;
	}

	choose(model: string): void {
		this.model?.set(model);
		this.options.changed();
	}

	focus(): void {
		const [first] = this.missing;
		(first ?? this.variables.values().next().value?.el)?.focus();
	}

	private get kind(): WorkKind {
		return (this.input?.value() ?? this.options.inputs[0] ?? 'none') as WorkKind;
	}

	private drawSource(): void {
		const { kind } = this;
		this.stop();
		this.sourceEl.empty();
		this.sourceEl.toggle(kind === 'search' || kind === 'url');
		this.source = kind === 'search' || kind === 'url' ? (this.options.source?.(this.sourceEl, kind) ?? null) : null;
	}

	private drawOutput(wanted: GoesTo): Field {
		const { here, isLocal } = this.options;
		this.outputEl.empty();
		const offered = this.options.outputs ?? outputsHere(isLocal ? { ...here, view: null } : here, this.kind).map((kind) => ({ value: kind, name: words.actions.outputs[kind] }));
		const has = (kind: GoesTo): boolean => offered.some(({ value }) => value === kind);
		const field = drawSelect(this.outputEl, words.actions.output, offered, has(wanted) ? wanted : has('append') && wanted !== 'new-note' ? 'append' : 'new-note');
		const placeEl = this.outputEl.createDiv({ cls: 'praxis-action-output' });
		const drawPlace = (): void => {
			placeEl.empty();
			this.place = this.drawPlace(placeEl, field.value() as GoesTo);
		};
		field.el.addEventListener('change', drawPlace);
		drawPlace();
		return field;
	}

	private drawPlace(parent: HTMLElement, output: GoesTo): Field | null {
		const { pattern, resultFolder, call } = this.options;
		const { actions } = words;
		this.template = null;
		const own = output === call?.output && call.place !== '' ? call.place : output === pattern.output ? pattern.outputPlace : '';
		if (output === 'append' || output === 'prepend') return drawText(parent, actions.heading, own, actions.headingHint);
		if (output === 'property') return drawText(parent, actions.property, own);
		if (output !== 'new-note') return null;
		const folder = drawText(parent, actions.folder, own === '' ? resultFolder : own);
		this.template = drawText(parent, actions.template, pattern.template, actions.templateHint);
		new NoteSuggest(this.options.app, this.template.el as HTMLInputElement);
		return folder;
	}
}

/** Those that the pattern declares, and others that are given: Fabric's declare none. */
function variablesOf({ variables }: Pattern, call: PatternCall | undefined): readonly Variable[] {
	const given = call?.variables ?? {};
	const others = Object.keys(given).filter((name) => !variables.some((one) => one.name === name));
	return [...variables.map((one) => ({ ...one, default: given[one.name] ?? one.default })), ...others.map((name) => ({ name, type: 'text', label: name, default: given[name] ?? '', options: [], required: false }) as const)];
}
