import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '@seisi/migrations/connection';
import { castOf } from '@seisi/migrations/seed/known';
import { type PersonaName, personas } from '@seisi/migrations/seed/personas';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type Answer, type House, openHouse } from '../setup/house.ts';

const NGO = 'pertubuhan-prihatin';
let house: House;
let admin: postgres.Sql;
/** A household that nobody has referred, moved to the officer's district, and its head. */
let home = { id: '', key: '', number: '', person: '' };
let now = NOW;
beforeAll(async () => {
  house = await openHouse({ now: () => now });
  admin = connect(house.adminUrl);
  const [found] = await admin<{ id: string; key: string; number: string; person: string }[]>`
    select h.id, h.key, h.registration_number as number, p.id as person
      from person.household h
      join person.membership m on m.household_key = h.key and m.relation_to_head = 'HEAD' and m.until is null
      join person.person p on p.key = m.person_key
     where h.id <> all(${Object.values(castOf(1)).map(({ id }) => id)})
       and not exists (select 1 from agency.referral r where r.household_key = h.key)
     order by h.id limit 1`;
  if (found !== undefined) home = found;
  await admin`update person.household set state = '05', district = '5_5' where id = ${home.id}`;
});
afterAll(async () => {
  await admin?.end();
  await house?.close();
});

const FIELDS = `id reference status need urgency isOverdue classes fromAgency { code } toAgency { code }
  onward { id status urgency toAgency { code } } steps { act toStatus by reason }`;

/** An act that ends what the own agency reads by may be taken while its answer is held back: the same key tells what came of it. */
async function act(
  who: PersonaName,
  field: string,
  input: object,
  idempotencyKey: string = crypto.randomUUID(),
): Promise<{
  readonly task: Answer['data'];
  readonly codes: readonly string[];
  readonly errors: Answer['errors'];
}> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await house.ask(who, {
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { task { ${FIELDS} } } }`,
    variables: { input: { ...input, idempotencyKey } },
  });
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.includes('SOURCE_UNAVAILABLE')) return act(who, field, input, idempotencyKey);
  return { task: data?.[field]?.task, codes, errors };
}

const ASKED = {
  toAgency: NGO,
  need: 'FOOD',
  urgency: 'ROUTINE',
  classes: ['register', 'poverty'],
  note: 'Bekalan makanan diperlukan.',
};
const sent = async (given: object = {}) => {
  const { task, codes } = await act('district-officer', 'sendReferral', {
    household: home.id,
    ...ASKED,
    ...given,
  });
  expect(codes).toEqual([]);
  return task.id as string;
};

/** What the NGO reads of the household. */
async function read() {
  const { data } = await house.ask('ngo', {
    query: `{ household(id: "${home.id}") { registrationNumber memberCount area { districtCode } assessment { status } } }`,
  });
  return data?.household ?? null;
}

/** Facts travel within a second; the machine may be busy. */
async function becomes(isOpen: boolean): Promise<void> {
  for (let nth = 0; nth < 400; nth += 1) {
    if (((await read()) !== null) === isOpen) return;
    await wait(25);
  }
  throw new Error(`It never came to be ${isOpen ? 'open' : 'closed'}.`);
}

test('from the sending to the end: before acceptance the receiver sees the work and nobody, then the minimum set, and after the end nothing', async () => {
  const referral = await sent();
  const { data } = await house.ask('ngo', {
    query: `{ referralTasks(status: SENT, first: 100) { edges { node { ${FIELDS} } } } }`,
  });
  const task = data.referralTasks.edges
    .map(({ node }: { readonly node: { readonly id: string } }) => node)
    .find(({ id }: { readonly id: string }) => id === referral);
  expect(task).toMatchObject({
    status: 'SENT',
    need: 'FOOD',
    fromAgency: { code: 'jkm' },
    classes: ['poverty', 'register'],
  });
  for (const told of [home.id, home.number, home.person]) expect(JSON.stringify(data)).not.toContain(told);
  expect(await read()).toBeNull();
  expect((await act('ngo', 'beginReferral', { referral })).codes).toEqual(['STEP_REFUSED']);

  expect((await act('ngo', 'acceptReferral', { referral })).task.status).toBe('ACCEPTED');
  await becomes(true);
  // Of what its agreement opens, the minimum set and nothing else.
  expect(await read()).toEqual({
    registrationNumber: home.number,
    memberCount: null,
    area: null,
    assessment: { status: expect.any(String) },
  });

  expect((await act('ngo', 'beginReferral', { referral })).task.status).toBe('IN_ACTION');
  await becomes(true);
  const done = await act('ngo', 'completeReferral', { referral });
  expect(done.task.steps.map((one: { readonly act: string }) => one.act)).toEqual([
    'SEND',
    'ACCEPT',
    'BEGIN',
    'COMPLETE',
  ]);
  await becomes(false);
});

test('a referral holds no value of anybody: nothing of the household is copied into the room of agencies', async () => {
  await sent({ person: null });
  const tables = await admin<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'agency'::regnamespace and relkind = 'r'`;
  const [person] = await admin<
    { name: string; identity_number: string }[]
  >`select name, identity_number from person.person where id = ${home.person}`;
  for (const { name } of tables) {
    const rows = JSON.stringify(await admin`select * from ${admin(`agency.${name}`)}`);
    for (const value of [
      home.id,
      home.number,
      home.person,
      person?.name ?? '',
      person?.identity_number ?? '',
    ])
      expect(rows, name).not.toContain(value);
  }
});

