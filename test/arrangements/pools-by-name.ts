import { type GraphQLSchema, isInputObjectType } from 'graphql';
import type { Pools } from '../access/random-question.ts';

/** A pool for each part of each act's input whose name is known here. Parts that mean something else in one act have a pool of their own beside it. */
export function poolsByName(schema: GraphQLSchema, byName: Pools): Pools {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  return Object.fromEntries(
    inputs.flatMap((type) =>
      Object.keys(type.getFields()).flatMap((name) => {
        const pool = Object.hasOwn(byName, name) ? byName[name] : undefined;
        return pool === undefined || !type.name.endsWith('Input') ? [] : [[`${type.name}.${name}`, pool]];
      }),
    ),
  );
}
