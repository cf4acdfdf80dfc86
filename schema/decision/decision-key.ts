import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { taggedClasses } from '../access/class-problem.ts';
import type { Access } from '../access/read.ts';
import { type Asked, askedOf } from './asked.ts';
import { givenInputs } from './given-inputs.ts';

/** A field that is given variables, on one object type that it can stand on. */
type Place = {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
};

/**
 * What of the variables decides how an operation is authorized, as a text: two requests with the same document, name, rights and text have the
 * same outcome, so it completes the key of a cache (access §9). It holds the conditions of `@skip` and `@include` and *which* classed inputs
 * are given, never their values. Made once for each document; unknown types add nothing, for validation refuses them.
 */
export function decisionKey(
  access: Access,
  document: DocumentNode,
  operationName: string | null | undefined,
): (variables: Readonly<Record<string, unknown>>) => string {
  const conditions = new Set<string>();
  const places: Place[] = [];
  const types = new TypeInfo(access.schema);
  const visitor = visitWithTypeInfo(types, {
    Directive: (node) => {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
    Field: (node) => {
      if (usesVariables(node)) places.push(...placesOf(access, types.getParentType()?.name ?? '', node));
    },
  });
  visit(document, visitor);
  return (variables) => {
    const asked = askedOf(document, operationName, variables);
    const met = [...conditions].map((name) => conditionText(asked, name));
    return JSON.stringify([met, places.map((place) => classedInputs(access, place, asked))]);
  };
}

function usesVariables(node: FieldNode): boolean {
  const found = new Set<string>();
  for (const { value } of node.arguments ?? [])
    visit(value, { Variable: ({ name }) => void found.add(name.value) });
  return found.size > 0;
}

function placesOf(access: Access, parent: string, node: FieldNode): Place[] {
  return (access.possible.get(parent) ?? []).flatMap((type) => {
    const object = access.schema.getType(type);
    const field =
      object !== undefined && 'getInterfaces' in object ? object.getFields()[node.name.value] : undefined;
    return field === undefined ? [] : [{ type, field, node }];
  });
}

function conditionText(asked: Asked, name: string): string {
  const given = asked.variable(name);
  if (given === null) return '';
  if ('json' in given) return String(given.json === true || given.json === false ? given.json : '');
  return given.literal.kind === Kind.BOOLEAN ? String(given.literal.value) : '';
}

function classedInputs(access: Access, { type, field, node }: Place, asked: Asked): readonly string[] {
  const given = givenInputs(type, field, node, asked).filter((coordinate) => {
    const rule = access.inputs.get(coordinate);
    return rule === undefined || rule.hidden || taggedClasses(rule.tags).length > 0;
  });
  return [...new Set(given)].sort();
}
