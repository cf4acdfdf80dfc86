import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** So deep are inputs of inputs followed; an input that holds itself never ends. */
const MOST_LEVELS = 6;

/**
 * For each variable of an operation a value in which everything is given that can be: every input field, and every word of an enum where a list takes them.
 * Only which inputs are given counts, so a scalar is a text whatever it is.
 */
export function mostGiven(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Record<string, unknown> {
  const given = variableDefinitions.map(({ variable, type }) => {
    const known = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType;
    return [variable.name.value, mostOf(known, MOST_LEVELS)] as const;
  });
  return Object.fromEntries(given);
}

function mostOf(wrapped: GraphQLInputType, levels: number): unknown {
  const type = getNullableType(wrapped);
  if (isListType(type)) {
    const item = getNullableType(type.ofType as GraphQLInputType);
    return isEnumType(item) ? item.getValues().map(({ name }) => name) : [mostOf(type.ofType, levels)];
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? null;
  if (!isInputObjectType(type)) return 'given';
  if (levels === 0) return {};
  const fields = Object.values(type.getFields());
  return Object.fromEntries(fields.map((field) => [field.name, mostOf(field.type, levels - 1)]));
}
