/** Reads the programs of the other plugins, so that a change of one can be told. Reads only; skips what it cannot read. */
import type { App } from 'obsidian';
import type { Programs } from '../core/guard/steering-watch';
import { hashText } from '../core/lib/hash';
import { nameOf } from '../core/lib/vault-path';

/** Plugin id → SHA-256 of its `main.js`; without Praxis itself, which cannot vouch for itself. One at a time: they are large. */
export async function readPrograms({ vault: { adapter, configDir } }: App, ownId: string): Promise<Programs> {
	const programs = new Map<string, string>();
	const folder = `${configDir}/plugins`;
	if (!(await adapter.exists(folder))) return programs;
	for (const path of (await adapter.list(folder)).folders) {
		const program = `${path}/main.js`;
		if (nameOf(path) !== ownId && (await adapter.exists(program))) programs.set(nameOf(path), hashText(await adapter.read(program)));
	}
	return programs;
}
