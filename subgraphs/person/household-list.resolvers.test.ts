import { ALL_CLASSES } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, passportOf, postingOf } from './ground/testing.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

const LIST = `query List($filter: HouseholdFilter, $first: Int, $after: String) {
  households(filter: $filter, first: $first, after: $after) {
    edges { cursor node { registrationNumber members { person { id } } memberCount } }
    pageInfo { endCursor hasNextPage }
  }
}`;

let database: TestDatabase;
let world: World;
const homes: Home[] = [];

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  for (let index = 0; index < 25; index += 1) {
    const home = await world.home([{}, { relation: 'SPOUSE' }], {
      strata: index % 2 === 0 ? 'URBAN' : 'RURAL',
      district: index < 20 ? '5_5' : '5_1',
    });
    homes.push(home);
    if (index < 10)
      await world.assessed(home.household, { assessedOn: '2024-01-01', status: 'HARDCORE_POOR' });
    if (index < 5) await world.assessed(home.household, { assessedOn: '2025-01-01', status: 'POOR' });
  }
  await world.home([{}], { state: '01', district: '1_1' });
  await world.seal(homes[3]!.household.key);
  const classes = ['register', 'area', 'kinship', 'poverty'] as const;
  await world.fact({ ...postingOf('officer', classes, ['05']), id: 'P-1' });
  await world.fact({ ...postingOf('clerk', ['area', 'kinship'], ['05']), id: 'P-2' });
  await world.fact({ ...postingOf('registrar', ['register'], ['05']), id: 'P-3' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

type Page = { numbers: string[]; endCursor: string | null; hasNextPage: boolean };
const numberOf = ({ household }: Home) => household.registrationNumber;
const reached = () => homes.filter((_home, index) => index !== 3);

async function list(passport: Passport, variables: Record<string, unknown>) {
  const { data, errors } = await world.room.ask(LIST, variables, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const found = data?.['households'] as any;
  const numbers = found?.edges.map(
    (edge: { node: { registrationNumber: string } }) => edge.node.registrationNumber,
  );
  return { page: { numbers, ...found?.pageInfo } as Page, errors };
}

test('pages cover everything within reach once, in order, and say where they end', async () => {
  const duty = await world.as(officer('officer'));
  const numbers: string[] = [];
  let after: string | null = null;
  for (let hasNextPage = true; hasNextPage; ) {
    const { page }: { page: Page } = await list(duty, { first: 7, after });
    numbers.push(...page.numbers);
    ({ endCursor: after, hasNextPage } = page);
  }

  expect(numbers).toEqual(reached().map(numberOf));
});

test('a cursor opens for its own viewer and conditions alone', async () => {
  const duty = await world.as(officer('officer'));
  const { page } = await list(duty, { first: 2 });
  const refused = [{ path: ['households'], extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }];

  expect(
    (await list(duty, { first: 2, after: page.endCursor, filter: { strata: 'URBAN' } })).errors,
  ).toMatchObject(refused);
  expect((await list(await world.as(officer('registrar')), { after: page.endCursor })).errors).toMatchObject(
    refused,
  );
});

test('a page takes as many statements for twenty households as for two', async () => {
  const statements = async (first: number) => {
    const passport = await world.as(officer('officer'));
    const { page } = await list(passport, { first });
    return { length: page.numbers.length, statements: world.room.statements().length };
  };
  const two = await statements(2);

  expect(await statements(20)).toEqual({ length: 20, statements: two.statements });
});

describe('a condition', () => {
  test.each([
    ['state', { state: '05' }, () => true],
    ['another state', { state: '01' }, () => false],
    ['district', { district: '5_1' }, (index: number) => index >= 20],
    ['strata', { strata: 'URBAN' }, (index: number) => index % 2 === 0],
    ['the newest status', { povertyStatus: 'HARDCORE_POOR' }, (index: number) => index >= 5 && index < 10],
    [
      'two at once',
      { povertyStatus: 'POOR', strata: 'RURAL' },
      (index: number) => index < 5 && index % 2 === 1,
    ],
  ])('lists by %s', async (_what, filter, isExpected) => {
    const { page, errors } = await list(await world.as(officer('officer')), { filter, first: 100 });
    const expected = homes.filter((_home, index) => index !== 3 && isExpected(index));

    expect(errors).toBeUndefined();
    expect(page.numbers).toEqual(expected.map(numberOf));
  });

  test.each([
    ['filter.state', { state: '99' }],
    ['filter.state', { state: "'; drop" }],
    ['filter.district', { district: '5_99' }],
    ['filter.district', { district: '\u0000' }],
  ])('on an unknown %s is refused by name', async (argument, filter) => {
    const { errors } = await list(await world.as(officer('officer')), { filter });

    expect(errors).toMatchObject([
      { path: ['households'], extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });

  test('on a class that the ground does not open is withheld', async () => {
    const { errors } = await list(await world.as(officer('registrar')), {
      filter: { povertyStatus: 'POOR' },
    });

    expect(errors).toMatchObject([
      { path: ['households'], extensions: { class: 'poverty.status', reason: 'CLASS_NOT_IN_BASIS' } },
    ]);
  });

  test('on a class that only the passport claims lists nobody', async () => {
    const registrar = officer('registrar');
    const basis = {
      kind: 'POSTING',
      id: 'P-3',
      personKey: '',
      agency: 'jkm',
      areas: ['MY'],
      classes: ALL_CLASSES,
    } as const;
    const forged = passportOf(registrar, basis);

    expect((await list(forged, { filter: { povertyStatus: 'POOR' } })).page.numbers).toEqual([]);
    expect((await list(forged, { first: 100 })).page.numbers).toHaveLength(reached().length);
  });
});

test('a ground that does not open the number sees no list that is sorted by it', async () => {
  const { page, errors } = await list(await world.as(officer('clerk')), {});

  expect(errors).toBeUndefined();
  expect(page).toMatchObject({ numbers: [], endCursor: null, hasNextPage: false });
});

test('a citizen lists the own household alone, by every condition', async () => {
  const own = homes[4]!;
  const passport = await world.as(citizen(own.people[1]!));

  expect((await list(passport, {})).page.numbers).toEqual([numberOf(own)]);
  expect((await list(passport, { filter: { povertyStatus: 'POOR', district: '5_5' } })).page.numbers).toEqual(
    [numberOf(own)],
  );
  expect((await list(passport, { filter: { povertyStatus: 'EXITED' } })).page.numbers).toEqual([]);
});

describe('by registration number', () => {
  const find = async (passport: Passport, number: string) =>
    world.room.ask(
      'query($number: String!) { householdByRegistration(number: $number) { registrationNumber } }',
      { number },
      passport,
    );

  test('a household within reach is found', async () => {
    const number = numberOf(homes[0]!);

    expect(await find(await world.as(officer('officer')), number)).toEqual({
      data: { householdByRegistration: { registrationNumber: number } },
    });
  });

  test('a sealed one, an unknown one and no number at all are absent alike', async () => {
    const duty = await world.as(officer('officer'));
    const answers = [numberOf(homes[3]!), 'EK-NONE', '', '\u0000', 'x'.repeat(1000)].map((number) =>
      find(duty, number),
    );

    for (const answer of await Promise.all(answers))
      expect(answer).toEqual({ data: { householdByRegistration: null } });
  });

  test('a ground without the class may not ask by it', async () => {
    const { errors } = await find(await world.as(officer('clerk')), numberOf(homes[0]!));

    expect(errors).toMatchObject([
      { path: ['householdByRegistration'], extensions: { class: 'register', reason: 'CLASS_NOT_IN_BASIS' } },
    ]);
  });

  test('where only the passport claims the class, nobody is found', async () => {
    const basis = {
      kind: 'POSTING',
      id: 'P-2',
      personKey: '',
      agency: 'jkm',
      areas: ['MY'],
      classes: ALL_CLASSES,
    } as const;

    expect(await find(passportOf(officer('clerk'), basis), numberOf(homes[0]!))).toEqual({
      data: { householdByRegistration: null },
    });
  });
});
