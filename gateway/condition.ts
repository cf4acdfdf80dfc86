import { type DirectiveNode, Kind, type SelectionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** Whether a selection is left out by its own `@skip` or `@include`, under these coerced variables. */
export function isExcluded(node: SelectionNode, variables: Variables): boolean {
  return (node.directives ?? []).some((directive) => {
    if (directive.name.value === 'skip') return conditionOf(directive, variables);
    return directive.name.value === 'include' && !conditionOf(directive, variables);
  });
}

/** The selection without `@skip` and `@include`, which have been answered. */
export function withoutConditions<Node extends SelectionNode>(node: Node): Node {
  const directives = (node.directives ?? []).filter(
    ({ name }) => name.value !== 'skip' && name.value !== 'include',
  );
  return { ...node, directives };
}

function conditionOf(directive: DirectiveNode, variables: Variables): boolean {
  const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE)
    return Object.hasOwn(variables, value.name.value) && variables[value.name.value] === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}
