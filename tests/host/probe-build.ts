/** Builds a plugin as main.js is built, and the probe among them. Needs Node, no page. */
import { buildSync } from 'esbuild';
import { join } from 'node:path';

export const probeManifest = { id: 'probe', name: 'Probe', version: '1.0.0', minAppVersion: '1.13.0', author: 'Praxis', description: 'A probe.' };

/** The text of a plugin built as main.js is. */
export function buildPlugin(entry: string): string {
	const built = buildSync({ entryPoints: [entry], bundle: true, format: 'cjs', platform: 'browser', target: 'es2022', write: false, external: ['obsidian', '@codemirror/*'] });
	return built.outputFiles[0]?.text ?? '';
}

export function probeCode(): string {
	return buildPlugin(join(__dirname, 'fixtures/probe.ts'));
}
