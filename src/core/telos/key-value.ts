/** A line that names a key and its value, as list notes have them below an entry. */
import { ID_PATTERN } from './vocabulary';

const ID = new RegExp(`^${ID_PATTERN}$`);

/** `**Key:** value`, `- **Key**: value`; null for other lines. */
export function keyValue(line: string): { readonly key: string; readonly value: string } | null {
	const [, key, value = ''] = /^\s{0,8}(?:[-*]\s+)?\*\*([^*:]{1,80})(?::\*\*|\*\*:)\s*(.*)$/.exec(line) ?? [];
	if (key === undefined || ID.test(key)) return null;
	return { key, value: value.trim() };
}
