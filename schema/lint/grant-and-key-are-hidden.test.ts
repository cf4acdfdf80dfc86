import { expect, test } from 'vitest';
import { grantAndKeyAreHidden } from './grant-and-key-are-hidden.ts';
import { findings } from './testing.ts';

test('a grant or a key that clients could see is found', () => {
  const grant = findings(
    grantAndKeyAreHidden,
    ['scalar Grant @inaccessible', 'scalar Grant'],
    ['grant: Grant @inaccessible', 'grant: Grant'],
  );
  const key = findings(grantAndKeyAreHidden, ['key: ID! @inaccessible', 'key: ID!']);
  expect(grant).toEqual(['Person.grant must be @inaccessible']);
  expect(key).toEqual(['Person.key must be @inaccessible']);
});

test('a second room that resolves the id of a subject is found', () => {
  const found = findings(
    grantAndKeyAreHidden,
    ['id: ID! @authenticated', 'id: ID! @authenticated @shareable'],
    ['grant: Grant @external', 'grant: Grant @external "Identifier." id: ID! @authenticated @shareable'],
  );
  expect(found).toEqual(['Person.id is resolved by AID; only PERSON may']);
});

test('facts that clients could see, or that a second room resolves, are found', () => {
  const seen = findings(
    grantAndKeyAreHidden,
    ['scalar Facts @inaccessible', 'scalar Facts'],
    ['facts: Facts @inaccessible', 'facts: Facts'],
  );
  const twice = findings(
    grantAndKeyAreHidden,
    ['facts: Facts @inaccessible', 'facts: Facts @inaccessible @shareable'],
    ['facts: Facts @external', 'facts: Facts @inaccessible @shareable'],
    ['"grant facts"', '"grant"'],
  );
  expect(seen).toEqual(['Person.facts must be @inaccessible']);
  expect(twice).toEqual(['Person.facts is resolved by AID; only PERSON may']);
});
