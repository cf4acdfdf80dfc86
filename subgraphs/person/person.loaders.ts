import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { and, inArray } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { personReach } from './person.policy.ts';
import { type PersonRow, people } from './person.table.ts';

/** Every read of a person goes through here, so every read is within the ground's reach. */
export const personLoaders = ({ db, today }: RoomParts, ground: () => Promise<Ground>) => ({
  personById: oneBy(
    (row: PersonRow) => row.id,
    async (ids) =>
      db
        .select()
        .from(people)
        .where(and(inArray(people.id, [...ids]), personReach.where(await ground(), today))),
  ),

  personByKey: oneBy(
    (row: PersonRow) => row.key,
    async (keys) =>
      db
        .select()
        .from(people)
        .where(and(inArray(people.key, [...keys]), personReach.where(await ground(), today))),
  ),
});
