import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { after, type Soon } from '@seisi/host/soon';
import { sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';

type Counted = { readonly subjectKey: string };

/** The budget of subjects that an agreement has a day; one statement for all subjects that wait, none for any other ground. */
export const dailyBudgetLoaders = (parts: RoomParts, ground: () => Soon<Ground>) => {
  const counted = oneBy(
    (row: Counted) => row.subjectKey,
    async (keys) => count(parts, await ground(), keys),
  );
  return {
    /** Whether a subject that the ground opens is within its budget of the day; it is counted by that, once a day. */
    isCounted: (key: string): Soon<boolean> =>
      after(ground(), ({ kind }) =>
        kind === 'AGREEMENT' ? after(counted.load(key), (row) => row !== null) : true,
      ),
  };
};

/** The subjects that are counted today, in the order in which they were asked for as far as the budget allows. Keys are UUIDs of this room's own rows. */
async function count({ db, today }: RoomParts, ground: Ground, keys: readonly string[]): Promise<Counted[]> {
  if (ground.kind !== 'AGREEMENT') return [];
  const { id, dailySubjects } = ground;
  return db.execute<Counted>(sql`
    select counted as "subjectKey"
    from person.count_subjects(${id}, ${today}::date, ${dailySubjects}::integer, ${`{${keys.join(',')}}`}::uuid[]) as counted`);
}
