import { type Sentence, sentenceOf } from '../sentence.ts';
import type { ExplainedField } from './explained.ts';

/** One entry of `extensions.decisions`. */
export type ToldDecision = {
  /** Response keys as the client wrote them, without list indices. */
  readonly path: readonly string[];
  readonly coordinate: string;
  readonly class: string | null;
  readonly decision: ExplainedField['decision'];
  readonly reason: ExplainedField['reason'];
  readonly message: Sentence;
};

/** A decided field as the response tells it. */
export function toldDecision({
  path,
  coordinate,
  dataClass,
  decision,
  reason,
}: ExplainedField): ToldDecision {
  return {
    path,
    coordinate,
    class: dataClass,
    decision,
    reason,
    message: sentenceOf(reason, dataClass),
  };
}
