import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { tellVolunteer } from './notice.step.ts';
import type { VolunteerNoticeEvent, VolunteerStepAct } from './types.generated.ts';
import { type VolunteeringRow, volunteeringSteps, volunteerings } from './volunteering.table.ts';
import { volunteerLife } from './volunteering.ts';

/** Who acts on a record as a volunteer, and when. */
export type Acting = { readonly volunteeringId: string; readonly by: string; readonly at: Date };

/** A step as it is taken: what it sets, why, and the day that its notice names (YYYY-MM-DD). */
export type Taken = {
  readonly act: VolunteerStepAct;
  readonly set?: Partial<VolunteeringRow>;
  readonly note?: string;
  readonly day?: string;
};

const TELLS: Readonly<Record<VolunteerStepAct, VolunteerNoticeEvent>> = {
  RECEIVE: 'RECEIVED',
  REVIEW: 'REVIEWED',
  REFUSE: 'REFUSED',
  INVITE: 'INVITED',
  ATTEND: 'CONFIRMED',
  MISS: 'MISSED',
  DEACTIVATE: 'DEACTIVATED',
  REACTIVATE: 'REACTIVATED',
};

/** The lock on the record is that of its steps: nothing of it is decided twice at once. @throws NOT_FOUND */
export async function lockedVolunteering(transaction: Transaction, id: string): Promise<VolunteeringRow> {
  const [found] = await transaction
    .select()
    .from(volunteerings)
    .where(eq(volunteerings.id, id))
    .for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such record.');
}

/**
 * Takes a step in a transaction: the status as it was read, what goes with it, the history, and what the volunteer is told.
 * @throws STEP_REFUSED where it is not open from there, NOT_FOUND where there is no such record
 */
export async function stepVolunteering(
  transaction: Transaction,
  acting: Acting,
  { act, set = {}, note, day }: Taken,
): Promise<VolunteeringRow> {
  const before = await lockedVolunteering(transaction, acting.volunteeringId);
  const toStatus = advance(volunteerLife, { thing: 'record', status: before.status, step: act });
  const after = { ...before, ...set, status: toStatus };
  await transaction.update(volunteerings).set(after).where(eq(volunteerings.id, before.id));
  await keepStep(transaction, acting, { act, fromStatus: before.status, toStatus, note: note ?? null });
  await tellVolunteer(transaction, after, { event: TELLS[act], day: day ?? null, at: acting.at });
  return after;
}

/** Writes a step into the history. */
export async function keepStep(
  transaction: Transaction,
  { volunteeringId, by, at }: Acting,
  step: Pick<typeof volunteeringSteps.$inferInsert, 'act' | 'fromStatus' | 'toStatus' | 'note'>,
): Promise<void> {
  await transaction
    .insert(volunteeringSteps)
    .values({ id: crypto.randomUUID(), volunteeringId, by, at, ...step });
}
