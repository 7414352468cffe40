/** Approved text: what a person or a model is shown, read by a person before it is kept. PRAXIS_APPROVE=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fails unless `text` is what stands in tests/approved under this name. */
export function expectApproved(name: string, text: string): void {
	const path = join(__dirname, `../approved/${name}.md`);
	if (process.env.PRAXIS_APPROVE === '1') writeFileSync(path, text);
	expect(text).toBe(readFileSync(path, 'utf8'));
}
