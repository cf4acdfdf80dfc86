import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { and, inArray } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import type { SelfGround } from './ground/self.ts';
import { personReach } from './person.policy.ts';
import { type PersonRow, people } from './person.table.ts';

/** Every read of a person goes through here, so every read is within the ground's reach. */
export const personLoaders = (
  { db, today, passport }: RoomParts,
  groundOfOwn: (isOwn: (self: SelfGround) => boolean) => Promise<Ground>,
) => ({
  personById: oneBy(
    (row: PersonRow) => row.id,
    async (ids) => {
      const ground = await groundOfOwn(() => ids.every((id) => id === passport.viewer?.person));
      return db
        .select()
        .from(people)
        .where(and(inArray(people.id, [...ids]), personReach.where(ground, today)));
    },
  ),

  personByKey: oneBy(
    (row: PersonRow) => row.key,
    async (keys) => {
      const ground = await groundOfOwn(({ personKey }) => keys.every((key) => key === personKey));
      return db
        .select()
        .from(people)
        .where(and(inArray(people.key, [...keys]), personReach.where(ground, today)));
    },
  ),
});
