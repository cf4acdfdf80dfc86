import { type ASTNode, visit } from 'graphql';
import type { Phase } from '../phase.ts';
import { limitOf, refuseAbove } from './spread.ts';

const WORDS = { has: 'levels in one input value', instead: 'Send flatter input.' };

/**
 * Is a value of the document nested too deeply? Selections are measured by `operation-size.ts`, and fragments that spread themselves are refused by validation.
 * @throws OPERATION_TOO_LARGE
 */
export function inputDepth(limit: number): Phase {
  return limitOf('input-depth', WORDS, limit, (operation, fragments) =>
    [operation, ...fragments.values()].reduce((most, node) => Math.max(most, deepestIn(node)), 0),
  );
}

/**
 * The same for variables, before they are coerced: that follows a recursive input type as deep as the value goes.
 * @throws OPERATION_TOO_LARGE
 */
export function refuseDeepVariables(variables: Readonly<Record<string, unknown>>, limit: number): void {
  refuseAbove(levelsOf(Object.values(variables)), limit, WORDS);
}

/** `visit` keeps its own stack, so no document is too deep for it. */
function deepestIn(node: ASTNode): number {
  let depth = 0;
  let most = 0;
  const nest = {
    enter: () => {
      depth += 1;
      most = Math.max(most, depth);
    },
    leave: () => {
      depth -= 1;
    },
  };
  visit(node, { ListValue: nest, ObjectValue: nest });
  return most;
}

/** Level by level, so that no value is too deep to be measured. */
function levelsOf(values: readonly unknown[]): number {
  let levels = 0;
  let level = values.filter(isNested);
  while (level.length > 0) {
    levels += 1;
    level = level.flatMap((value) => Object.values(value)).filter(isNested);
  }
  return levels;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
