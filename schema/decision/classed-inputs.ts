import {
  type DocumentNode,
  type FieldNode,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { taggedClasses } from '../access/class-problem.ts';
import type { Access } from '../access/read.ts';
import { type DataClass, isDataClass } from '../classes.ts';
import { type Asked, askedOf } from './asked.ts';
import { givenInputs } from './given-inputs.ts';

/** An argument, input field or enum value by which a field is filtered, sorted or counted, and the class that it tells. */
export type ClassedInput = { readonly coordinate: string; readonly dataClass: DataClass };

/** Which classed inputs a field is given where it stands on objects of a type; none for most. */
export type ClassedInputs = (type: string, node: FieldNode) => readonly ClassedInput[];

const NONE: readonly ClassedInput[] = [];

/**
 * Reads from an operation and its variables which classed inputs each field is given. It keeps no value: two requests of one decision key
 * are given the same inputs.
 * @throws OPERATION_RESOLUTION_FAILURE
 */
export function classedInputs(
  access: Access,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): ClassedInputs {
  const asked = askedOf(document, operationName, variables);
  const found = new Map<FieldNode, ReadonlyMap<string, readonly ClassedInput[]>>();
  const types = new TypeInfo(access.schema);
  const enter = (node: FieldNode) => {
    if ((node.arguments ?? []).length > 0)
      found.set(node, inputsByType(access, types.getParentType()?.name ?? '', node, asked));
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return (type, node) => found.get(node)?.get(type) ?? NONE;
}

/** For each object type that can stand there: an implementor's argument may have a class that its interface's has not. */
function inputsByType(
  access: Access,
  parent: string,
  node: FieldNode,
  asked: Asked,
): ReadonlyMap<string, readonly ClassedInput[]> {
  const byType = new Map<string, readonly ClassedInput[]>();
  for (const name of access.possible.get(parent) ?? []) {
    const type = access.schema.getType(name);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined) continue;
    const coordinates = new Set(givenInputs(name, field, node, asked));
    byType.set(
      name,
      [...coordinates].flatMap((coordinate) => classesOf(access, coordinate)),
    );
  }
  return byType;
}

function classesOf(access: Access, coordinate: string): ClassedInput[] {
  const tags = access.inputs.get(coordinate)?.tags;
  const classes = tags === undefined ? [] : taggedClasses(tags).filter(isDataClass);
  return classes.map((dataClass) => ({ coordinate, dataClass }));
}
