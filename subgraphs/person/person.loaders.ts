import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { and, type SQL } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import type { SelfGround } from './ground/self.ts';
import { personReach } from './person.policy.ts';
import { type PersonRow, people } from './person.table.ts';

/** How people are decided: for one's own record facts may be old, for anyone else's they must be fresh (access §3). */
export type PersonGrounds = {
  readonly groundOfOwn: (isOwn: (self: SelfGround) => boolean) => Promise<Ground>;
  readonly groundAtAnyAge: () => Promise<Ground>;
};

/** Every read of a person goes through here, so every read is within the ground's reach. */
export const personLoaders = (
  { db, today, passport }: RoomParts,
  { groundOfOwn, groundAtAnyAge }: PersonGrounds,
) => {
  const read = async (condition: SQL) =>
    db
      .select()
      .from(people)
      .where(and(condition, personReach.where(await groundAtAnyAge(), today)));
  const byId = oneBy(
    (row: PersonRow) => row.id,
    (ids) => read(anyOf(people.id, ids)),
  );
  const byKey = oneBy(
    (row: PersonRow) => row.key,
    (keys) => read(anyOf(people.key, keys)),
  );
  return {
    // Whether the ground may be relied on is asked for each by itself: who waits in one batch does not share the others' fate.
    personById: {
      load: async (id: string) => {
        await groundOfOwn(() => id === passport.viewer?.person);
        return byId.load(id);
      },
    },
    personByKey: {
      load: async (key: string) => {
        await groundOfOwn(({ personKey }) => key === personKey);
        return byKey.load(key);
      },
      /** A row that the mint has opened. */
      prime: (row: PersonRow) => void byKey.prime(row.key, row),
    },
  };
};
