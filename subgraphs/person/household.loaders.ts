import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import type { Soon } from '@seisi/host/soon';
import { classSet, type DataClass } from '@seisi/schema/classes';
import { and, asc, desc, gt, type SQL, sql } from 'drizzle-orm';
import { isWithinBudget } from './daily-budget.policy.ts';
import { inForce } from './effective-date.policy.ts';
import type { Ground } from './ground/ground.ts';
import { householdReach } from './household.policy.ts';
import { type HouseholdMemberRow, type HouseholdRow, households, memberships } from './household.table.ts';
import { classesOf, conditions } from './household-filter.policy.ts';
import type { HouseholdFilter } from './types.generated.ts';

/** One page of households: by which conditions, after which registration number, how many at the most. */
export type HouseholdPage = {
  readonly filter: HouseholdFilter;
  readonly after: string | null;
  readonly limit: number;
};

/** Every read of a household goes through here, so every read is within the ground's reach. */
export const householdLoaders = (parts: RoomParts, ground: () => Soon<Ground>) => {
  /** The rows within reach where the ground opens the classes that the condition tells, by registration number. */
  const read = async (condition: SQL | undefined, classes: readonly DataClass[], limit: number | null) => {
    const reach = householdReach.whereOpen(await ground(), parts.today, classSet(classes));
    const query = parts.db
      .select()
      .from(households)
      .where(and(condition, reach))
      .orderBy(asc(households.registrationNumber));
    const rows = await (limit === null ? query : query.limit(limit));
    for (const row of rows) householdByKey.prime(row.key, row);
    return rows;
  };
  const householdByKey = oneBy(
    (row: HouseholdRow) => row.key,
    (keys) => read(anyOf(households.key, keys), [], null),
  );

  return {
    ...memberLoaders(parts),
    householdByKey,

    householdById: oneBy(
      (row: HouseholdRow) => row.id,
      (ids) => read(anyOf(households.id, ids), [], null),
    ),

    /** Only where the ground opens the number itself. */
    householdByNumber: oneBy(
      (row: HouseholdRow) => row.registrationNumber,
      (numbers) => read(anyOf(households.registrationNumber, numbers), ['register'], null),
    ),

    /** One more than the limit, so that it shows whether another page follows. */
    householdPage: async ({ filter, after, limit }: HouseholdPage): Promise<HouseholdRow[]> => {
      const place = after === null ? undefined : gt(households.registrationNumber, after);
      const within = isWithinBudget(households.key, await ground(), parts.today);
      const wanted = conditions(filter, await ground());
      return read(and(...wanted, place, within), classesOf(filter), limit + 1);
    },
  };
};

/** Who lives in a household today: the head first, then by since when. Asked only below a household that the mint has opened. */
const memberLoaders = ({ db, today }: RoomParts) => ({
  membersByHousehold: manyBy(
    (row: HouseholdMemberRow) => row.householdKey,
    (keys) =>
      db
        .select()
        .from(memberships)
        .where(
          and(anyOf(memberships.householdKey, keys), inForce(memberships.since, memberships.until, today)),
        )
        .orderBy(
          desc(sql`${memberships.relationToHead} = 'HEAD'`),
          asc(memberships.since),
          asc(memberships.id),
        ),
  ),
});
