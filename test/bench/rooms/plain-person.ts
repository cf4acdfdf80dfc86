import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { ALL_CLASSES } from '@seisi/schema/classes';
import { asc, gt, inArray } from 'drizzle-orm';
import { areaLoaders } from '../../../subgraphs/person/area.loaders.ts';
import { assessmentLoaders } from '../../../subgraphs/person/assessment.loaders.ts';
import type { Ground } from '../../../subgraphs/person/ground/ground.ts';
import { type HouseholdPage, householdLoaders } from '../../../subgraphs/person/household.loaders.ts';
import { type HouseholdRow, households } from '../../../subgraphs/person/household.table.ts';
import { incomeLoaders } from '../../../subgraphs/person/income.loaders.ts';
import { type PersonRow, people } from '../../../subgraphs/person/person.table.ts';

/** Stands where the resolvers ask the mint: everyone is within reach. */
const OPEN = { classes: ALL_CLASSES, toJSON: () => 'open' };
const NOBODY_ASKS = async (): Promise<Ground> => ({ kind: 'NONE' });

/** The reads of the person room with no reach in them, and a mint that costs nothing. */
export function plainPersonLoaders(parts: RoomParts) {
  const { db } = parts;
  return {
    ...areaLoaders(parts),
    ...assessmentLoaders(parts),
    ...incomeLoaders(parts),
    membersByHousehold: householdLoaders(parts, NOBODY_ASKS).membersByHousehold,
    grantOf: async () => OPEN,
    ...plainHouseholds(parts),
    personByKey: oneBy(
      (row: PersonRow) => row.key,
      (keys) =>
        db
          .select()
          .from(people)
          .where(inArray(people.key, [...keys])),
    ),
  };
}

function plainHouseholds({ db }: RoomParts) {
  return {
    householdById: oneBy(
      (row: HouseholdRow) => row.id,
      (ids) =>
        db
          .select()
          .from(households)
          .where(inArray(households.id, [...ids])),
    ),
    householdByKey: oneBy(
      (row: HouseholdRow) => row.key,
      (keys) =>
        db
          .select()
          .from(households)
          .where(inArray(households.key, [...keys])),
    ),
    householdPage: ({ after, limit }: HouseholdPage): Promise<HouseholdRow[]> =>
      db
        .select()
        .from(households)
        .where(after === null ? undefined : gt(households.registrationNumber, after))
        .orderBy(asc(households.registrationNumber))
        .limit(limit + 1)
        .execute(),
  };
}
