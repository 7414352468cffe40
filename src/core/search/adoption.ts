/**
 * Takes in whole segments: those that were saved, and those of notes read on another thread. In small steps, because
 * thousands of notes at once would hold up whoever types meanwhile.
 */
import { inSteps } from '../lib/turns';
import type { AnalysedNotes } from './analysis';
import type { SavedFacts } from './catalog';
import { dayInName } from './dates';
import type { Language } from './languages';
import { UNIT } from './note-draft';
import type { SavedLinks } from './link-targets';
import { DEAD } from './part';
import type { Parts } from './parts';
import type { Place } from './places';
import { readFacts, readNames } from './record';
import { Segment } from './segment';

/** Notes taken in between two yields: a millisecond on a slow machine. */
const STEP = 4;
/** Records looked at between two yields. */
const RECORDS = 512;
/** Forms counted between two yields. */
const USES = 4_096;

export interface NoteStat {
	readonly mtime: number;
	readonly size: number;
}

/** What is known of notes beside their segments. */
export interface SavedNotes {
	readonly facts: SavedFacts;
	readonly links: SavedLinks;
	readonly passages: number;
}

/** Segments as they were saved, into parts that hold nothing yet. */
export function* adoptSaved(parts: Parts, segments: readonly Segment[], { facts, links, passages }: SavedNotes): Generator<void, void, void> {
	const { catalog } = parts;
	for (const part of segments) {
		const number = catalog.places.numberOf(part);
		const { recordSlot, recordUnits, unitKind } = part;
		yield* inSteps(part.records, RECORDS, (from, end) => {
			for (let record = from; record < end; record++) {
				const slot = recordSlot[record] ?? DEAD;
				if (slot === DEAD) continue;
				const first = recordUnits[record] ?? 0;
				const isNames = unitKind[first] === UNIT.title && first !== recordUnits[record + 1];
				catalog.places.put(slot * 2 + (isNames ? 0 : 1), number, record);
			}
		});
	}
	parts.segments = [...segments];
	parts.passages = passages;
	catalog.restore(facts);
	yield* inSteps(facts[0].length, RECORDS, (from, end) => {
		for (let slot = from; slot < end; slot++) {
			const place = catalog.names(slot);
			catalog.name(parts.namesOf(slot).path);
			if (place) parts.links.addNote(slot, links[4][slot]);
		}
	});
	parts.links.restore(links);
}

/**
 * Notes read on another thread, in place of what is held at their paths. `isWanted` is asked at the last moment:
 * a note may have changed meanwhile. To be gone through to its end.
 */
export function* adoptAnalysed(parts: Parts, { arrays, notes, uses, listed }: AnalysedNotes, isWanted: (note: number) => boolean): Generator<void, void, void> {
	const segment = new Segment(arrays, new Uint32Array(arrays.recordLayout.length).fill(DEAD));
	yield* parts.dictionary.takeListed(listed);
	for (const { language, forms, counts } of uses) {
		for (let from = 0; from < forms.length; from += USES) {
			yield;
			parts.dictionary.useMany(forms.subarray(from, from + USES), counts.subarray(from, from + USES), language);
		}
	}
	segment.isFilling = true;
	parts.addSegment(segment);
	for (let note = 0; note < notes.length; note++) {
		if (note % STEP === 0) yield;
		adoptNote(parts, segment, { note, stat: notes[note], isWanted: isWanted(note) });
	}
	segment.isFilling = false;
}

function adoptNote(parts: Parts, segment: Segment, { note, stat, isWanted }: { note: number; stat: NoteStat | undefined; isWanted: boolean }): void {
	const [names, content] = [{ part: segment, record: note * 2 }, { part: segment, record: note * 2 + 1 }];
	const { path } = readNames(segment.layout, segment.recordLayout[names.record] ?? 0);
	const { language, day } = factsOf(content);
	if (!isWanted) {
		for (const place of [names, content]) parts.disuse(place, language);
		return;
	}
	const before = parts.catalog.slotOf(path);
	if (before >= 0) parts.remove(before);
	const slot = parts.catalog.add({ path, language, day: day ?? dayInName(path), mtime: stat?.mtime ?? 0, size: stat?.size ?? 0 });
	segment.assign(names.record, slot);
	segment.assign(content.record, slot);
	parts.place(slot, names, content);
}

function factsOf({ part, record }: Place): { language: Language; day: number | null } {
	const { language, day } = readFacts(part.layout, part.recordLayout[record] ?? 0);
	return { language: language as Language, day };
}
