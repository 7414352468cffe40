/**
 * What the person puts beside the next question: notes, selections, folders, tags, images; and whether each may go to the
 * model that answers. It draws nothing.
 */
import type { Attachment, ChatChoice } from '../../core/app';
import type { Attached } from '../../core/agents/transcript';
import { Listeners } from '../../core/lib/listeners';
import { isInAny, titleOf } from '../../core/lib/vault-path';
import type { Session } from '../session';
import { words } from '../words';
import type { Beside } from './conversation';

/** Why something is not sent: it is private, the model takes no images, or no model reads it. */
export type HeldBack = 'private' | 'image' | 'quotes';

export class BesideList {
	#known: readonly Beside[] = [];
	readonly #listeners = new Listeners<void>();

	constructor(private readonly session: Pick<Session, 'praxis' | 'settings'>) {}

	get all(): readonly Beside[] {
		return this.#known;
	}

	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** What is there already is not put there again. Whether it is private, and whose words it has, is known a moment later. */
	async add(attachment: Attachment): Promise<void> {
		if (this.has(attachment)) return;
		const beside = { attachment, attached: { kind: attachment.type, name: nameOf(attachment), isPrivate: this.#isInPrivateFolder(attachment) } };
		this.set([...this.#known, beside]);
		const label = await this.#labelOf(attachment);
		this.set(this.#known.map((one) => (one === beside ? { ...one, attached: { ...one.attached, ...label, isPrivate: one.attached.isPrivate || label.isPrivate } } : one)));
	}

	has(attachment: Attachment): boolean {
		return this.#known.some((one) => keyOf(one.attachment) === keyOf(attachment));
	}

	remove(beside: Beside): void {
		this.set(this.#known.filter((one) => one !== beside));
	}

	set(besides: readonly Beside[]): void {
		this.#known = besides;
		this.#listeners.tell();
	}

	#isInPrivateFolder(attachment: Attachment): boolean {
		return 'path' in attachment && isInAny(attachment.path, this.session.settings.privateFolders);
	}

	async #labelOf(attachment: Attachment): Promise<Pick<Attached, 'isPrivate' | 'foreign'>> {
		if (attachment.type === 'tag') return { isPrivate: /^#?private(?:$|\/)/i.test(attachment.tag) };
		if (attachment.type !== 'note' && attachment.type !== 'selection') return { isPrivate: false };
		// A note that cannot be read now is judged when it is sent.
		const label = await this.session.praxis?.guard.guard.labelOf(attachment.path).catch(() => null);
		return { isPrivate: label?.secrecy === 'private', ...(label?.integrity === 'untrusted' ? { foreign: label.reasons[0] ?? '' } : {}) };
	}
}

/** Why it would not reach the model; null when it would. */
export function heldBack({ attached, attachment }: Beside, choice: ChatChoice): HeldBack | null {
	if (choice.kind === 'quotes') return 'quotes';
	if (choice.kind !== 'model') return null;
	const { spec } = choice.entry;
	if (attached.isPrivate && spec.place === 'remote') return 'private';
	return attachment.type === 'image' && !spec.takesImages ? 'image' : null;
}

/** As a person calls it: "Plot 14", "Plot 14, lines 3–9", "Projects/", "#garden", "photo.png". */
function nameOf(attachment: Attachment): string {
	switch (attachment.type) {
		case 'note':
			return titleOf(attachment.path);
		case 'selection':
			return words.beside.lines(titleOf(attachment.path), attachment.fromLine, attachment.toLine);
		case 'folder':
			return `${attachment.path}/`;
		case 'tag':
			return `#${attachment.tag.replace(/^#/, '')}`;
		case 'image':
			return attachment.name;
	}
}

/** One icon a meaning, from Lucide. */
export const BESIDE_ICONS: Readonly<Record<Attached['kind'], string>> = { note: 'file-text', selection: 'text-select', folder: 'folder', tag: 'tag', image: 'image' };

function keyOf(attachment: Attachment): string {
	return attachment.type === 'image' ? `image ${attachment.name} ${attachment.base64.length}` : JSON.stringify(attachment);
}
