import type { Question } from '../oracle/oracle.ts';
import type { SelectedField } from './whole-question.ts';

/** One question of the matrix. */
export type Probe = {
  readonly question: Question;
  /** Fields of the query that are read off the answer. */
  readonly fields: readonly SelectedField[];
  /** The argument that is tried, and the field that it stands on. */
  readonly argument?: { readonly coordinate: string; readonly path: readonly string[] };
};
