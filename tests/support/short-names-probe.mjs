/** Prints what small programs do, each as it is and with short names, and which names became short. */
import { withShortNames } from '../../scripts/short-names.mjs';

const PROGRAMS = {
	'methods, however they are named': `class A { speakUp({ loudness = 1 } = {}) { return loudness; } get theLevel() { return 3; } }
		const { speakUp, theLevel: level } = new A(); const by = { ...new A() };
		return [speakUp({ loudness: 2 }), level, new A()?.speakUp(), Object.keys(by)];`,
	'a method of the same name as data': `class A { inventory() { return 1; } } const stored = { inventory: 2 };
		return [new A().inventory(), JSON.stringify(stored)];`,
	'a method that is asked for by a text': `class A { countAll() { return 1; } } return new A()['countAll']();`,
	'a method of the platform': `class A extends Array { toSorted() { return 'own'; } } return [new A().toSorted(), [2, 1].toSorted()];`,
	'marked as its own': `const it = { _hidden: 1, shown: 2 }; const { _hidden } = it; let taken; ({ _hidden: taken } = it); it._hidden++;
		return [it._hidden, _hidden, taken, it.shown];`,
	'short names that are taken': `class A { firstOfAll() { return this.$a; } $a = 'taken'; } return new A().firstOfAll();`,
};
const isDeclared = (name) => ['toSorted', 'keys', 'stringify'].includes(name);

for (const [title, body] of Object.entries(PROGRAMS)) {
	const { code, short } = withShortNames(`function run() { ${body} }`, { isDeclared, isForeign: () => true });
	const does = (program) => JSON.stringify(new Function(`${program}; return run();`)());
	console.log(JSON.stringify({ title, same: does(code) === does(`function run() { ${body} }`), does: does(code), short: [...short.keys()] }));
}
