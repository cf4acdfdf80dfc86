import type { ListSize } from '@seisi/schema/cost/read';
import { type FieldNode, type GraphQLArgument, type GraphQLField, valueFromAST } from 'graphql';

/** Coerced variables, under the client's names. */
export type Variables = Readonly<Record<string, unknown>>;

/** How long a list without `@listSize` is taken to be: no list of ours lacks it (lint), lists of other graphs do. */
const UNSAID_SIZE = 100;

/**
 * How long a list can be, given the variables: the largest of its slicing arguments, each as it is coerced; one that is null or not given counts
 * its default. Without any it is the assumed size. The result is a whole number of 0 or more.
 */
export function listSize(
  size: ListSize | undefined,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => number {
  const otherwise = wholeSize(size?.assumedSize) ?? UNSAID_SIZE;
  const slices = (size?.slicingArguments ?? []).map((path) => slice(path, field, node));
  if (slices.length === 0) return () => otherwise;
  return (variables) => {
    const given = slices.map((read) => wholeSize(read(variables))).filter((one) => one !== null);
    return given.length === 0 ? otherwise : Math.max(...given);
  };
}

/** The value of one argument of a field as it is coerced; its default where it is not given, or null. */
export function argumentValue(
  definition: GraphQLArgument,
  node: FieldNode,
): (variables: Variables) => unknown {
  const given = node.arguments?.find(({ name }) => name.value === definition.name)?.value;
  const otherwise = definition.defaultValue;
  if (given === undefined) return () => otherwise;
  return (variables) => valueFromAST(given, definition.type, variables) ?? otherwise;
}

function slice(
  path: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => unknown {
  const [name, ...inner] = path.split('.');
  const definition = field.args.find((argument) => argument.name === name);
  if (definition === undefined) return () => null;
  const read = argumentValue(definition, node);
  return (variables) => inner.reduce<unknown>(within, read(variables));
}

function within(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Record<string, unknown>)[name] : null;
}

/** A room refuses a negative size; until then it is taken for one that was not said. */
function wholeSize(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 ? Math.ceil(value) : null;
}
