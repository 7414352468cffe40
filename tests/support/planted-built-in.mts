/** A violation for the architecture test: a built-in that a browser bundle cannot hold. */
import { readFileSync } from 'node:fs';

export const planted = readFileSync;
