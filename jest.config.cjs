/** Three projects: the core and its hosts on plain Node, the built plugin in jsdom, the built plugin in Chromium. */
const swc = (extra = {}) => [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { useDefineForClassFields: true } }, module: { type: 'commonjs' }, ...extra },
];
const shared = {
	rootDir: __dirname,
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'],
	extensionsToTreatAsEsm: [],
	transform: { '^.+\\.m?[jt]s$': swc(), '^.+\\.md$': '<rootDir>/tests/support/text-file.cjs' },
	// Packages that ship only ES modules are turned into CommonJS for jest.
	transformIgnorePatterns: ['/node_modules/(?!(@noble|idb|diff|node-diff3|mdast-util-[^/]+|micromark[^/]*|unist-util-[^/]+|decode-named-character-reference|character-entities[^/]*|devlop|ccount|escape-string-regexp|longest-streak|markdown-table|zwitch|trim-lines)/)'],
};
module.exports = {
	// A loaded machine is slow, not wrong.
	testTimeout: 60_000,
	projects: [
		{ ...shared, displayName: 'core', testEnvironment: 'node', testMatch: ['<rootDir>/tests/*.test.ts', '<rootDir>/tests/{core,hosts,eval}/**/*.test.ts'] },
		{
			...shared,
			displayName: 'host',
			testEnvironment: '<rootDir>/tests/host/jest-env.cjs',
			testMatch: ['<rootDir>/tests/host/**/*.test.ts'],
			setupFiles: ['obsidian-test-mocks/jest-setup', 'fake-indexeddb/auto'],
			moduleNameMapper: { '^obsidian$': '<rootDir>/tests/host/obsidian-module.cjs' },
		},
		{ ...shared, displayName: 'browser', testEnvironment: 'node', testMatch: ['<rootDir>/tests/browser/**/*.test.ts'] },
	],
};
