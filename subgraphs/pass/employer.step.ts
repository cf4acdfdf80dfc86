import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, sql } from 'drizzle-orm';
import { employers } from './work-pass.table.ts';

/** As what a person employs: for a home (hidden key), or for a company. */
export type WantedEmployer =
  | { readonly personKey: string; readonly kind: 'HOUSEHOLD'; readonly householdKey: string }
  | {
      readonly personKey: string;
      readonly kind: 'COMPANY';
      readonly ssmNumber: string;
      readonly name: string;
    };

const LOCKS = 5_071_430;

/** Registers an employer, for an officer to activate; the same again is the same. Gives its identifier. @throws STEP_REFUSED where somebody else speaks for the company */
export async function registerEmployer(transaction: Transaction, wanted: WantedEmployer): Promise<string> {
  const thing = wanted.kind === 'COMPANY' ? wanted.ssmNumber : wanted.householdKey;
  // Two who register one company at once: one of them speaks for it.
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${thing}, ${LOCKS}))`);
  const same =
    wanted.kind === 'COMPANY'
      ? eq(employers.ssmNumber, wanted.ssmNumber)
      : and(eq(employers.householdKey, wanted.householdKey), eq(employers.personKey, wanted.personKey));
  const [found] = await transaction.select().from(employers).where(same);
  if (found?.personKey === wanted.personKey) return found.id;
  if (found !== undefined)
    throw new RegistryError(
      'STEP_REFUSED',
      'Somebody else speaks for this company. Ask an office of Immigration.',
    );
  const id = crypto.randomUUID();
  await transaction.insert(employers).values({ ...wanted, id, status: 'REGISTERED' });
  return id;
}

/** Lets an employer renew passes. @throws NOT_FOUND where the person speaks for no such employer, STEP_REFUSED where it may already or never again */
export async function activateEmployer(
  transaction: Transaction,
  { id, personKey }: { readonly id: string; readonly personKey: string },
): Promise<void> {
  const ofId = and(eq(employers.id, id), eq(employers.personKey, personKey));
  const [found] = await transaction.select().from(employers).where(ofId).for('update');
  if (found === undefined) throw new RegistryError('NOT_FOUND', 'The person speaks for no such employer.');
  if (found.status !== 'REGISTERED')
    throw new RegistryError(
      'STEP_REFUSED',
      `The employer is ${found.status}; what is REGISTERED is activated.`,
    );
  await transaction.update(employers).set({ status: 'ACTIVE' }).where(ofId);
}
