/** jsdom with what Obsidian's own web views have and jsdom lacks. */
const { TestEnvironment } = require('jest-environment-jsdom');

const LACKING = ['TextEncoder', 'TextDecoder', 'fetch', 'Request', 'Response', 'Headers', 'ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoderStream', 'structuredClone', 'BroadcastChannel', 'MessageChannel', 'CompressionStream', 'DecompressionStream'];

module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		for (const name of LACKING) if (this.global[name] === undefined) this.global[name] = globalThis[name];
		if (!this.global.crypto?.subtle) Object.defineProperty(this.global, 'crypto', { value: globalThis.crypto, configurable: true });
		// There is no layout, so there is nowhere to scroll.
		this.global.Element.prototype.scrollIntoView ??= () => undefined;
		// One realm for bytes and abort signals, or instanceof checks on them fail.
		for (const name of ['ArrayBuffer', 'Uint8Array', 'AbortController', 'AbortSignal', 'Blob', 'FormData']) this.global[name] = globalThis[name];
	}
};
