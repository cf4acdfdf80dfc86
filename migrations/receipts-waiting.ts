import type { ReceiptsWaiting } from '@seisi/gateway/observer';
import { within } from '@seisi/gateway/within';
import postgres from 'postgres';

/** Whoever looks is told within this time, or that it is not known. */
const DEADLINE_MS = 2_000;
const STATEMENT_MS = 1_000;
/** More are not counted: that many say enough, and counting all would cost the database that is behind. */
const MOST = 10_000;

/** How many receipts wait to be taken into the log; each call is one statement, as the room of receipts, over a connection that closes when nobody looks. */
export function receiptsWaiting(url: string): {
  state(): Promise<ReceiptsWaiting>;
  close(): Promise<void>;
} {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 60,
    connect_timeout: 2,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'seisi metrics', statement_timeout: STATEMENT_MS },
  });
  const read = () => sql<{ count: number; oldest: number }[]>`
    select count(*)::int as count,
           greatest(0, coalesce(extract(epoch from now() - min(at)), 0))::float8 as oldest
      from (select at from receipt.incoming limit ${MOST}) as waiting`;
  return {
    state: async () => {
      const [row] = await within(read(), DEADLINE_MS);
      if (row === undefined) throw new Error('Nothing was counted.');
      return { count: row.count, oldestSeconds: row.oldest };
    },
    close: () => sql.end({ timeout: 0 }),
  };
}
