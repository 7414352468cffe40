/** What a claim is about, in the form in which two are the same: without brackets, folder, case, width and marks. */
import { oneLine } from '../lib/one-line';
import { fold } from '../search/fold';

export function foldSubject(subject: string): string {
	const [, inner = subject] = /^\[\[([^[\]]*)\]\]$/.exec(subject.trim()) ?? [];
	const name = (inner.split('|')[0] ?? '').split('#')[0] ?? '';
	return fold(oneLine(name.slice(name.lastIndexOf('/') + 1).replace(/\.md$/i, ''))).trim();
}
