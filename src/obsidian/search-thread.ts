/**
 * The thread that reads notes, as a worker of the page. It runs the plugin's own main.js, which then serves and does
 * nothing else: a second program would make the plugin a quarter larger.
 */
import type { Plugin } from 'obsidian';
import type { StartThread } from '../core/host';
import type { ToAnalyst } from '../core/search/analysis';
import { serveAnalyst } from '../core/search/analyst';
import { ownCode } from './vault-own-code';

/** Set where main.js runs as the thread. */
const ROLE = 'praxisAnalyst';

/**
 * What main.js expects of the app, to be loaded only: any module is anything, called or extended as often as wanted.
 * Nothing of it is used by the thread.
 */
const BEFORE = `"use strict";self.${ROLE}=1;(function(module,exports,require){`;
const AFTER = `
})({exports:{}},{},function(){var any=new Proxy(class{},{get:function(of,name){return name==="prototype"?of.prototype:name===Symbol.toPrimitive?function(){return""}:any},apply:function(){return any},construct:function(){return {}}});return any});`;

/** Rejects where a page may start no worker, or main.js cannot be read. */
export function pageThread(plugin: Pick<Plugin, 'app' | 'manifest'>): StartThread {
	return async ({ onMessage, onFailure }) => {
		const program = URL.createObjectURL(new Blob([BEFORE, await ownCode(plugin), AFTER], { type: 'text/javascript' }));
		const worker = new Worker(program);
		let isOver = false;
		const end = (): void => {
			isOver = true;
			worker.terminate();
			URL.revokeObjectURL(program);
		};
		worker.onmessage = ({ data }) => {
			if (!isOver) onMessage(data);
		};
		const fail = (event: Event): void => {
			if (isOver) return;
			end();
			onFailure(new Error(event instanceof ErrorEvent ? event.message : 'A message could not be read.'));
		};
		worker.onerror = fail;
		worker.onmessageerror = fail;
		return { post: (message, moved = []) => worker.postMessage(message, [...moved]), end };
	};
}

interface WorkerSide {
	[ROLE]?: number;
	onmessage: ((event: MessageEvent<ToAnalyst>) => void) | null;
	postMessage(message: unknown, moved: ArrayBuffer[]): void;
}

/** To be called when main.js is loaded: serves when it runs as the thread. */
export function serveThread(): void {
	const own = self as unknown as WorkerSide;
	if (!own[ROLE]) return;
	const hear = serveAnalyst((message, moved) => own.postMessage(message, [...moved]));
	own.onmessage = ({ data }) => hear(data);
}
