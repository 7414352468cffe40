/** Starts the stand-in with the probe plugin, built on the fly: for the stand-in's own tests in jsdom. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type Host, type HostOptions } from './loader';
import { probeCode, probeManifest } from './probe-build';

const root = join(__dirname, '../..');

/** An icon of Lucide, by name. */
export function lucide(name: string): string | undefined {
	try {
		return readFileSync(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8').replace(/<!--[\s\S]*?-->/, '');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

const aVault = { 'Alpha.md': '---\ntitle: A\n---\n# Alpha\nlink to [[Beta]] #tag\n', 'notes/Beta.md': '# Beta\n## Two\nA block ^here\n\n[[Alpha]]\n', 'notes/pic.png': new Uint8Array([1, 2, 3]) };

let code: string | undefined;

export function startProbe(options: Partial<HostOptions> = {}): Promise<Host> {
	code ??= probeCode();
	return startHost({ code, manifest: probeManifest, files: aVault, icon: lucide, ...options });
}
