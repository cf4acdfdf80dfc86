import { CAST, castMember, castOf, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import type { RegistryRows } from '@seisi/migrations/seed/rows';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSame } from '../access/expected.ts';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { PROFILE } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const { known } = castOf(1);
const head = castMember(1, CAST.known, PLACE.known.head);
const spouse = castMember(1, CAST.known, PLACE.known.spouse);
const grandmother = castMember(1, CAST.known, PLACE.known.grandmother);
const citizenAs = ({ id }: { id: string }): PersonaToken => ({
  ...personas.citizen.token,
  sub: `citizen-${id}`,
  person: id,
});
const GIVE =
  'mutation($input: GiveHouseholdConsentInput!) { giveHouseholdConsent(input: $input) { consent { id } } }';
const WITHDRAW =
  'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id } } }';
const UNTIL = '2026-12-31';

const give = async (giver: { id: string }, reader: { id: string }): Promise<string> => {
  const input = { reader: reader.id, until: UNTIL, idempotencyKey: `${giver.id}-${reader.id}` };
  const { data, errors } = await house.askWith(citizenAs(giver), { query: GIVE, variables: { input } });
  expect(errors).toEqual([]);
  return data.giveHouseholdConsent.consent.id;
};

type Given = { readonly id: string; readonly giver: { readonly key: string } };

/** What the rules say once these consents to the head are on record. */
const oracleWith = (given: readonly Given[]) =>
  openOracle((rows): RegistryRows => {
    const consents = given.map(({ id, giver }) => ({
      id,
      personKey: giver.key,
      agencyCode: null,
      purpose: null,
      readerKey: head.key,
      householdKey: known.key,
      classes: ['poverty'],
      basis: 'OWN_TOKEN' as const,
      recordedBy: [],
      givenAt: new Date(NOW),
      validUntil: UNTIL,
      withdrawnAt: null,
    }));
    return { ...rows, consents: [...rows.consents, ...consents] };
  });

const profileFor = (name: string, given: readonly Given[]) => {
  const asking = ASKING.find((one) => one.name === name)!;
  return expectSame(house, oracleWith(given), asking, { query: PROFILE, variables: { id: known.id } });
};

describe('the figures of a household', () => {
  test('open to the head once each other adult who earns has consented, as the rules say; and to nobody else', async () => {
    const before = await profileFor('citizen', []);
    expect(before.data.household.totalMonthlyIncome).toBeNull();
    const given: Given[] = [{ id: await give(spouse, head), giver: spouse }];
    await profileFor('citizen', given);
    given.push({ id: await give(grandmother, head), giver: grandmother });
    const open = await profileFor('citizen', given);

    expect(open.data.household.totalMonthlyIncome).toEqual(expect.any(Number));
    const spouses = await profileFor('second-adult', given);
    expect(spouses.data.household.totalMonthlyIncome).toBeNull();
    await profileFor('ngo', given);
    await profileFor('district-officer', given);
  });

  test('close again when one takes the consent back', async () => {
    const id = await give(spouse, head);
    const input = { id, idempotencyKey: 'take-back' };
    const { errors } = await house.askWith(citizenAs(spouse), { query: WITHDRAW, variables: { input } });
    expect(errors).toEqual([]);

    const { data } = await profileFor('citizen', [{ id, giver: grandmother }]);
    expect(data.household.totalMonthlyIncome).toBeNull();
  });
});
