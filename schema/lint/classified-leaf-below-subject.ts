import { type Finding, type Graph, reachable } from './graph.ts';

/** No path from a root reaches a class without passing a subject or file, whose grant would judge it (access §2). */
export function classifiedLeafBelowSubject(graph: Graph): Finding[] {
  const guarded = (name: string): boolean => graph.subjects.has(name) || graph.files.has(name);
  const free = reachable(graph.schema, graph.fields, ['Query', 'Mutation'], guarded);
  return graph.fields
    .filter((field) => free.has(field.owner.name) && !field.marks.hidden)
    .filter((field) => field.marks.classes.length > 0 || field.ownerMarks.classes.length > 0)
    .map(({ coordinate }) => ({
      coordinate,
      message: 'has a class and is reached without passing a subject or file',
    }));
}
