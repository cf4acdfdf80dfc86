import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { after, type Soon } from '@seisi/host/soon';
import { asc, desc, eq, inArray } from 'drizzle-orm';
import { type AdoptedLineRow, adoptedLines } from './adopted-line.table.ts';
import { basisYearOn } from './adopted-line.ts';
import { type RecomputeRunRow, recomputeRuns } from './recompute-run.table.ts';

/** Under which name adopted lines are kept between requests. */
export const LINES_KEPT = 'reference adopted lines';

const KEPT_MILLISECONDS = 60_000;
/** A survey comes every two to three years: so many are two centuries. */
const MOST_LINES = 100;

/** Reads of adopted lines and their runs, which are about nobody: who may read them the resolvers of the roots say. */
export const adoptedLineLoaders = ({ db, aside, memory }: Pick<RoomParts, 'db' | 'aside' | 'memory'>) => ({
  /** Newest day first. */
  adoptedLines: (): Promise<AdoptedLineRow[]> =>
    db
      .select()
      .from(adoptedLines)
      .orderBy(desc(adoptedLines.since), asc(adoptedLines.status), asc(adoptedLines.id))
      .limit(MOST_LINES)
      .execute(),

  /** As it stands at this moment. */
  adoptedLineOf: async (id: string): Promise<AdoptedLineRow | null> => {
    const [line] = await db.select().from(adoptedLines).where(eq(adoptedLines.id, id));
    return line ?? null;
  },

  recomputeRunByLine: oneBy(
    (row: RecomputeRunRow) => row.adoptedLineId,
    (ids) =>
      db
        .select()
        .from(recomputeRuns)
        .where(inArray(recomputeRuns.adoptedLineId, [...ids])),
  ),

  /** The basis year in force on a day, of what is kept for a minute; null before the first adoption. */
  basisYearInForce: (day: string): Soon<number | null> =>
    after(
      memory.keep(LINES_KEPT, KEPT_MILLISECONDS, () =>
        aside.select().from(adoptedLines).where(eq(adoptedLines.status, 'ADOPTED')).execute(),
      ),
      (kept) => basisYearOn(kept, day),
    ),
});
