import { type ConstDirectiveNode, type ConstValueNode, Kind } from 'graphql';
import type { DirectiveNames } from './link.ts';
import { type Alternatives, both, NO_REQUIREMENT, type Requirement } from './requirement.ts';

/** What the directives of one element of a supergraph say about access. */
export type Marks = {
  readonly requirement: Requirement;
  readonly tags: ReadonlySet<string>;
  /** `@inaccessible`. */
  readonly hidden: boolean;
};

export const NO_MARKS: Marks = Object.freeze({
  requirement: NO_REQUIREMENT,
  tags: new Set<string>(),
  hidden: false,
});

/** The marks of one element, every directive on it holding (AND). Throws, naming the coordinate, where a rule cannot be read exactly. */
export function readMarks(
  directives: readonly ConstDirectiveNode[] | undefined,
  names: DirectiveNames,
  coordinate: string,
): Marks {
  let requirement = NO_REQUIREMENT;
  let hidden = false;
  const tags = new Set<string>();
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    requirement = both(requirement, requirementOf(directive, names, coordinate));
    if (names.inaccessible.has(name)) hidden = true;
    if (names.tag.has(name)) tags.add(tagName(directive, coordinate));
  }
  // An unlinked `@tag` may close (a class on an argument), but may not open.
  if (!names.tagLinked) tags.delete('public');
  return requirement === NO_REQUIREMENT && tags.size === 0 && !hidden
    ? NO_MARKS
    : { requirement, tags, hidden };
}

/** The marks of two descriptions of the same element (a type and its extension): rules AND, tags together. */
export function bothMarks(left: Marks, right: Marks): Marks {
  return {
    requirement: both(left.requirement, right.requirement),
    tags: new Set([...left.tags, ...right.tags]),
    hidden: left.hidden || right.hidden,
  };
}

/** Throws where a rule stands on an element that rules do not reach: ignored, it would be a rule that is not enforced. */
export function refuseRule(
  directives: readonly ConstDirectiveNode[] | undefined,
  names: DirectiveNames,
  coordinate: string,
): void {
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (names.authenticated.has(name) || names.requiresScopes.has(name) || names.policy.has(name))
      throw new Error(
        `${coordinate} carries @${name}, which holds on fields, objects, interfaces, scalars and enums only.`,
      );
  }
}

function requirementOf(
  directive: ConstDirectiveNode,
  names: DirectiveNames,
  coordinate: string,
): Requirement {
  const name = directive.name.value;
  if (names.authenticated.has(name)) return { ...NO_REQUIREMENT, authenticated: true };
  if (names.requiresScopes.has(name))
    return { ...NO_REQUIREMENT, scopes: alternatives(directive, 'scopes', coordinate) };
  if (names.policy.has(name))
    return { ...NO_REQUIREMENT, policies: alternatives(directive, 'policies', coordinate) };
  return NO_REQUIREMENT;
}

/**
 * Only a list of non-empty lists of non-empty names is a rule. GraphQL would coerce `"a"` and `["a"]` to a nested list; which of AND and OR
 * was meant nobody can say, and a reader that keeps only inner lists finds none and opens the field. So read as written, and refused.
 */
function alternatives(directive: ConstDirectiveNode, argument: string, coordinate: string): Alternatives {
  const value = argumentOf(directive, argument);
  const lists = value?.kind === Kind.LIST ? value.values.map(namesIn) : [];
  if (lists.length === 0 || lists.some((list) => list.length === 0))
    throw new Error(
      `${coordinate}: @${directive.name.value}(${argument}:) must be a list of lists of names, such as [["a", "b"], ["c"]], none of them empty.`,
    );
  return lists;
}

/** The names of one inner list; empty where it is no list of non-empty names. */
function namesIn(value: ConstValueNode): readonly string[] {
  if (value.kind !== Kind.LIST) return [];
  const names = value.values.map((item) => (item.kind === Kind.STRING ? item.value.trim() : ''));
  return names.includes('') ? [] : names;
}

function tagName(directive: ConstDirectiveNode, coordinate: string): string {
  const value = argumentOf(directive, 'name');
  if (value?.kind !== Kind.STRING) throw new Error(`${coordinate}: @${directive.name.value} has no name.`);
  return value.value;
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}
