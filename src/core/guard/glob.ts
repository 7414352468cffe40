/**
 * Patterns for paths, tools and hosts: `*` within a segment, `**` across segments, everything else literal.
 * Time grows with pattern times text and no faster, since both may come from others.
 */

/** True when `glob` matches the whole of `text`. */
export function globMatches(glob: string, text: string): boolean {
	if (!glob.includes('*')) return glob === text;
	let at = new Set([0]);
	for (const token of glob.match(/\*\*\/|\*\*|\*|[^*]+/g) ?? []) {
		at = token.startsWith('*') ? afterStar(token, text, at) : afterLiteral(token, text, at);
		if (at.size === 0) return false;
	}
	return at.has(text.length);
}

/** A folder or file pattern: one without a star also covers all that lies below it. */
export function pathGlobMatches(glob: string, path: string): boolean {
	const clean = glob.replace(/^\.?\/+|\/+$/g, '');
	if (clean === '') return true;
	if (!clean.includes('*')) return path.startsWith(clean) && (path.length === clean.length || path[clean.length] === '/');
	return globMatches(clean, path) || globMatches(`${clean}/**`, path);
}

function afterLiteral(token: string, text: string, at: ReadonlySet<number>): Set<number> {
	return new Set([...at].filter((position) => text.startsWith(token, position)).map((position) => position + token.length));
}

function afterStar(token: string, text: string, at: ReadonlySet<number>): Set<number> {
	const next = new Set<number>();
	let isOpen = false;
	for (let position = 0; position <= text.length; position++) {
		const isStart = at.has(position);
		if (token === '**/') {
			isOpen ||= isStart;
			if (isStart || (isOpen && text[position - 1] === '/')) next.add(position);
		} else {
			if (token === '*' && text[position - 1] === '/' && !isStart) isOpen = false;
			isOpen ||= isStart;
			if (isOpen) next.add(position);
		}
	}
	return next;
}
