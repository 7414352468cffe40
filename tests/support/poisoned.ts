/** Loads a built plugin as a phone would: no Node built-in, no Electron, no `process`, no `Buffer`. */
import * as language from '@codemirror/language';
import * as state from '@codemirror/state';
import * as view from '@codemirror/view';
import { createContext, runInContext } from 'node:vm';

/** The app's editor, which phones have. */
const EDITOR: Readonly<Record<string, unknown>> = { '@codemirror/language': language, '@codemirror/state': state, '@codemirror/view': view };

/** The exports of a bundle's code. Throws what the bundle throws, or the name of a module it asked for. */
export function loadPoisoned(code: string): Record<string, unknown> {
	const stub = new Proxy({}, { get: (_target, name) => (name === '__esModule' ? false : class {}) });
	const module = { exports: {} as Record<string, unknown> };
	const requireOnPhone = (id: string): unknown => {
		if (id === 'obsidian') return stub;
		if (id in EDITOR) return EDITOR[id];
		throw new Error(`"${id}" is not on a phone`);
	};
	const world = { TextEncoder, TextDecoder, URL, AbortController, setTimeout, clearTimeout, crypto, Intl, structuredClone, performance, module, exports: module.exports, require: requireOnPhone };
	const context = createContext({ ...world, window: world, self: world });
	runInContext(code, context, { filename: 'main.js' });
	return module.exports;
}
