import { RegistryError } from '@seisi/schema/errors';
import type {
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { Phase } from '../phase.ts';
import type { GraphRequest } from '../request.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The sum of a number over all selections, those of fragments wherever they are spread; each fragment is summed once, so a document that doubles itself
 * is not unfolded. `isDeep` false leaves out what stands below fields.
 */
export function sumOf(
  set: SelectionSetNode,
  fragments: Fragments,
  of: (selection: SelectionNode) => number,
  isDeep = true,
): number {
  const known = new Map<string, number>();
  const sum = (inner: SelectionSetNode | undefined): number =>
    (inner?.selections ?? []).reduce((total, selection) => total + of(selection) + below(selection), 0);
  const below = (selection: SelectionNode): number => {
    if (selection.kind === 'Field') return isDeep ? sum(selection.selectionSet) : 0;
    if (selection.kind === 'InlineFragment') return sum(selection.selectionSet);
    const name = selection.name.value;
    const found = known.get(name) ?? sum(fragments.get(name)?.selectionSet);
    known.set(name, found);
    return found;
  };
  return sum(set);
}

/**
 * A limit on what a document alone tells: each operation is counted once.
 * @throws OPERATION_TOO_LARGE with the number and the limit
 */
export function limitOf(
  name: string,
  words: { readonly has: string; readonly instead: string },
  limit: number,
  count: (operation: OperationDefinitionNode, fragments: Fragments) => number,
): Phase {
  const passed = new WeakSet<OperationDefinitionNode>();
  return {
    name,
    run: ({ operation, fragments }: GraphRequest) => {
      if (passed.has(operation)) return;
      refuseAbove(count(operation, fragments), limit, words);
      passed.add(operation);
    },
  };
}

/** @throws OPERATION_TOO_LARGE */
export function refuseAbove(
  number: number,
  limit: number,
  { has, instead }: { readonly has: string; readonly instead: string },
): void {
  if (number <= limit) return;
  throw new RegistryError(
    'OPERATION_TOO_LARGE',
    `The operation has ${number} ${has}; the limit is ${limit}. ${instead}`,
  );
}
