import { getNamedType, isInputObjectType } from 'graphql';
import type { Field, Finding, Graph } from './graph.ts';
import { mutations } from './mutations-are-nullable.ts';

/** A mutation takes one `input: <Mutation>Input!`, and in it `idempotencyKey: ID!`: the same key has the same answer and one effect (design §7). */
export function mutationsCanBeRepeated(graph: Graph): Finding[] {
  return mutations(graph).flatMap((field) => {
    const message = fault(field);
    return message === null ? [] : [{ coordinate: field.coordinate, message }];
  });
}

function fault({ definition }: Field): string | null {
  const expected = `${definition.name.charAt(0).toUpperCase()}${definition.name.slice(1)}Input!`;
  const [input, ...others] = definition.args;
  if (input?.name !== 'input' || String(input.type) !== expected || others.length > 0)
    return `takes one argument, input: ${expected}`;
  const type = getNamedType(input.type);
  const key = isInputObjectType(type) ? type.getFields()['idempotencyKey'] : undefined;
  return String(key?.type) === 'ID!' ? null : 'needs idempotencyKey: ID! in its input';
}
