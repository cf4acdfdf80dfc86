import { ALL_CLASSES } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { consents } from './consent.table.ts';
import { ACTS, anInput, codesOf, consentFact, give } from './consent.testing.ts';
import { agreementOf, citizen, claimOf, client, officer, passportOf, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

/** Access §3: "Nobody makes a ground for himself." One test for each way that was thought of. */

let database: TestDatabase;
let world: World;
let family: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
beforeEach(async () => {
  await world.db.delete(groundFacts);
  family = await world.home([{}, { relation: 'SPOUSE', monthly: 100_000 }]);
});
afterAll(async () => {
  await world.close();
  await database.close();
});

async function seesHousehold(passport: Passport): Promise<boolean> {
  const { id } = family.household;
  const result = await world.room.ask('query($id: ID!) { household(id: $id) { id } }', { id }, passport);
  return result.data?.['household'] !== null;
}
const sees = async (viewer: Viewer) => seesHousehold(await world.as(viewer));
const agreement = (given: object = {}) =>
  world.fact({ ...agreementOf('ngo', ['register'], ['MY']), id: 'A-1', ...given });
const referral = (given: object) =>
  world.fact({
    ...{ kind: 'ACCEPTED_REFERRAL', holder: 'ngo', subjectKey: family.household.key, classes: ['register'] },
    ...given,
  });

describe('by an agreement', () => {
  test('the control: the agreement of the own agency opens', async () => {
    await agreement();
    expect(await sees(client('ngo', 'A-1'))).toBe(true);
  });

  test.each([
    ['of another agency, named in the token', {}, client('hospital', 'A-1')],
    ['that the token does not name', {}, client('ngo', 'A-2')],
    ['for a purpose that it does not have', { purposes: ['PUBLIC_INTEREST'] }, client('ngo', 'A-1')],
    ['that has ended', { validUntil: '2026-11-22' }, client('ngo', 'A-1')],
    ['that begins tomorrow', { validFrom: '2026-11-23' }, client('ngo', 'A-1')],
    ['by an officer of the agency', {}, { ...officer('ngo'), agency: 'ngo', agreement: 'A-1' }],
  ])('%s nothing opens', async (_how, given, viewer) => {
    await agreement(given);
    expect(await sees(viewer)).toBe(false);
  });

  test('a basis that claims everything opens nothing', async () => {
    await agreement({ areas: [] });
    const basis: Basis = {
      kind: 'AGREEMENT',
      id: 'A-1',
      agency: 'ngo',
      areas: ['MY'],
      purpose: 'SERVICE_DELIVERY',
      legalBasis: 'ACT_864',
      population: 'ALL',
      classes: ALL_CLASSES,
    };

    expect(await seesHousehold(passportOf(client('ngo', 'A-1'), basis))).toBe(false);
    expect(await seesHousehold(passportOf(client('ngo', 'A-9'), basis))).toBe(false);
  });
});

describe('by a referral', () => {
  test.each([
    ['accepted from another agency, opens', { other: 'jkm' }, true],
    ['to oneself, opens nothing', { other: 'ngo' }, false],
    ['from nobody, as if passed on by somebody unnamed, opens nothing', { other: null }, false],
    ['that another agency accepted, opens nothing', { holder: 'hospital', other: 'jkm' }, false],
  ])('%s', async (_how, given, isOpen) => {
    await agreement({ population: 'REFERRED' });
    await referral(given);
    expect(await sees(client('ngo', 'A-1'))).toBe(isOpen);
  });
});

describe('by a posting', () => {
  const posted = (given: object = {}) =>
    world.fact({ ...postingOf('officer', ['register'], ['05']), id: 'P-1', ...given });

  test('the control: the own posting opens', async () => {
    await posted();
    expect(await sees(officer('officer'))).toBe(true);
  });

  test('of another officer nothing opens, nor of one who has none any more', async () => {
    await posted({ validUntil: '2026-11-22' });
    expect(await sees(officer('officer'))).toBe(false);
    expect(await sees(officer('other'))).toBe(false);
  });

  test('the own household and that of a declared relative stay closed', async () => {
    await posted({ subjectKey: family.people[0]!.key });
    expect(await sees(officer('officer'))).toBe(false);
    await world.db.delete(groundFacts);
    await posted();
    await world.fact({ kind: 'RELATIVE', holder: 'officer', subjectKey: family.people[1]!.key });
    expect(await sees(officer('officer'))).toBe(false);
  });
});

describe('by a consent', () => {
  const asking = async (viewer: Viewer, passport?: Passport) => {
    const result = await world.room.ask(
      ACTS.giveConsent,
      { input: anInput() },
      passport ?? (await world.as(viewer)),
    );
    const kept = await world.db.select().from(consents);
    return { codes: codesOf(result), kept: kept.filter(({ personKey }) => isOfFamily(personKey)).length };
  };
  const isOfFamily = (key: string) => family.people.some((person) => person.key === key);
  const refused = { codes: ['UNAUTHORIZED_FIELD_OR_TYPE'], kept: 0 };

  test('given with the own token it opens the person alone, to the agency alone, and no more once it is withdrawn', async () => {
    const person = family.people[1]!;
    await agreement({ areas: ['06'] });
    await world.fact({ ...agreementOf('hospital', ['register'], ['06']), id: 'A-2' });
    const given = await give(world, person);
    const incomeOf = async (viewer: Viewer, { id }: { id: string }) => {
      const text = 'query($id: ID!) { person(id: $id) { monthlyIncome } }';
      return (await world.room.ask(text, { id }, await world.as(viewer))).data?.['person'];
    };

    expect(await incomeOf(client('ngo', 'A-1'), person)).toEqual({ monthlyIncome: 100_000 });
    expect(await incomeOf(client('ngo', 'A-1'), family.people[0]!)).toBeNull();
    expect(await incomeOf(client('hospital', 'A-2'), person)).toBeNull();
    expect(await sees(client('ngo', 'A-1'))).toBe(false);

    const input = { id: given.id, idempotencyKey: 'withdraw' };
    await world.room.ask(ACTS.withdrawConsent, { input }, await world.as(citizen(person)));
    expect(await incomeOf(client('ngo', 'A-1'), person)).toBeNull();
  });

  test('by the agency’s own client, an officer, a part of the system and nobody it is refused', async () => {
    await agreement({ classes: ['register', 'receipts'] });
    await world.fact({ ...postingOf('officer', ['receipts'], ['MY']), id: 'P-1' });
    for (const viewer of [
      client('ngo', 'A-1'),
      officer('officer'),
      { ...officer('x'), kind: 'SYSTEM' as const },
    ])
      expect(await asking(viewer)).toEqual(refused);
    expect(await asking(officer('x'), passportOf(null, NO_BASIS))).toEqual(refused);
  });

  test('for another adult it cannot even be asked: the consent is always of who asks', async () => {
    const [own, other] = family.people as [(typeof family.people)[0], (typeof family.people)[0]];
    const forged = passportOf(citizen(own!), claimOf(other!.key));

    expect(await asking(citizen(own!), forged)).toEqual(refused);
    expect((await give(world, own!)).person).toEqual({ id: own!.id });
  });

  test('with another’s token a consent is neither narrowed nor withdrawn', async () => {
    const [own, other] = family.people as [(typeof family.people)[0], (typeof family.people)[0]];
    const given = await give(world, own!);
    const input = { id: given.id, idempotencyKey: 'theirs' };
    const passport = await world.as(citizen(other!));

    expect(codesOf(await world.room.ask(ACTS.withdrawConsent, { input }, passport))).toEqual(['NOT_FOUND']);
    expect(await consentFact(world, given.id)).toMatchObject({ validUntil: '2027-01-01' });
  });

  test('by a minor it is refused, and by the guardian for the minor it cannot be asked', async () => {
    family = await world.home([{ birthDate: '2008-11-23' }]);
    expect(await asking(citizen(family.people[0]!))).toEqual(refused);
    family = await world.home([{ birthDate: '2008-11-22' }]);
    expect(await asking(citizen(family.people[0]!))).toEqual({ codes: [], kept: 1 });
  });

  test('with a token of low assurance it is refused', async () => {
    expect(await asking({ ...citizen(family.people[0]!), assurance: 'low' })).toEqual(refused);
  });
});

describe('by an incident', () => {
  const HOUR = 3_600_000;
  const now = Date.parse('2026-11-22T04:00:00Z');
  const flood = (given: object = {}) =>
    world.fact({
      kind: 'INCIDENT',
      agencies: ['ngo'],
      areas: ['5_5'],
      declaredBy: ['one', 'two'],
      startsAt: new Date(now - HOUR),
      endsAt: new Date(now + HOUR),
      ...given,
    });
  const inEmergency = { ...client('ngo', 'A-1'), purpose: 'PUBLIC_EMERGENCY' as const };
  beforeEach(() => agreement({ areas: ['06'], purposes: ['SERVICE_DELIVERY', 'PUBLIC_EMERGENCY'] }));

  test.each([
    ['declared by two officers opens', {}, true],
    ['declared by one officer opens nothing', { declaredBy: ['one'] }, false],
    ['declared twice by the same officer opens nothing', { declaredBy: ['one', 'one'] }, false],
    ['that names another agency opens nothing', { agencies: ['hospital'] }, false],
    ['in another district opens nothing', { areas: ['5_1'] }, false],
    ['ends by itself', { endsAt: new Date(now) }, false],
    ['without an end opens nothing', { endsAt: null }, false],
    ['that has not begun opens nothing', { startsAt: new Date(now + 1) }, false],
    ['of this very instant opens', { startsAt: new Date(now) }, true],
  ])('%s', async (_how, given, isOpen) => {
    await flood(given);
    expect(await sees(inEmergency)).toBe(isOpen);
  });

  test('opens nothing to a token for another purpose, and nothing under a seal', async () => {
    await flood();
    expect(await sees(client('ngo', 'A-1'))).toBe(false);
    await world.seal(family.people[1]!.key);
    expect(await sees(inEmergency)).toBe(false);
  });
});
