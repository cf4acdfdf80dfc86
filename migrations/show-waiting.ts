import type { Observer } from '@seisi/gateway/observer';
import { withConnection } from './connection.ts';
import { roomsWithOutbox } from './outboxes.ts';
import { discoverRooms } from './rooms.ts';
import { errandsWaiting, receiptsWaiting } from './waiting.ts';

type Shown = {
  /** The registry, as its administrator, who alone sees which rooms have an outbox; what stands there is counted as the room itself. */
  readonly adminUrl: string;
  /** The registry as a room's own role. */
  readonly urlOf: (room: string) => string;
  readonly keepsReceipts: boolean;
};

/** Lets whoever scrapes see how many receipts wait for the log, and how many errands in each outbox; gives what ends it. */
export async function showWaiting(
  observer: Pick<Observer, 'receiptsWaiting' | 'errandsWaiting'>,
  { adminUrl, urlOf, keepsReceipts }: Shown,
): Promise<() => Promise<void>> {
  const rooms = await withConnection(adminUrl, (sql) => roomsWithOutbox(sql, discoverRooms()));
  const errands = rooms.map((room) => ({ room, counting: errandsWaiting(urlOf(room), room) }));
  for (const { room, counting } of errands) observer.errandsWaiting(room, counting.state);
  const receipts = keepsReceipts ? receiptsWaiting(urlOf('receipt')) : null;
  if (receipts !== null) observer.receiptsWaiting(receipts.state);
  return async () => {
    await Promise.all([receipts?.close(), ...errands.map(({ counting }) => counting.close())]);
  };
}
