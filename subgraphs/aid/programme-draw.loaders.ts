import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import {
  type CandidateFigureRow,
  candidates,
  type ProgrammeDrawRow,
  programmeDraws,
} from './candidate.table.ts';
import { shownFigures } from './candidate-figure.ts';
import { livesIn, paidIn } from './posting-area.policy.ts';
import { type ProgrammeRow, programmes } from './programme.table.ts';

/** A draw's place among the draws. */
export function drawPlace({ startedAt, id }: ProgrammeDrawRow): readonly string[] {
  return [startedAt.toISOString(), id];
}

/** The reads of draws: who may read them the resolvers of the roots say, for their figures are about nobody. */
export const programmeDrawLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  programmeOf: async (code: string): Promise<ProgrammeRow | null> => {
    const [programme] = await db.select().from(programmes).where(eq(programmes.code, code));
    return programme ?? null;
  },

  /** As it stands at this moment: what is read below an act's payload must not have been read before. */
  drawOf: async (id: string): Promise<ProgrammeDrawRow | null> => {
    const [draw] = await db.select().from(programmeDraws).where(eq(programmeDraws.id, id));
    return draw ?? null;
  },

  /** Newest first, one more than the page: of programmes of the whole country, and of the states of these areas. */
  drawPage: ({ limit, after }: PageRequest, areas: readonly string[]): Promise<ProgrammeDrawRow[]> => {
    const [at, id] = after ?? [];
    const isAfter =
      at === undefined
        ? undefined
        : sql`(${programmeDraws.startedAt}, ${programmeDraws.id}) < (${at}::timestamptz, ${id}::uuid)`;
    const here = db.select({ code: programmes.code }).from(programmes).where(paidIn(areas));
    return db
      .select()
      .from(programmeDraws)
      .where(and(isAfter, inArray(programmeDraws.programmeCode, here)))
      .orderBy(desc(programmeDraws.startedAt), desc(programmeDraws.id))
      .limit(limit + 1)
      .execute();
  },

  /** The candidates of a programme in these areas by district, status and phase, as far as they may be shown. */
  figuresOf: async (programmeCode: string, areas: readonly string[]): Promise<CandidateFigureRow[]> => {
    const cells = await db
      .select({
        district: candidates.district,
        status: candidates.status,
        phase: candidates.phase,
        candidates: count(),
      })
      .from(candidates)
      .where(and(eq(candidates.programmeCode, programmeCode), livesIn(areas)))
      .groupBy(candidates.district, candidates.status, candidates.phase)
      .orderBy(asc(candidates.district), asc(candidates.status), asc(candidates.phase));
    return shownFigures(cells);
  },
});
