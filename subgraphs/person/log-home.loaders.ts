import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, desc, inArray } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { memberships } from './household.table.ts';

/** Since when a person lives in a household in which the person lives today: what was told of the household before is not for their log. */
export type LogHome = { readonly personKey: string; readonly householdKey: string; readonly since: string };

/** Reads for the access log of a person, whose grant has been judged. */
export const logHomeLoaders = ({ db, today }: RoomParts) => ({
  logHomesByPerson: manyBy(
    (home: LogHome) => home.personKey,
    (keys) =>
      db
        .select({
          personKey: memberships.personKey,
          householdKey: memberships.householdKey,
          since: memberships.since,
        })
        .from(memberships)
        .where(
          and(
            inArray(memberships.personKey, [...keys]),
            inForce(memberships.since, memberships.until, today),
          ),
        )
        .orderBy(desc(memberships.since), memberships.id),
  ),
});
