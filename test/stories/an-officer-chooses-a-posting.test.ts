import { connect } from '@seisi/migrations/connection';
import { castOf } from '@seisi/migrations/seed/known';
import { personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
  const sql = connect(house.adminUrl);
  await sql`
    insert into person.ground_fact (id, kind, holder, agency, subject_key, areas, classes, valid_from)
    select 'POS-EXTRA', kind, holder, agency, subject_key, '{06}', '{register}', valid_from
    from person.ground_fact where kind = 'POSTING' and holder = ${personas['district-officer'].token.sub}`;
  await sql.end();
});
afterAll(() => house?.close());

const asking = (posting: string | null, who: 'district-officer' | 'jkm-officer' = 'district-officer') =>
  house.ask(who, {
    query: `{ viewer { basis areas classes } household(id: "${castOf(1).known.id}") { registrationNumber } }`,
    ...(posting === null ? {} : { headers: { 'seisi-posting': posting } }),
  });

test('an officer with two postings is told to name one, and rests on the one that the header names', async () => {
  const { errors } = await asking(null);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BASIS_REQUIRED']);

  const first = await asking('POS-002');
  expect(first.data.viewer).toMatchObject({ basis: 'POSTING', areas: ['5_5'] });
  expect(first.data.household).toEqual({ registrationNumber: expect.any(String) });
  const second = await asking('POS-EXTRA');
  expect(second.data).toEqual({
    viewer: { basis: 'POSTING', areas: ['06'], classes: ['register'] },
    household: null,
  });
});

test('a posting that is another’s, has ended, or does not exist is no ground', async () => {
  for (const posting of ['POS-001', 'POS-006', 'POS-999', ' ', 'AGR-2025-001'])
    expect((await asking(posting)).data).toEqual({
      viewer: { basis: null, areas: [], classes: [] },
      household: null,
    });
  expect((await asking('POS-EXTRA', 'jkm-officer')).data.viewer.basis).toBeNull();
  expect((await asking('POS-003', 'jkm-officer')).data.viewer.basis).toBe('POSTING');
});
