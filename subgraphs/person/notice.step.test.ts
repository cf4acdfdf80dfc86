import type { StoredErrand } from '@seisi/host/courier';
import { type Message, MessageFailure, MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type AssessmentCause, assessHousehold } from './assessment.step.ts';
import { openWorld, type World } from './household.testing.ts';
import { incomes } from './income.table.ts';
import { tell } from './notice.step.ts';
import { type NoticeRow, noticeKind, notices } from './notice.table.ts';
import { noticeCarrier } from './notice-errand.step.ts';
import { noticeText } from './notice-text.ts';
import { outbox } from './outbox.table.ts';
import { people } from './person.table.ts';

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

const AT = new Date('2026-11-22T02:00:00Z');
const noticesOf = (personKey: string): Promise<NoticeRow[]> =>
  world.db.select().from(notices).where(eq(notices.personKey, personKey)).execute();

async function errandsOf(told: readonly NoticeRow[]): Promise<StoredErrand[]> {
  const all = await world.db.select().from(outbox);
  return all.filter(({ id }) => told.some((notice) => notice.id === id));
}

function aSink(failure: Error | null = null): MessageSink & { readonly taken: Message[] } {
  const taken: Message[] = [];
  const send = async (message: Message) => {
    if (failure !== null) throw failure;
    taken.push(message);
  };
  return { taken, send, close: async () => {} };
}

async function carry(errands: readonly StoredErrand[], sink: MessageSink): Promise<void> {
  for (const errand of errands) {
    const recorded = await noticeCarrier(sink)(errand, world.db);
    await world.db.transaction((transaction) => recorded(transaction, AT));
  }
}

test('somebody is told by each way by which they are reached now; neither notice nor errand holds an address', async () => {
  const both = await world.person({ phone: '+60123456789', email: 'somebody@mail.example' });
  const none = await world.person();
  const told = [both, none].map(({ key }) => ({
    ...{ personKey: key, kind: 'CENSUS_NEXT' as const, aboutId: crypto.randomUUID() },
  }));
  await world.db.transaction((transaction) => tell(transaction, told, AT));
  const made = await noticesOf(both.key);
  expect(made.map(({ way }) => way).toSorted()).toEqual(['EMAIL', 'SMS']);
  expect(await noticesOf(none.key)).toMatchObject([{ way: 'NONE', sentAt: null, failure: null }]);
  const errands = await errandsOf(made);
  expect(errands).toHaveLength(2);
  expect(JSON.stringify([made, errands])).not.toMatch(/60123456789|mail\.example/);

  // A number that was changed since counts.
  await world.db.update(people).set({ phone: '+60198765432' }).where(eq(people.key, both.key));
  const sink = aSink();
  await carry(errands, sink);
  expect(sink.taken.map(({ to }) => to).toSorted()).toEqual(['+60198765432', 'somebody@mail.example']);
  expect((await noticesOf(both.key)).every(({ sentAt }) => sentAt !== null)).toBe(true);
});

test('an address that takes nothing or is gone is written down; one that is away is tried again', async () => {
  const one = await world.person({ phone: '+60123456789' });
  const told = { personKey: one.key, kind: 'REGISTERED' as const, aboutId: crypto.randomUUID() };
  await world.db.transaction((transaction) => tell(transaction, [told, told], AT));
  const [first, second] = await errandsOf(await noticesOf(one.key));
  if (first === undefined || second === undefined) throw new Error('Nobody was told.');
  await expect(carry([first], aSink(new MessageFailure('AWAY')))).rejects.toThrow('AWAY');
  expect((await noticesOf(one.key)).map(({ failure }) => failure)).toEqual([null, null]);
  await carry([first], aSink(new MessageRefused('NO_SUCH_NUMBER')));
  await world.db.update(people).set({ phone: null }).where(eq(people.key, one.key));
  await carry([second], aSink());
  expect((await noticesOf(one.key)).map(({ failure }) => failure).toSorted()).toEqual([
    ...['NO_ADDRESS', 'NO_SUCH_NUMBER'],
  ]);
});

test('the head is told when the poverty status is another than before, by whatever assessment, and after a census not twice', async () => {
  const { household, people: members } = await world.home([{ relation: 'HEAD', monthly: 10_000 }]);
  const [head] = members;
  if (head === undefined) throw new Error('Nobody lives there.');
  const assess = (cause: AssessmentCause) =>
    world.db.transaction((one) =>
      assessHousehold(one, { householdKey: household.key, on: '2026-11-22', at: AT, cause }),
    );
  const earns = (monthly: number) =>
    world.db.update(incomes).set({ monthly }).where(eq(incomes.personKey, head.key));
  const events = async () => (await noticesOf(head.key)).map(({ kind }) => kind);
  expect((await assess('CENSUS')).status).toBe('HARDCORE_POOR');
  await assess('UPDATE');
  expect(await events()).toEqual([]);
  await earns(900_000);
  const exited = await assess('UPDATE');
  expect(await noticesOf(head.key)).toMatchObject([{ kind: 'POVERTY_STATUS_CHANGED', aboutId: exited.id }]);
  await earns(10_000);
  await assess('CENSUS');
  expect(await events()).toHaveLength(1);
});

test('no notice tells a number, an amount, a place or a status, and each has a sentence in both languages', () => {
  for (const kind of noticeKind.enumValues) {
    if (kind === 'STATUS_ASKED') continue;
    const { text } = noticeText(kind);
    expect(text.split(' / ')).toHaveLength(2);
    expect(text).not.toMatch(/\d|RM|poor|Miskin Tegar|exited|Terkeluar|https?:/);
  }
});
