import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
} from 'graphql';
import type { Asked, Given } from './asked.ts';

/**
 * The coordinates of every argument, input field and enum value that a field is given, in literals and in variables. An argument that is
 * absent, or a variable that is not given and has no default, gives nothing; an explicit null is given. An unknown name is its own coordinate.
 */
export function givenInputs(
  type: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  asked: Asked,
): readonly string[] {
  const found: string[] = [];
  for (const argument of node.arguments ?? []) {
    const given = resolve({ literal: argument.value }, asked);
    if (given === null) continue;
    const name = argument.name.value;
    found.push(`${type}.${field.name}(${name}:)`);
    const known = field.args.find((definition) => definition.name === name);
    if (known !== undefined) within(given, known.type, asked, found);
  }
  return found;
}

function resolve(given: Given, asked: Asked): Given | null {
  return 'literal' in given && given.literal.kind === Kind.VARIABLE
    ? asked.variable(given.literal.name.value)
    : given;
}

/** A value of a list, an enum or an input type, wherever in it the document takes up a variable. */
function within(given: Given, wrapped: GraphQLInputType, asked: Asked, found: string[]): void {
  const value = resolve(given, asked);
  if (value === null) return;
  const items = itemsOf(value);
  if (items !== null) {
    for (const item of items) within(item, wrapped, asked, found);
    return;
  }
  const type = getNamedType(wrapped);
  if (isEnumType(type)) found.push(...wordsOf(value).map((word) => `${type.name}.${word}`));
  if (isInputObjectType(type)) withinObject(value, type, asked, found);
}

function withinObject(given: Given, type: GraphQLInputObjectType, asked: Asked, found: string[]): void {
  for (const [name, part] of partsOf(given)) {
    if (resolve(part, asked) === null) continue;
    found.push(`${type.name}.${name}`);
    const field = type.getFields()[name];
    if (field !== undefined) within(part, field.type, asked, found);
  }
}

/** The items of a list; null for any other value, which GraphQL takes for a list of one where a list is asked. */
function itemsOf(given: Given): readonly Given[] | null {
  if ('literal' in given)
    return given.literal.kind === Kind.LIST ? given.literal.values.map((literal) => ({ literal })) : null;
  return Array.isArray(given.json) ? given.json.map((json: unknown) => ({ json })) : null;
}

function wordsOf(given: Given): readonly string[] {
  if ('literal' in given) return given.literal.kind === Kind.ENUM ? [given.literal.value] : [];
  return typeof given.json === 'string' ? [given.json] : [];
}

function partsOf(given: Given): readonly (readonly [string, Given])[] {
  if ('literal' in given) {
    const { literal } = given;
    return literal.kind === Kind.OBJECT
      ? literal.fields.map(({ name, value }) => [name.value, { literal: value }])
      : [];
  }
  const { json } = given;
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, { json: value as unknown }]);
}
