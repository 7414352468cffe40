/** What the memory holds of a text, as one input that goes along with it: for patterns with `context: memory`. */
import type { Recall } from '../memory/recall/recall';
import type { ActionInput } from './run-action';

const TOKENS = 800;

/** None where nothing is remembered of it. Its label is that of the claims. */
export async function gatherMemory(about: string, { recall, noPrivate }: { readonly recall: Pick<Recall, 'about'>; readonly noPrivate: boolean }): Promise<readonly ActionInput[]> {
	const { lines, label } = await recall.about(about, { tokens: TOKENS, noPrivate });
	return lines.length === 0 ? [] : [{ name: 'What you asked to remember', text: lines.join('\n'), label }];
}
