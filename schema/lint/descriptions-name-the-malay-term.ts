import type { Finding, Graph } from './graph.ts';
import { marksOf } from './marks.ts';

/** The description of a type or field gives the official Malay term in brackets (house §6). What is hidden has no official name. */
export function descriptionsNameTheMalayTerm(graph: Graph): Finding[] {
  const types = graph.types
    .filter((type) => !marksOf(type.astNode).hidden)
    .map(({ name, description }) => ({ coordinate: name, description }));
  const fields = graph.fields
    .filter((field) => !field.marks.hidden)
    .map(({ coordinate, definition }) => ({ coordinate, description: definition.description }));
  return [...types, ...fields]
    .filter(({ description }) => !/\([^()]*\p{Letter}[^()]*\)/u.test(description ?? ''))
    .map(({ coordinate }) => ({ coordinate, message: 'names no Malay term in brackets' }));
}
