import { openDatabase } from '@seisi/host/database';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisions } from '../../subgraphs/aid/application-process.table.ts';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const SPOUSE = castMember(1, CAST.known, PLACE.known.spouse);
const OWN = `{ viewer { person { applications { edges { node {
  id reference status decision { reason } appeals { status grounds reason } } } } } } }`;
const LODGE =
  'mutation ($input: LodgeAppealInput!) { lodgeAppeal(input: $input) { application { reference } } }';
const REFUSED = `{ applicationFiles(status: REJECTED, first: 100) { edges { node {
  applicant { id } application { id appeals { id status grounds } } } } } }`;
const DECIDE = `mutation ($input: DecideAppealInput!) { decideAppeal(input: $input) { application {
  application { status appeals { status reason } } } } }`;
const GROUNDS = 'Pendapatan itu milik ibu saya, yang sudah berpindah.';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const own = async () => {
  const { data, errors } = await house.ask('second-adult', { query: OWN });
  expect(errors).toEqual([]);
  return data.viewer.person.applications.edges[0].node;
};
const decide = (who: PersonaName | null, appeal: object) =>
  house.ask(who, {
    query: DECIDE,
    variables: {
      input: {
        ...appeal,
        outcome: 'ALLOWED',
        reason: 'Pendapatan disemak semula.',
        idempotencyKey: 'appeal',
      },
    },
  });

/** The two officers of the district who refused it, as their proposal would stand there. */
async function refusedByTheDistrict(applicationId: string): Promise<void> {
  const { db, close } = openDatabase(house.adminUrl);
  const at = new Date(NOW - 86_400_000);
  await db.insert(decisions).values({
    ...{ id: crypto.randomUUID(), applicationId, outcome: 'REJECT', reason: 'x', isDiscretionary: false },
    ...{ proposedBy: personas['district-officer'].token.sub, proposedAt: at },
    ...{ closedBy: personas['officer-at-home'].token.sub, closedAt: at, isConfirmed: true },
  });
  await close();
}

test('an applicant is refused, appeals in the own words, and an officer who had no part in the refusal has it examined again', async () => {
  const refused = await own();
  expect(refused).toMatchObject({
    status: 'REJECTED',
    decision: { reason: expect.any(String) },
    appeals: [],
  });
  await refusedByTheDistrict(refused.id);

  const input = { application: refused.id, grounds: GROUNDS, idempotencyKey: 'appeal' };
  const lodged = await house.ask('second-adult', { query: LODGE, variables: { input } });
  expect(lodged.data).toEqual({ lodgeAppeal: { application: { reference: refused.reference } } });
  // The line was bad; the phone sends it once more.
  expect((await house.ask('second-adult', { query: LODGE, variables: { input } })).text).toBe(lodged.text);
  expect((await own()).appeals).toEqual([{ status: 'LODGED', grounds: GROUNDS, reason: null }]);

  const { data } = await house.ask('district-officer', { query: REFUSED });
  const waiting = data.applicationFiles.edges
    .map(({ node }: { node: { applicant: { id: string } } }) => node)
    .filter(({ applicant }: { applicant: { id: string } }) => applicant.id === SPOUSE.id);
  expect(waiting).toMatchObject([{ application: { appeals: [{ status: 'LODGED', grounds: GROUNDS }] } }]);
  const { id: application, appeals } = waiting[0].application;
  const appeal = { application, appeal: appeals[0].id };

  for (const who of ['district-officer', 'officer-at-home'] as const)
    expect((await decide(who, appeal)).errors).toMatchObject([{ extensions: { code: 'STEP_REFUSED' } }]);
  for (const who of ['second-adult', 'icu-officer', 'hospital', 'dashboard', null] as const)
    expect((await decide(who, appeal)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
    ]);

  const decided = await decide('jkm-officer', appeal);
  expect(decided.errors).toEqual([]);
  expect(decided.data.decideAppeal.application.application).toEqual({
    status: 'IN_PROCESS',
    appeals: [{ status: 'ALLOWED', reason: 'Pendapatan disemak semula.' }],
  });
  expect(await own()).toMatchObject({
    ...{ status: 'IN_PROCESS', decision: null },
    appeals: [{ status: 'ALLOWED', reason: 'Pendapatan disemak semula.' }],
  });
});
