import type { PersonaName } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const CENTRE =
  'centre { id status isOverCapacity counts { families people adults children infants agency { code } } }';
const NEED = 'need { id status takenOnBy { code } }';
const WHAT: Readonly<Record<string, string>> = {
  reportIncident: 'incident { id }',
  activateIncident: 'incident { id }',
  standDownIncident: 'incident { id }',
};

async function act(
  who: PersonaName,
  field: string,
  input: object,
  idempotencyKey: string = crypto.randomUUID(),
) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const what = WHAT[field] ?? (field.includes('Need') ? NEED : CENTRE);
  const { data, errors } = await house.ask(who, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { ${what} } }`,
    variables: { input: { ...input, idempotencyKey } },
  });
  return { told: data?.[field], codes: errors.map(({ extensions }) => extensions.code) };
}

const FLOOD = { kind: 'FLOOD', areas: ['5_5'], agencies: ['hospital-tuanku'], hours: 24 };

test('centres are opened, counted and closed, needs are taken on and fulfilled, by those whom the incident concerns, and by nobody else', async () => {
  const { told } = await act('district-officer', 'reportIncident', { ...FLOOD, title: 'Banjir di Seremban' });
  const incident = told.incident.id;
  const place = { incident, name: 'Dewan Orang Ramai', district: '5_5', capacity: 5 };
  expect((await act('district-officer', 'openEvacuationCentre', place)).codes).toEqual(['STEP_REFUSED']);
  await act('jkm-officer', 'activateIncident', { incident, ...FLOOD });
  expect(
    (await act('district-officer', 'openEvacuationCentre', { ...place, district: '5_1' })).codes,
  ).toEqual(['BAD_USER_INPUT']);
  expect((await act('hospital', 'openEvacuationCentre', place)).codes).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
  const centre = (await act('district-officer', 'openEvacuationCentre', place)).told.centre.id;

  const count = { centre, families: 2, adults: 3, children: 2, infants: 1 };
  const counted = await act('hospital', 'countEvacuees', count, 'counted');
  expect(counted.told.centre).toMatchObject({
    isOverCapacity: true,
    counts: [{ people: 6, agency: { code: 'hospital-tuanku' } }],
  });
  expect((await act('hospital', 'countEvacuees', count, 'counted')).told.centre.counts).toHaveLength(1);
  expect((await act('ngo', 'countEvacuees', count)).codes).toEqual(['NOT_FOUND']);
  expect((await act('district-officer', 'closeEvacuationCentre', { centre })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  await act('jkm-officer', 'countEvacuees', { centre, families: 0, adults: 0, children: 0, infants: 0 });

  const need = (
    await act('jkm-officer', 'reportIncidentNeed', {
      incident,
      kind: 'BABY_CARE',
      quantity: 3,
      district: '5_5',
    })
  ).told.need.id;
  expect((await act('ngo', 'takeOnIncidentNeed', { need })).codes).toEqual(['NOT_FOUND']);
  const both = await Promise.all([
    act('hospital', 'takeOnIncidentNeed', { need }),
    act('jkm-officer', 'takeOnIncidentNeed', { need }),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  const [taker, other] =
    both[0]?.codes.length === 0
      ? (['hospital', 'jkm-officer'] as const)
      : (['jkm-officer', 'hospital'] as const);
  expect((await act(other, 'fulfilIncidentNeed', { need })).codes).toEqual(['STEP_REFUSED']);
  expect((await act(taker, 'fulfilIncidentNeed', { need })).told.need.status).toBe('FULFILLED');

  const { data } = await house.ask('hospital', {
    query: `{ incident(id: "${incident}") { centres { name status counts { people } } needs { kind quantity status } } }`,
  });
  expect(data.incident).toEqual({
    centres: [{ name: 'Dewan Orang Ramai', status: 'OPEN', counts: [{ people: 0 }, { people: 6 }] }],
    needs: [{ kind: 'BABY_CARE', quantity: 3, status: 'FULFILLED' }],
  });
  expect((await act('district-officer', 'closeEvacuationCentre', { centre })).told.centre.status).toBe(
    'CLOSED',
  );
  expect((await act('hospital', 'countEvacuees', count)).codes).toEqual(['STEP_REFUSED']);
  await act('district-officer', 'standDownIncident', { incident, reason: 'Air telah surut.' });
  expect((await act('district-officer', 'openEvacuationCentre', place)).codes).toEqual(['STEP_REFUSED']);
});
