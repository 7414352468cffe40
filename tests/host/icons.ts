/** Lucide icons, and those a plugin adds. An unknown icon leaves the element empty, as in the app. */
import { world } from './world';

const added = new Map<string, string>();

export function addIcon(id: string, content: string): void {
	added.set(id, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="currentColor">${content}</svg>`);
}

export function removeIcon(id: string): void {
	added.delete(id);
}

export function getIcon(id: string): SVGSVGElement | null {
	const name = id.replace(/^lucide-/, '');
	const source = added.get(id) ?? world.icon(name);
	if (!source) return null;
	const parsed = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
	const icon = document.importNode(parsed, true) as unknown as SVGSVGElement;
	icon.setAttribute('class', `svg-icon lucide-${name}`);
	return icon;
}

export function getIconIds(): string[] {
	return [...added.keys()];
}

export function setIcon(parent: HTMLElement, id: string): void {
	const icon = getIcon(id);
	parent.replaceChildren(...(icon ? [icon] : []));
}

export function setTooltip(el: HTMLElement, tooltip: string): void {
	el.setAttribute('aria-label', tooltip);
}
