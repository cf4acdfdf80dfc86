import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { act, actsKept, anInput, CONSENTS, codesOf, consentFact, give, shown } from './consent.testing.ts';
import { citizen } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { memberships } from './household.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import type { PersonRow } from './person.table.ts';

let database: TestDatabase;
let world: World;
let family: Home;
let ana: PersonRow;
let budi: PersonRow;
let citra: PersonRow;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** Three adults who earn. */
beforeEach(async () => {
  const earning = { monthly: 100_000 };
  family = await world.home([earning, { ...earning, relation: 'SPOUSE' }, { ...earning, relation: 'CHILD' }]);
  [ana, budi, citra] = family.people as [PersonRow, PersonRow, PersonRow];
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const anInputTo = (reader: { readonly id: string }, given: object = {}) => ({
  reader: reader.id,
  until: '2027-01-01',
  idempotencyKey: crypto.randomUUID(),
  ...given,
});

/** Lets one read the figures in which another has a part. */
async function consentsTo(giver: PersonRow, reader: PersonRow, given: object = {}) {
  const result = await act(world, giver, 'giveHouseholdConsent', anInputTo(reader, given));
  const consent = shown(result, 'giveHouseholdConsent');
  if (consent === null) throw new Error(JSON.stringify(result.errors));
  return consent;
}

const FIGURES = 'query($id: ID!) { household(id: $id) { totalMonthlyIncome incomePerHead memberCount } }';
async function totalFor(who: PersonRow): Promise<unknown> {
  const result = await world.room.ask(FIGURES, { id: family.household.id }, await world.as(citizen(who)));
  const household = result.data?.['household'] as { totalMonthlyIncome: number | null } | null;
  return household === null ? 'ABSENT' : household.totalMonthlyIncome;
}

describe('a consent to a fellow adult', () => {
  test('opens the figures once every other adult with a part has given one, to this reader alone', async () => {
    await consentsTo(budi, ana);
    expect(await totalFor(ana)).toBeNull();
    await consentsTo(citra, ana);

    expect(await totalFor(ana)).toBe(300_000);
    expect(await totalFor(budi)).toBeNull();
    expect(await totalFor(citra)).toBeNull();
  });

  test('opens nothing of the giver’s own record', async () => {
    await consentsTo(budi, ana);
    await consentsTo(citra, ana);
    const text = 'query($id: ID!) { person(id: $id) { name phone monthlyIncome incomes { id } } }';
    const result = await world.room.ask(text, { id: budi.id }, await world.as(citizen(ana)));

    expect(result.data?.['person']).toEqual({ name: null, phone: null, monthlyIncome: null, incomes: null });
  });

  test('stands in the giver’s list, with its history and the fact by which it opens', async () => {
    const given = await consentsTo(budi, ana);

    expect(given.consent).toEqual({
      agencyCode: null,
      purpose: null,
      reader: { id: ana.id },
      basis: 'OWN_TOKEN',
      classes: ['poverty'],
      status: 'IN_FORCE',
      givenAt: new Date(NOW).toISOString(),
      until: '2027-01-01',
      withdrawnAt: null,
    });
    expect(await actsKept(world, given.id)).toEqual(['GIVE']);
    expect(await consentFact(world, given.id)).toMatchObject({
      kind: 'HOUSEHOLD_CONSENT',
      holder: ana.key,
      subjectKey: budi.key,
      other: family.household.key,
      validFrom: TODAY,
      validUntil: '2027-01-01',
    });
    const listed = async (who: PersonRow) =>
      (await world.room.ask(CONSENTS, {}, await world.as(citizen(who)))).data?.['consents'];
    expect(await listed(budi)).toMatchObject({ edges: [{ node: given }] });
    expect(await listed(ana)).toMatchObject({ edges: [] });
  });

  test('is the same act under the same key, also once the reader has left, and another under another', async () => {
    const input = anInputTo(ana);
    const first = await act(world, budi, 'giveHouseholdConsent', input);
    const again = await act(world, budi, 'giveHouseholdConsent', input);
    const other = await act(world, budi, 'giveHouseholdConsent', { ...input, reader: citra.id });
    const agency = await act(world, budi, 'giveConsent', anInput({ idempotencyKey: input.idempotencyKey }));

    expect(again).toEqual(first);
    expect([other, agency].flatMap(codesOf)).toEqual(['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_REUSED']);
    await leaves(ana);
    const late = await act(world, budi, 'giveHouseholdConsent', input);
    expect(shown(late, 'giveHouseholdConsent')).toMatchObject({
      id: shown(first, 'giveHouseholdConsent')?.id,
    });
  });
});

/** Takes somebody out of the household yesterday. */
const leaves = ({ key }: PersonRow) =>
  world.db.update(memberships).set({ until: '2026-11-21' }).where(eq(memberships.personKey, key));

describe('a consent to a fellow adult ends', () => {
  beforeEach(async () => {
    await leaves(citra);
  });

  test('when it is taken back', async () => {
    const { id } = await consentsTo(budi, ana);
    expect(await totalFor(ana)).toBe(200_000);
    await act(world, budi, 'withdrawConsent', { id, idempotencyKey: `${id}-w` });
    expect(await totalFor(ana)).toBeNull();
  });

  test('on its day, and on an earlier one to which it was narrowed', async () => {
    const { id } = await consentsTo(budi, ana);
    const narrow = { id, classes: ['poverty'], until: '2026-11-23', idempotencyKey: `${id}-n` };
    expect(codesOf(await act(world, budi, 'narrowConsent', narrow))).toEqual([]);
    expect(await consentFact(world, id)).toMatchObject({ validUntil: '2026-11-23' });
    const later = { ...narrow, until: '2026-12-01', idempotencyKey: `${id}-l` };
    expect(codesOf(await act(world, budi, 'narrowConsent', later))).toEqual(['STEP_REFUSED']);
    expect(await totalFor(ana)).toBe(200_000);
    await world.db.update(groundFacts).set({ validUntil: TODAY }).where(eq(groundFacts.holder, ana.key));
    expect(await totalFor(ana)).toBeNull();
  });

  test.each([
    ['giver', () => budi],
    ['reader', () => ana],
  ])('when the %s leaves, for good: who comes back has to be consented to anew', async (_who, someone) => {
    await consentsTo(budi, ana);
    const { key } = someone();
    const since = (day: string) =>
      world.db.update(memberships).set({ since: day }).where(eq(memberships.personKey, key));
    expect(await totalFor(ana)).toBe(200_000);
    await world.db
      .update(groundFacts)
      .set({ validFrom: '2026-11-01' })
      .where(eq(groundFacts.holder, ana.key));
    await since('2026-11-02');
    expect(await totalFor(ana)).toBeNull();
    await since('2026-11-01');
    expect(await totalFor(ana)).toBe(200_000);
  });

  test('under a seal', async () => {
    await consentsTo(budi, ana);
    await world.seal(citra.key);
    expect(await totalFor(ana)).toBe(200_000);
    await world.seal(budi.key);
    expect(await totalFor(ana)).toBeNull();
  });
});

test('what figures cost does not depend on how many have consented', async () => {
  const statementsFor = async (size: number) => {
    const others = Array.from({ length: size }, () => ({ relation: 'CHILD' as const, monthly: 1 }));
    family = await world.home([{ monthly: 1 }, ...others]);
    const [reader, ...givers] = family.people as [PersonRow, ...PersonRow[]];
    for (const giver of givers) await consentsTo(giver, reader);
    const passport = await world.as(citizen(reader));
    const { data } = await world.room.ask(FIGURES, { id: family.household.id }, passport);
    expect(data?.['household']).toMatchObject({ totalMonthlyIncome: size + 1 });
    return world.room.statements().length;
  };
  expect(await statementsFor(9)).toBe(await statementsFor(1));
});

test('what somebody had a part in who has left stays closed, whatever that one consented to', async () => {
  await world.assessed(family.household);
  await consentsTo(budi, ana);
  await consentsTo(citra, ana);
  expect(await totalFor(ana)).toBe(300_000);
  await world.db.update(memberships).set({ until: TODAY }).where(eq(memberships.personKey, citra.key));
  expect(await totalFor(ana)).toBeNull();
});

describe('nobody else is consented to', () => {
  test.each([
    ['a stranger', async () => (await world.home([{}])).people[0]!],
    ['nobody', async () => ({ id: crypto.randomUUID() })],
    ['oneself', async () => budi],
    ['one who lives here no more', async () => leaves(citra).then(() => citra)],
  ])('%s is not found', async (_who, reader) => {
    const result = await act(world, budi, 'giveHouseholdConsent', anInputTo(await reader()));

    expect(result.data).toEqual({ giveHouseholdConsent: null });
    expect(codesOf(result)).toEqual(['NOT_FOUND']);
  });

  test('a minor of the household is not found, and gives none', async () => {
    const { people } = await world.home([{}, { relation: 'CHILD', birthDate: '2012-01-01' }]);
    const [adult, minor] = people as [PersonRow, PersonRow];
    const to = await act(world, adult, 'giveHouseholdConsent', anInputTo(minor));
    const by = await act(world, minor, 'giveHouseholdConsent', anInputTo(adult));

    expect([to, by].flatMap(codesOf)).toEqual(['NOT_FOUND', 'UNAUTHORIZED_FIELD_OR_TYPE']);
  });

  test('a stranger and nobody take the same statements, and the answer is the same', async () => {
    const stranger = (await world.home([{}])).people[0]!;
    const askFor = async (id: string) => {
      const passport = await world.as(citizen(budi));
      const input = anInputTo({ id });
      const result = await world.room.ask(
        'mutation($input: GiveHouseholdConsentInput!) { giveHouseholdConsent(input: $input) { consent { id } } }',
        { input },
        passport,
      );
      return { result, statements: world.room.statements() };
    };
    expect(await askFor(stranger.id)).toEqual(await askFor(crypto.randomUUID()));
  });

  test('an agency is not let in by it', async () => {
    const given = await consentsTo(budi, ana);
    expect(await consentFact(world, given.id)).toMatchObject({ purposes: [], holder: ana.key });
    expect((await give(world, budi)).consent).toMatchObject({ agencyCode: 'ngo', reader: null });
  });
});
