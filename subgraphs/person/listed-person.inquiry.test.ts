import { openDatabase } from '@seisi/host/database';
import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { groundFacts } from './ground-fact.table.ts';
import { households, memberships } from './household.table.ts';
import { listedPersonInquiry } from './listed-person.inquiry.ts';
import { people } from './person.table.ts';

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  handle = openDatabase(database.adminUrl);
});
afterAll(async () => {
  await handle.close();
  await database.close();
});

/** Somebody who lives at one place, and where that is. */
async function somebody(skip: number) {
  const [found] = await handle.db
    .select()
    .from(memberships)
    .innerJoin(households, eq(households.key, memberships.householdKey))
    .innerJoin(people, eq(people.key, memberships.personKey))
    .where(eq(memberships.relationToHead, 'HEAD'))
    .orderBy(memberships.id)
    .offset(skip)
    .limit(1);
  const { household, membership, person } = found!;
  const { key, name, birthDate: born, identityNumber: number } = person;
  const { state, district } = household;
  return { membership, number, name, born, told: { key, state, district } };
}
const ask = async (rows: unknown) => {
  const { by, answer } = listedPersonInquiry({ db: handle.db, now: () => NOW });
  expect(by).toBe('aid');
  const subject = typeof rows === 'string' ? rows : JSON.stringify(rows);
  return answer(subject, AbortSignal.timeout(5000));
};
const seals = () => handle.db.select().from(groundFacts).where(eq(groundFacts.kind, 'SEAL'));

test('each row is answered in its place: by the number, or by name and birth date', async () => {
  const sealed = new Set((await seals()).map(({ subjectKey }) => subjectKey));
  const all = await Promise.all([10, 11, 12, 13].map(somebody));
  const [one, two] = all.filter(
    ({ membership }) => !sealed.has(membership.householdKey) && !sealed.has(membership.personKey),
  );
  const { name, born, number, told } = two!;
  const rows = [
    { number: one!.number },
    { number: '999999999999' },
    { name: name.toUpperCase(), born },
    { name: name.toUpperCase(), born: '1900-01-01' },
    { name: 'NOBODY', born },
    { number },
  ];
  expect(await ask(rows)).toEqual([one!.told, null, told, null, null, told]);

  // Another of the same name and birth date: which of them is meant nobody knows.
  const twin = crypto.randomUUID();
  const [row] = await handle.db.select().from(people).where(eq(people.key, told.key));
  const serial = `${number.slice(0, 8)}${number.endsWith('0000') ? '0001' : '0000'}`;
  await handle.db
    .insert(people)
    .values({ ...row!, key: twin, id: crypto.randomUUID(), identityNumber: serial });
  await handle.db
    .insert(memberships)
    .values({ ...two!.membership, id: crypto.randomUUID(), personKey: twin });
  expect(await ask(rows.slice(2, 3))).toEqual([null]);
  expect(await ask([{ number }])).toEqual([told]);
});

test('who is under protection is told as who is not there', async () => {
  const subject = String((await seals())[0]?.subjectKey);
  const lives = await handle.db.select().from(memberships).where(eq(memberships.householdKey, subject));
  const keys = lives.length > 0 ? lives.map(({ personKey }) => personKey) : [subject];
  for (const key of keys) {
    const [person] = await handle.db.select().from(people).where(eq(people.key, key));
    expect(await ask([{ number: person!.identityNumber }])).toEqual([null]);
  }
});

test.each([
  ['no list', '{}'],
  ['no JSON', 'x'],
  ['a number that is none', [{ number: '12' }]],
  ['a row that names nobody', [{}]],
  ['a day that is none', [{ name: 'X', born: 'y' }]],
  ['too many', Array.from({ length: 101 }, () => ({ number: '999999999999' }))],
])('%s is not answered', async (_what, rows) => {
  expect(await ask(rows)).toBeNull();
});
