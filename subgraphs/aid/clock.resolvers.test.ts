import { openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { type ClockRow, clocks } from './clock.table.ts';
import { newClock, paused } from './clock.ts';
import { subgraph } from './subgraph.ts';

let database: TestDatabase;
let room: TestRoom;

/** The nth clock, of the nth application. */
const clockOf = (n: number, clock: Omit<ClockRow, 'id' | 'applicationId'>, id = n): ClockRow => ({
  ...{ id: idOf('payment', id), applicationId: idOf('application', n) },
  ...clock,
});

/** Asked on the 22nd of November 2026: 1 runs in time, 2 is late by a day, 3 awaits documents, 4 is decided, 5 never had a clock. */
beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(applications).values([1, 2, 3, 4, 5].map((n) => anApplication(n)));
  await admin.db
    .insert(clocks)
    .values([
      clockOf(1, newClock('DECISION', '05', '2026-11-15')),
      clockOf(2, { ...newClock('DECISION', '05', '2026-10-01'), dueOn: '2026-11-21' }),
      clockOf(3, paused(newClock('DECISION', '05', '2026-11-15'), '2026-11-20')),
      clockOf(3, newClock('COMPLETENESS', '05', '2026-11-20'), 6),
      clockOf(4, { ...newClock('DECISION', '05', '2026-10-01'), endedOn: '2026-11-20', outcome: 'LAPSED' }),
    ]);
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});
afterAll(async () => {
  await room?.close();
  await database?.close();
});

test('the last days of applications are those of the clocks that run, read by one statement for all of them', async () => {
  const passport = passportFor(posting(['aid']));
  const persons = [1, 2, 3, 4, 5].map((n) => idOf('person', n));
  const representations = persons.map((key) => {
    return { __typename: 'Person', key, grant: grantOf(key, ['aid'], passport) };
  });
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
    applications { edges { node { dueOn isOverdue documentsDueOn } } } } } }`;
  room.statements();
  const { data, errors } = await room.ask(text, { representations }, passport);
  const found = (data as { _entities: { applications: { edges: { node: object }[] } }[] })._entities;
  expect(errors).toBeUndefined();
  expect(found.map(({ applications: { edges } }) => Object.values(edges[0]?.node ?? {}))).toEqual([
    ['2026-12-28', false, null],
    ['2026-11-21', true, null],
    [null, false, '2026-12-04'],
    [null, null, null],
    [null, null, null],
  ]);
  expect(room.statements().filter((statement) => statement.includes('"clock"'))).toHaveLength(1);
});
