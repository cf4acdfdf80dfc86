import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** What is selected on one object, by its possible types: each field with what is selected below it. */
export type Selected = ReadonlyMap<string, readonly SelectedField[]>;
export type SelectedField = {
  readonly name: string;
  readonly coordinate: string;
  readonly below: Selected;
  /** The id of a person or household met on the way, who is asked for by themselves elsewhere. */
  readonly isOnTheWay?: boolean;
};

const NOTHING: Selected = new Map();
const SUBJECTS: ReadonlySet<string> = new Set(['Person', 'Household']);

/** Everything that can be asked of an object of this type without arguments; of a person or household met on the way, only the id. */
export function everythingOf(schema: GraphQLSchema, type: GraphQLNamedType, isStart = true): Selected {
  if (isUnionType(type))
    return new Map(
      type.getTypes().map((one) => [one.name, [...everythingOf(schema, one, false).values()].flat()]),
    );
  if (!isObjectType(type)) return NOTHING;
  const isOnTheWay = !isStart && SUBJECTS.has(type.name);
  const fields = Object.values(type.getFields()).filter(
    ({ name, args }) => (!isOnTheWay || name === 'id') && !args.some(isRequiredArgument),
  );
  return new Map([
    [
      type.name,
      fields.map((field) => ({
        name: field.name,
        coordinate: `${type.name}.${field.name}`,
        below: everythingOf(schema, getNamedType(field.type), false),
        isOnTheWay,
      })),
    ],
  ]);
}

/** The selection as GraphQL; empty for a leaf. */
export function textOf(selected: Selected): string {
  const types = [...selected];
  if (types.length === 0) return '';
  const setOf = (fields: readonly SelectedField[]) =>
    fields.map(({ name, below }) => `${name} ${textOf(below)}`).join(' ');
  const [only] = types;
  if (types.length === 1 && only !== undefined) return `{ ${setOf(only[1])} }`;
  return `{ __typename ${types.map(([type, fields]) => `... on ${type} { ${setOf(fields)} }`).join(' ')} }`;
}

/** Every coordinate of a selection, at any depth, but for those on the way. */
export function coordinatesOf(selected: Selected): string[] {
  const fields = [...selected.values()].flat().filter(({ isOnTheWay }) => isOnTheWay !== true);
  return fields.flatMap(({ coordinate, below }) => [coordinate, ...coordinatesOf(below)]);
}
