import { type Transaction, takeAct } from '@seisi/host/act';
import type { Database } from '@seisi/host/database';
import { putOut } from '@seisi/host/outbox';
import { NOW, passportFor, posting } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { acts } from './act.table.ts';
import { outbox } from './outbox.table.ts';

/** How many errands an act below leaves, each by a statement of its own. */
export const ERRANDS = 3;

/** Does something before the nth errand, or before the commit. */
type Between = (transaction: Transaction, nth: number) => Promise<void>;

/** An act under the key of whom it is about: leaves errands about them, and says how many there are. */
export function leaveErrands(
  db: Database,
  about: string,
  between: Between = async () => {},
): Promise<number> {
  const passport = passportFor(posting(['aid']), { viewer: { id: 'one' } });
  return takeAct({ db, now: () => NOW, passport }, acts, {
    ...{ name: 'leaveErrands', idempotencyKey: about, input: { about } },
    take: async (transaction, at) => {
      for (let nth = 0; nth < ERRANDS; nth += 1) {
        await between(transaction, nth);
        await putOut(transaction, outbox, [{ kind: 'test', about, body: { nth } }], at);
      }
      const left = await errandsAbout(transaction, about);
      await between(transaction, ERRANDS);
      return left;
    },
  });
}

/** How many stand in the outbox. */
export async function errandsAbout(db: Pick<Database, 'select'>, about: string): Promise<number> {
  const rows = await db.select({ id: outbox.id }).from(outbox).where(eq(outbox.about, about));
  return rows.length;
}
