/** Whatever an answer says, its element runs nothing, loads nothing, and shows quotes word for word. */
import fc from 'fast-check';
import { AnswerElement } from '../../src/obsidian/chat/answer-element';

const ALLOWED = new Set(['DIV', 'P', 'BR', 'HR', 'A', 'STRONG', 'EM', 'S', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'TABLE', 'TR', 'TH', 'TD', 'BLOCKQUOTE', 'SPAN', 'SUP']);
const ALLOWED_ATTRIBUTES = new Set(['class', 'href', 'title', 'rel', 'target', 'role', 'aria-level', 'aria-label', 'dir', 'start', 'tabindex']);

function draw(markdown: string): { el: HTMLElement; text: AnswerElement; cited: number[] } {
	const el = createDiv();
	const cited: number[] = [];
	const text = new AnswerElement(el, (parent, n) => {
		cited.push(n);
		parent.createEl('sup', { text: String(n) });
	});
	text.update(markdown);
	return { el, text, cited };
}

function whyUnsafe(el: HTMLElement): string | null {
	for (const child of Array.from(el.querySelectorAll('*'))) {
		if (!ALLOWED.has(child.tagName)) return `<${child.tagName}>`;
		for (const attribute of Array.from(child.attributes)) {
			if (!ALLOWED_ATTRIBUTES.has(attribute.name)) return `${child.tagName} ${attribute.name}`;
			if (attribute.name === 'href' && !/^https?:\/\//i.test(attribute.value)) return attribute.value;
		}
	}
	return null;
}

const HOSTILE = ['<img src=x onerror=alert(1)>', '![](http://evil.example/p.png)', '![[secret]]', '[x](javascript:alert(1))', '[x](obsidian://open)', '<script>1</script>', '```dataviewjs\n1\n```', '`= 1+1`', '> ', '- ', '| a | b |\n|---|---|\n', '[^1]', '**', '# ', '\n\n', '<iframe src="//x">', '$$', '<!--', '%%', '&lt;img&gt;', 'www.example.com', '[a]: javascript:1\n\n[a]'];

test('given any mixture of hostile Markdown, when it is drawn, then only harmless elements are made', () => {
	const piece = fc.oneof(fc.constantFrom(...HOSTILE), fc.string());
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			expect(whyUnsafe(draw(pieces.join('')).el)).toBeNull();
		}),
		{ numRuns: 1000 },
	);
});

test('given a quote with markup and false marks, when it is drawn, then it stands word for word and only the last mark cites', () => {
	const { el, cited } = draw('> The **rent** is <b>820</b> ![[plan.png]] [^7] a month.\n> Due on the 3rd. [^1]');
	expect(el.querySelector('.praxis-quote-text')?.textContent).toBe('The **rent** is <b>820</b> ![[plan.png]] [^7] a month.\nDue on the 3rd.');
	expect(cited).toEqual([1]);
});

test('given an answer that streams, when it grows, then what stands is not drawn again and the end is as if drawn at once', () => {
	const whole = 'First words. [^1]\n\n> A quote of two\n> lines [^2]\n\n- one\n- two\n\nThe end.';
	const { el, text } = draw(whole.slice(0, 20));
	const first = el.firstElementChild;
	for (let end = 20; end <= whole.length; end++) text.update(whole.slice(0, end));
	expect(el.firstElementChild).toBe(first);
	expect(el.innerHTML).toBe(draw(whole).el.innerHTML);
});

/** What stands alone in a link's definition is drawn as text until the answer is whole; such answers are left out. */
const grown = fc.array(fc.oneof(fc.constantFrom(...HOSTILE.filter((piece) => !/^\[a\]|^```/.test(piece)), 'words. ', '\n\n', '\n', '```\ncode\n\nmore\n```\n\n', '1. a\n2. b\n\n', '> q\n\n[^1]\n\n'), fc.string({ maxLength: 6 })), { maxLength: 14 });

test('given any answer that grows piece by piece, when it is whole, then it stands as if drawn at once', () => {
	fc.assert(
		fc.property(grown, fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), (pieces, steps) => {
			const whole = pieces.join('').replace(/\r|(?:`|~){3}(?!\n)/g, '');
			const { el, text } = draw('');
			for (let end = 0, i = 0; end < whole.length; i++) text.update(whole.slice(0, (end += 1 + (steps[i % steps.length] ?? 0))));
			text.finish(whole);
			expect(el.innerHTML).toBe(draw(whole).el.innerHTML);
		}),
		{ numRuns: 500 },
	);
});

test('given an answer of 300 blocks that streams, when it grows, then each block is drawn once and only the last ones again', () => {
	const el = createDiv();
	const text = new AnswerElement(el, () => undefined);
	let made = 0;
	const watch = new MutationObserver((records) => (made += records.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0)));
	watch.observe(el, { childList: true });
	const block = 'Some words of an answer.\n\n';
	for (let n = 1; n <= 300; n++) text.update(block.repeat(n));
	made += watch.takeRecords().reduce((sum, { addedNodes }) => sum + addedNodes.length, 0);
	expect(el.children).toHaveLength(300);
	expect(made).toBe(300);
	const first = el.firstElementChild;
	text.finish(block.repeat(300));
	expect(el.firstElementChild).toBe(first);
});

test('given text that is taken back, when other text follows, then the other text alone stands', () => {
	const { el, text } = draw('One.\n\nTwo.\n\nThree.\n\nFour.');
	text.update('One.\n\nTw');
	text.update('One.\n\nTwice.');
	expect(Array.from(el.children, (child) => child.textContent)).toEqual(['One.', 'Twice.']);
});
