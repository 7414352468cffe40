/** Types of `server.mjs`, which runs without a build. */
import type { NetworkCall } from './world';

export interface WorkbenchOptions {
	vaultDir: string;
	port?: number;
	plugin?: { code: string; manifest: object; styles?: string } | undefined;
	answer?: ((call: NetworkCall) => Promise<Response> | Response) | undefined;
	deviceDir?: string;
}

export function startWorkbench(options: WorkbenchOptions): Promise<{ url: string; close(): Promise<void> }>;
