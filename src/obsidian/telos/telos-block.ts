/** A `praxis-telos` code block in any note: the tree, the map, or the page of one item, kept up with every edit. */
import { MarkdownRenderChild, type App } from 'obsidian';
import type { Item } from '../../core/telos/item';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { itemsNamed, readBlock, type BlockOptions } from './block-options';
import { FollowedSource, type Reading } from './follow-source';
import { drawItemPage } from './item-page';
import { redraw } from './keep-place';
import { LateEvidence } from './late-evidence';
import { MapElement } from './map-element';
import { openInTab } from './open-in-tab';
import { drawRow, isTall, rowName } from './row-element';
import { TelosFacts } from './telos-facts';
import type { TelosSource } from './telos-source';
import { TreeElement } from './tree-element';
import { placesOf, placesUnder, type Place } from './tree-places';
import { keepsOf, rowsOf, type RowOptions } from './tree-rows';

export interface BlockPlace {
	/** What stands in the block. */
	readonly source: string;
	/** The note it stands in. */
	readonly notePath: string;
}

export class TelosBlock extends MarkdownRenderChild {
	#followed: FollowedSource | null = null;
	private facts: TelosFacts | null = null;
	#late: LateEvidence | null = null;
	#places: readonly Place[] = [];
	#tree: TreeElement | null = null;
	#map: MapElement | null = null;
	/** Of the map: the item in hand. */
	#selected: string | null = null;
	#bodyEl: HTMLElement | null = null;
	readonly #toggled = new Map<string, boolean>();

	constructor(
		containerEl: HTMLElement,
		private readonly app: App,
		private readonly session: Pick<Session, 'praxis' | 'onStatus'>,
		private readonly place: BlockPlace,
	) {
		super(containerEl);
	}

