import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { ABSENT, emptyTree, isTree, mergeInto, objectsAt, own, pathOf, type Tree } from './tree.ts';

const SCHEMA = buildSchema(
  'type Query { media: Media } interface Media { id: ID } type Book implements Media { id: ID }',
);

const tree = (entries: Readonly<Record<string, unknown>>): Tree => Object.assign(emptyTree(), entries);

test('merging adds fields to objects that are already there, and never replaces them', () => {
  const target = tree({ household: tree({ id: '1', members: [tree({ id: 'a' }), tree({ id: 'b' })] }) });
  mergeInto(
    SCHEMA,
    target,
    tree({ household: tree({ name: 'x', members: [tree({ age: 1 }), tree({ age: 2 })] }) }),
  );
  expect(JSON.parse(JSON.stringify(target))).toEqual({
    household: {
      id: '1',
      name: 'x',
      members: [
        { id: 'a', age: 1 },
        { id: 'b', age: 2 },
      ],
    },
  });
});

test('an answer named like a prototype’s property pollutes nothing (CVE-2026-32621)', () => {
  const target = emptyTree();
  mergeInto(
    SCHEMA,
    target,
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(target)).toBeNull();
});

test('an inherited name is no key', () => {
  expect(own({}, 'toString')).toBeUndefined();
  expect(own({ toString: 1 }, 'toString')).toBe(1);
});

test('merging the same answer twice is merging it once', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.dictionary(fc.string(), fc.integer()))),
      (answer) => {
        const once = emptyTree();
        const twice = emptyTree();
        mergeInto(SCHEMA, once, structuredClone(answer));
        mergeInto(SCHEMA, twice, structuredClone(answer));
        mergeInto(SCHEMA, twice, structuredClone(answer));
        expect(JSON.stringify(twice)).toBe(JSON.stringify(once));
      },
    ),
  );
});

test('the type of an object stands, whichever fetch ends last, also deep in lists', () => {
  const known = () => tree({ list: [tree({ __typename: 'Book', id: '1' }), null] });
  const vague = () => tree({ list: [tree({ __typename: 'Media', rating: 5 }), null] });
  const both = { list: [{ __typename: 'Book', id: '1', rating: 5 }, null] };
  for (const [first, second] of [
    [known(), vague()],
    [vague(), known()],
  ] as const) {
    mergeInto(SCHEMA, first, second);
    expect(JSON.parse(JSON.stringify(first))).toEqual(both);
  }
});

test('a path goes into lists, and past nulls, failures and absent subjects', () => {
  const absent = tree({ id: 'gone' });
  Object.defineProperty(absent, ABSENT, { value: true });
  const root = tree({
    list: [
      tree({ to: tree({ id: 'here' }) }),
      tree({ to: null }),
      tree({ to: absent }),
      tree({ to: new Failure('SOURCE_UNAVAILABLE', '') }),
    ],
  });
  expect(objectsAt([root], ['list', '@', 'to'])).toEqual([tree({ id: 'here' })]);
});

test('failures, lists, dates and class instances are leaves, not objects of the tree', () => {
  for (const leaf of [new Failure('SOURCE_UNAVAILABLE', ''), [], new Date(), new Map(), null, 'text'])
    expect(isTree(leaf)).toBe(false);
});

test('a path of the planner goes on only where an object is of one of the types that it names', () => {
  const of = (type: string) => tree({ __typename: type, near: [tree({ id: type })] });
  const root = tree({ one: of('A'), list: [of('A'), of('B'), of('C'), tree({ near: [tree({ id: '?' })] })] });
  const found = (path: readonly string[]) => objectsAt([root], pathOf(path)).map(({ id }) => id);
  expect(found(['', 'list', '@|[A,C]', 'near', '@'])).toEqual(['A', 'C']);
  expect(found(['', 'one|[A]', 'near', '@'])).toEqual(['A']);
  expect(found(['', 'one|[B]', 'near', '@'])).toEqual([]);
  expect(found(['one', 'near', '@'])).toEqual(['A']);
});