test('a wrong agency gives it back, with a reason of the list; the sender sends it on, once', async () => {
  const referral = await sent({ toAgency: 'hospital-tuanku', need: 'HEALTH' });
  expect((await act('ngo', 'acceptReferral', { referral })).codes).toEqual(['NOT_FOUND']);
  expect((await act('hospital', 'returnReferral', { referral, reason: 'WRONG_AGENCY' })).task.status).toBe(
    'RETURNED',
  );
  expect((await act('hospital', 'sendReferralOn', { referral, toAgency: NGO })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect((await act('jkm-officer', 'sendReferralOn', { referral, toAgency: NGO })).codes).toEqual([
    'NOT_FOUND',
  ]);
  const on = await act('district-officer', 'sendReferralOn', { referral, toAgency: NGO });
  expect(on.task).toMatchObject({ status: 'RETURNED', onward: { status: 'SENT', toAgency: { code: NGO } } });
  expect((await act('district-officer', 'sendReferralOn', { referral, toAgency: NGO })).codes).toEqual([
    'STEP_REFUSED',
  ]);
  expect((await act('ngo', 'acceptReferral', { referral: on.task.onward.id })).codes).toEqual([]);
  await becomes(true);
  expect(
    (await act('ngo', 'closeReferral', { referral: on.task.onward.id, reason: 'HELP_REFUSED' })).task.status,
  ).toBe('CLOSED');
  await becomes(false);
});

test('what nobody answers in time is late; escalated it ends, and the department is sent one in its place', async () => {
  const referral = await sent({ urgency: 'EMERGENCY' });
  now = NOW + 25 * 3_600_000;
  const { data } = await house.askWith(personas['district-officer'].token, {
    query: '{ referralTasks(first: 100, status: SENT) { edges { node { id isOverdue } } } }',
  });
  expect(data.referralTasks.edges).toContainEqual({ node: { id: referral, isOverdue: true } });
  now = NOW;
  expect(
    (await act('district-officer', 'escalateReferral', { referral, reason: 'NOT_IN_TIME' })).codes,
  ).toEqual(['BAD_USER_INPUT']);
  await act('ngo', 'acceptReferral', { referral });
  await becomes(true);
  const escalated = await act('ngo', 'escalateReferral', { referral, reason: 'DANGER' });
  expect(escalated.task).toMatchObject({
    status: 'ESCALATED',
    onward: { status: 'SENT', urgency: 'EMERGENCY', toAgency: { code: 'jkm' } },
  });
  await becomes(false);
  expect(
    (await act('jkm-officer', 'acceptReferral', { referral: escalated.task.onward.id })).task.status,
  ).toBe('ACCEPTED');
});

test('a referral that an agency makes for itself opens nothing, and there is none to make', async () => {
  const itself = { person: null, household: home.id, ...ASKED, toAgency: 'jkm' };
  expect((await act('district-officer', 'sendReferral', itself)).codes).toEqual(['BAD_USER_INPUT']);
  const { data } = await house.ask('self-referring-ngo', {
    query: `{ referralTasks { edges { node { id } } } household(id: "${castOf(1).selfReferred.id}") { id } }`,
  });
  expect(data).toEqual({ referralTasks: { edges: [] }, household: null });
});

test('nobody passes on what they may not read: neither whom, nor which class', async () => {
  const of = (household: string, given: object = {}) =>
    act('district-officer', 'sendReferral', { household, ...ASKED, ...given });
  const { sealed, relative, elsewhere } = castOf(1);
  for (const id of [sealed.id, relative.id, elsewhere.id, crypto.randomUUID()])
    expect((await of(id)).codes).toEqual(['NOT_FOUND']);
  const more = await of(home.id, { classes: ['register', 'health'] });
  expect(more.codes).toEqual(['BAD_USER_INPUT']);
  expect(more.errors[0]?.message).toContain('health');
  for (const who of ['citizen', 'auditor', 'payment-officer', 'local-leader'] as const)
    expect((await act(who, 'acceptReferral', { referral: crypto.randomUUID() })).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  // The NGO reads of nobody with the class of referrals, so it refers nobody.
  expect((await act('ngo', 'sendReferral', { household: home.id, ...ASKED, toAgency: 'jkm' })).codes).toEqual(
    ['UNAUTHORIZED_FIELD_OR_TYPE'],
  );
});

test('of two who answer at once one does; the same key answers once, and with another input not at all', async () => {
  const referral = await sent();
  const [accepted, returned] = await Promise.all([
    act('ngo', 'acceptReferral', { referral }, 'accept'),
    act('ngo', 'returnReferral', { referral, reason: 'NO_CAPACITY' }, 'return'),
  ]);
  expect([...accepted.codes, ...returned.codes]).toEqual(['STEP_REFUSED']);
  const [field, key, rest] =
    accepted.codes.length === 0
      ? (['acceptReferral', 'accept', {}] as const)
      : (['returnReferral', 'return', { reason: 'NO_CAPACITY' }] as const);
  const again = await act('ngo', field, { referral, ...rest }, key);
  expect(again.task.steps).toHaveLength(2);
  expect((await act('ngo', field, { referral: crypto.randomUUID(), ...rest }, key)).codes).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);
});
