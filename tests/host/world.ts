/** What the module `obsidian` reaches without an `app`: icons, the network, and whether this is a phone. One per page or test. */
import { Events } from './events';

export interface NetworkCall {
	/** Which door the plugin used; `node` is Node's own client on the desktop. */
	readonly via: 'node' | 'requestUrl' | 'fetch' | 'XMLHttpRequest' | 'WebSocket' | 'EventSource' | 'sendBeacon';
	readonly url: string;
	readonly method: string;
	readonly headers: Record<string, string>;
	/** Text as sent; binary bodies as Latin-1. */
	readonly body: string;
	readonly signal?: AbortSignal;
}

/** Answers a call. Throw to make the network fail. */
export type Answer = (call: NetworkCall) => Promise<Response> | Response;

export interface World {
	/** SVG source of a Lucide icon, by its name without "lucide-". */
	icon: (name: string) => string | undefined;
	answer: Answer;
	/** Every call that the plugin made, answered or refused. */
	readonly calls: NetworkCall[];
	isMobile: boolean;
	isPhone: boolean;
	/** Fires `hover-link`, kept for tests. */
	readonly signals: Events;
}

export const refuse: Answer = (call) => {
	throw new TypeError(`net::ERR_INTERNET_DISCONNECTED (the stand-in has no network: ${call.method} ${call.url})`);
};

export const world: World = { icon: () => undefined, answer: refuse, calls: [], isMobile: false, isPhone: false, signals: new Events() };
