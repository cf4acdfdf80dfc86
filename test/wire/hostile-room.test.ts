import { castOf, KNOWN_REFERENCES } from '@seisi/migrations/seed/known';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type AttackedHouse, EXTRA, expectCleanPrototypes, openAttackedHouse, SEALED } from './attack.ts';
import type { RoomAnswer } from './meddler.ts';

let house: AttackedHouse;
beforeAll(async () => {
  house = await openAttackedHouse();
});
afterAll(() => house?.close());
afterEach(() => {
  house.calm();
  expectCleanPrototypes();
});

/** Every object of a value with more in it. */
function widened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widened);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.entries(value).map(([key, below]) => [key, widened(below)]);
  return { ...EXTRA, ...Object.fromEntries(own) };
}

test('fields that were not asked for, at any depth, reach nobody: not the client, and not the other rooms', async () => {
  const answer = await house.profileWith((given) => ({
    ...given,
    HOSTILE: 1,
    extensions: { HOSTILE: 1 },
    data: widened(given.data),
  }));
  expect(answer.text).toBe(house.whole.text);
});

test('names of prototypes reach nothing', async () => {
  const polluting =
    '"__proto__":{"polluted":"HOSTILE","name":"HOSTILE"},"constructor":{"prototype":{"polluted":"HOSTILE"}}';
  const answer = await house.profileWith((given) =>
    JSON.stringify(given).replaceAll('{', `{${polluting},`).replaceAll(',}', '}'),
  );
  expect(answer.text).toBe(house.whole.text);
});

const { application } = KNOWN_REFERENCES;
const FILE = `{ application(reference: "${application}") { id reference applicant { id name } application { status } } }`;
const FILES = '{ applicationFiles(first: 5) { edges { node { id reference applicant { id name } } } } }';

test.each([
  ['under a seal', SEALED.key],
  ['of another district', castOf(1).elsewhere.key],
  ['that does not exist', '00000000-0000-4000-8000-000000000000'],
])(
  'a room that says a file is about somebody %s, and vouches for it itself, shows nobody',
  async (_who, key) => {
    const applicant = {
      ...EXTRA,
      key,
      __typename: 'Person',
      c_hidden_id: SEALED.id,
      id: SEALED.id,
      name: 'HOSTILE',
    };
    house.of('aid').change = (given) => {
      if (given.data.application)
        return {
          data: {
            application: { ...given.data.application, ...EXTRA, __typename: 'ApplicationFile', applicant },
          },
        };
      const files = given.data.applicationFiles;
      if (!files) return given;
      const edges = files.edges.map((edge: RoomAnswer) => ({ ...edge, node: { ...edge.node, applicant } }));
      return { data: { applicationFiles: { ...files, edges } } };
    };
    const one = await house.ask({ query: FILE });
    const list = await house.ask({ query: FILES });
    expect(one.text.trim()).toBe('{"data":{"application":null}}');
    expect(list.text.trim()).toBe('{"data":{"applicationFiles":{"edges":[]}}}');
  },
);

test('a room that gives one member what belongs to another can do so with its own records alone', async () => {
  const answer = await house.profileWith(
    ({ data }) => ({
      data: { _entities: data._entities.toReversed().map((one: object) => ({ ...EXTRA, ...one })) },
    }),
    ['oku'],
  );
  expect(answer.errors).toEqual([]);
  expect({ ...answer.data, household: { ...answer.data.household, members: [] } }).toEqual({
    ...house.whole.data,
    household: { ...house.whole.data.household, members: [] },
  });
  for (const [at, { person }] of answer.data.household.members.entries())
    expect({ ...person, okuRegistration: null }).toEqual({
      ...house.whole.data.household.members[at].person,
      okuRegistration: null,
    });
});
