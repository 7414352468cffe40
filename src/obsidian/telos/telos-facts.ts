/** What is known of an item beyond its note: progress and work, each worked out once for a state of the graph. Pure. */
import { activityOf, activityOfGoals, type Activity, type MoreEvidence } from '../../core/telos/activity';
import type { TelosGraph } from '../../core/telos/graph';
import type { DatedText, Day, Item } from '../../core/telos/item';
import { metricProgress, progressOf, type MetricProgress, type Progress } from '../../core/telos/progress';

export interface FactsOptions {
	readonly today: Day;
	readonly more?: MoreEvidence;
	/** True when some of the evidence that was asked for since the last call is still looked for. */
	readonly takeMissing?: () => boolean;
}

/** How far an item is by the one measure that a row has room for: a metric, else milestones, else what is below it. */
export type Share =
	| { readonly by: 'metric'; readonly share: number; readonly metric: MetricProgress }
	| { readonly by: 'milestones' | 'children'; readonly share: number; readonly done: number; readonly all: number };

export class TelosFacts {
	readonly today: Day;
	readonly #more: MoreEvidence;
	readonly #takeMissing: () => boolean;
	readonly #unsure = new Set<string>();
	readonly #progressKnown = new Map<string, Progress>();
	readonly #activityKnown = new Map<string, Activity>();
	#goals: readonly Activity[] | null = null;
	#neglected: ReadonlySet<string> | null = null;

	constructor(
		readonly graph: TelosGraph,
		{ today, more = {}, takeMissing = () => false }: FactsOptions,
	) {
		this.today = today;
		this.#more = more;
		this.#takeMissing = takeMissing;
	}

	progress(item: Item): Progress {
		return known(this.#progressKnown, item, () => progressOf(item, this.graph));
	}

	activity(item: Item): Activity {
		return known(this.#activityKnown, item, () => {
			this.#takeMissing();
			const activity = activityOf(item, this.graph, { today: this.today, more: this.#more });
			if (this.#takeMissing()) this.#unsure.add(item.key);
			return activity;
		});
	}

	/** False while evidence of work on it is still looked for: nobody is told then that it is neglected. */
	isSure(item: Item): boolean {
		this.activity(item);
		return !this.#unsure.has(item.key);
	}

	/** Open goals and projects, the longest idle first. */
	ofGoals(): readonly Activity[] {
		if (this.#goals) return this.#goals;
		this.#takeMissing();
		this.#goals = activityOfGoals(this.graph, { today: this.today, more: this.#more });
		const isMissing = this.#takeMissing();
		for (const one of this.#goals) {
			if (isMissing) this.#unsure.add(one.item.key);
			this.#activityKnown.set(one.item.key, one);
		}
		return this.#goals;
	}

	/** Of open goals and projects, once it is sure. */
	isNeglected({ key }: Item): boolean {
		this.#neglected ??= new Set(this.ofGoals().flatMap((goal) => (goal.isNeglected && !this.#unsure.has(goal.item.key) ? [goal.item.key] : [])));
		return this.#neglected.has(key);
	}

	share(item: Item): Share | null {
		const { metrics, milestones, children } = this.progress(item);
		const metric = metrics.find(({ share }) => share !== null);
		if (metric) return { by: 'metric', share: metric.share ?? 0, metric };
		if (milestones) return { by: 'milestones', share: milestones.done / milestones.all, ...milestones };
		return children ? { by: 'children', share: children.done / children.all, ...children } : null;
	}

	/** The values that a sparkline shows: the item's own, else those of the first metric below it. Oldest first. */
	values(item: Item): { readonly values: readonly DatedText[]; readonly target: number | null } | null {
		const own = item.type === 'metric' ? metricProgress(item) : this.progress(item).metrics.find(({ values }) => values.length > 1);
		return own && own.values.length > 1 ? own : null;
	}
}

function known<T>(map: Map<string, T>, { key }: Item, make: () => T): T {
	const found = map.get(key) ?? make();
	map.set(key, found);
	return found;
}
