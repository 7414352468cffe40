/** Decodes "xn--" labels of host names (RFC 3492), so that a person can be shown what a name looks like. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const MAX_LABEL = 63;

/** The host with each label as it is shown. A label that does not decode stays as it is. */
export function shownHost(host: string): string {
	return host.split('.').map((label) => (/^xn--/i.test(label) ? (decoded(label.slice(4)) ?? label) : label)).join('.');
}

function decoded(encoded: string): string | null {
	if (encoded.length > MAX_LABEL || !/^[a-z0-9-]*$/i.test(encoded)) return null;
	const split = encoded.lastIndexOf('-');
	const output = Array.from(encoded.slice(0, Math.max(split, 0)), (character) => character.codePointAt(0) ?? 0);
	let [code, index, bias] = [128, 0, 72];
	for (let at = split + 1; at < encoded.length; ) {
		const before = index;
		for (let weight = 1, k = BASE; ; k += BASE) {
			if (at >= encoded.length) return null;
			const digit = parseInt(encoded.charAt(at++), BASE);
			const value = digit < 10 ? digit + 26 : digit - 10;
			index += value * weight;
			const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
			if (value < threshold) break;
			weight *= BASE - threshold;
		}
		const length = output.length + 1;
		bias = adapted(index - before, length, before === 0);
		code += Math.floor(index / length);
		index %= length;
		if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
		output.splice(index++, 0, code);
	}
	return output.length === 0 ? null : String.fromCodePoint(...output);
}

function adapted(delta: number, length: number, isFirst: boolean): number {
	let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
	rest += Math.floor(rest / length);
	let k = 0;
	for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
	return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
