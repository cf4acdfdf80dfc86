import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import type { Finding, Graph } from './graph.ts';
import { argumentOf, directive, marksOf } from './marks.ts';

type Definition = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** What another room adds to a subject asks for its grant, what a file holds asks for its subject's, and no grant goes another way (access §4). */
export function subjectsComeWithAGrant(graph: Graph): Finding[] {
  return graph.rooms.flatMap(({ document }) => {
    const objects = document.definitions.filter(isObject);
    return objects.flatMap((owner) => [
      ...entityFaults(graph, owner),
      ...(owner.fields ?? []).flatMap((field) => [
        ...detours(graph, owner, field),
        ...missing(graph, objects, owner, field),
      ]),
    ]);
  });
}

/** A record is no entity: only subjects and files can be entered by a key. */
function entityFaults(graph: Graph, owner: Definition): Finding[] {
  const name = owner.name.value;
  const entity = directive(owner, 'key').length > 0;
  if (!entity || graph.subjects.has(name) || name.endsWith('File')) return [];
  return [{ coordinate: name, message: 'has a @key; a record is met through its subject or its file' }];
}

function detours(graph: Graph, owner: Definition, field: FieldDefinitionNode): Finding[] {
  const coordinate = `${owner.name.value}.${field.name.value}`;
  const provided = directive(field, 'provides').map((use) => String(argumentOf(use, 'fields')));
  if (provided.some((fields) => /\b(grant|facts|key|id)\b/.test(fields)))
    return [{ coordinate, message: '@provides may not bring a grant, facts, key or id' }];
  const guarded = graph.subjects.has(owner.name.value) && ['grant', 'facts', 'id'].includes(field.name.value);
  const detour = ['shareable', 'override'].find((name) => directive(field, name).length > 0);
  return guarded && detour !== undefined ? [{ coordinate, message: `may not be @${detour}` }] : [];
}

function missing(
  graph: Graph,
  objects: readonly Definition[],
  owner: Definition,
  field: FieldDefinitionNode,
): Finding[] {
  const name = owner.name.value;
  const coordinate = `${name}.${field.name.value}`;
  const required = directive(field, 'requires')
    .map((use) => String(argumentOf(use, 'fields')))
    .join(' ');
  const asks = /\bgrant\b/.test(required);
  if (graph.files.has(name)) {
    const closed = marksOf(field).classes.length > 0;
    return closed && !asks && !mints(graph, objects)
      ? [{ coordinate, message: 'is in a file and must @requires its subject’s grant' }]
      : [];
  }
  if (!graph.subjects.has(name) || isHome(objects, name)) return [];
  const given = field.name.value === 'key' || directive(field, 'external').length > 0;
  return given || asks
    ? []
    : [{ coordinate, message: 'is added to a subject and must say @requires(fields: "grant")' }];
}

/** Whether these definitions make up the room that mints grants: its own files get theirs from the mint itself. */
function mints(graph: Graph, objects: readonly Definition[]): boolean {
  return [...graph.subjects].some((subject) => isHome(objects, subject));
}

/** Whether the room that these definitions make up resolves the grant of a subject itself. */
function isHome(objects: readonly Definition[], subject: string): boolean {
  return objects
    .filter((object) => object.name.value === subject)
    .flatMap((object) => object.fields ?? [])
    .some((field) => field.name.value === 'grant' && directive(field, 'external').length === 0);
}

function isObject(definition: DefinitionNode): definition is Definition {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}
