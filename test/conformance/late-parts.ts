import type { makePlanner } from '@seisi/gateway/plan/planner';
import { Kind, parse, type SelectionSetNode } from 'graphql';

/** A plan as the stock planner makes it. */
export type Plan = ReturnType<ReturnType<typeof makePlanner>>;
type PlanNode = NonNullable<Plan['node']>;
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
type Requires = NonNullable<FetchNode['requires']>;

/** Fields of types, as coordinates. */
type Coordinates = ReadonlySet<string>;

/** A path of a plan, in planner names; `@` is any place of a list. */
export type Path = readonly (string | number)[];

/** A fetch of entities where it stands in its plan: after what stands before it in a sequence, at any time with what stands parallel to it. */
export type Step = {
  readonly place: readonly Turn[];
  readonly path: Path;
  readonly needs: Coordinates;
  readonly gives: Coordinates;
  /** The response keys that it brings. */
  readonly keys: ReadonlySet<string>;
};

type Turn = { readonly inOrder: boolean; readonly index: number };

/**
 * The paths of what a plan asks for too early, in planner names: a fetch needs a field of a type that another fetch for the same objects brings, not
 * before it, and no fetch that needs it comes afterwards. The objects for which only the other brings it are never asked for.
 */
export function tooEarly(plan: Plan): Path[] {
  const steps = entitySteps(plan);
  const isHurried = (step: Step): boolean =>
    [...step.needs].some((part) =>
      steps.some((bringing) => {
        if (bringing === step || !bringing.gives.has(part) || !isSamePath(bringing, step)) return false;
        const isUsed = (later: Step): boolean =>
          isSamePath(later, step) && later.needs.has(part) && isBefore(bringing, later);
        return !steps.some(isUsed);
      }),
    );
  return steps.filter(isHurried).flatMap(broughtPaths);
}

/** The fetches of entities of a plan. */
export function entitySteps({ node }: Plan): Step[] {
  return node === undefined ? [] : stepsOf(node, [], []);
}

/** The paths of what a fetch brings. */
export function broughtPaths({ path, keys }: Step): Path[] {
  return [...keys].map((key) => [...path, key]);
}

function stepsOf(node: PlanNode, place: readonly Turn[], path: Path): Step[] {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') {
    const inOrder = node.kind === 'Sequence';
    return node.nodes.flatMap((next, index) => stepsOf(next, [...place, { inOrder, index }], path));
  }
  if (node.kind === 'Flatten') return stepsOf(node.node, place, [...path, ...node.path]);
  if (node.kind !== 'Fetch' || node.requires === undefined) return [];
  const { gives, keys } = brought(node);
  return [{ place, path, needs: new Set(node.requires.flatMap((one) => needed(one, ''))), gives, keys }];
}

function needed(selection: Requires[number], type: string): string[] {
  if (selection.kind === 'Field') return selection.name === '__typename' ? [] : [`${type}.${selection.name}`];
  return selection.selections.flatMap((below) => needed(below, selection.typeCondition ?? type));
}

function brought({ operation }: FetchNode): Pick<Step, 'gives' | 'keys'> {
  const gives = new Set<string>();
  const keys = new Set<string>();
  const collect = (set: SelectionSetNode | undefined, type: string): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        collect(node.selectionSet, node.typeCondition?.name.value ?? type);
      if (node.kind !== Kind.FIELD) continue;
      gives.add(`${type}.${node.name.value}`);
      keys.add(node.alias?.value ?? node.name.value);
    }
  };
  for (const definition of parse(operation, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [entities] = definition.selectionSet.selections;
    if (entities?.kind === Kind.FIELD) collect(entities.selectionSet, '');
  }
  return { gives, keys };
}

/** Whether two fetches are for the same objects. */
export function isSamePath(one: Step, other: Step): boolean {
  return one.path.join('/') === other.path.join('/');
}

/** Whether one fetch has ended before the other begins. */
export function isBefore(one: Step, other: Step): boolean {
  const parting = one.place.findIndex((turn, depth) => turn.index !== other.place[depth]?.index);
  const mine = one.place[parting];
  const theirs = other.place[parting];
  return mine !== undefined && theirs !== undefined && mine.inOrder && mine.index < theirs.index;
}
