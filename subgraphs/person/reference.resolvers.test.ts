import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { officer, passportOf } from './ground/testing.ts';
import { openWorld, type World } from './household.testing.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const nobody = () => passportOf(null, NO_BASIS);
// biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
const rows = async (text: string): Promise<any[]> =>
  Object.values((await world.room.ask(text, {}, nobody())).data ?? {})[0] as never;

describe('states and districts', () => {
  test('are open to everyone: sixteen and a hundred and sixty, in order of their codes', async () => {
    const states = await rows('{ states { code name } }');
    const districts = await rows('{ districts { code stateCode } }');

    expect(states).toHaveLength(16);
    expect(states[4]).toEqual({ code: '05', name: 'Negeri Sembilan' });
    expect(districts).toHaveLength(160);
    expect(districts.map(({ stateCode }) => stateCode)).toEqual(
      districts.map(({ stateCode }) => stateCode).toSorted(),
    );
  });

  test('of one state are its own, by number', async () => {
    const codes = (await rows('{ districts(state: "01") { code } }')).map(({ code }) => code);

    expect(codes).toEqual(codes.map((_code, index) => `1_${index + 1}`));
  });

  test('of a state that is none are refused by name', async () => {
    const { errors } = await world.room.ask('{ districts(state: "5") { code } }', {}, nobody());

    expect(errors).toMatchObject([
      { path: ['districts'], extensions: { code: 'BAD_USER_INPUT', argument: 'state' } },
    ]);
  });
});

describe('labels', () => {
  test('are the official names of an enum, in Malay unless asked otherwise', async () => {
    const [hardcore] = await rows(
      '{ labels(enum: "PovertyStatus") { value label english: label(language: EN) meaning } }',
    );

    expect(hardcore).toEqual({
      value: 'HARDCORE_POOR',
      label: 'Miskin Tegar',
      english: 'Hardcore poor',
      meaning: 'income per head is below the food line.',
    });
  });

  test('are there for enums of every room', async () => {
    expect(await rows('{ labels(enum: "ApplicationStatus") { value label } }')).toContainEqual({
      value: 'APPROVED',
      label: 'Lulus',
    });
  });

  test.each(['NoSuchEnum', 'join__Graph', 'link__Purpose', 'Person', '__TypeKind', 'constructor'])(
    'of %s are none',
    async (name) => {
      expect(await rows(`{ labels(enum: "${name}") { value } }`)).toEqual([]);
    },
  );
});

describe('poverty lines', () => {
  const LINES =
    'query($year: Int!) { povertyLines(basisYear: $year) { basisYear kind basis amount provenance source } }';

  test('of one basis year are given to whoever has a token, each with its source', async () => {
    const { data } = await world.room.ask(LINES, { year: 2022 }, passportOf(officer('officer'), NO_BASIS));
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    const lines = data?.['povertyLines'] as any[];

    expect(lines.length).toBeGreaterThan(60);
    expect(new Set(lines.map(({ basisYear }) => basisYear))).toEqual(new Set([2022]));
    expect(lines.every(({ source, amount }) => source !== '' && amount > 0)).toBe(true);
  });

  test('of a year without a survey are none, and without a token they are withheld', async () => {
    const known = await world.room.ask(LINES, { year: 1900 }, passportOf(officer('officer'), NO_BASIS));
    const unknown = await world.room.ask(LINES, { year: 2022 }, nobody());

    expect(known).toEqual({ data: { povertyLines: [] } });
    expect(unknown.errors).toMatchObject([
      { path: ['povertyLines'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
    ]);
  });
});
