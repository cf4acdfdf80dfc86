import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { type Asked, conditionOf } from './asked.ts';
import type { Judge } from './judge.ts';

/** Field nodes of one response key: one at least. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/** The field nodes of each response key, for each object type on which they are asked; keys in the order of the document. */
export type Collected = ReadonlyMap<string, ReadonlyMap<string, FieldNodes>>;

/** The types of `types` on which a fragment with this condition holds; all of them where it has none. */
export function narrow(
  types: readonly string[],
  condition: string | undefined,
  judge: Judge,
): readonly string[] {
  if (condition === undefined) return types;
  const possible = judge.possible(condition);
  return types.filter((type) => possible.includes(type));
}

/** Merges selection sets as execution does (CollectFields), for every type that the object can be; a fragment counts once for the same types. */
export function collect(
  sets: readonly SelectionSetNode[],
  types: readonly string[],
  asked: Asked,
  judge: Judge,
): Collected {
  const collector = new Collector(asked, judge);
  for (const set of sets) collector.walk(set, types);
  return collector.fields;
}

class Collector {
  readonly fields = new Map<string, Map<string, FieldNodes>>();
  readonly #spread = new Set<string>();
  readonly #asked: Asked;
  readonly #judge: Judge;

  constructor(asked: Asked, judge: Judge) {
    this.#asked = asked;
    this.#judge = judge;
  }

  walk(set: SelectionSetNode, types: readonly string[]): void {
    for (const node of set.selections) {
      if (conditionOf(node.directives, this.#asked).included) this.#selection(node, types);
    }
  }

  #selection(node: SelectionNode, types: readonly string[]): void {
    if (node.kind === Kind.FIELD) this.#field(node, types);
    else if (node.kind === Kind.INLINE_FRAGMENT)
      this.walk(node.selectionSet, narrow(types, node.typeCondition?.name.value, this.#judge));
    else this.#fragment(node.name.value, types);
  }

  #fragment(name: string, types: readonly string[]): void {
    const fragment = this.#asked.fragments.get(name);
    if (fragment === undefined) return;
    const narrowed = narrow(types, fragment.typeCondition.name.value, this.#judge);
    const use = `${name} ${narrowed}`;
    if (this.#spread.has(use)) return;
    this.#spread.add(use);
    this.walk(fragment.selectionSet, narrowed);
  }

  #field(node: FieldNode, types: readonly string[]): void {
    if (types.length === 0) return;
    const key = node.alias?.value ?? node.name.value;
    const byType = this.fields.get(key) ?? new Map<string, FieldNodes>();
    this.fields.set(key, byType);
    for (const type of types) {
      const known = byType.get(type);
      byType.set(type, known === undefined ? [node] : [...known, node]);
    }
  }
}
