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
