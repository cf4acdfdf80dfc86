import type { FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { RegistryError } from '../errors.ts';

/** The largest operation that is read further: levels of selection, and selections after fragments are spread. */
export type SizeLimits = { readonly depth: number; readonly selections: number };

/** Deep and wide enough for every register of a household at once, and no more. */
export const SIZE_LIMITS: SizeLimits = { depth: 24, selections: 1_000 };
/** The longest document that is parsed, in tokens. */
export const MOST_TOKENS = 10_000;

/** How large an operation is, measured as its limits are. */
export type Size = SizeLimits;

/**
 * Refuses a valid operation that is too large to be decided and planned. Fragments count at every place where they are spread, each measured
 * once, so a document that doubles itself is refused without being unfolded.
 * @throws OPERATION_TOO_LARGE with both numbers
 */
export function refuseTooLarge(
  { selectionSet }: { readonly selectionSet: SelectionSetNode },
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: SizeLimits,
): Size {
  const size = measure(selectionSet, fragments, new Map());
  refuseAbove('levels deep', size.depth, limits.depth);
  refuseAbove('selections', size.selections, limits.selections);
  return size;
}
function refuseAbove(what: string, size: number, limit: number): void {
  if (size <= limit) return;
  throw new RegistryError(
    'OPERATION_TOO_LARGE',
    `The operation is ${size} ${what}; the limit is ${limit}. Split it.`,
  );
}

function measure(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  let depth = 0;
  let selections = 0;
  for (const selection of set.selections) {
    const below = sizeOf(selection, fragments, known);
    depth = Math.max(depth, below.depth);
    selections += below.selections;
  }
  return { depth, selections };
}

function sizeOf(
  selection: SelectionSetNode['selections'][number],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  if (selection.kind === 'InlineFragment') return measure(selection.selectionSet, fragments, known);
  if (selection.kind === 'Field') {
    const below =
      selection.selectionSet === undefined
        ? { depth: 0, selections: 0 }
        : measure(selection.selectionSet, fragments, known);
    return { depth: below.depth + 1, selections: below.selections + 1 };
  }
  const name = selection.name.value;
  const measured = known.get(name);
  if (measured !== undefined) return measured;
  const fragment = fragments.get(name);
  const size =
    fragment === undefined ? { depth: 0, selections: 0 } : measure(fragment.selectionSet, fragments, known);
  known.set(name, size);
  return size;
}
