import type { Field, Finding, Graph } from './graph.ts';

/** A mutation field is nullable, so that a second one's error does not null the first one's result (house §14). */
export function mutationsAreNullable(graph: Graph): Finding[] {
  return mutations(graph)
    .filter((field) => !field.nullable)
    .map(({ coordinate }) => ({ coordinate, message: 'is a mutation and must be nullable' }));
}

/** The fields of the root type Mutation; none while the graph has no such type. */
export function mutations(graph: Graph): Field[] {
  return graph.fields.filter((field) => field.owner.name === 'Mutation');
}
