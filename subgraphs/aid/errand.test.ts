import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { delivered, type Errands, openErrands } from './errand.testing.ts';

let database: TestDatabase;
let errands: Errands;
beforeEach(async () => {
  database = await testDatabase();
  errands = openErrands(database);
});
afterEach(async () => {
  await errands?.close();
  await database?.close();
});

const nothing = async () => {};
/** Attempts that fail, and what is gone, are waited for. */
const A_MINUTE = 60_000;

test(
  'two couriers at once carry each errand once, and leave what nobody carries',
  async () => {
    const carried: string[] = [];
    const carrier = async ({ id }: { readonly id: string }) => {
      carried.push(id);
      return nothing;
    };
    const [other] = await errands.leave(1, { kind: 'other' });
    const ids = await errands.leave(60);
    for (const _of of [1, 2]) errands.courier({ test: carrier });
    ids.push(...(await errands.leave(20)));
    await delivered(errands, ids);

    expect(carried.toSorted()).toEqual(ids.toSorted());
    expect(await errands.rows([String(other)])).toMatchObject([{ relayedAt: null, deliveredAt: null }]);
  },
  A_MINUTE,
);

test(
  'what cannot be carried stays, the operator is told once and without data, and it is carried later',
  async () => {
    let now = Date.now();
    let isAway = true;
    const ids = await errands.leave(3, { body: { note: 'of somebody' } });
    errands.courier(
      {
        test: async () => {
          if (isAway) throw Object.assign(new Error('somebody@mail.example is away'), { code: 'AWAY' });
          return nothing;
        },
      },
      () => now,
    );
    const told: string[] = [];
    while (told.length === 0 || (await errands.rows(ids)).some(({ attempts }) => attempts < 2)) {
      told.push(...errands.notices());
      await sleep(50);
    }
    expect([...told, ...errands.notices()]).toEqual([
      'Errands of aid (test) are not carried: AWAY. They stay in its outbox, and are tried again.',
    ]);
    expect(await errands.rows(ids)).toMatchObject(ids.map(() => ({ failure: 'AWAY', deliveredAt: null })));
    await withConnection(database.roomUrl('aid'), async (sql) => {
      expect(JSON.stringify(await sql`select * from aid_queue.job`)).not.toContain('somebody');
    });

    isAway = false;
    now += 3_600_001;
    await delivered(errands, ids);
    expect(await errands.rows(ids)).toMatchObject(ids.map(() => ({ failure: null, attempts: 3 })));
  },
  A_MINUTE,
);

test(
  'nothing is lost while the queue is gone, locked or emptied, or connections break, and acts do not wait for it',
  async () => {
    let now = Date.now();
    const carried = new Set<string>();
    const admin = connect(database.adminUrl);
    const ids = await errands.leave(2);
    await admin`alter schema aid_queue rename to away`;
    const carrier = async ({ id }: { readonly id: string }) => {
      carried.add(id);
      return nothing;
    };
    errands.courier({ test: carrier }, () => now);
    const told: string[] = [];
    while (told.length === 0) {
      told.push(...errands.notices());
      await sleep(50);
    }
    ids.push(...(await errands.leave(1)));
    await admin`alter schema away rename to aid_queue`;
    await delivered(errands, ids);

    await admin.begin(async (transaction) => {
      await transaction`lock table aid_queue.job in access exclusive mode`;
      ids.push(...(await errands.leave(2)));
      await sleep(200);
      expect(carried.size).toBe(3);
    });
    await delivered(errands, ids);

    await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'seisi aid %'`;
    ids.push(...(await errands.leave(2)));
    await delivered(errands, ids);

    const [lost] = await errands.leave(1, { kind: 'lost' });
    await admin`update aid.outbox set kind = 'test', relayed_at = ${new Date(now)} where id = ${String(lost)}`;
    now += 3_600_001;
    await delivered(errands, [...ids, String(lost)]);
    expect(carried.size).toBe(8);
    await admin.end();
  },
  A_MINUTE,
);
