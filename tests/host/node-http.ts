/**
 * `window.require` of the desktop app, for the two modules by which a plugin streams: `http` and `https`. As Node's client:
 * parts come as they arrive, a stop closes the connection, and no rule for web pages holds. Every other name throws.
 */
import type { NetworkCall } from './world';

type Send = (call: NetworkCall) => Promise<Response>;
type Listener = (value?: unknown) => void;

interface RequestOptions {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

export function desktopRequire(send: Send): (name: string) => unknown {
	const http = { request: (url: string, options: RequestOptions, listener: (incoming: Incoming) => void) => new Outgoing(send, { url, options, listener }) };
	return (name) => {
		if (name === 'http' || name === 'https') return http;
		throw new Error(`Cannot find module '${name}'`);
	};
}

class Emitter {
	private readonly listeners = new Map<string, Listener[]>();

	on(event: string, listener: Listener): this {
		this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
		return this;
	}

	protected emit(event: string, value?: unknown): void {
		for (const listener of this.listeners.get(event) ?? []) listener(value);
	}
}

class Outgoing extends Emitter {
	constructor(
		private readonly send: Send,
		private readonly asked: { readonly url: string; readonly options: RequestOptions; readonly listener: (incoming: Incoming) => void },
	) {
		super();
	}

	end(body?: Uint8Array): void {
		const { url, options, listener } = this.asked;
		const stop = new AbortController();
		options.signal?.addEventListener('abort', () => stop.abort(options.signal?.reason), { once: true });
		const call: NetworkCall = { via: 'node', url, method: options.method ?? 'GET', headers: { ...options.headers }, body: body ? new TextDecoder().decode(body) : '', signal: stop.signal };
		this.send(call).then(
			(answer) => listener(new Incoming(answer, stop)),
			(error: unknown) => this.emit('error', stop.signal.aborted ? error : Object.assign(new Error(error instanceof Error ? error.message : String(error)), { code: codeOf(error) })),
		);
	}
}

/** The stand-in's network says what happened in words; Node does with a code. */
function codeOf(error: unknown): string {
	const words = error instanceof Error ? error.message : '';
	return /\b(E[A-Z]{4,}|[A-Z_]*CERT[A-Z_]*)\b/.exec(words)?.[0] ?? (words.includes('ERR_INTERNET_DISCONNECTED') ? 'ENOTFOUND' : 'ECONNRESET');
}

class Incoming extends Emitter {
	readonly statusCode: number;
	readonly statusMessage: string;
	readonly headers: Record<string, string>;
	private resumed: () => void = () => undefined;
	private pausing: Promise<void> | null = null;
	private isFlowing = false;

	constructor(
		private readonly answer: Response,
		private readonly stop: AbortController,
	) {
		super();
		this.statusCode = answer.status;
		this.statusMessage = answer.statusText;
		this.headers = Object.fromEntries(answer.headers);
	}

	/** Flows from the first listener of `data` on, as Node's streams do. */
	override on(event: string, listener: Listener): this {
		super.on(event, listener);
		if (event === 'data') this.flow();
		return this;
	}

	pause(): void {
		this.pausing ??= new Promise((resolve) => (this.resumed = resolve));
	}

	resume(): void {
		this.pausing = null;
		this.resumed();
		this.flow();
	}

	destroy(): void {
		this.stop.abort();
	}

	private flow(): void {
		if (this.isFlowing) return;
		this.isFlowing = true;
		// Listeners are added one after the other in the same turn.
		void Promise.resolve().then(() => this.read());
	}

	private async read(): Promise<void> {
		try {
			const reader = this.answer.body?.getReader();
			for (;;) {
				await this.pausing;
				const next = await reader?.read();
				if (!next || next.done) return this.emit('end');
				this.emit('data', next.value);
			}
		} catch (error) {
			this.emit('error', error);
		}
	}
}
