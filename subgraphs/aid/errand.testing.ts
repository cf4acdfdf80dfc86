import { type Carrier, type Courier, openCourier } from '@seisi/host/courier';
import { type Database, type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { type Errand, putOut } from '@seisi/host/outbox';
import { inArray } from 'drizzle-orm';
import type { TestDatabase } from '../../test/setup/postgres.ts';
import { outbox } from './outbox.table.ts';

/** As fast as the queue allows: an attempt is lost after a second, and one that failed is made once more. */
export const FAST = {
  rest: 50,
  queue: { poll: 0.5, lost: 1, supervise: 1, retries: 1, firstRetry: 1, longestRetry: 1 },
};

/** The outbox of a test, and couriers over it. */
export type Errands = {
  readonly db: Database;
  /** Leaves errands, and gives their identifiers. */
  leave(count: number, errand?: Partial<Errand>): Promise<string[]>;
  /** Opens a courier by the clock given, the wall's unless told otherwise; closed with the rest. */
  courier(carriers: Readonly<Record<string, Carrier>>, now?: () => number): Courier;
  /** What operators were told since the last call. */
  notices(): string[];
  /** How these stand in the outbox. */
  rows(ids: readonly string[]): Promise<(typeof outbox.$inferSelect)[]>;
  close(): Promise<void>;
};

/** Opens them over a database of a test. */
export function openErrands(database: TestDatabase): Errands {
  const databaseUrl = database.roomUrl('aid');
  const handle: DatabaseHandle = openDatabase(databaseUrl);
  const couriers: Courier[] = [];
  const notices: string[] = [];
  return {
    db: handle.db,
    leave: async (count, errand = {}) => {
      const all = Array.from({ length: count }, () => {
        const id = crypto.randomUUID();
        return { kind: 'test', about: id, body: {}, ...errand, id };
      });
      await handle.db.transaction((transaction) => putOut(transaction, outbox, all, new Date()));
      return all.map(({ id }) => id);
    },
    courier: (carriers, now = Date.now) => {
      const onNotice = (line: string) => void notices.push(line);
      const courier = openCourier({ room: 'aid', databaseUrl, outbox, carriers, now, onNotice, pace: FAST });
      couriers.push(courier);
      return courier;
    },
    notices: () => notices.splice(0),
    rows: (ids) =>
      handle.db
        .select()
        .from(outbox)
        .where(inArray(outbox.id, [...ids]))
        .execute(),
    close: async () => {
      await Promise.all(couriers.map((courier) => courier.close()));
      await handle.close();
    },
  };
}

/** Waits until these were delivered. */
export async function delivered(errands: Errands, ids: readonly string[]): Promise<void> {
  for (;;) {
    const rows = await errands.rows(ids);
    if (rows.length === ids.length && rows.every(({ deliveredAt }) => deliveredAt !== null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
