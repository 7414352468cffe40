/** `build-probe.mjs NAME [--whole]`: builds the probe NAME as the plugin is built, or with its packages whole, and runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { pluginOptions } from '../../esbuild.config.mjs';
import { shortNames } from '../../scripts/short-names.mjs';
import { slimPackages } from '../../scripts/slim-packages.mjs';
import { slimStemmers } from '../../scripts/slim-stemmers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'praxis-probe-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const [name, ...flags] = process.argv.slice(2);
const outfile = join(folder, 'probe.cjs');
const plugins = flags.includes('--whole') ? pluginOptions.plugins.filter((plugin) => ![slimPackages, slimStemmers, shortNames].includes(plugin)) : pluginOptions.plugins;
await esbuild.build({ ...pluginOptions, plugins, entryPoints: [join(import.meta.dirname, `${name}.ts`)], outfile });
createRequire(import.meta.url)(outfile);
