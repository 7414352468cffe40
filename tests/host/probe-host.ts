/** Starts the stand-in with the probe plugin, built on the fly: for the stand-in's own tests. */
import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type Host, type HostOptions } from './loader';

const root = join(__dirname, '../..');

export const probeManifest = { id: 'probe', name: 'Probe', version: '1.0.0', minAppVersion: '1.13.0', author: 'Praxis', description: 'A probe.' };

/** The text of a plugin built as main.js is. */
export function buildPlugin(entry: string): string {
	const built = buildSync({ entryPoints: [entry], bundle: true, format: 'cjs', platform: 'browser', target: 'es2022', write: false, external: ['obsidian', '@codemirror/*'] });
	return built.outputFiles[0]?.text ?? '';
}

export function probeCode(): string {
	return buildPlugin(join(__dirname, 'fixtures/probe.ts'));
}

/** An icon of Lucide, by name. */
export function lucide(name: string): string | undefined {
	try {
		return readFileSync(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8').replace(/<!--[\s\S]*?-->/, '');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

const aVault = { 'Alpha.md': '---\ntitle: A\n---\n# Alpha\nlink to [[Beta]] #tag\n', 'notes/Beta.md': '# Beta\n## Two\nA block ^here\n[[Alpha]]\n', 'notes/pic.png': new Uint8Array([1, 2, 3]) };

let code: string | undefined;

export function startProbe(options: Partial<HostOptions> = {}): Promise<Host> {
	code ??= probeCode();
	return startHost({ code, manifest: probeManifest, files: aVault, icon: lucide, ...options });
}
