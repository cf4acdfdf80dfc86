import type { Transaction } from '@seisi/host/act';
import { putOut } from '@seisi/host/outbox';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, gt, sql } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { outbox } from './outbox.table.ts';
import { registrations } from './registration.table.ts';
import { statusChecks } from './status-check.table.ts';

/** The kind of the errands that answer whoever was asked about. */
export const STATUS = 'status';

const MOST_A_DAY = 20;
const DAY_MILLISECONDS = 86_400_000;

/** Whom two facts may name: the hidden key that the identity number has, of nobody where it has none. */
export type Asked = {
  readonly personKey: string;
  readonly number: string;
  readonly by: string;
  readonly at: Date;
};

/**
 * Takes a question for a status (access §7): whether the two facts name somebody or not, the same statements run and a row and an errand are written, so
 * nothing that the caller sees hangs on it. The answer goes to the address that the register has.
 * @throws STEP_REFUSED for a caller who has asked as often as one may in a day
 */
export async function takeStatusCheck(
  transaction: Transaction,
  { personKey, number, by, at }: Asked,
): Promise<boolean> {
  const since = new Date(at.getTime() - DAY_MILLISECONDS);
  const [asked] = await transaction
    .select({ often: count() })
    .from(statusChecks)
    .where(and(eq(statusChecks.by, by), gt(statusChecks.at, since)));
  if ((asked?.often ?? 0) >= MOST_A_DAY)
    throw new RegistryError(
      'STEP_REFUSED',
      `A status is asked for ${MOST_A_DAY} times a day at the most. Ask again tomorrow, or at the welfare office.`,
    );
  const isNamed = sql`(${registrations.number} = ${number} or exists (select 1 from ${applications}
    where ${applications.personKey} = ${registrations.personKey} and ${applications.reference} = ${number}))`;
  const [found] = await transaction
    .select({ id: registrations.id })
    .from(registrations)
    .where(and(eq(registrations.personKey, personKey), isNamed));
  const id = crypto.randomUUID();
  await transaction.insert(statusChecks).values({ id, by, registrationId: found?.id ?? null, at });
  await putOut(transaction, outbox, [{ id, kind: STATUS, about: id, body: {} }], at);
  return true;
}
