/** Paths, front matter, rendered Markdown, hidden text and addresses: each case by its class. */
import { checkAddress } from '../../../src/core/guard/egress';
import { gate } from '../../../src/core/guard/gate';
import { findHidden, revealHidden, stripHidden } from '../../../src/core/guard/hidden-text';
import { listHiddenPassages } from '../../../src/core/guard/hidden-passages';
import { labelNote } from '../../../src/core/guard/labels';
import { safeMarkdown } from '../../../src/core/guard/safe-markdown';
import { startRun } from '../../../src/core/guard/run-state';
import { readFrontMatter } from '../../../src/core/lib/front-matter';
import { liveParts } from './live-parts';
import { LABELS, rulesFor } from './rules';
import { shares, textOf, type Items, type Judged, type Row } from './rows';

type Item = Record<string, unknown>;
type Verdict = Pick<Judged, 'isExpected' | 'isKept'>;

const CLASSES: Record<string, (item: Item) => Verdict> = { path: pathCase, frontmatter: propertiesCase, render: renderCase, hidden: hiddenCase, egress: egressCase };

export function vaultRows(items: Items): Row[] {
	return shares(items.flatMap((item): Judged[] => {
		const judge = CLASSES[textOf(item.cls)];
		return judge ? [{ id: textOf(item.id), set: `vault/${textOf(item.cls)}`, ...judge(item) }] : [];
	}));
}

function pathCase({ op, arg, expect, configDir, protected: instructions }: Item): Verdict {
	const effect = { tool: op === 'read' ? 'note_read' : 'note_write', path: textOf(arg) };
	const rules = rulesFor(effect, { configFolder: textOf(configDir) || '.obsidian', ...(Array.isArray(instructions) ? { instructions: instructions as string[] } : {}) });
	const { verdict } = gate(effect, startRun(true), rules);
	const isExpected = (verdict === 'ask' ? 'confirm' : verdict) === expect;
	return { isExpected, ...(expect === 'allow' ? { isKept: isExpected } : {}) };
}

function propertiesCase({ doc, expect }: Item): Verdict {
	const text = textOf(doc);
	const world = globalThis as Record<string, unknown>;
	const before = performance.now();
	const { data, problems } = readProperties(text);
	const isQuick = performance.now() - before < 2000 && JSON.stringify(data ?? null).length < 1_000_000;
	const settings: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(data ?? {})) settings[name] = value;
	const isInert = isQuick && !('__pwned' in world) && !('polluted' in {}) && !/<%/.test(safeMarkdown(text).text);
	if (expect === 'label-unchanged') {
		const base = { path: 'Notes/n.md', hash: '', tags: [], record: null, accepted: new Set<string>() };
		const label = labelNote({ ...base, properties: data }, LABELS);
		return { isExpected: isInert && label.integrity === 'untrusted' && label.secrecy === 'vault' };
	}
	return { isExpected: isInert && (expect !== 'ok' || (data !== null && problems === 0)) };
}

function readProperties(text: string): { data: Record<string, unknown> | null; problems: number } {
	const { frontMatter, problems } = readFrontMatter(text);
	return { data: frontMatter ? { ...frontMatter.data } : null, problems: problems.length };
}

function renderCase({ md, expect }: Item): Verdict {
	const { text, findings } = safeMarkdown(textOf(md));
	const isInert = liveParts(text).length === 0;
	if (expect === 'keep') return { isExpected: text === md, isKept: text === md };
	return { isExpected: isInert && (expect === 'inert' || findings.length > 0) };
}

function hiddenCase({ text: raw, expect, hidden }: Item): Verdict {
	const text = textOf(raw);
	if (expect === 'keep') return { isExpected: stripHidden(text) === text && revealHidden(text) === text, isKept: stripHidden(text) === text };
	if (expect === 'reveal') return { isExpected: findHidden(text).length > 0 && findHidden(stripHidden(text)).length === 0 && /⟦[^⟧]+⟧/.test(revealHidden(text)) };
	return { isExpected: listHiddenPassages(text).some((passage) => passage.text.includes(textOf(hidden))) };
}

function egressCase({ url, expect }: Item): Verdict {
	const { verdict } = checkAddress(textOf(url), { ownOrigins: [] });
	const mayPass = expect === 'allow-if-policy';
	return { isExpected: (verdict === 'allow') === mayPass, ...(mayPass ? { isKept: verdict === 'allow' } : {}) };
}
