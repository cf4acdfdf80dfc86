import type { ClassTable } from '@seisi/schema/access/class-table';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';

/**
 * Through which fields it is vouched that an object is within reach: a subject by itself (no field), a file through the subjects that it is
 * about, an edge of either through its node. An object of any other type needs no vouching: it hangs below one that was vouched for.
 */
export type Vouching = ReadonlyMap<string, readonly string[]>;

/** Reads a graph's vouching from its types. Out of reach is absence wherever it is met (access §5), so a file about nobody is absent too. */
export function vouchingOf(
  schema: GraphQLSchema,
  { subjects, files }: Pick<ClassTable, 'subjects' | 'files'>,
): Vouching {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
  const vouching = new Map<string, readonly string[]>();
  for (const { name } of objects) if (subjects.has(name)) vouching.set(name, []);
  for (const type of objects) if (files.has(type.name)) vouching.set(type.name, fieldsTo(type, subjects));
  for (const type of objects) {
    const node = type.getFields()['cursor'] === undefined ? undefined : type.getFields()['node'];
    if (node !== undefined && vouching.has(getNamedType(node.type).name)) vouching.set(type.name, ['node']);
  }
  return vouching;
}

/** The edges of a list of subjects, or of what vouches for them; null for any other type. */
export function connectionOf(
  type: GraphQLObjectType,
  vouching: Vouching,
): { readonly field: string; readonly type: GraphQLObjectType } | null {
  const edge = getNamedType(type.getFields()['edges']?.type);
  return isObjectType(edge) && vouching.get(edge.name)?.[0] === 'node'
    ? { field: 'edges', type: edge }
    : null;
}

/** Whether of a list something is asked, such as whether there is more, and nobody in it. */
export function isPageAlone(asked: readonly string[], edges: string): boolean {
  return !asked.includes(edges) && asked.some((name) => name !== '__typename');
}

/** The root fields, as coordinates, below which a subject or what vouches for one can be met; the others give reference data. */
export function rootsToSubjects(schema: GraphQLSchema, vouching: Vouching): ReadonlySet<string> {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  const found = roots.flatMap((root) =>
    Object.values(root.getFields())
      .filter((field) => reaches(schema, getNamedType(field.type), vouching, new Set()))
      .map((field) => `${root.name}.${field.name}`),
  );
  return new Set(found);
}

function reaches(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  vouching: Vouching,
  seen: Set<string>,
): boolean {
  if (vouching.has(type.name)) return true;
  if (seen.has(type.name)) return false;
  seen.add(type.name);
  if (isAbstractType(type))
    return schema.getPossibleTypes(type).some((possible) => reaches(schema, possible, vouching, seen));
  if (!isObjectType(type)) return false;
  const below = Object.values(type.getFields()).map((field) => getNamedType(field.type));
  return below.some((next) => reaches(schema, next, vouching, seen));
}

function fieldsTo(type: GraphQLObjectType, targets: ReadonlySet<string>): string[] {
  const fields = Object.values(type.getFields()).filter((field) =>
    targets.has(getNamedType(field.type).name),
  );
  return fields.map(({ name }) => name);
}
