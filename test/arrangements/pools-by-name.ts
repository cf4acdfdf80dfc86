import { type GraphQLSchema, getNamedType, isEnumType, isInputObjectType } from 'graphql';
import type { Pools } from '../access/random-question.ts';

/** A pool for each part of each act's input whose name is known here, but for enumerations, which say themselves what they take. Parts that mean something else in one act have a pool of their own beside it. */
export function poolsByName(schema: GraphQLSchema, byName: Pools): Pools {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  return Object.fromEntries(
    inputs.flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, type: of }) => {
        const pool = Object.hasOwn(byName, name) ? byName[name] : undefined;
        const isNone = pool === undefined || !type.name.endsWith('Input') || isEnumType(getNamedType(of));
        return isNone ? [] : [[`${type.name}.${name}`, pool]];
      }),
    ),
  );
}
