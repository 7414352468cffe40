/** Loads a built plugin as a phone would: no Node built-in, no Electron, no `process`, no `Buffer`. */
import { createContext, runInContext } from 'node:vm';

/** The exports of a bundle's code. Throws what the bundle throws, or the name of a module it asked for. */
export function loadPoisoned(code: string): Record<string, unknown> {
	const stub = new Proxy({}, { get: (_target, name) => (name === '__esModule' ? false : class {}) });
	const module = { exports: {} as Record<string, unknown> };
	const requireOnPhone = (id: string): unknown => {
		if (id === 'obsidian' || id.startsWith('@codemirror/')) return stub;
		throw new Error(`"${id}" is not on a phone`);
	};
	const world = { TextEncoder, TextDecoder, URL, AbortController, setTimeout, clearTimeout, crypto, Intl, structuredClone, performance, module, exports: module.exports, require: requireOnPhone };
	const context = createContext({ ...world, window: world, self: world });
	runInContext(code, context, { filename: 'main.js' });
	return module.exports;
}
