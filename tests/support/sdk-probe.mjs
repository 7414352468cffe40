/** Builds `sdk-probe.ts` as the plugin is built, or with the packages whole (`--whole`), and runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { pluginOptions } from '../../esbuild.config.mjs';
import { slimPackages } from '../../scripts/slim-packages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'praxis-sdk-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, 'probe.cjs');
const plugins = process.argv.includes('--whole') ? pluginOptions.plugins.filter((plugin) => plugin !== slimPackages) : pluginOptions.plugins;
await esbuild.build({ ...pluginOptions, plugins, entryPoints: [join(import.meta.dirname, 'sdk-probe.ts')], outfile });
createRequire(import.meta.url)(outfile);
