import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { badInput } from '@seisi/host/read-input';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { and, count, desc, eq, ne } from 'drizzle-orm';
import {
  type InductionInvitationRow,
  inductions,
  invitations,
  type VolunteerInductionRow,
} from './induction.table.ts';
import { type Acting, lockedVolunteering, stepVolunteering } from './volunteering.step.ts';

/** Whom an officer of these areas invites, to which induction. */
export type Invited = { readonly inductionId: string; readonly areas: readonly string[] };

/**
 * Invites somebody to an induction, or to another one than before, whose place is free then. Two at once for the last place: one is refused.
 * @throws BAD_USER_INPUT where the officer's areas hold no such induction, STEP_REFUSED where it is over or full, where the person was invited to it before, or the step is not open
 */
export async function invite(
  transaction: Transaction,
  acting: Acting,
  { inductionId, areas }: Invited,
): Promise<void> {
  const { volunteeringId, by, at } = acting;
  await lockedVolunteering(transaction, volunteeringId);
  const induction = await lockedInduction(transaction, inductionId, areas);
  if (induction.day < civilDate(at.getTime())) throw refused('The induction is over.');
  await stepVolunteering(transaction, acting, { act: 'INVITE', day: induction.day });
  await withdrawAwaited(transaction, acting);
  const [{ taken } = { taken: 0 }] = await transaction
    .select({ taken: count() })
    .from(invitations)
    .where(and(eq(invitations.inductionId, inductionId), ne(invitations.attendance, 'WITHDRAWN')));
  if (taken >= induction.capacity) throw refused('The induction is full.');
  const row = { id: crypto.randomUUID(), inductionId, volunteeringId, attendance: 'AWAITED' as const };
  const added = await transaction
    .insert(invitations)
    .values({ ...row, invitedBy: by, invitedAt: at })
    .onConflictDoNothing()
    .returning({ id: invitations.id });
  if (added.length === 0) throw refused('They were invited to this induction before.');
}

/** Records whether who is invited was there. @throws STEP_REFUSED before the day, and where nobody is invited */
export async function recordAttendance(
  transaction: Transaction,
  acting: Acting,
  attended: boolean,
): Promise<void> {
  const { status } = await lockedVolunteering(transaction, acting.volunteeringId);
  const found = await awaitedOf(transaction, acting.volunteeringId);
  if (found === null) throw refused(`The record is ${status}; no invitation is open.`);
  const { invitation, day } = found;
  if (day > civilDate(acting.at.getTime())) throw refused(`The induction is on ${day}.`);
  await stepVolunteering(
    transaction,
    acting,
    attended ? { act: 'ATTEND', set: { inductedOn: day } } : { act: 'MISS', day },
  );
  await close(transaction, acting, invitation, attended ? 'ATTENDED' : 'ABSENT');
}

/** The lock on the induction is that of its places. */
async function lockedInduction(
  transaction: Transaction,
  id: string,
  areas: readonly string[],
): Promise<VolunteerInductionRow> {
  const [found] = await transaction.select().from(inductions).where(eq(inductions.id, id)).for('update');
  if (found !== undefined && covers(areas, found.district, found.state)) return found;
  throw badInput('induction', 'is no induction of your areas: `volunteerInductions` lists them');
}

async function withdrawAwaited(transaction: Transaction, acting: Acting): Promise<void> {
  const found = await awaitedOf(transaction, acting.volunteeringId);
  if (found !== null) await close(transaction, acting, found.invitation, 'WITHDRAWN');
}

async function close(
  transaction: Transaction,
  { by, at }: Acting,
  { id }: InductionInvitationRow,
  attendance: InductionInvitationRow['attendance'],
): Promise<void> {
  await transaction
    .update(invitations)
    .set({ attendance, recordedBy: by, recordedAt: at })
    .where(eq(invitations.id, id));
}

async function awaitedOf(
  transaction: Transaction,
  volunteeringId: string,
): Promise<{ readonly invitation: InductionInvitationRow; readonly day: string } | null> {
  const [found] = await transaction
    .select({ invitation: invitations, day: inductions.day })
    .from(invitations)
    .innerJoin(inductions, eq(inductions.id, invitations.inductionId))
    .where(and(eq(invitations.volunteeringId, volunteeringId), eq(invitations.attendance, 'AWAITED')))
    .orderBy(desc(invitations.invitedAt))
    .limit(1);
  return found ?? null;
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}
