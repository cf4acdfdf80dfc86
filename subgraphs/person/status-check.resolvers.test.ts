import type { Message, MessageSink } from '@seisi/host/message/message';
import { MessageFailure, MessageRefused } from '@seisi/host/message/message';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer } from './ground/testing.ts';
import { openWorld, type World } from './household.testing.ts';
import { notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';
import { type PersonRow, people } from './person.table.ts';
import { statusCarrier } from './status-errand.step.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world?.close();
  await database?.close();
});

const ASK = 'mutation ($input: AskForStatusInput!) { askForStatus(input: $input) { advice(language: EN) } }';

async function ask(by: PersonRow, input: object) {
  return world.room.ask(
    ASK,
    { input: { idempotencyKey: crypto.randomUUID(), ...input } },
    await world.as(citizen(by)),
  );
}

/** A sink that keeps what it is given, or fails as told. */
function aSink(failure: Error | null = null): MessageSink & { readonly taken: Message[] } {
  const taken: Message[] = [];
  const send = async (message: Message) => {
    if (failure !== null) throw failure;
    taken.push(message);
  };
  return { taken, send, close: async () => {} };
}

/** Carries the newest errand, as a courier does. */
async function carryNewest(sink: MessageSink) {
  const errands = await world.db
    .select()
    .from(outbox)
    .where(eq(outbox.kind, 'status'))
    .orderBy(asc(outbox.at));
  const newest = errands.at(-1);
  if (newest === undefined) throw new Error('Nothing was asked.');
  const recorded = await statusCarrier(sink)(newest, world.db);
  await world.db.transaction((transaction) => recorded(transaction, newest.at));
}

const reachedBy = (key: string, contact: Partial<PersonRow>) =>
  world.db.update(people).set(contact).where(eq(people.key, key));

async function reachable(given: Partial<PersonRow> = {}): Promise<PersonRow> {
  return world.person({ phone: '+60123456789', email: null, ...given });
}

test('whoever asks is told the same, by the same statements and rows, at a tick, whether the facts name somebody or not', async () => {
  const [asker, known] = [await world.person({}), await reachable()];
  const tried = [
    { identityNumber: known.identityNumber, phone: '012-345 6789' },
    { identityNumber: known.identityNumber, phone: '012-345 6780' },
    { identityNumber: '990101701234', phone: '012-345 6789' },
  ];
  const seen = [];
  for (const facts of tried) {
    world.room.statements();
    const begun = performance.now();
    const answer = await ask(asker, facts);
    const statements = world.room.statements();
    // A tick has passed since it began, or begins now.
    expect(Math.floor(performance.now() / 250)).toBeGreaterThan(Math.floor(begun / 250));
    seen.push({ answer, statements });
  }
  expect(seen[0]?.answer.data?.['askForStatus']).toEqual({
    advice: expect.stringContaining('If the two facts match'),
  });
  expect(JSON.stringify(seen[1]?.answer)).toBe(JSON.stringify(seen[0]?.answer));
  expect(JSON.stringify(seen[2]?.answer)).toBe(JSON.stringify(seen[0]?.answer));
  expect(seen[1]?.statements).toEqual(seen[0]?.statements);
  expect(seen[2]?.statements).toEqual(seen[0]?.statements);
  expect(seen[0]?.statements.length).toBeGreaterThan(3);
});

test.each([
  ['the telephone', { phone: '+60123456789' }, 'SMS'],
  ['the e-mail', { email: 'Somebody@mail.example' }, 'EMAIL'],
  ['the postcode of the home', { postcode: '70000' }, 'SMS'],
] as const)(
  'two facts with %s bring the status to the address of the register',
  async (_what, second, channel) => {
    const { household, people } = await world.home([{ relation: 'HEAD' }], {
      registrationStatus: 'CONFIRMED',
    });
    await world.assessed(household, { status: 'HARDCORE_POOR' });
    const [head] = people;
    if (head === undefined) throw new Error('Nobody lives there.');
    const contact = channel === 'EMAIL' ? { email: 'somebody@mail.example' } : { phone: '+60123456789' };
    await reachedBy(head.key, contact);
    await ask(await world.person({}), { identityNumber: head.identityNumber, ...second });
    const sink = aSink();
    await carryNewest(sink);
    const to = channel === 'EMAIL' ? 'somebody@mail.example' : '+60123456789';
    expect(sink.taken).toMatchObject([
      { channel, to, text: expect.stringContaining('poverty status hardcore poor') },
    ]);
    // No name, number, place or amount goes with it.
    for (const told of [head.name, head.identityNumber, household.addressLine, household.registrationNumber])
      expect(sink.taken[0]?.text).not.toContain(told);
    expect(await world.db.select().from(notices).where(eq(notices.personKey, head.key))).toMatchObject([
      { kind: 'STATUS_ASKED', way: channel, failure: null, sentAt: expect.any(Date) },
    ]);
  },
);

test('nobody is sent anything under a seal, nor more than three times a day, nor where the facts name nobody', async () => {
  const asker = await world.person({});
  const { household, people } = await world.home([{ relation: 'HEAD' }]);
  const [head] = people;
  if (head === undefined) throw new Error('Nobody lives there.');
  await reachedBy(head.key, { phone: '+60123456789' });
  const facts = { identityNumber: head.identityNumber, phone: '+60123456789' };
  const sink = aSink();
  for (const _time of [1, 2, 3, 4, 5]) {
    await ask(asker, facts);
    await carryNewest(sink);
  }
  expect(sink.taken).toHaveLength(3);

  const sealed = await world.home([{ relation: 'HEAD' }]);
  await reachedBy(sealed.people[0]?.key ?? '', { phone: '+60123456789' });
  await world.seal(sealed.household.key);
  await ask(asker, { identityNumber: sealed.people[0]?.identityNumber, phone: '+60123456789' });
  await carryNewest(sink);
  await ask(asker, { identityNumber: '990101701234', postcode: household.postcode });
  await carryNewest(sink);
  expect(sink.taken).toHaveLength(3);
});

test('an address that takes nothing is written down; one that is away is asked again', async () => {
  const known = await reachable();
  await ask(await world.person({}), { identityNumber: known.identityNumber, phone: '0123456789' });
  await expect(carryNewest(aSink(new MessageFailure('AWAY')))).rejects.toThrow('AWAY');
  await carryNewest(aSink(new MessageRefused('NO_SUCH_NUMBER')));
  expect(await world.db.select().from(notices).where(eq(notices.personKey, known.key))).toMatchObject([
    { sentAt: null, failure: 'NO_SUCH_NUMBER' },
  ]);
});

test('a caller asks twenty times a day, one fact is none and two are too many, and only citizens ask', async () => {
  const asker = await world.person({});
  const facts = { identityNumber: '990101701234', phone: '0123456789' };
  const codes = async (input: object) =>
    (await ask(asker, input)).errors?.map(({ extensions }) => extensions?.['code']);
  expect(await codes({ identityNumber: '990101701234' })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ ...facts, postcode: '70000' })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ ...facts, identityNumber: 'x' })).toEqual(['BAD_USER_INPUT']);
  for (let time = 0; time < 20; time += 1) expect(await codes(facts)).toBeUndefined();
  expect(await codes(facts)).toEqual(['STEP_REFUSED']);
  const nobodys = await world.room.ask(
    ASK,
    { input: { ...facts, idempotencyKey: 'one' } },
    await world.as(officer('nobody')),
  );
  expect(nobodys.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
});
