import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  Kind,
  print,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** The coerced arguments of a field, from the coerced variables. It throws what graphql-js throws. */
export type Arguments = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Arguments without variables are coerced once; a fault in them is an error at the field, not of the document. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: readonly VariableDefinitionNode[],
): Arguments {
  const coerced: Arguments = (given) => getArgumentValues(definition, node, { ...given });
  if (usesVariables(node)) return asTheyAre(definition, node, variables) ?? coerced;
  try {
    const values = coerced({});
    return () => values;
  } catch {
    return coerced;
  }
}

/** Where each argument is a variable of its own type, the variables were coerced as the arguments would be. */
function asTheyAre(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: readonly VariableDefinitionNode[],
): Arguments | null {
  const given = new Map(node.arguments?.map(({ name, value }) => [name.value, value]));
  const pairs: (readonly [argument: string, variable: string])[] = [];
  for (const argument of args) {
    const value = given.get(argument.name);
    if (value?.kind !== Kind.VARIABLE || !isOfType(argument, value.name.value, variables)) return null;
    pairs.push([argument.name, value.name.value]);
  }
  return (of) => {
    const values: Record<string, unknown> = {};
    for (const [argument, variable] of pairs) values[argument] = of[variable];
    return values;
  };
}

/** Only what must be given: what may be left out has defaults to be looked for. */
function isOfType(
  { type }: GraphQLArgument,
  name: string,
  variables: readonly VariableDefinitionNode[],
): boolean {
  const definition = variables.find(({ variable }) => variable.name.value === name);
  const written = String(type);
  return definition !== undefined && written.endsWith('!') && print(definition.type) === written;
}

function usesVariables(node: FieldNode): boolean {
  let found = false;
  for (const argument of node.arguments ?? [])
    visit(argument, {
      [Kind.VARIABLE]: () => {
        found = true;
      },
    });
  return found;
}
