import tsparser from '@typescript-eslint/parser';
import { defineConfig, globalIgnores } from 'eslint/config';
import obsidianmd from 'eslint-plugin-obsidianmd';
import { PlainTextParser } from 'eslint-plugin-obsidianmd/dist/lib/plainTextParser.js';
import { plugin as tseslint } from 'typescript-eslint';

/** Laws of every TypeScript file. */
const LAWS = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/no-floating-promises': 'error',
	'no-empty': ['error', { allowEmptyCatch: false }],
};
const parsedAs = (project) => ({ parser: tsparser, parserOptions: { project, tsconfigRootDir: import.meta.dirname } });

export default defineConfig([
	globalIgnores(['node_modules', 'main.js', 'dist', 'tests/vault', 'scripts', '**/*.mjs', '**/*.cjs', 'versions.json', 'coverage']),
	// The rules of Obsidian's review are for plugin code: tests have Node, and the stand-in is what the rules are about.
	...obsidianmd.configs.recommended.map((config) => ({ ...config, ignores: ['tests/**'] })),
	{ files: ['src/**/*.ts'], languageOptions: parsedAs('./tsconfig.json'), rules: LAWS },
	{ files: ['tests/**/*.{ts,mts}'], plugins: { '@typescript-eslint': tseslint }, languageOptions: parsedAs('./tests/tsconfig.json'), rules: LAWS },
	{
		// The Node program is no plugin code: it has Node, its timers and no window. TypeScript knows its globals.
		files: ['src/**/*.mts'],
		languageOptions: parsedAs('./src/node/tsconfig.json'),
		rules: {
			...LAWS,
			'no-undef': 'off',
			// There is no requestUrl here; the architecture test keeps fetch in its one file.
			'no-restricted-globals': 'off',
			'obsidianmd/no-nodejs-modules': 'off',
			'obsidianmd/prefer-window-timers': 'off',
			'obsidianmd/hardcoded-config-path': 'off',
		},
	},
	{
		files: ['manifest.json'],
		languageOptions: { parser: tsparser, parserOptions: { project: null, extraFileExtensions: ['.json'] } },
		rules: { 'obsidianmd/validate-manifest': 'error', 'no-irregular-whitespace': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
	},
	{
		files: ['LICENSE'],
		languageOptions: { parser: PlainTextParser },
		rules: { 'obsidianmd/validate-license': ['error', { disableUnchangedYear: true }] },
	},
]);
