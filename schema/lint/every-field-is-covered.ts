import { isEnumType, isScalarType } from 'graphql';
import { isDataClass } from '../classes.ts';
import type { Field, Finding, Graph } from './graph.ts';
import { directive, marksOf } from './marks.ts';

/** Coverage is of leaves (access §2): each leaf of a subject or file has exactly one class; structure is authenticated; roots say who may ask. */
export function everyFieldIsCovered(graph: Graph): Finding[] {
  return [
    ...graph.fields.filter((field) => !field.marks.hidden).flatMap((field) => fieldFaults(graph, field)),
    ...graph.types.flatMap((type) => typeFaults(graph, type.name)),
    ...referenceFaults(graph),
  ];
}

function fieldFaults(graph: Graph, field: Field): Finding[] {
  const message = classFault(field) ?? coverFault(graph, field);
  return message === null ? [] : [{ coordinate: field.coordinate, message }];
}

/** What is wrong with the class that stands there. */
function classFault({ marks, ownerMarks }: Field): string | null {
  const classes = [...marks.classes, ...ownerMarks.classes];
  if (marks.malformed !== null) return `@policy holds ${marks.malformed}; write [["class"]]`;
  if (classes.length > 1)
    return `has ${classes.length} classes (${classes.join(', ')}); exactly one may stand`;
  const unknown = classes.find((word) => !isDataClass(word));
  return unknown === undefined ? null : `"${unknown}" is no data class`;
}

/** What is wrong where it has no class, or is public beside something else. */
function coverFault(graph: Graph, field: Field): string | null {
  const { marks, ownerMarks } = field;
  const classed = marks.classes.length + ownerMarks.classes.length > 0;
  const authenticated = marks.authenticated || ownerMarks.authenticated;
  if (marks.public || ownerMarks.public)
    return classed || authenticated || marks.scoped ? 'public stands beside another directive' : null;
  if (classed) return null;
  if (!authenticated) return 'says nothing about access, so it is closed';
  return isBareLeaf(graph, field) ? 'is a leaf below a subject or file and has no class' : null;
}

function isBareLeaf(graph: Graph, field: Field): boolean {
  const owner = field.owner.name;
  if (!field.leaf || !graph.below.has(owner) || graph.reference.has(owner) || owner === 'PageInfo')
    return false;
  return field.result.name !== 'ID' && field.definition.name !== 'cursor';
}

/** A class on a type makes it a value type: never a subject, a file, a type of two rooms, an interface, a scalar or an enum. */
function typeFaults(graph: Graph, name: string): Finding[] {
  const type = graph.schema.getType(name);
  const marks = marksOf(type?.astNode);
  if (type === undefined || (marks.classes.length === 0 && marks.malformed === null)) return [];
  const found = (message: string): Finding[] => [{ coordinate: name, message }];
  if (marks.malformed !== null) return found(`@policy holds ${marks.malformed}; write [["class"]]`);
  if (isScalarType(type) || isEnumType(type)) return found('a class may not stand on a scalar or enum');
  if (graph.subjects.has(name) || graph.files.has(name))
    return found('a class may not stand on a subject or file');
  const homes =
    type.astNode === null || type.astNode === undefined ? [] : directive(type.astNode, 'join__type');
  return homes.length > 1 ? found('a class may not stand on a type that two rooms share') : [];
}

/** Reference data needs no class of its own, so a subject may lead to it by a classed field alone: that it does is the fact. */
function referenceFaults(graph: Graph): Finding[] {
  return graph.fields
    .filter((field) => !field.marks.hidden && graph.below.has(field.owner.name))
    .filter((field) => graph.reference.has(field.result.name) && !graph.reference.has(field.owner.name))
    .filter((field) => field.marks.classes.length === 0 && field.ownerMarks.classes.length === 0)
    .map(({ coordinate }) => ({
      coordinate,
      message: 'leads from a subject to reference data without a class',
    }));
}
