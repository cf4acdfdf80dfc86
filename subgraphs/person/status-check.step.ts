import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { putOut } from '@seisi/host/outbox';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, gt, type SQL, sql } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { outbox } from './outbox.table.ts';
import { people } from './person.table.ts';
import { registrations } from './registration.table.ts';
import { statusChecks } from './status-check.table.ts';
import type { SecondFact, StatusAsked } from './status-check.ts';

/** The kind of the errands that answer whoever was asked about. */
export const STATUS = 'status';

const MOST_A_DAY = 20;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Takes a question for a status (access §7): whether the two facts name somebody or not, the same statements run and a row and an errand are written, so
 * nothing that the caller sees hangs on it. The answer goes to the address that the register has.
 * @throws STEP_REFUSED for a caller who has asked as often as one may in a day
 */
export async function takeStatusCheck(
  transaction: Transaction,
  { identityNumber, second }: StatusAsked,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const since = new Date(at.getTime() - DAY_MILLISECONDS);
  const [asked] = await transaction
    .select({ often: count() })
    .from(statusChecks)
    .where(and(eq(statusChecks.by, by), gt(statusChecks.at, since)));
  if ((asked?.often ?? 0) >= MOST_A_DAY)
    throw new RegistryError(
      'STEP_REFUSED',
      `A status is asked for ${MOST_A_DAY} times a day at the most. Ask again tomorrow, or at the district office.`,
    );
  const [found] = await transaction
    .select({ key: people.key })
    .from(people)
    .where(and(eq(people.identityNumber, identityNumber), isSaid(second, civilDate(at.getTime()))));
  const id = crypto.randomUUID();
  await transaction.insert(statusChecks).values({ id, by, personKey: found?.key ?? null, at });
  await putOut(transaction, outbox, [{ id, kind: STATUS, about: id, body: {} }], at);
  return true;
}

/** Whether the register says the second fact of the person of the row. */
function isSaid({ kind, value }: SecondFact, today: string): SQL {
  switch (kind) {
    case 'phone':
      // Written with or without the code of the country, blanks and hyphens.
      return sql`regexp_replace(regexp_replace(${people.phone}, '\\D', '', 'g'), '^(60|0)', '') = ${withoutCode(value)}`;
    case 'email':
      return sql`lower(${people.email}) = lower(${value})`;
    case 'postcode':
      return sql`exists (select 1 from ${memberships} join ${households} on ${households.key} = ${memberships.householdKey}
        where ${memberships.personKey} = ${people.key} and ${inForce(memberships.since, memberships.until, today)}
          and ${households.postcode} = ${value})`;
    case 'reference':
      return sql`exists (select 1 from ${registrations}
        where ${registrations.id} = ${value}::uuid and ${registrations.headKey} = ${people.key})`;
    default:
      return kind satisfies never;
  }
}

function withoutCode(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(60|0)/, '');
}
