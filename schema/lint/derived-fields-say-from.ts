import { type FieldDefinitionNode, Kind } from 'graphql';
import { isDataClass } from '../classes.ts';
import type { Field, Finding, Graph } from './graph.ts';
import { argumentOf, directive, tagsOf } from './marks.ts';

const FROM = 'from:';

/** The classes that a field says it is derived from, by `@tag(name: "from:income")`. */
export function derivedFrom(node: Pick<FieldDefinitionNode, 'directives'>): string[] {
  return tagsOf(node).flatMap((tag) => (tag.startsWith(FROM) ? [tag.slice(FROM.length)] : []));
}

/** A derived field has a class of its own and names known classes that it is derived from; whatever asks for facts names one at least (access §10). */
export function derivedFieldsSayFrom(graph: Graph): Finding[] {
  return [
    ...graph.fields.flatMap((field) => faults(graph, field)),
    ...graph.rooms.flatMap(({ document }) =>
      document.definitions.flatMap((owner) =>
        owner.kind === Kind.OBJECT_TYPE_DEFINITION || owner.kind === Kind.OBJECT_TYPE_EXTENSION
          ? (owner.fields ?? []).flatMap((field) => silent(owner.name.value, field))
          : [],
      ),
    ),
  ];
}

function faults(graph: Graph, { coordinate, node, marks, owner }: Field): Finding[] {
  const words = derivedFrom(node);
  if (words.length === 0) return [];
  const unknown = words.filter((word) => !isDataClass(word));
  const found = unknown.map((word) => `is derived from "${word}", which is no data class`);
  if (marks.classes.length !== 1) found.push('is derived and must have one class of its own');
  if (!graph.subjects.has(owner.name)) found.push('is derived and must stand on a subject');
  return found.map((message) => ({ coordinate, message }));
}

/** What a room computes from facts without saying from which. */
function silent(owner: string, field: FieldDefinitionNode): Finding[] {
  const required = directive(field, 'requires').map((use) => String(argumentOf(use, 'fields')));
  const asks = required.some((fields) => /\bfacts\b/.test(fields));
  return asks && derivedFrom(field).length === 0
    ? [
        {
          coordinate: `${owner}.${field.name.value}`,
          message: 'is computed from facts and says no class: @tag(name: "from:…")',
        },
      ]
    : [];
}
