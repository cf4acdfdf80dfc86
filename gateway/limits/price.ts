import type { ListSize, Prices } from '@seisi/schema/cost/read';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
} from 'graphql';
import { argumentCost } from './argument-cost.ts';
import type { Variables } from './list-size.ts';

/** A step that writes, whatever it finds; `@cost` on the field says otherwise. */
const MUTATION_WEIGHT = 10;

/** What one field costs: once where it is asked, and for each value that it answers. */
export type Price = {
  readonly call: (variables: Variables) => number;
  readonly value: number;
  readonly size: ListSize | undefined;
};

/**
 * The price of a field of an object type. What is written at the field counts, else at the same field of its interfaces, else at the type of its
 * values; else an object costs 1 and a leaf nothing. A call is never cheaper than nothing, nor is a value.
 */
export function priceOf(
  { weights, sizes }: Prices,
  schema: GraphQLSchema,
  owner: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Price {
  const places = [owner, ...owner.getInterfaces()].map(({ name }) => `${name}.${field.name}`);
  const own = places.map((place) => weights.get(place)).find((weight) => weight !== undefined);
  const size = places.map((place) => sizes.get(place)).find((found) => found !== undefined);
  const type = getNamedType(field.type);
  const usual = weights.get(type.name) ?? (isLeafType(type) ? 0 : 1);
  const isStep = owner === schema.getMutationType();
  const step = isStep ? (own ?? MUTATION_WEIGHT) : 0;
  const given = argumentCost(weights, owner.name, field, node);
  return {
    call: (variables) => Math.max(0, step + given(variables)),
    value: Math.max(0, isStep ? usual : (own ?? usual)),
    size,
  };
}
