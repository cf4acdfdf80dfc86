import { type FieldNode, type GraphQLField, getArgumentValues, Kind, visit } from 'graphql';

/** The coerced arguments of a field, from the coerced variables. It throws what graphql-js throws. */
export type Arguments = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Arguments without variables are coerced once; a fault in them is an error at the field, not of the document. */
export function argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): Arguments {
  const coerced: Arguments = (variables) => getArgumentValues(definition, node, { ...variables });
  if (usesVariables(node)) return coerced;
  try {
    const values = coerced({});
    return () => values;
  } catch {
    return coerced;
  }
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
