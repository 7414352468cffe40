/** `npm start [-- --vault DIR] [--port N]`: builds the plugin and opens the workbench, the plugin live on a vault on disk. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, ensureBuild, ensurePackages, stop } from './ensure.mjs';

const { values } = parseArgs({ options: { vault: { type: 'string' }, port: { type: 'string' } } });
const vaultDir = values.vault ? resolve(process.env.INIT_CWD ?? process.cwd(), values.vault) : join(ROOT, 'tests/vault');
if (!existsSync(vaultDir)) stop(`There is no folder "${values.vault}".`);
ensurePackages();
ensureBuild();
const { startWorkbench } = await import('../tests/host/server.mjs');
const workbench = await startWorkbench({ vaultDir, port: values.port === undefined ? undefined : Number(values.port) });
console.log(workbench.url);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void workbench.close().then(() => process.exit(0)));
