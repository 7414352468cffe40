/** What tests of the wires need on Node: the fixtures on disk, beside the builders that run anywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireName } from '../../src/core/models/vendor';

export * from './wire-world';

export function fixture(wire: WireName, name: string): string {
	return readFileSync(join(__dirname, '../fixtures/wire', `${wire}-${name}.${wire === 'ollama' ? 'ndjson' : 'sse'}`), 'utf8');
}
