import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, type PersonaToken, personas } from '@seisi/migrations/seed/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { tableReceipts, untilInTree } from '../setup/table-receipts.ts';
import {
  expectedReport,
  forService,
  neighbourOf,
  type Read,
  readThere,
  reportOf,
  rescuer,
  settles,
} from './flood-reads.ts';

const HOUR = 3_600_000;
let house: House;
let now = NOW;
beforeAll(async () => {
  house = await openHouse({ now: () => now, receipts: tableReceipts });
  neighbour = await neighbourOf(house.adminUrl);
});
afterAll(() => house?.close());

const { known, relative } = castOf(1);
/** A household of the hospital's own state, in another district. */
let neighbour = '';
const FLOOD = { kind: 'FLOOD', areas: ['5_5'], agencies: ['hospital-tuanku'], hours: 24 };

async function act(
  who: PersonaName,
  field: string,
  input: object,
  idempotencyKey: string = crypto.randomUUID(),
) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.ask(who, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { incident {
      id status title areas hours startsAt endsAt opensReads moreHours agencies { code } leadAgency { code } handedTo { code }
      steps { act fromStatus toStatus by reason } } } }`,
    variables: { input: { ...input, idempotencyKey } },
  });
  return { incident: data?.[field]?.incident, codes: errors.map(({ extensions }) => extensions.code) };
}

/** What went out that only an emergency opens, as whoever read it knows it. */
let reads: Read[] = [];

/** Where somebody lives, and their members' names: what only the emergency opens to the hospital. */
async function told(token: PersonaToken, id: string): Promise<boolean> {
  const read = await readThere(house, token, id, now);
  if (read !== null) reads.push(read);
  return read !== null;
}

const becomes = (isTold: boolean, id = known.id) => settles(() => told(rescuer, id), isTold);

async function declared(hours = 24): Promise<string> {
  const { incident } = await act('district-officer', 'reportIncident', {
    ...FLOOD,
    hours,
    title: 'Banjir di Seremban',
  });
  const second = await act('jkm-officer', 'activateIncident', { incident: incident.id, ...FLOOD, hours });
  expect(second.codes).toEqual([]);
  await becomes(true);
  return incident.id;
}

test('one officer reports and opens nothing; another, who says the same, activates: the named agency reads there, and nowhere else', async () => {
  const reported = await act('district-officer', 'reportIncident', { ...FLOOD, title: 'Banjir di Seremban' });
  const { id } = reported.incident;
  expect(reported.incident).toMatchObject({ status: 'REPORTED', opensReads: false, startsAt: null });
  expect(id).not.toContain('5_5');
  expect(await told(rescuer, known.id)).toBe(false);

  const alone = await act('district-officer', 'activateIncident', { incident: id, ...FLOOD });
  expect(alone.codes).toEqual(['STEP_REFUSED']);
  const wider = { incident: id, ...FLOOD, areas: ['5_5', '5_1'] };
  expect((await act('jkm-officer', 'activateIncident', wider)).codes).toEqual(['STEP_REFUSED']);
  expect(await told(rescuer, known.id)).toBe(false);

  const activated = await act('jkm-officer', 'activateIncident', { incident: id, ...FLOOD });
  expect(activated.incident).toMatchObject({
    ...{ status: 'ACTIVE', opensReads: true, leadAgency: { code: 'jkm' } },
    endsAt: new Date(now + 24 * HOUR).toISOString(),
  });
  await becomes(true);
  // Neither in another district, nor for a service, nor to an agency that it does not name.
  expect(await told(rescuer, neighbour)).toBe(false);
  expect(await told(forService, known.id)).toBe(false);
  expect(await told(personas['state-upen'].token, relative.id)).toBe(
    await told(personas['state-upen'].token, known.id),
  );

  const over = await act('district-officer', 'standDownIncident', {
    incident: id,
    reason: 'Air telah surut.',
  });
  expect(over.incident).toMatchObject({ status: 'CLOSED', opensReads: false });
  await becomes(false);
  expect(over.incident.steps.map(({ act: done }: { readonly act: string }) => done)).toEqual([
    'REPORT',
    'ACTIVATE',
    'STAND_DOWN',
  ]);
});

test('it ends by itself, to the instant, and is not opened again', async () => {
  const id = await declared(2);
  const begun = now;
  now = begun + 2 * HOUR - 1;
  expect(await told(rescuer, known.id)).toBe(true);
  now = begun + 2 * HOUR;
  expect(await told(rescuer, known.id)).toBe(false);

  const more = { incident: id, hours: 24 };
  expect((await act('district-officer', 'proposeIncidentExtension', more)).codes).toEqual(['STEP_REFUSED']);
  expect(
    (await act('district-officer', 'standDownIncident', { incident: id, reason: 'Sudah tamat.' })).incident,
  ).toMatchObject({
    status: 'CLOSED',
    endsAt: new Date(begun + 2 * HOUR).toISOString(),
  });
});

test('two officers extend it; the lead agency coordinates, hands over and recovers, and with the recovery the reading ends', async () => {
  const id = await declared(2);
  const more = { incident: id, hours: 48 };
  expect((await act('district-officer', 'proposeIncidentExtension', more)).incident).toMatchObject({
    moreHours: 48,
  });
  expect((await act('district-officer', 'confirmIncidentExtension', more)).codes).toEqual(['STEP_REFUSED']);
  expect((await act('jkm-officer', 'confirmIncidentExtension', more)).incident).toMatchObject({
    ...{ moreHours: null, hours: 48, endsAt: new Date(now + 48 * HOUR).toISOString() },
  });
  expect((await act('icu-officer', 'coordinateIncident', { incident: id })).codes).toEqual(['STEP_REFUSED']);
  expect((await act('jkm-officer', 'coordinateIncident', { incident: id })).incident.status).toBe(
    'COORDINATING',
  );
  await act('jkm-officer', 'handOverIncident', { incident: id, toAgency: 'icu-jpm' });
  expect((await act('district-officer', 'takeOverIncident', { incident: id })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect((await act('icu-officer', 'takeOverIncident', { incident: id })).incident).toMatchObject({
    ...{ leadAgency: { code: 'icu-jpm' }, handedTo: null, status: 'COORDINATING' },
  });
  expect((await act('jkm-officer', 'beginRecovery', { incident: id })).codes).toEqual(['STEP_REFUSED']);
  expect(await told(rescuer, known.id)).toBe(true);
  expect((await act('icu-officer', 'beginRecovery', { incident: id })).incident).toMatchObject({
    opensReads: false,
  });
  await becomes(false);
  expect(
    (await act('jkm-officer', 'standDownIncident', { incident: id, reason: 'Selesai.' })).incident.status,
  ).toBe('CLOSED');
});

test('afterwards the report of the incident equals what was read under it: each read, none of elsewhere, none before or after', async () => {
  await becomes(false);
  reads = [];
  const id = await declared(3);
  now += HOUR;
  expect(await told(rescuer, known.id)).toBe(true);
  expect(await told(rescuer, neighbour)).toBe(false);
  expect(await told(forService, known.id)).toBe(false);
  now += HOUR;
  expect(await told(rescuer, known.id)).toBe(true);
  await act('district-officer', 'standDownIncident', { incident: id, reason: 'Air telah surut.' });
  await becomes(false);

  await untilInTree(house.adminUrl);
  const { report, elsewhere, listed } = await reportOf(house, 'auditor', id);
  expect(listed).toEqual(reads.map(({ receipt }) => receipt).sort());
  // That they live together its agreement opens by itself.
  expect(report).toEqual(expectedReport(reads, 'hospital-tuanku', ['contact', 'identity']));
  expect(elsewhere).toEqual({ receipts: 0, agencies: [] });
  const closed = { report: null, elsewhere: null, listed: null };
  expect(await reportOf(house, 'district-officer', id)).toEqual(closed);
});

test('of two who activate at once one does; the same key does it once; whoever is on no such duty, or of elsewhere, does nothing', async () => {
  const { incident } = await act('district-officer', 'reportIncident', { ...FLOOD, title: 'Banjir kilat' });
  const given = { incident: incident.id, ...FLOOD };
  const both = await Promise.all([
    act('jkm-officer', 'activateIncident', given, 'one-key'),
    act('icu-officer', 'activateIncident', given, 'other-key'),
  ]);
  expect(both.flatMap(({ codes }) => codes)).toEqual(['STEP_REFUSED']);
  const [faster] =
    (both[0]?.codes.length ?? 0) === 0
      ? (['jkm-officer', 'one-key'] as const)
      : (['icu-officer', 'other-key'] as const);
  const key = faster === 'jkm-officer' ? 'one-key' : 'other-key';
  const again = await act(faster, 'activateIncident', given, key);
  expect(again.codes).toEqual([]);
  expect(again.incident.steps).toHaveLength(2);
  expect((await act(faster, 'activateIncident', { ...given, hours: 25 }, key)).codes).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);

  // An answer that is on its way while its ground changes is not told: the house has heard of the activation first.
  await becomes(true);
  for (const who of ['auditor', 'payment-officer', 'citizen', 'hospital'] as const)
    expect((await act(who, 'standDownIncident', { incident: incident.id, reason: 'Tamat.' })).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  const abroad = { ...FLOOD, areas: ['1_1'], title: 'Banjir di Johor' };
  expect((await act('district-officer', 'reportIncident', abroad)).codes).toEqual(['STEP_REFUSED']);
  expect(
    (await act('district-officer', 'standDownIncident', { incident: 'INC-0', reason: 'Tamat.' })).codes,
  ).toEqual(['NOT_FOUND']);
  const nobody = { ...FLOOD, agencies: ['nobody'], title: 'Banjir' };
  expect((await act('district-officer', 'reportIncident', nobody)).codes).toEqual(['BAD_USER_INPUT']);
  await act('district-officer', 'standDownIncident', { incident: incident.id, reason: 'Tamat.' });
});

test('agencies that it names or that lead it, and officers of its areas, read of it; for others there is none', async () => {
  const { incident } = await act('icu-officer', 'reportIncident', {
    ...FLOOD,
    areas: ['1_1'],
    title: 'Banjir di Johor',
  });
  const found = async (who: PersonaName) => {
    const { data, errors } = await house.ask(who, {
      query: `{ incident(id: "${incident.id}") { title } incidents(first: 100, status: REPORTED) { edges { node { id } } } }`,
    });
    const listed = data?.incidents?.edges.some(
      ({ node }: { readonly node: { readonly id: string } }) => node.id === incident.id,
    );
    expect(errors.filter(({ extensions }) => extensions.code === 'SOURCE_UNAVAILABLE')).toEqual([]);
    return [data?.incident?.title ?? null, listed ?? false];
  };
  for (const who of ['icu-officer', 'icu-adopter', 'hospital'] as const)
    expect(await found(who)).toEqual(['Banjir di Johor', true]);
  const near = await act('icu-officer', 'reportIncident', {
    ...FLOOD,
    agencies: ['icu-jpm'],
    title: 'Banjir di Seremban',
  });
  for (const who of ['district-officer', 'jkm-officer'] as const) {
    const { data } = await house.ask(who, {
      query: '{ incidents(first: 100, status: REPORTED) { edges { node { id } } } }',
    });
    expect(data.incidents.edges).toEqual([{ node: { id: near.incident.id } }]);
  }
  for (const who of ['district-officer', 'jkm-officer', 'ngo', 'citizen', 'auditor'] as const)
    expect(await found(who)).toEqual([null, false]);
});
