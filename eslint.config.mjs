import tsparser from '@typescript-eslint/parser';
import { defineConfig, globalIgnores } from 'eslint/config';
import obsidianmd from 'eslint-plugin-obsidianmd';
import { PlainTextParser } from 'eslint-plugin-obsidianmd/dist/lib/plainTextParser.js';

export default defineConfig([
	globalIgnores(['node_modules', 'main.js', 'dist', 'tests', 'scripts', '*.mjs', '*.cjs', 'versions.json', 'coverage']),
	...obsidianmd.configs.recommended,
	{
		files: ['**/*.ts'],
		languageOptions: { parser: tsparser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'no-empty': ['error', { allowEmptyCatch: false }],
		},
	},
	{
		// The Node program is no plugin code: it has Node, its timers and no window. TypeScript knows its globals.
		files: ['**/*.mts'],
		languageOptions: { parser: tsparser, parserOptions: { project: './src/node/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
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
