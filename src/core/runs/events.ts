/**
 * What a run tells while it goes on. This union is the whole interface between a run and any view.
 *
 * It also fits an agent that runs elsewhere and speaks the Agent Client Protocol: its messages and thoughts are
 * deltas, its tool calls start and end, its requests for permission are asked and settled.
 */
import type { VaultPath } from '../lib/vault-path';
import type { Answer } from './outcome';
import type { RunCost } from './cost';

export type RunEvent =
	| { readonly type: 'run-start'; readonly runId: string; readonly question: string; readonly agent: string; readonly model: string; readonly at: string }
	/** Another model goes on. `reason`: a sentence. */
	| { readonly type: 'model-change'; readonly model: string; readonly reason: string }
	| { readonly type: 'tool-start'; readonly callId: string; readonly tool: string; readonly title: string }
	| { readonly type: 'tool-end'; readonly callId: string; readonly summary: string; readonly failed: boolean }
	| { readonly type: 'text-delta'; readonly text: string }
	/** A call of the model is made again: only the first `keep` UTF-16 units of the text stand. */
	| { readonly type: 'text-reset'; readonly keep: number }
	| { readonly type: 'thinking-delta'; readonly text: string }
	/** All of the run so far; replaces the one before. */
	| { readonly type: 'usage'; readonly cost: RunCost }
	/** The person is asked; the run waits. */
	| { readonly type: 'approval-asked'; readonly askId: string; readonly title: string }
	| { readonly type: 'approval-settled'; readonly askId: string; readonly accepted: boolean }
	/** Notes were changed; `changeId` is what undo takes. */
	| { readonly type: 'changed'; readonly changeId: string; readonly summary: string; readonly paths: readonly VaultPath[] }
	| { readonly type: 'run-end'; readonly runId: string; readonly answer: Answer; readonly durationMs: number };
