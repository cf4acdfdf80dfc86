import type { Phase } from '../phase.ts';
import { limitOf, sumOf } from './spread.ts';

/**
 * Does it ask too many questions, or take too many steps, at once?
 * @throws OPERATION_TOO_LARGE
 */
export function rootFields(limit: number): Phase {
  return limitOf(
    'root-fields',
    { has: 'root fields', instead: 'Send several operations.' },
    limit,
    (operation, fragments) =>
      sumOf(operation.selectionSet, fragments, ({ kind }) => (kind === 'Field' ? 1 : 0), false),
  );
}
