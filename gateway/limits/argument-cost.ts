import type { Prices } from '@seisi/schema/cost/read';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { argumentValue, type Variables } from './list-size.ts';

type Weights = Prices['weights'];

/** What the arguments of a field cost once: the `@cost` of each that is given or has a default, and of the input fields and types in it. */
export function argumentCost(
  weights: Weights,
  owner: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => number {
  const costs = field.args.map((definition) => {
    const own = weights.get(`${owner}.${field.name}(${definition.name}:)`);
    return { own, type: definition.type, read: argumentValue(definition, node) };
  });
  if (weights.size === 0 || costs.length === 0) return () => 0;
  return (variables) =>
    costs.reduce((sum, { own, type, read }) => sum + valueCost(weights, type, read(variables), own), 0);
}

function valueCost(weights: Weights, type: GraphQLInputType, value: unknown, own?: number): number {
  if (value === undefined || value === null) return 0;
  if (isNonNullType(type)) return valueCost(weights, type.ofType, value, own);
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    const below: number = items.reduce((sum, item) => sum + valueCost(weights, type.ofType, item), 0);
    return (own ?? 0) + below;
  }
  const price = own ?? weights.get(getNamedType(type).name) ?? 0;
  if (!isInputObjectType(type) || typeof value !== 'object') return price;
  const fields = type.getFields();
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = fields[name];
    return field === undefined
      ? sum
      : sum + valueCost(weights, field.type, inner, weights.get(`${type.name}.${name}`));
  }, price);
}
