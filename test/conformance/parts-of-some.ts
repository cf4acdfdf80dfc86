import { Kind, parse, type SelectionSetNode } from 'graphql';
import {
  broughtPaths,
  entitySteps,
  type FetchNode,
  isBefore,
  isSamePath,
  type Path,
  type Plan,
} from './late-parts.ts';

/** Objects as one selection brings them. */
type Branch = {
  /** Where they stand, without the marks of lists. */
  readonly place: string;
  /** The types that it is for, each with the depth at which it is said: all above the objects themselves. */
  readonly types: ReadonlySet<string>;
  /** The fields that it asks of them by their own names. */
  readonly names: ReadonlySet<string>;
};

/**
 * The paths of what a plan asks of all objects of a place by what it fetched for some, in planner names: a fetch needs a field that the selections which
 * bring the objects ask below some types only, other selections bring objects of the same place without it, and no fetch before it fills it in.
 */
export function neededOfSome(plan: Plan): Path[] {
  const steps = entitySteps(plan);
  const branches = plan.node === undefined ? [] : branchesOf(plan.node, []);
  return steps
    .filter((step) => {
      const there = branches.filter(({ place }) => place === placeOf(step.path));
      return [...step.needs].some(
        (part) =>
          isOfSome(part.split('.')[1] ?? '', there) &&
          !steps.some((other) => other.gives.has(part) && isSamePath(other, step) && isBefore(other, step)),
      );
    })
    .flatMap(broughtPaths);
}

/** Whether some objects come with a field, and others by a selection on types for which nobody asks it. */
function isOfSome(name: string, branches: readonly Branch[]): boolean {
  const asking = branches.filter(({ names }) => names.has(name));
  const isAskedToo = ({ types }: Branch): boolean =>
    asking.some((one) => [...one.types].every((type) => types.has(type)));
  return asking.length > 0 && !branches.every(isAskedToo);
}

function branchesOf(node: NonNullable<Plan['node']>, path: Path): Branch[] {
  if (node.kind === 'Sequence' || node.kind === 'Parallel')
    return node.nodes.flatMap((next) => branchesOf(next, path));
  if (node.kind === 'Flatten') return branchesOf(node.node, [...path, ...node.path]);
  return node.kind === 'Fetch' ? selectedBy(node, path) : [];
}

function selectedBy({ operation, requires }: FetchNode, path: Path): Branch[] {
  const branches: Branch[] = [];
  const collect = (set: SelectionSetNode | undefined, at: Path, types: readonly string[]): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        collect(node.selectionSet, at, [...types, `${at.length} ${node.typeCondition?.name.value}`]);
      if (node.kind !== Kind.FIELD || node.selectionSet === undefined) continue;
      const below = [...at, node.alias?.value ?? node.name.value];
      branches.push({ place: placeOf(below), types: new Set(types), names: namesIn(node.selectionSet) });
      collect(node.selectionSet, below, types);
    }
  };
  for (const definition of parse(operation, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { selectionSet } = definition;
    const [first] = selectionSet.selections;
    const entities = first?.kind === Kind.FIELD ? first.selectionSet : undefined;
    collect(requires === undefined ? selectionSet : entities, inObjects(path), []);
  }
  return branches;
}

function namesIn({ selections }: SelectionSetNode): Set<string> {
  return new Set(
    selections.flatMap((node): string[] => {
      if (node.kind === Kind.INLINE_FRAGMENT) return [...namesIn(node.selectionSet)];
      return node.kind === Kind.FIELD && node.alias === undefined ? [node.name.value] : [];
    }),
  );
}

function placeOf(path: Path): string {
  return inObjects(path).join('/');
}

/** A path without the marks of lists, which an operation does not show. */
function inObjects(path: Path): Path {
  return path.filter((step) => step !== '@');
}
