import type { Finding, Graph } from './graph.ts';

/** `@tag(name: "public")` is for reference data alone: never on a type that a path from a subject or file reaches (access §2). */
export function publicNotBelowSubject(graph: Graph): Finding[] {
  return graph.fields
    .filter((field) => graph.below.has(field.owner.name))
    .filter((field) => field.marks.public || field.ownerMarks.public)
    .map(({ coordinate }) => ({ coordinate, message: 'is public and lies below a subject or file' }));
}
