import type { Passport } from '@seisi/schema/passport';
import type { RoomResult } from '@seisi/schema/room';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

const PROFILE = `query Profile($id: ID!) {
  household(id: $id) {
    id grant registrationNumber registrationStatus registeredOn
    area { stateCode stateName districtCode districtName strata }
    address { line postcode }
    headOfHousehold { id name }
    members { id relationToHead since person { id name birthYear monthlyIncome incomes { source monthly since } household { id } } }
    memberCount totalMonthlyIncome incomePerHead
    assessment {
      id status exitReason assessedOn test provenance incomePerHead totalMonthlyIncome memberCount
      line { amount kind basis } foodLine { amount kind basis }
    }
  }
}`;

let database: TestDatabase;
let world: World;
let family: Home;
let duty: Passport;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  const child = { relation: 'CHILD' as const, birthDate: '2015-05-05', since: '2019-01-01' };
  family = await world.home([{ monthly: 100_000 }, { relation: 'SPOUSE', monthly: 50_001 }, child]);
  await world.assessed(family.household, { assessedOn: '2025-01-01', status: 'HARDCORE_POOR' });
  await world.assessed(family.household, { totalMonthlyIncome: 100_000, memberCount: 3 });
  const classes = ['register', 'area', 'contact', 'kinship', 'identity', 'income', 'poverty'] as const;
  await world.fact({ ...postingOf('officer', classes, ['05']), id: 'P-1' });
  duty = await world.as(officer('officer'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const ask = (passport: Passport, id: string) => world.room.ask(PROFILE, { id }, passport);
// biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
const householdIn = (result: RoomResult) => result.data?.['household'] as any;
const codes = (result: RoomResult) =>
  result.errors
    ?.map(({ path, extensions }) => [path?.join('.'), extensions?.['reason'] ?? extensions?.['code']])
    .toSorted() ?? [];

describe('a household', () => {
  test('answers everything about itself to a posting that opens it', async () => {
    const result = await ask(duty, family.household.id);
    const household = householdIn(result);

    expect(result.errors).toBeUndefined();
    expect(household).toMatchObject({
      registrationNumber: family.household.registrationNumber,
      area: {
        stateCode: '05',
        stateName: 'Negeri Sembilan',
        districtCode: '5_5',
        districtName: 'Seremban',
        strata: 'RURAL',
      },
      address: { postcode: '70000' },
      headOfHousehold: { id: family.people[0]?.id },
      memberCount: 3,
      totalMonthlyIncome: 150_001,
      incomePerHead: 50_000,
      assessment: { status: 'POOR', assessedOn: '2026-01-01', incomePerHead: 33_333 },
    });
    expect(household.assessment.line).toMatchObject({ kind: 'POVERTY', basis: 'PER_HEAD' });
    expect(household.assessment.foodLine).toMatchObject({ kind: 'FOOD', basis: 'PER_HEAD' });
  });

  test('lists its head first, then its members by since when', async () => {
    const { members } = householdIn(await ask(duty, family.household.id));
    const [head, spouse, child] = family.people;

    expect(members.map((member: { person: { id: string } }) => member.person.id)).toEqual([
      head?.id,
      child?.id,
      spouse?.id,
    ]);
    expect(members[0].person).toMatchObject({
      monthlyIncome: 100_000,
      incomes: [{ source: 'WAGES', monthly: 100_000, since: '2020-01-01' }],
      household: { id: family.household.id },
    });
  });

  test('leaves out former members and those who are out of reach', async () => {
    const home = await world.home([{}, { relation: 'CHILD' }, { relation: 'SIBLING', until: '2026-11-22' }]);
    const elsewhere = await world.home([{}], { state: '01', district: '1_1' });
    await world.joins(elsewhere.household, home.people[1]!, { relation: 'NOT_RELATED' });
    const { members } = householdIn(await ask(duty, home.household.id));

    expect(members.map((member: { person: { id: string } }) => member.person.id)).toEqual([
      home.people[0]?.id,
    ]);
  });

  test('without an assessment says so: null, and no error', async () => {
    const home = await world.home([{}]);
    const result = await ask(duty, home.household.id);

    expect(result.errors).toBeUndefined();
    expect(householdIn(result)).toMatchObject({ assessment: null, totalMonthlyIncome: 0, incomePerHead: 0 });
  });

  test('takes as many statements for thirty members as for one', async () => {
    const one = await world.home([{ monthly: 1 }]);
    const thirty = await world.home([
      { monthly: 1 },
      ...Array.from({ length: 29 }, () => ({ relation: 'SIBLING' as const, monthly: 1 })),
    ]);
    await world.assessed(one.household);
    await world.assessed(thirty.household);
    const statements = async (home: Home) => {
      const passport = await world.as(officer('officer'));
      const { members } = householdIn(await ask(passport, home.household.id));
      return { members: members.length, statements: world.room.statements().length };
    };
    const alone = await statements(one);

    expect(alone.members).toBe(1);
    expect(alone.statements).toBeLessThanOrEqual(12);
    expect(await statements(thirty)).toEqual({ members: 30, statements: alone.statements });
  });
});

describe('a citizen', () => {
  test('sees the own household, the spouse as an allow-list, and no figure in which the spouse has a part', async () => {
    const result = await ask(await world.as(citizen(family.people[0]!)), family.household.id);
    const household = householdIn(result);

    expect(household).toMatchObject({
      memberCount: 3,
      totalMonthlyIncome: null,
      assessment: { status: 'POOR', incomePerHead: null },
    });
    expect(codes(result)).toEqual([
      ['household.assessment.incomePerHead', 'NOT_FOR_THIS_SUBJECT'],
      ['household.assessment.memberCount', 'NOT_FOR_THIS_SUBJECT'],
      ['household.assessment.totalMonthlyIncome', 'NOT_FOR_THIS_SUBJECT'],
      ['household.incomePerHead', 'NOT_FOR_THIS_SUBJECT'],
      ['household.members.2.person.incomes', 'NOT_FOR_THIS_SUBJECT'],
      ['household.members.2.person.monthlyIncome', 'NOT_FOR_THIS_SUBJECT'],
      ['household.members.2.person.name', 'NOT_FOR_THIS_SUBJECT'],
      ['household.totalMonthlyIncome', 'NOT_FOR_THIS_SUBJECT'],
    ]);
    expect(household.members[2].person).toMatchObject({
      birthYear: 1985,
      name: null,
      household: { id: household.id },
    });
  });

  test('does not learn from the assessment what one who earned that day and has left earned', async () => {
    const home = await world.home([
      { monthly: 100 },
      { relation: 'SPOUSE', monthly: 200, until: '2026-06-01' },
    ]);
    const passport = await world.as(citizen(home.people[0]!));
    const before = householdIn(await ask(passport, home.household.id));
    await world.assessed(home.household, { assessedOn: '2026-01-01' });
    const after = householdIn(await ask(await world.as(citizen(home.people[0]!)), home.household.id));

    expect(before).toMatchObject({ totalMonthlyIncome: 100 });
    expect(after).toMatchObject({ totalMonthlyIncome: null, assessment: { totalMonthlyIncome: null } });
  });

  test('sees no other household', async () => {
    const neighbour = await world.home([{}]);
    const result = await ask(await world.as(citizen(family.people[0]!)), neighbour.household.id);

    expect(result).toEqual({ data: { household: null } });
  });
});

test('a household out of reach answers the same bytes as one that does not exist', async () => {
  const far = await world.home([{}], { state: '01', district: '1_1' });
  const hidden = await world.home([{}]);
  await world.seal(hidden.household.key);
  const nothing = JSON.stringify(await ask(duty, crypto.randomUUID()));

  for (const { household } of [far, hidden])
    expect(JSON.stringify(await ask(await world.as(officer('officer')), household.id))).toBe(nothing);
});

test('an identifier that is none is refused before the database is asked', async () => {
  const passport = await world.as(officer('officer'));
  const result = await ask(passport, 'household-1');

  expect(result.errors).toMatchObject([
    { path: ['household'], extensions: { code: 'BAD_USER_INPUT', argument: 'id' } },
  ]);
  expect(world.room.statements()).toEqual([]);
});
