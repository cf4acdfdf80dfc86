import { type ConstDirectiveNode, type ConstValueNode, Kind, valueFromASTUntyped } from 'graphql';

type Marked = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/** What the directives of one element say about access, as written, faults included. */
export type Marks = {
  /** The words of `@policy`, whether or not they are data classes. */
  readonly classes: readonly string[];
  /** What is wrong with the form of `@policy`; null where nothing is. */
  readonly malformed: string | null;
  readonly authenticated: boolean;
  readonly scoped: boolean;
  readonly public: boolean;
  readonly hidden: boolean;
};

const UNMARKED: Marks = {
  classes: [],
  malformed: null,
  authenticated: false,
  scoped: false,
  public: false,
  hidden: false,
};

/** The marks of a type, a field or an argument. */
export function marksOf(node: Marked | null | undefined): Marks {
  if (node === null || node === undefined) return UNMARKED;
  const policies = directive(node, 'policy').map((policy) => argument(policy, 'policies'));
  return {
    classes: policies.flatMap(words),
    malformed: policies.map(formFault).find((fault) => fault !== null) ?? null,
    authenticated: directive(node, 'authenticated').length > 0,
    scoped: directive(node, 'requiresScopes').length > 0,
    public: tagsOf(node).includes('public'),
    hidden: directive(node, 'inaccessible').length > 0,
  };
}

/** The names of an element's `@tag`s. */
export function tagsOf(node: Marked | null | undefined): string[] {
  return directive(node ?? {}, 'tag').map((tag) => String(plain(argument(tag, 'name'))));
}

/** The uses of one directive on an element. */
export function directive(node: Marked, name: string): ConstDirectiveNode[] {
  return node.directives?.filter((use) => use.name.value === name) ?? [];
}

/** The value of a directive's argument as plain data; undefined where it is not given. */
export function argumentOf(use: ConstDirectiveNode, name: string): unknown {
  return plain(argument(use, name));
}

function argument(use: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return use.arguments?.find((given) => given.name.value === name)?.value;
}

function plain(value: ConstValueNode | undefined): unknown {
  return value === undefined ? undefined : valueFromASTUntyped(value);
}

function words(value: ConstValueNode | undefined): string[] {
  if (value?.kind === Kind.LIST) return value.values.flatMap(words);
  return value?.kind === Kind.STRING ? [value.value] : [];
}

/** `[["x"]]` is the one form: GraphQL would read a flat list as if it were that, and an empty one as no requirement. */
function formFault(value: ConstValueNode | undefined): string | null {
  if (value?.kind !== Kind.LIST || value.values.some((inner) => inner.kind !== Kind.LIST))
    return 'a flat list';
  const empty = value.values.length === 0 || value.values.some((inner) => words(inner).length === 0);
  return empty ? 'an empty list' : null;
}
