import { printSchema, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import { readAccess } from '../access/read.ts';
import { supergraphOf } from '../access/testing.ts';
import { apiSchemaOf } from '../decision/api-schema.ts';
import { viewsOf } from './view.ts';

const RIGHTS = { authenticated: true, scopes: new Set<string>() };

/** The view of a graph by whoever holds these policies, as text; null where there is none. */
function viewOf(
  types: string,
  policies: readonly string[],
  unmarked: 'open' | 'closed' = 'open',
): string | null {
  const sdl = supergraphOf(types);
  const views = viewsOf(readAccess(sdl, { unmarked }), apiSchemaOf(sdl));
  const schema = views({ ...RIGHTS, policies: new Set(policies) });
  if (schema === null) return null;
  expect(validateSchema(schema)).toEqual([]);
  return printSchema(schema).replaceAll(/\s+/g, ' ').trim();
}

const HOUSE = `
  type Query { house(id: ID!): House, labels(of: Sort): [String!] }
  type Mutation { sell(input: Sale!): House @policy(policies: [["poverty"]]) }
  type House { id: ID!, owner: Owner, income: Income @policy(policies: [["income"]]) }
  type Owner { name: String @policy(policies: [["identity"]]), phone(of: Kind): String @policy(policies: [["contact"]]) }
  type Income { cents: Int, from: House }
  input Sale { house: ID!, price: Int @tag(name: "class:income") }
  enum Sort { NAME INCOME @tag(name: "class:income") }
  enum Kind { HOME WORK }
`;

test('what is closed is away, and with it what leads to nothing and what nothing leads to', () => {
  expect(viewOf(HOUSE, [])).toBe(
    'type Query { house(id: ID!): House labels(of: Sort): [String!] } type House { id: ID! } enum Sort { NAME }',
  );
  expect(viewOf(HOUSE, ['identity'])).toContain('owner: Owner } type Owner { name: String }');
  expect(viewOf(HOUSE, ['contact'])).toContain('type Owner { phone(of: Kind): String } enum Sort');
  expect(viewOf(HOUSE, ['poverty'])).toContain('sell(input: Sale!): House } ');
  expect(viewOf(HOUSE, ['poverty'])).toContain('input Sale { house: ID! }');
  expect(viewOf(HOUSE, ['poverty', 'income'])).toContain('input Sale { house: ID! price: Int }');
  expect(viewOf(HOUSE, ['income'])).toContain('type Income { cents: Int from: House }');
});

test('a field that must be given what is closed is away, and so is one that must be given what cannot be made', () => {
  const types = `
    type Query { me: ID, found(number: ID! @tag(name: "class:register")): ID, listed(by: By!): ID, other(by: By): ID }
    input By { where: Where! }
    input Where { number: ID! @tag(name: "class:register") }
  `;
  expect(viewOf(types, [])).toBe('type Query { me: ID other: ID }');
  expect(viewOf(types, ['register'])).toContain(
    'found(number: ID!): ID listed(by: By!): ID other(by: By): ID',
  );
});

test('types that lead to one another alone are nothing that can be asked', () => {
  const types =
    'type Query { me: ID, a: A } type A { b: B, x: ID @policy(policies: [["aid"]]) } type B { a: A }';
  expect(viewOf(types, [])).toBe('type Query { me: ID }');
  expect(viewOf(types, ['aid'])).toBe('type Query { me: ID a: A } type A { b: B x: ID } type B { a: A }');
});

test('an interface keeps what can be asked of all that is behind it, and a union those that are open', () => {
  const types = `
    type Query { all: [Thing], any: Any }
    interface Thing { id: ID, size: Int }
    type Hut implements Thing { id: ID, size: Int @policy(policies: [["assets"]]) }
    type Villa implements Thing { id: ID, size: Int }
    type Note @policy(policies: [["aid.note"]]) { text: String }
    union Any = Hut | Note
  `;
  expect(viewOf(types, [])).toBe(
    'type Query { all: [Thing] any: Any } interface Thing { id: ID } type Hut implements Thing { id: ID } type Villa implements Thing { id: ID size: Int } union Any = Hut',
  );
  expect(viewOf(types, ['assets', 'aid.note'])).toContain('union Any = Hut | Note');
});

test('an interface of which nothing can be asked of all is away, and what leads to it alone', () => {
  const types = `
    type Query { me: ID, one: Thing }
    interface Thing { id: ID, size: Int }
    type Hut implements Thing { id: ID @policy(policies: [["assets"]]), size: Int }
    type Villa implements Thing { id: ID, size: Int @policy(policies: [["assets"]]) }
  `;
  expect(viewOf(types, [])).toBe('type Query { me: ID }');
});

test('where nothing can be asked there is no view', () => {
  expect(viewOf('type Query { me: ID }', [], 'closed')).toBeNull();
});

test('a root of which nothing can be asked is left out', () => {
  expect(viewOf(`type Query { me: ID } type Mutation { act: ID @policy(policies: [["aid"]]) }`, [])).toBe(
    'type Query { me: ID }',
  );
});
