import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { after, type Soon } from '@seisi/host/soon';
import { and, type SQL } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import type { SelfGround } from './ground/self.ts';
import { personReach } from './person.policy.ts';
import { type PersonRow, people } from './person.table.ts';

/** How people are decided: for one's own record facts may be old, for anyone else's they must be fresh (access §3). */
export type PersonGrounds = {
  readonly groundOfOwn: (isOwn: (self: SelfGround) => boolean) => Soon<Ground>;
  readonly groundAtAnyAge: () => Soon<Ground>;
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
      load: (id: string) =>
        after(
          groundOfOwn(() => id === passport.viewer?.person),
          () => byId.load(id),
        ),
    },
    personByKey: {
      load: (key: string) =>
        after(
          groundOfOwn(({ personKey }) => key === personKey),
          () => byKey.load(key),
        ),
      /** A row that the mint has opened. */
      prime: (row: PersonRow) => void byKey.prime(row.key, row),
    },
  };
};
