import type { Phase } from '../phase.ts';
import { limitOf, sumOf } from './spread.ts';

/**
 * Does it bear too many directives? Those of fragments count wherever these are spread.
 * @throws OPERATION_TOO_LARGE
 */
export function directives(limit: number): Phase {
  return limitOf(
    'directives',
    { has: 'directives', instead: 'Split it.' },
    limit,
    ({ directives: own = [], variableDefinitions = [], selectionSet }, fragments) => {
      const ofVariables = variableDefinitions.reduce((sum, { directives: on = [] }) => sum + on.length, 0);
      const ofFragments = [...fragments.values()].reduce(
        (sum, { directives: on = [] }) => sum + on.length,
        0,
      );
      const spread = sumOf(selectionSet, fragments, ({ directives: on = [] }) => on.length);
      return own.length + ofVariables + ofFragments + spread;
    },
  );
}
