import { isUnionType } from 'graphql';
import type { Field, Finding, Graph } from './graph.ts';

/** What may be withheld or absent is nullable, so that a refusal takes the field and not the object (access §2): classified fields, and links to subjects and files. */
export function closedLeavesAreNullable(graph: Graph): Finding[] {
  return graph.fields
    .filter((field) => !field.nullable && !field.marks.hidden)
    .flatMap((field) => {
      const { coordinate } = field;
      if (isClassed(field)) return [{ coordinate, message: 'has a class and must be nullable' }];
      if (leadsToSubject(graph, field))
        return [{ coordinate, message: 'leads to a subject or file and must be nullable' }];
      return [];
    });
}

function isClassed(field: Field): boolean {
  return field.marks.classes.length > 0 || field.ownerMarks.classes.length > 0;
}

function leadsToSubject(graph: Graph, { result }: Field): boolean {
  const types = isUnionType(result) ? result.getTypes() : [result];
  return types.some(({ name }) => graph.subjects.has(name) || graph.files.has(name));
}
