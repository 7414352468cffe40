/** Makes the stand-in strict: reading or setting a name that is not part of the public API throws. Not a security boundary. */

/** Names that languages, promises and test printers look for on any object. */
const ASKED_OF_ANY = new Set(['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'nodeType', 'tagName', 'hasAttribute', 'constructor', 'calls', '_isMockFunction', 'window', 'self', 'default', '__esModule']);

/**
 * Wraps `target` so that an unknown name throws an error that says which. Classes return it from their constructor,
 * so that one object has one identity. Host internals end in `__`, which no plugin writes.
 */
export function strict<T extends object>(target: T, label: string): T {
	const isKnown = (name: string | symbol): boolean => typeof name === 'symbol' || name in target || ASKED_OF_ANY.has(name) || name.startsWith('@@__');
	return new Proxy(target, {
		get(object, name, receiver) {
			if (!isKnown(name)) throw new Error(`${label}.${String(name)} is not part of Obsidian's public API (or the stand-in lacks it)`);
			return Reflect.get(object, name, receiver) as unknown;
		},
		set(object, name, value, receiver) {
			if (!isKnown(name)) throw new Error(`${label}.${String(name)} cannot be set: it is not part of Obsidian's public API`);
			return Reflect.set(object, name, value, receiver);
		},
	});
}
