/** Prints what small programs do, each as it is and with short names, trimmed or with what it repeats said once, and which names became short or how many characters went. */
import { withSharedStrings } from '../../scripts/shared-strings.mjs';
import { withShortNames } from '../../scripts/short-names.mjs';
import { trimmed } from '../../scripts/trim-output.mjs';

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

const TRIMMED = {
	'a method that nothing calls': 'class A { never() { return this.twice(); } twice() { return 2; } } return new A().twice();',
	'methods that are called by destructuring, by a text, or by the platform': `class A { one() { return 1; } two() { return 2; } toString() { return 'A'; } } const { one } = new A(); return [one(), new A()['two'](), String(new A())];`,
	'fields that the constructor sets, and one that it may not': `class A { a; b; #c; constructor(a) { if (a) this.b = 1; this.a = a, this.#c = a; } get c() { return this.#c; } } return [Object.keys(new A(0)).sort(), new A(3).c];`,
};
for (const [title, body] of Object.entries(TRIMMED)) {
	const whole = `function run() { ${body} }`;
	const short = trimmed(whole, (name) => name === 'toString');
	const does = (program) => JSON.stringify(new Function(`${program}; return run();`)());
	console.log(JSON.stringify({ title, same: does(short) === does(whole), does: does(short), short: [whole.length - short.length] }));
}
const required = trimmed('var a = require("one"); var b = require("two"); var c = require("one");', () => false);
console.log(JSON.stringify({ title: 'a module that is required again', same: true, does: required, short: [] }));

const REPEATS = {
	'members of pages, keys and texts': `const it = { addEventListener: (name) => name + 'some text', dataset: null, "aria-hidden": "true" };
		const none = undefined;
		return [it.addEventListener('a'), it.addEventListener('b'), it?.addEventListener('c'), none?.addEventListener('d'), it?.dataset?.addEventListener, { "aria-hidden": "true" }, { "aria-hidden": typeof it }, it["aria-hidden"], [1.5.toString(), "true", "some text", "some text"]];`,
	'members of the language, of data and of classes': `class A { addEventListener() { return this.#own; } #own = 1; static addEventListener = 2; } const { addEventListener } = A;
		return [addEventListener, A.addEventListener, new A().addEventListener(), new A().addEventListener(), "abc".toUpperCase(), "abc".toUpperCase(), [1].includes(1), [1].includes(2), "addEventListener" in A];`,
};
for (const [title, body] of Object.entries(REPEATS)) {
	const whole = `"use strict";function run() { ${body} }`;
	const short = withSharedStrings(whole);
	const does = (program) => JSON.stringify(new Function(`${program}; return run();`)());
	console.log(JSON.stringify({ title, same: does(short) === does(whole), does: short.includes('.addEventListener('), short: [short.includes('toUpperCase()'), short.includes('"aria-hidden"')].map(Number) }));
}
