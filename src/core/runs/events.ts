/** What a run tells while it goes on. This union is the whole interface between a run and any view. */
import type { Answer } from './outcome';

export type RunEvent =
	| { readonly type: 'run-start'; readonly runId: string; readonly question: string; readonly agent: string; readonly model: string; readonly at: string }
	| { readonly type: 'tool-start'; readonly callId: string; readonly tool: string; readonly title: string }
	| { readonly type: 'tool-end'; readonly callId: string; readonly summary: string; readonly failed: boolean }
	| { readonly type: 'text-delta'; readonly text: string }
	| { readonly type: 'run-end'; readonly runId: string; readonly answer: Answer; readonly durationMs: number };
