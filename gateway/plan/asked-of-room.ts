import type { RoomError, RoomResult } from '@seisi/schema/room';
import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';

/** What a document asks at one level, by response key; null below a leaf. */
type AskedFields = ReadonlyMap<string, AskedFields | null>;

/** A room that nests lists deeper than this answers no field of any graph. */
const DEEPEST_LIST = 8;

const known = new WeakMap<DocumentNode, AskedFields>();

/**
 * What of a room's answer was asked for, and nothing else: a room behind a wire cannot put its own hand to another room's fields, to the
 * hidden names by which rooms join, or to prototypes. A part of another shape is left out: it was not answered.
 */
export function askedOf(document: DocumentNode, { data, errors }: RoomResult): RoomResult {
  const fields = known.get(document) ?? fieldsOf(document);
  known.set(document, fields);
  const kept = errors?.filter(({ path }) => isAsked(fields, path ?? [])).map(outwardPart);
  return {
    data: data == null ? null : pick(data, fields),
    ...(kept === undefined || kept.length === 0 ? {} : { errors: kept }),
  };
}

function fieldsOf(document: DocumentNode): AskedFields {
  const sets = new Map<string, SelectionSetNode>();
  const operations: SelectionSetNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      sets.set(definition.name.value, definition.selectionSet);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition.selectionSet);
  }
  return fieldsIn(operations, sets);
}

function fieldsIn(
  selectionSets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, SelectionSetNode>,
): AskedFields {
  const nodes = new Map<string, FieldNode[]>();
  for (const set of selectionSets) collect(set, fragments, nodes);
  const fields = new Map<string, AskedFields | null>();
  for (const [key, selected] of nodes) {
    const below = selected.flatMap(({ selectionSet }) => selectionSet ?? []);
    fields.set(key, below.length === 0 ? null : fieldsIn(below, fragments));
  }
  return fields;
}

function collect(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  into: Map<string, FieldNode[]>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      into.set(key, [...(into.get(key) ?? []), selection]);
      continue;
    }
    const below =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value);
    if (below !== undefined) collect(below, fragments, into);
  }
}

function pick(object: object, fields: AskedFields): Record<string, unknown> {
  const picked = Object.create(null) as Record<string, unknown>;
  for (const [key, below] of fields) {
    if (!Object.hasOwn(object, key)) continue;
    const value = fitting(Reflect.get(object, key), below, 0);
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}

/** Undefined for what has another shape than was asked for. */
function fitting(value: unknown, below: AskedFields | null, depth: number): unknown {
  if (value === null || below === null) return value;
  if (typeof value !== 'object' || depth > DEEPEST_LIST) return undefined;
  return Array.isArray(value) ? value.map((item) => fitting(item, below, depth + 1)) : pick(value, below);
}

function isAsked(fields: AskedFields, path: readonly (string | number)[]): boolean {
  let here: AskedFields | null | undefined = fields;
  for (const step of path) {
    if (typeof step === 'number') continue;
    here = here?.get(step);
    if (here === undefined) return false;
  }
  return true;
}

function outwardPart({ message, path, extensions }: RoomError): RoomError {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}
