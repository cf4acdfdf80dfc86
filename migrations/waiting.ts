import type { Waiting } from '@seisi/gateway/observer';
import { within } from '@seisi/gateway/within';
import postgres from 'postgres';

/** Whoever looks is told within this time, or that it is not known. */
const DEADLINE_MS = 2_000;
const STATEMENT_MS = 1_000;
/** More are not counted: that many say enough, and counting all would cost the database that is behind. */
const MOST = 10_000;

/** Counts what waits each time it is asked, by one statement, over a connection that closes when nobody looks. */
type Counting = {
  state(): Promise<Waiting>;
  close(): Promise<void>;
};

/** How many receipts wait to be taken into the log, as the room of receipts. */
export function receiptsWaiting(url: string): Counting {
  return counting(url, 'select at from receipt.incoming');
}

/** How many errands of a room were not delivered yet, as the room itself: the oldest, by the index of what waits. */
export function errandsWaiting(url: string, room: string): Counting {
  return counting(url, `select at from "${room}".outbox where delivered_at is null order by at`);
}

function counting(url: string, waiting: string): Counting {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 60,
    connect_timeout: 2,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'seisi metrics', statement_timeout: STATEMENT_MS },
  });
  const text = `
    select count(*)::int as count,
           greatest(0, coalesce(extract(epoch from now() - min(at)), 0))::float8 as oldest
      from (${waiting} limit ${MOST}) as waiting`;
  return {
    state: async () => {
      const [row] = await within(sql.unsafe<{ count: number; oldest: number }[]>(text), DEADLINE_MS);
      if (row === undefined) throw new Error('Nothing was counted.');
      return { count: row.count, oldestSeconds: row.oldest };
    },
    close: () => sql.end({ timeout: 0 }),
  };
}
