import { buildSchema, type GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { connectionOf, isPageAlone, rootsToSubjects, vouchingOf } from './vouching.ts';

const SCHEMA = buildSchema(`
  type Query { person: Person! people: People file: [File] me: Me any: Any place: Place list: Places code: String }
  type Person { id: ID friend: Person }
  type People { edges: [PersonEdge] }
  type PersonEdge { cursor: String node: Person }
  type File { id: ID owner: Person }
  type Me { id: ID self: Person }
  union Any = Place | Person
  type Place { name: String within: Place }
  type Places { edges: [PlaceEdge] }
  type PlaceEdge { cursor: String node: Place }
`);
const VOUCHING = vouchingOf(SCHEMA, { subjects: new Set(['Person']), files: new Set(['File']) });

test('a subject vouches for itself, a file and an edge through what they hold', () => {
  expect(new Map(VOUCHING)).toEqual(
    new Map([
      ['Person', []],
      ['File', ['owner']],
      ['PersonEdge', ['node']],
    ]),
  );
});

test('roots lead to subjects however far below one can be met; all others give reference data', () => {
  const found = ['person', 'people', 'file', 'me', 'any'].map((name) => `Query.${name}`);
  expect([...rootsToSubjects(SCHEMA, VOUCHING)]).toEqual(found);
});

test('a list of subjects is known by its edges, and a list of anything else is none', () => {
  const found = (name: string) => connectionOf(SCHEMA.getType(name) as GraphQLObjectType, VOUCHING);
  expect(found('People')).toEqual({ field: 'edges', type: SCHEMA.getType('PersonEdge') });
  expect([found('Places'), found('Person'), found('PersonEdge')]).toEqual([null, null, null]);
});

test('of a list the page alone is asked where something is, and nobody in it', () => {
  expect(isPageAlone(['pageInfo', '__typename'], 'edges')).toBe(true);
  expect(isPageAlone(['pageInfo', 'edges'], 'edges')).toBe(false);
  expect(isPageAlone(['__typename'], 'edges')).toBe(false);
});
