import type { ClassTable } from '@seisi/schema/access/class-table';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

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

function fieldsTo(type: GraphQLObjectType, targets: ReadonlySet<string>): string[] {
  const fields = Object.values(type.getFields()).filter((field) =>
    targets.has(getNamedType(field.type).name),
  );
  return fields.map(({ name }) => name);
}
