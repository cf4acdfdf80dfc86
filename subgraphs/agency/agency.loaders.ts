import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { referenceLoader } from '@seisi/host/reference';
import { asc, eq } from 'drizzle-orm';
import { type AgencyRow, agencies } from './agency.table.ts';
import { type AgencyStepRow, agencySteps } from './agency-standing.table.ts';

/** Reads of the directory of agencies: reference data, the same for every viewer. */
export const agencyLoaders = ({ db, aside, memory }: RoomParts) => ({
  agencyByCode: referenceLoader<AgencyRow>(
    memory,
    'agencies',
    () => aside.select().from(agencies),
    (codes) => db.select().from(agencies).where(anyOf(agencies.code, codes)),
  ),

  /** All of them, by code. */
  agencies: async (): Promise<AgencyRow[]> => db.select().from(agencies).orderBy(asc(agencies.code)),

  /** As it stands at this moment. */
  agencyNow: async (code: string): Promise<AgencyRow | null> => {
    const [found] = await db.select().from(agencies).where(eq(agencies.code, code));
    return found ?? null;
  },

  /** What this process knows of agencies is read anew; others show a change within the minute. Nothing opens by what the directory shows. */
  forgetAgencies: (): void => memory.forget('reference agencies'),

  /** What was done about their taking part, oldest first. */
  stepsOfAgency: (code: string): Promise<AgencyStepRow[]> =>
    db
      .select()
      .from(agencySteps)
      .where(eq(agencySteps.agencyCode, code))
      .orderBy(asc(agencySteps.nth))
      .execute(),
});
