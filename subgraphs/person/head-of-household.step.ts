import type { Transaction } from '@seisi/host/act';
import { eq, sql } from 'drizzle-orm';
import { makeDue } from './identity-due.step.ts';
import { type PersonRow, people } from './person.table.ts';

/** Who somebody is said to be. */
export type NewPerson = Omit<PersonRow, 'key' | 'id' | 'email'>;

/**
 * The person with an identity number; whom the register does not know is put on it as said. Of whom it knows nothing is changed: what an office
 * takes down is no correction; whoever is new is compared with those who are known (`identity-due.step.ts`). Two at once with one number wait for one another.
 */
export async function personWithNumber(
  transaction: Transaction,
  said: NewPerson,
): Promise<{ readonly key: string; readonly isNew: boolean }> {
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`identity ${said.identityNumber}`}, 0))`,
  );
  const [known] = await transaction
    .select({ key: people.key })
    .from(people)
    .where(eq(people.identityNumber, said.identityNumber));
  if (known !== undefined) return { key: known.key, isNew: false };
  const key = crypto.randomUUID();
  await transaction.insert(people).values({ key, id: crypto.randomUUID(), email: null, ...said });
  await makeDue(transaction, key);
  return { key, isNew: true };
}
