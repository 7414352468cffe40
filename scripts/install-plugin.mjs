/** `npm run install-plugin -- --vault DIR`: builds, and puts the three release files into a vault's plugin folder. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, ensureBuild, ensurePackages, stop } from './ensure.mjs';

const { values } = parseArgs({ options: { vault: { type: 'string' } } });
if (!values.vault) stop('Usage: npm run install-plugin -- --vault DIR');
const vault = resolve(process.env.INIT_CWD ?? process.cwd(), values.vault);
if (!existsSync(vault)) stop(`There is no folder "${values.vault}".`);
if (!existsSync(join(vault, '.obsidian'))) stop(`"${values.vault}" is not an Obsidian vault: it has no .obsidian folder. Open it in Obsidian once, then try again.`);
ensurePackages();
ensureBuild();
const target = join(vault, '.obsidian/plugins/praxis');
mkdirSync(target, { recursive: true });
for (const file of ['main.js', 'manifest.json', 'styles.css']) copyFileSync(join(ROOT, file), join(target, file));
console.log('Praxis is installed. In Obsidian: Settings, Community plugins, reload the list, then turn on Praxis.');
