import { type FieldNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readAccess } from '../access/read.ts';
import { supergraphOf } from '../access/testing.ts';
import { classedInputs } from './classed-inputs.ts';

const access = readAccess(
  supergraphOf(`
    type Query {
      one(number: String @tag(name: "class:register")): String
      many(filter: Filter, first: Int): String
      being: Being
    }
    input Filter { poor: Boolean @tag(name: "class:poverty.status") kind: Kind and: [Filter!] free: Int }
    enum Kind { PLAIN SEALED @tag(name: "class:protection") }
    interface Being { name(of: String): String }
    type Person implements Being { name(of: String @tag(name: "class:identity")): String }
    type Ghost implements Being { name(of: String): String }
  `),
  { unmarked: 'open' },
);

/** The classed inputs of the first field of this name in a document. */
function given(query: string, variables: Record<string, unknown> = {}, type = 'Query'): string[] {
  const document = parse(query);
  const inputs = classedInputs(access, document, undefined, variables);
  const found: FieldNode[] = [];
  const look = (node: {
    readonly selectionSet?: { readonly selections: readonly unknown[] } | undefined;
  }) => {
    for (const one of (node.selectionSet?.selections ?? []) as FieldNode[]) {
      if (one.kind === Kind.FIELD && (one.arguments ?? []).length > 0) found.push(one);
      look(one);
    }
  };
  for (const definition of document.definitions) if ('selectionSet' in definition) look(definition);
  return found.flatMap((node) =>
    inputs(type, node).map(({ coordinate, dataClass }) => `${coordinate} ${dataClass}`),
  );
}

test('an argument, an input field and an enum value are classed inputs by their tags, each once', () => {
  expect(given('{ one(number: "1") }')).toEqual(['Query.one(number:) register']);
  expect(
    given('{ many(first: 1, filter: { free: 1, poor: true, kind: SEALED, and: [{ poor: false }] }) }'),
  ).toEqual(['Filter.poor poverty.status', 'Kind.SEALED protection']);
  expect(given('{ many(filter: { kind: PLAIN }, first: 2) one }')).toEqual([]);
});

test('a variable gives what it stands for: an explicit null is given, an absent one is not', () => {
  const query =
    'query ($filter: Filter, $poor: Boolean) { many(filter: $filter) again: many(filter: { poor: $poor }) }';
  expect(given(query)).toEqual([]);
  expect(given(query, { filter: { poor: null } })).toEqual(['Filter.poor poverty.status']);
  expect(given(query, { poor: null })).toEqual(['Filter.poor poverty.status']);
});

test('below an interface an argument is classed by the type that is met', () => {
  const query = '{ being { name(of: "x") } }';
  expect(given(query, {}, 'Person')).toEqual(['Person.name(of:) identity']);
  expect(given(query, {}, 'Ghost')).toEqual([]);
});
