import type { Phase } from '../phase.ts';
import { limitOf, sumOf } from './spread.ts';

/**
 * Does it ask for one thing under too many names?
 * @throws OPERATION_TOO_LARGE
 */
export function aliases(limit: number): Phase {
  return limitOf(
    'aliases',
    { has: 'aliases', instead: 'Ask for a list, or split it.' },
    limit,
    (operation, fragments) =>
      sumOf(operation.selectionSet, fragments, (selection) =>
        selection.kind === 'Field' && selection.alias !== undefined ? 1 : 0,
      ),
  );
}
