import { type FieldNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { supergraphOf } from '../access/testing.ts';
import { askedOf } from './asked.ts';
import { authorizeOperation, buildAccess } from './authorize-operation.ts';
import { Judge } from './judge.ts';

const ACCESS = buildAccess(
  supergraphOf(
    'type Query { me: Person } type Person { id(of: Int): ID! } type Hidden @inaccessible { id: ID! }',
  ),
  { unmarked: 'open' },
);
const RIGHTS = { authenticated: true, scopes: new Set<string>(), policies: new Set<string>() };
const judge = new Judge(ACCESS, RIGHTS, askedOf(parse('{ me { id } }'), null, {}));

function opens(type: string, text: string): boolean {
  const { operation } = askedOf(parse(`{ ${text} }`), null, {});
  return judge.opens(type, operation.selectionSet.selections[0] as FieldNode);
}

test('a type that is not known is closed, has no fields, and can be nothing', () => {
  expect(judge.opensType('Nobody')).toBe(false);
  expect(judge.possible('Nobody')).toEqual([]);
  expect(judge.isHidden('Nobody')).toBe(false);
  expect(judge.returns('Nobody', 'id')).toBeNull();
  expect(opens('Nobody', 'id')).toBe(false);
});

test('a hidden type is closed and known to be hidden', () => {
  expect([judge.isHidden('Hidden'), judge.opensType('Hidden')]).toEqual([true, false]);
  expect([judge.isHidden('Person'), judge.opensType('Person')]).toEqual([false, true]);
});

test('the schema answers of itself at the root of queries alone', () => {
  for (const field of ['__schema { x }', '__type(name: "x") { x }']) {
    expect(opens('Query', field)).toBe(true);
    expect(opens('Person', field)).toBe(false);
  }
  expect([judge.returns('Query', '__schema'), judge.returns('Query', '__type')]).toEqual([
    '__Schema',
    '__Type',
  ]);
  expect(judge.returns('Person', '__typename')).toBe('String');
});

test('a field with an argument that is nowhere is closed', () => {
  expect(opens('Person', 'id(of: 1)')).toBe(true);
  expect(opens('Person', 'id(nowhere: 1)')).toBe(false);
});

test('an operation of a kind that the graph does not have is closed whole', () => {
  const { document, denied } = authorizeOperation(ACCESS, {
    document: parse('mutation { give }'),
    rights: RIGHTS,
  });

  expect(document).toBeNull();
  expect(denied).toEqual([{ path: ['give'], coordinate: 'mutation.give' }]);
});

test('where all is open nothing is told to be closed, at any place', () => {
  const document = parse('{ me { id again: id } }');

  expect(authorizeOperation(ACCESS, { document, rights: RIGHTS }).closed.size).toBe(0);
});