	override onload(): void {
		this.containerEl.addClass('praxis-telos-block');
		const reading = readBlock(this.place.source);
		if ('problems' in reading) return this.#drawBad(reading.problems);
		this.#followed = new FollowedSource({
			find: () => this.session.praxis?.telos ?? null,
			onStatus: (listener) => this.session.onStatus(listener),
			onReading: (news) => this.#onReading(news, reading.options),
			win: this.containerEl.win,
		});
	}

	override onunload(): void {
		this.#followed?.close();
		this.#late?.close();
		this.#clear();
	}

	#onReading(reading: Reading, options: BlockOptions): void {
		if (reading.state === 'ready') return this.#refresh(reading.source, options);
		this.#clear();
		if (reading.state === 'reading') this.containerEl.createDiv({ cls: 'praxis-muted praxis-telos-block-wait', text: words.telos.loading });
		else this.#drawMessage(words.telos.failed, []);
	}

	#refresh(source: TelosSource, options: BlockOptions): void {
		const late = (this.#late ??= new LateEvidence({ evidence: () => source.evidence, onMore: () => this.#refresh(source, options), win: this.containerEl.win }));
		this.facts = new TelosFacts(source.graph, { today: source.today, more: late.evidence, takeMissing: () => late.takeMissing() });
		const items = options.goal === null ? [] : itemsNamed(source.graph, options.goal, this.place.notePath);
		const [item] = items;
		if (options.goal !== null && !item) return this.#drawMessage(words.telos.block.noItem(options.goal), []);
		if (source.graph.items().length === 0) return this.#drawMessage(words.telos.block.empty, []);
		const body = this.#bodyEl ?? this.#frame();
		body.querySelector('.praxis-telos-block-note')?.remove();
		body.toggleClass('is-page', options.view === 'goal');
		if (options.view === 'goal' && item) redraw(body, () => this.#drawGoal(body, item));
		else if (options.view === 'map') this.#drawMap(body, options, item);
		else this.#drawTree(body, options, item);
		if (items.length > 1 && options.goal !== null) body.createEl('p', { cls: 'praxis-muted praxis-telos-block-note', text: words.telos.block.several(options.goal, items.length) });
	}

	#frame(): HTMLElement {
		this.#clear();
		this.#bodyEl = this.containerEl.createDiv({ cls: 'praxis-telos-block-body', attr: { role: 'group', 'aria-label': words.telos.block.label } });
		return this.#bodyEl;
	}

	#drawGoal(parent: HTMLElement, item: Item): void {
		if (!this.facts) return;
		drawItemPage(parent, item, {
			facts: this.facts,
			select: (key) => this.#open(this.facts?.graph.item(key) ?? null, false),
			openAt: (path, line, isNewTab) => void openInTab(this.app, { path, line, isNewTab }),
			openLink: (link, from) => void this.app.workspace.openLinkText(link, from, true).catch((error: unknown) => tellError(words.errors.open, error)),
		});
	}

	#drawTree(parent: HTMLElement, { filter }: BlockOptions, item: Item | undefined): void {
		const { facts } = this;
		if (!facts) return;
		const all = placesOf(facts.graph);
		this.#places = item ? placesUnder(all, item.key) : all;
		const rows = rowsOf(this.#places, { toggled: this.#toggled, keeps: this.#keeps(filter) });
		this.#tree ??= new TreeElement(parent, {
			label: words.telos.treeLabel, description: words.telos.treeKeys, isTall, nameOf: rowName,
			draw: (el, row) => this.facts && drawRow(el, row, this.facts),
			onSelect: () => undefined,
			onToggle: ({ place }, isOpen) => {
				this.#toggled.set(place.id, isOpen);
				this.#tree?.setRows(rowsOf(this.#places, { toggled: this.#toggled, keeps: this.#keeps(filter) }));
			},
			onOpen: ({ place }, isNewTab) => place.kind === 'item' && this.#open(place.item, isNewTab),
			onShow: ({ place }) => place.kind === 'item' && this.#open(place.item, false),
		});
		this.#tree.el.toggle(rows.length > 0);
		this.#tree.setRows(rows);
		if (rows.length === 0) parent.createEl('p', { cls: 'praxis-muted praxis-telos-block-note', text: words.telos.noMatch });
	}

	#drawMap(parent: HTMLElement, { filter }: BlockOptions, item: Item | undefined): void {
		if (!this.facts) return;
		this.#selected ??= item?.key ?? null;
		const draw = (): void => this.facts ? this.#map?.update({ graph: this.facts.graph, keeps: this.#keeps(filter), selected: this.#selected }) : undefined;
		this.#map ??= new MapElement(parent, {
			takesWheel: false,
			onSelect: ({ key }) => {
				this.#selected = key;
				draw();
			},
			onOpen: (one, isNewTab) => this.#open(one, isNewTab),
			onShow: (one, by) => by === 'key' && this.#open(one, false),
		});
		draw();
	}

	#keeps(filter: BlockOptions['filter']): RowOptions['keeps'] {
		return keepsOf(filter, (item) => this.facts?.isNeglected(item) === true);
	}

	#open(item: Item | null, isNewTab: boolean): void {
		if (item) void openInTab(this.app, { path: item.path, line: item.line, isNewTab });
	}

	#drawBad(problems: readonly string[]): void {
		this.#drawMessage(words.telos.block.badTitle, problems);
	}

	#drawMessage(title: string, lines: readonly string[]): void {
		this.#clear();
		const el = this.containerEl.createDiv({ cls: 'praxis-telos-block-message', attr: { role: 'note' } });
		el.createEl('p', { cls: lines.length > 0 ? 'praxis-empty-title' : 'praxis-muted', text: title });
		if (lines.length === 0) return;
		const list = el.createEl('ul');
		for (const line of lines) list.createEl('li', { text: line });
	}

	#clear(): void {
		this.#tree?.close();
		this.#map?.close();
		this.#tree = null;
		this.#map = null;
		this.#bodyEl = null;
		this.containerEl.empty();
	}
}
