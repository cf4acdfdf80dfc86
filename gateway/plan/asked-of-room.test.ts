import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { askedOf } from './asked-of-room.ts';

const DOCUMENT = parse(`
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Person { c_alias_a: name tags ...Home }
      ... on Household { key members { person { key } } members { since } }
    }
  }
  fragment Home on Person { home { key } }
`);

const told = (text: string) => JSON.parse(JSON.stringify(askedOf(DOCUMENT, JSON.parse(text)))) as unknown;

test('what was asked for comes through, by its response keys, through fragments and lists', () => {
  const entities = [
    { c_alias_a: 'x', tags: ['a', ['b']], home: { key: '1' } },
    { key: '2', members: [{ person: { key: '3' }, since: null }, null] },
    null,
  ];
  expect(told(JSON.stringify({ data: { _entities: entities } }))).toEqual({ data: { _entities: entities } });
});

test('what was not asked for is left out at every level, `__proto__` and names behind an alias too', () => {
  const text =
    '{"more":1,"data":{"person":{"name":"x"},"__proto__":{"a":1},"_entities":[{"name":"x","c_alias_a":"y","key":"k","grant":"g","__proto__":{"a":1},"members":[{"since":"s","person":{"key":"p","name":"n"},"id":1}]}]}}';
  expect(told(text)).toEqual({
    data: { _entities: [{ c_alias_a: 'y', key: 'k', members: [{ since: 's', person: { key: 'p' } }] }] },
  });
});

test.each([
  ['a leaf where an object was asked for', { home: 'x' }],
  ['a number where a list was', { members: 1 }],
])('%s was not answered', (_what, entity) => {
  expect(told(JSON.stringify({ data: { _entities: [entity] } }))).toEqual({ data: { _entities: [{}] } });
});

test('lists in lists without end end', () => {
  const home = Array.from({ length: 20 }).reduce((below) => [below], { key: 'x' });
  const text = JSON.stringify({ data: { _entities: [{ home }] } });
  expect(text).toContain('"x"');
  expect(JSON.stringify(told(text))).not.toContain('"x"');
});

test('an error comes through where its path leads along what was asked for', () => {
  const at = (...path: (string | number)[]) => ({ message: 'm', path });
  const inside = [
    at('_entities', 0),
    at('_entities', 0, 'c_alias_a'),
    at('_entities', 1, 'members', 0, 'since'),
  ];
  const outside = [
    at('_entities', 0, 'name'),
    at('_entities', 0, 'c_alias_a', 'name'),
    at('_entities', 0, '__proto__', 'x'),
    at('_entities', 'length'),
    at('constructor'),
    at('x'),
  ];
  expect(askedOf(DOCUMENT, { data: null, errors: [...inside, { message: 'n' }, ...outside] }).errors).toEqual(
    [...inside, { message: 'n' }],
  );
});
