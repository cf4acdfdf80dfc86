import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import {
  type AskedSubject,
  askSubjects,
  freshUuid,
  randomRow,
  watched,
} from '@seisi/host/read-ahead.testing';
import { openTestRoom, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { subgraph } from './subgraph.ts';
import { workers, workPasses } from './work-pass.table.ts';

const ALL: readonly DataClass[] = ['pass', 'aid'];
const WHOLE = `employsHelper workPasses { id number stream sector status startsOn expiresOn renewableUntil
  worker { id nationality passportNumber passportExpiresOn } }`;

const withReading = watched(subgraph, 'AS_IT_DOES');
const inVain = watched(subgraph, 'IN_VAIN');
const withoutReading = watched(subgraph, 'NOT');
let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;
let slow: TestRoom;
let failing: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('pass'));
  room = openTestRoom(withReading.subgraph, database.roomUrl('pass'));
  slow = openTestRoom(withoutReading.subgraph, database.roomUrl('pass'));
  failing = openTestRoom(inVain.subgraph, database.roomUrl('pass'));
});
afterAll(async () => {
  await Promise.all([room?.close(), slow?.close(), failing?.close(), tables?.close()]);
  await database?.close();
});

const ask = (of: TestRoom, households: readonly AskedSubject[], selection = WHOLE) =>
  askSubjects(of, ALL, { Household: selection }, households);

const register = fc.uniqueArray(freshUuid, { minLength: 1, maxLength: 4 }).chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    passes: fc.array(randomRow(workPasses, { householdKey: fc.constantFrom(...keys) }), { maxLength: 5 }),
    worker: randomRow(workers),
  }),
);

test('whatever the register holds, passes are read in one statement, and are what the loaders read; a statement that fails costs time alone', async () => {
  await fc.assert(
    fc.asyncProperty(register, async ({ keys, passes, worker }) => {
      // Every other pass has a worker that is on record.
      const made = passes.map((row, nth) => ({
        ...row,
        ...{ id: crypto.randomUUID(), workerId: nth % 2 === 0 ? worker.id : crypto.randomUUID() },
      }));
      await tables.db.insert(workers).values(worker).onConflictDoNothing();
      if (made.length > 0) await tables.db.insert(workPasses).values(made);
      const households = keys.map((key) => ['Household', key, ALL] as const);

      const ahead = await ask(room, households);
      // The rules are kept between requests, and asked for once.
      expect(ahead.statements.filter((text) => text.includes('"work_pass"'))).toHaveLength(1);
      expect(ahead.statements.filter((text) => text.includes('"worker"'))).toHaveLength(1);
      const { answer } = await ask(slow, households);
      expect(ahead.answer).toEqual(answer);
      expect((await ask(failing, households)).answer).toEqual(answer);
      const helper = await ask(room, households, 'employsHelper');
      expect(helper.statements).toHaveLength(1);
      expect(helper.answer).toEqual((await ask(slow, households, 'employsHelper')).answer);
    }),
    { numRuns: 25 },
  );
});

test('of a household whose grant closes passes nothing is read', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  withReading.values();
  const { answer } = await ask(room, [
    ['Household', one, ALL],
    ['Household', other, ['aid']],
  ]);
  expect(withReading.values().join()).toContain(one);
  expect(withReading.values().join()).not.toContain(other);
  expect(JSON.stringify(answer.errors)).toContain('NOT_FOR_THIS_SUBJECT');
});
