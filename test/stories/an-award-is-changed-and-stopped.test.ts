import type { PersonaName } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

const OWN = `{ viewer { person { applications { edges { node {
  id award { amount endsOn } awards { version amount startsOn endsOn }
  reviews { id status trigger reports { report } proposal { finding amount } } } } } } } }`;
const ACTS = {
  reportChange: 'ReportChangeInput',
  openReview: 'OpenReviewInput',
  proposeReview: 'ProposeReviewInput',
  closeReview: 'CloseReviewInput',
} as const;
const REPORT = 'Anak sulung saya sudah bekerja sejak bulan ini.';
const TODAY = '2026-01-15';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const own = async () => {
  const { data, errors } = await house.ask('citizen', { query: OWN });
  expect(errors).toEqual([]);
  return data.viewer.person.applications.edges[0].node;
};

let nth = 0;
async function act(who: PersonaName, name: keyof typeof ACTS, input: object): Promise<unknown> {
  nth += 1;
  const query = `mutation ($input: ${ACTS[name]}!) { ${name}(input: $input) { application { id } } }`;
  const variables = { input: { idempotencyKey: `act-${nth}`, ...input } };
  const { errors } = await house.ask(who, { query, variables });
  return errors.map(({ extensions }) => extensions.code);
}

test('a recipient reports a change, two officers change the award, and later stop it; what was paid before stays as it was', async () => {
  const { id: application, award, awards } = await own();
  const granted = awards[0];
  expect(awards).toEqual([{ version: 1, amount: award.amount, startsOn: expect.any(String), endsOn: null }]);

  expect(await act('citizen', 'reportChange', { application, report: REPORT })).toEqual([]);
  const [reported] = (await own()).reviews;
  expect(reported).toMatchObject({
    status: 'OPEN',
    trigger: 'CHANGE_REPORTED',
    reports: [{ report: REPORT }],
    proposal: null,
  });

  const change = { application, review: reported.id, finding: 'CHANGED', amount: 10_000, effectiveOn: TODAY };
  expect(
    await act('district-officer', 'proposeReview', { ...change, reason: 'Disahkan oleh lawatan.' }),
  ).toEqual([]);
  expect(await act('district-officer', 'closeReview', change)).toEqual(['STEP_REFUSED']);
  expect(await act('jkm-officer', 'closeReview', change)).toEqual([]);
  const ended = { ...granted, endsOn: '2026-01-14' };
  expect(await own()).toMatchObject({
    award: { amount: 10_000, endsOn: null },
    awards: [{ version: 2, amount: 10_000, startsOn: TODAY, endsOn: null }, ended],
  });

  const opening = { application, trigger: 'SCHEDULED', reason: 'Kaji semula tahunan.' };
  expect(await act('jkm-officer', 'openReview', opening)).toEqual([]);
  const scheduled = (await own()).reviews.find(({ status }: { status: string }) => status === 'OPEN');
  const stop = { application, review: scheduled.id, finding: 'STOPPED', effectiveOn: '2026-02-01' };
  expect(await act('jkm-officer', 'proposeReview', { ...stop, reason: 'Pendapatan melepasi PGK.' })).toEqual(
    [],
  );
  expect(await act('district-officer', 'closeReview', stop)).toEqual([]);
  const after = await own();
  expect(after).toMatchObject({
    award: { amount: 10_000, endsOn: '2026-01-31' },
    awards: [{ version: 2, startsOn: TODAY, endsOn: '2026-01-31' }, ended],
  });
  expect(after.reviews.map(({ status }: { status: string }) => status).toSorted()).toEqual([
    'CHANGED',
    'STOPPED',
  ]);
});

test('nobody else opens, proposes or closes, and to the household’s other adult the application does not exist', async () => {
  const { id: application, reviews } = await own();
  const opening = { application, trigger: 'OFFICER', reason: 'x' };
  for (const who of ['citizen', 'icu-officer', 'hospital', 'state-upen', 'auditor', 'data-officer'] as const)
    expect(await act(who, 'openReview', opening)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(await act('second-adult', 'reportChange', { application, report: 'x' })).toEqual(['NOT_FOUND']);
  const closing = { application, review: reviews[0].id, finding: 'KEPT' };
  expect(await act('district-officer', 'closeReview', closing)).toEqual(['STEP_REFUSED']);
});
