import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/** The operation with the fragments that it still spreads, in order of use, and the variables that it still uses. */
export function withoutUnused(
  operation: OperationDefinitionNode,
  fragments: { get(name: string): FragmentDefinitionNode | undefined },
): DocumentNode {
  const variables = new Set<string>();
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (node: ASTNode): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = used.has(name.value) ? undefined : fragments.get(name.value);
        if (fragment === undefined) return;
        used.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter((node) =>
    variables.has(node.variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...used.values()] };
}
