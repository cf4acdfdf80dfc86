import { type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { endOf } from './as-of.ts';
import { memberships } from './household.table.ts';
import { recordedMemberships } from './recorded-membership.table.ts';

const newer = alias(recordedMemberships, 'newer');

/**
 * Memberships as the register had them at the end of a civil day, YYYY-MM-DD, with the columns of `person.membership`: of each the newest version that was
 * recorded by then. One that was never changed says what it has always said. Whether it was in force on the day is for whoever asks. It stands where a table
 * stands, and a condition on its household reaches the indexes of both.
 */
export function membershipsSaidBy(day: string): SQL {
  const end = endOf(day).toISOString();
  const said = recordedMemberships;
  return sql`(
    select ${memberships.id}, ${memberships.householdKey}, ${memberships.personKey}, ${memberships.relationToHead}, ${memberships.since}, ${memberships.until}
    from ${memberships}
    where not exists (select 1 from ${said} where ${said.membershipId} = ${memberships.id})
    union all
    select ${said.membershipId}, ${said.householdKey}, ${said.personKey}, ${said.relationToHead}, ${said.since}, ${said.until}
    from ${said}
    where (${said.recordedAt} is null or ${said.recordedAt} < ${end}::timestamptz)
      and not exists (
        select 1 from ${said} as "newer"
        where ${newer.membershipId} = ${said.membershipId} and ${newer.version} > ${said.version} and ${newer.recordedAt} < ${end}::timestamptz)
  )`;
}
