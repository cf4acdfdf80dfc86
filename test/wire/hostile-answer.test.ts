import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type AttackedHouse,
  type Change,
  expectCleanPrototypes,
  openAttackedHouse,
  STACK,
} from './attack.ts';

let house: AttackedHouse;
beforeAll(async () => {
  house = await openAttackedHouse();
});
afterAll(() => house?.close());
afterEach(() => {
  house.calm();
  expectCleanPrototypes();
});

const extensions = {
  code: 'UNAUTHORIZED_FIELD_OR_TYPE',
  coordinate: 'HOSTILE.grant',
  class: 'HOSTILE',
  reason: 'PURPOSE',
  serviceName: 'HOSTILE',
  stacktrace: [STACK],
  exception: { HOSTILE: 1 },
};
const PATHS = [
  undefined,
  [],
  ['_entities'],
  ['_entities', 0],
  ['_entities', 0, 'name'],
  ['_entities', 0, 'c_hidden_id'],
  ['_entities', 0, 'key'],
  ['_entities', 99, 'okuRegistration'],
  ['_entities', 4_294_967_294],
  ['_entities', -1, 'HOSTILE'],
  ['_entities', 'length'],
  ['__proto__', 'polluted'],
  ['_entities', 0, '__proto__', 'polluted'],
  ['_entities', '__proto__', 'polluted'],
  ['constructor', 'prototype', 'polluted'],
  ['household', 'registrationNumber'],
];

test('errors beside a whole answer change nothing, wherever they point', async () => {
  const errors = PATHS.flatMap((path) => [
    { message: STACK, ...(path === undefined ? {} : { path }), extensions },
    {
      message: STACK,
      ...(path === undefined ? {} : { path }),
      extensions: { ...extensions, code: 'BAD_USER_INPUT', argument: STACK },
    },
  ]);
  expect((await house.profileWith((given) => ({ ...given, errors }))).text).toBe(house.whole.text);
});

/** The profile without what the oku room knows. */
function withoutOku() {
  const data = structuredClone(house.whole.data);
  for (const { person } of data.household.members) person.okuRegistration = null;
  return data;
}

test.each([
  [
    'an unknown code',
    { message: STACK, extensions: { ...extensions, code: 'HOSTILE' } },
    { code: 'SOURCE_UNAVAILABLE' },
  ],
  [
    'a code that every object has',
    { message: STACK, extensions: { ...extensions, code: 'constructor' } },
    { code: 'SOURCE_UNAVAILABLE' },
  ],
  ['no extensions', { message: STACK }, { code: 'SOURCE_UNAVAILABLE' }],
  [
    'a reason that is none',
    { message: STACK, extensions: { ...extensions, reason: 'HOSTILE' } },
    { code: 'SOURCE_UNAVAILABLE' },
  ],
  [
    'a refusal',
    { message: STACK, extensions },
    { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Person.okuRegistration', reason: 'PURPOSE' },
  ],
  [
    'a complaint',
    { message: STACK, extensions: { ...extensions, code: 'BAD_USER_INPUT', argument: STACK } },
    { code: 'BAD_USER_INPUT' },
  ],
  [
    'a code of the gateway',
    { message: STACK, extensions: { ...extensions, code: 'UNAUTHENTICATED' } },
    { code: 'SOURCE_UNAVAILABLE' },
  ],
])('an error with %s says no more than the table of errors has', async (_what, error, told) => {
  const answer = await house.profileWith(
    (given) => {
      const entities: unknown[] = given.data._entities;
      const errors = entities.map((_entity, at) => ({
        ...error,
        path: ['_entities', at, 'okuRegistration'],
      }));
      return { data: { _entities: entities.map(() => ({ okuRegistration: null })) }, errors };
    },
    ['oku'],
  );
  expect(answer.data).toEqual(withoutOku());
  expect(answer.errors.map((one) => one.extensions)).toEqual(answer.data.household.members.map(() => told));
});

const SHAPES: readonly (readonly [string, Change])[] = [
  ['one entity too few', ({ data }) => ({ data: { _entities: data._entities.slice(1) } })],
  ['one entity too many', ({ data }) => ({ data: { _entities: [...data._entities, data._entities[0]] } })],
  ['no entities', () => ({ data: { _entities: [] } })],
  ['null for all entities', () => ({ data: { _entities: null } })],
  ['null for each entity', ({ data }) => ({ data: { _entities: data._entities.map(() => null) } })],
  ['entities that are texts', ({ data }) => ({ data: { _entities: data._entities.map(() => 'HOSTILE') } })],
  [
    'entities that are lists',
    ({ data }) => ({ data: { _entities: data._entities.map((one: unknown) => [one]) } }),
  ],
  [
    'entities that are nested without end',
    () => `{"data":{"_entities":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
  ],
  ['an object of entities', ({ data }) => ({ data: { _entities: { ...data._entities, length: 4 } } })],
  [
    'a text instead of a record',
    ({ data }) => ({ data: { _entities: data._entities.map(() => ({ okuRegistration: 'HOSTILE' })) } }),
  ],
  [
    'a list instead of a record',
    ({ data }) => ({ data: { _entities: data._entities.map(() => ({ okuRegistration: ['HOSTILE'] })) } }),
  ],
  ['no data', () => ({ data: null, errors: [{ message: STACK }] })],
  ['a page', () => '<html>HOSTILE</html>'],
];

test.each(SHAPES)(
  'a room that answers %s is unknown, each leaf once, and the others are not',
  async (_what, change) => {
    const answer = await house.profileWith(change, ['oku']);
    expect(answer.data).toEqual(withoutOku());
    const paths = answer.data.household.members.map((_member: unknown, at: number) => [
      'household',
      'members',
      at,
      'person',
      'okuRegistration',
    ]);
    expect(answer.errors.map(({ path }) => path)).toEqual(paths);
    for (const error of answer.errors) expect(error.extensions).toEqual({ code: 'SOURCE_UNAVAILABLE' });
  },
);

test('a value that its type does not have is unknown at its own place', async () => {
  const child = castMember(1, CAST.known, PLACE.known.child).id;
  const query = `{ person(id: "${child}") { name okuRegistration { number category status } } }`;
  const record = { number: { HOSTILE: 1 }, category: 'HOSTILE', status: ['HOSTILE'] };
  house.of('oku').change = () => ({ data: { _entities: [{ okuRegistration: record }] } });
  const { data, errors, text } = await house.ask({ query });
  expect(data.person).toEqual({
    name: expect.any(String),
    okuRegistration: { number: null, category: null, status: null },
  });
  expect(errors.map(({ path, extensions: { code } }) => [path?.at(-1), code])).toEqual(
    ['number', 'category', 'status'].map((name) => [name, 'SOURCE_UNAVAILABLE']),
  );
  expect(text).not.toContain('HOSTILE');
});
