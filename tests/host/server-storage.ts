/** The vault on disk, through the workbench's server. */
import { nativeFetch, NativeEventSource } from './network';
import { StorageConflict, type StoredEntry, type VaultStorage } from './storage';

interface Asked {
	path: string;
	resolve(bytes: Uint8Array): void;
	reject(error: unknown): void;
}

export class ServerStorage implements VaultStorage {
	private readonly asked: Asked[] = [];

	/** `entries` came with the page's start. */
	constructor(private readonly entries: StoredEntry[]) {}

	async list(): Promise<StoredEntry[]> {
		return this.entries;
	}

	/** What is asked for at once travels together: a vault is read note by note. */
	read(path: string): Promise<Uint8Array> {
		return new Promise((resolve, reject) => {
			this.asked.push({ path, resolve, reject });
			if (this.asked.length === 1) queueMicrotask(() => void this.readAsked());
		});
	}

	private async readAsked(): Promise<void> {
		let asked = this.asked.splice(0);
		try {
			while (asked.length > 0) {
				const answer = await nativeFetch('/vault/files', { method: 'POST', body: JSON.stringify(asked.map(({ path }) => path)) });
				if (!answer.ok) throw new Error(await answer.text());
				asked = asked.slice(handOut(asked, new Uint8Array(await answer.arrayBuffer())));
			}
		} catch (error) {
			for (const { reject } of asked) reject(error);
		}
	}

	async write(path: string, bytes: Uint8Array, guard: { expected?: Uint8Array; isNew?: boolean } = {}): Promise<StoredEntry> {
		const headers: Record<string, string> = guard.isNew ? { 'x-is-new': 'yes' } : {};
		if (guard.expected) headers['x-expected'] = await sha256(guard.expected);
		const answer = await nativeFetch(`/vault/file?path=${encodeURIComponent(path)}`, { method: 'PUT', headers, body: bytes.slice() });
		if (answer.status === 412) throw new StorageConflict(await answer.text());
		if (!answer.ok) throw new Error(await answer.text());
		return (await answer.json()) as StoredEntry;
	}

	private async ask<T>(name: string, path: string, to?: string): Promise<T> {
		const answer = await nativeFetch('/vault/do', { method: 'POST', body: JSON.stringify({ name, path, to }) });
		if (!answer.ok) throw new Error(await answer.text());
		return (await answer.json()) as T;
	}

	mkdir(path: string): Promise<StoredEntry> {
		return this.ask('mkdir', path);
	}
	remove(path: string): Promise<void> {
		return this.ask('remove', path);
	}
	rename(from: string, to: string): Promise<void> {
		return this.ask('rename', from, to);
	}
	stat(path: string): Promise<StoredEntry | null> {
		return this.ask('stat', path);
	}
	children(path: string): Promise<StoredEntry[]> {
		return this.ask('children', path);
	}

	watch(listener: (path: string) => void): () => void {
		if (!NativeEventSource) return () => undefined;
		const source = new NativeEventSource('/vault/events');
		source.onmessage = (event: MessageEvent<string>) => listener(JSON.parse(event.data) as string);
		return () => source.close();
	}
}

/** Gives each its bytes from an answer of `/vault/files`. Returns how many were answered. */
function handOut(asked: readonly Asked[], body: Uint8Array): number {
	let at = body.indexOf(10) + 1;
	const results = JSON.parse(new TextDecoder().decode(body.subarray(0, at))) as { size?: number; error?: string }[];
	for (const [index, { size, error }] of results.entries()) {
		if (size === undefined) asked[index]?.reject(new Error(error));
		else asked[index]?.resolve(body.slice(at, at + size));
		at += size ?? 0;
	}
	return results.length;
}

async function sha256(bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', bytes.slice());
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
