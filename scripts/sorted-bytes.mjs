/**
 * Small texts packed tighter than by deflating, and unpacked by a page of code: the bytes before equal bytes are brought
 * together (M. Burrows and D. Wheeler, 1994), each is told as how long ago it was seen, and a binary arithmetic coder
 * writes that. The unpacking half goes into the build; whole numbers alone, so that every machine reads the same.
 */

const TOP = 0xff000000;

/** Chances that learn from each bit: the mean of one that learns fast and one that learns slowly, of 65,536. */
function createChances() {
	const [fast, slow] = [new Uint16Array(8192).fill(32768), new Uint16Array(8192).fill(32768)];
	return {
		fast,
		slow,
		of: (at) => (fast[at] + slow[at]) >>> 1,
		learn(at, bit) {
			fast[at] += bit ? (65535 - fast[at]) >> 4 : -(fast[at] >> 4);
			slow[at] += bit ? (65535 - slow[at]) >> 7 : -(slow[at] >> 7);
		},
	};
}

/** Where between `low` and `high` the chance of a set bit ends. */
function middle(low, high, chance) {
	const range = (high - low) >>> 0;
	return (low + (range >>> 16) * chance + (((range & 65535) * chance) >>> 16)) >>> 0;
}

/** Tells a rank to `bit(at, isSet)`, or is told it: its length first, by those of the two before it. `rank` is -1 to be told. */
function createRanks(bit) {
	let [last, before] = [0, 0];
	return (rank) => {
		const wanted = 32 - Math.clz32(Math.max(rank, 0));
		const at = 2048 + (last * 4 + Math.min(before, 3)) * 16;
		let [length, value] = [0, 1];
		while (length < 8 && bit(at + length, wanted > length)) length++;
		for (let left = length - 2; left >= 0; left--) value = value * 2 + bit(length * 256 - 256 + value, (rank >> left) & 1);
		before = last;
		last = length;
		return length === 0 ? 0 : value;
	};
}

/** The `size` bytes that `packedBytes` made `packed` of, which began at row `first`. */
export function unpackedBytes(packed, { size, first }) {
	const { fast, slow } = createChances();
	// Low, high and what is read between them: as variables, numbers of 32 bits would be made anew at each step.
	const ends = Uint32Array.of(0, 0xffffffff, 0);
	let at = 0;
	while (at < 4) ends[2] = (ends[2] << 8) | packed[at++];
	// Written out here: it runs a million times while the plugin loads.
	const rankOf = createRanks((place) => {
		const quick = fast[place];
		const calm = slow[place];
		const range = (ends[1] - ends[0]) >>> 0;
		const chance = (quick + calm) >>> 1;
		const mid = (ends[0] + (range >>> 16) * chance + (((range & 65535) * chance) >>> 16)) >>> 0;
		const bit = ends[2] <= mid ? 1 : 0;
		if (bit) {
			ends[1] = mid;
			fast[place] = quick + ((65535 - quick) >> 4);
			slow[place] = calm + ((65535 - calm) >> 7);
		} else {
			ends[0] = mid + 1;
			fast[place] = quick - (quick >> 4);
			slow[place] = calm - (calm >> 7);
		}
		while (((ends[0] ^ ends[1]) & TOP) === 0) {
			ends[0] <<= 8;
			ends[1] = (ends[1] << 8) | 255;
			ends[2] = (ends[2] << 8) | packed[at++];
		}
		return bit;
	});
	const recent = Uint8Array.from({ length: 256 }, (_, i) => i);
	const starts = new Uint32Array(257);
	const lasts = new Uint8Array(size);
	for (let i = 0; i < size; i++) {
		const rank = rankOf(-1);
		const byte = recent[rank];
		for (let j = rank; j > 0; j--) recent[j] = recent[j - 1];
		recent[0] = lasts[i] = byte;
		starts[byte + 1]++;
	}
	for (let i = 0; i < 256; i++) starts[i + 1] += starts[i];
	const following = new Uint32Array(size);
	for (let i = 0; i < size; i++) following[starts[lasts[i]]++] = i;
	const out = new Uint8Array(size);
	for (let i = 0, row = following[first]; i < size; i++, row = following[row]) out[i] = lasts[row];
	return out;
}

/** Rows of `bytes` turned to begin at each of their places, in order. */
function sortedRows(bytes) {
	const size = bytes.length;
	return Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => {
		let [x, y] = [a, b];
		for (let left = size; left > 0; left--) {
			if (bytes[x] !== bytes[y]) return bytes[x] - bytes[y];
			if (++x === size) x = 0;
			if (++y === size) y = 0;
		}
		return a - b;
	});
}

/** `bytes` packed, with what `unpackedBytes` asks for. */
export function packedBytes(bytes) {
	const size = bytes.length;
	const [chances, out] = [createChances(), []];
	let [low, high] = [0, 0xffffffff];
	const tellRank = createRanks((place, isSet) => {
		const mid = middle(low, high, chances.of(place));
		if (isSet) high = mid;
		else low = mid + 1;
		chances.learn(place, isSet);
		for (; ((low ^ high) & TOP) === 0; low = (low << 8) >>> 0, high = ((high << 8) | 255) >>> 0) out.push(high >>> 24);
		return isSet ? 1 : 0;
	});
	const rows = sortedRows(bytes);
	const recent = Array.from({ length: 256 }, (_, i) => i);
	for (const row of rows) {
		const rank = recent.indexOf(bytes[(row + size - 1) % size]);
		tellRank(rank);
		recent.unshift(...recent.splice(rank, 1));
	}
	// Any number that begins so lies between the two; the bytes after it count as none.
	out.push(high >>> 24);
	return { packed: Uint8Array.from(out), size, first: rows.indexOf(0) };
}
