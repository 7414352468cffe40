/** What a run works on and where its result goes, as forms offer it. Types. */
import type { InputKind, OutputKind } from '../../core/actions/pattern';

export type WorkKind = InputKind | 'typed';
export type GoesTo = OutputKind | 'below';
