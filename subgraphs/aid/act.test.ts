import { takeAct } from '@seisi/host/act';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { putOut } from '@seisi/host/outbox';
import { NOW, passportFor, posting } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { acts } from './act.table.ts';
import { outbox } from './outbox.table.ts';

const BASIS = posting(['aid']);

let database: TestDatabase;
let handle: DatabaseHandle;
beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
});
afterAll(async () => {
  await handle?.close();
  await database?.close();
});

type Asked = { readonly key: string; readonly input: string; readonly by?: string; readonly name?: string };

/** Leaves an errand about somebody each time it is done, and gives its number. */
function leave(about: string, { key, input, by = 'one', name = 'leaveErrand' }: Asked, fails = false) {
  return takeAct(
    { db: handle.db, now: () => NOW, passport: passportFor(BASIS, { viewer: { id: by } }) },
    acts,
    {
      name,
      idempotencyKey: key,
      input: { input },
      take: async (transaction, at) => {
        await putOut(transaction, outbox, [{ kind: 'test', about, body: { input } }], at);
        if (fails) throw new Error('It fails.');
        return { input, number: (await errandsOf(about, transaction)).length };
      },
    },
  );
}

function errandsOf(about: string, db: Pick<DatabaseHandle['db'], 'select'> = handle.db) {
  return db.select().from(outbox).where(eq(outbox.about, about)).execute();
}

test('acts in any order, alone and at once, have one effect for each key of a viewer, and one answer', async () => {
  const asked = fc.record({ key: fc.constantFrom('a', 'b'), by: fc.constantFrom('one', 'two') });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 8 }), async (all) => {
      const [about, round] = [crypto.randomUUID(), crypto.randomUUID()];
      const answers = await Promise.all(
        all.map(({ key, by }) => leave(about, { key: `${round}-${key}`, by, input: `${by} ${key}` })),
      );
      const byKey = Map.groupBy(answers, ({ input }) => input);
      for (const alike of byKey.values()) expect(new Set(alike.map(({ number }) => number)).size).toBe(1);
      expect(await errandsOf(about)).toHaveLength(byKey.size);
    }),
    { numRuns: 20 },
  );
});

test('a key with another input or for another act is refused, and nothing is done', async () => {
  const about = crypto.randomUUID();
  await leave(about, { key: about, input: 'first' });
  for (const other of [{ input: 'second' }, { input: 'first', name: 'other' }])
    await expect(leave(about, { key: about, ...other })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  expect(await errandsOf(about)).toHaveLength(1);
});

test('an act that fails leaves nothing, and its key is free', async () => {
  const about = crypto.randomUUID();
  await expect(leave(about, { key: about, input: 'first' }, true)).rejects.toThrow('It fails.');
  expect(await errandsOf(about)).toHaveLength(0);
  expect(await leave(about, { key: about, input: 'second' })).toEqual({ input: 'second', number: 1 });
});

test('a key that is none is refused before anything is asked of the database', async () => {
  for (const key of ['', ' ', 'a'.repeat(129), 'kunci\n'])
    await expect(leave(crypto.randomUUID(), { key, input: 'first' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
});

test('nobody acts without a token', async () => {
  const passport = passportFor({ kind: 'NONE' }, { viewer: null });
  const nobody = takeAct({ db: handle.db, now: () => NOW, passport }, acts, {
    ...{ name: 'leaveErrand', idempotencyKey: 'a', input: null },
    take: async () => null,
  });
  await expect(nobody).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
