import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { badInput } from '@seisi/host/read-input';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { and, count, eq, ne } from 'drizzle-orm';
import {
  type ActivityParticipationRow,
  activities,
  participationSteps,
  participations,
  programmes,
  type VolunteerActivityRow,
} from './activity.table.ts';
import { activityStatusOn, type ParticipationAct, participationLife } from './activity.ts';
import { type Acting, lockedVolunteering } from './volunteering.step.ts';

const NUMBERS = 10 ** 10;

/** Plans an activity of a programme. Gives its identifier. @throws BAD_USER_INPUT where the officer's areas hold no such programme, STEP_REFUSED where it is closed */
export async function planActivity(
  transaction: Transaction,
  planned: Omit<VolunteerActivityRow, 'id' | 'cancelledOn'>,
  areas: readonly string[],
): Promise<string> {
  const [programme] = await transaction
    .select()
    .from(programmes)
    .where(eq(programmes.id, planned.programmeId))
    .for('update');
  if (programme === undefined || !covers(areas, planned.district, programme.state))
    throw badInput('programme', 'is no programme of your areas: `volunteerProgrammes` lists them');
  if (programme.closedOn !== null) throw refused('The programme is closed.');
  const id = crypto.randomUUID();
  await transaction.insert(activities).values({ ...planned, id });
  return id;
}

/** Signs a volunteer up. Two at once for the last place: one is refused. @throws STEP_REFUSED for whoever is not active, where the activity is over, cancelled or full, and where they have signed up */
export async function signUp(transaction: Transaction, acting: Acting, activityId: string): Promise<void> {
  const { volunteeringId, at } = acting;
  const { status } = await lockedVolunteering(transaction, volunteeringId);
  if (status !== 'ACTIVE') throw refused(`The record is ${status}; who is ACTIVE signs up.`);
  const activity = await lockedActivity(transaction, activityId);
  const [{ taken } = { taken: 0 }] = await transaction
    .select({ taken: count() })
    .from(participations)
    .where(and(eq(participations.activityId, activityId), ne(participations.status, 'WITHDRAWN')));
  const before = await participationOf(transaction, activityId, volunteeringId);
  const standing = activityStatusOn(civilDate(at.getTime()), activity, taken);
  if (standing !== 'OPEN') throw refused(`The activity is ${standing}.`);
  if (before !== null) return step(transaction, acting, before, { act: 'SIGN_UP' });
  const row = { id: crypto.randomUUID(), activityId, volunteeringId, status: 'SIGNED_UP' as const };
  await transaction.insert(participations).values({ ...row, signedUpAt: at });
  await keep(transaction, acting, row.id, 'SIGNED_UP', null);
}

/** Takes a volunteer back out; the place is free then. @throws STEP_REFUSED where they have not signed up, and from the day itself on */
export async function withdraw(transaction: Transaction, acting: Acting, activityId: string): Promise<void> {
  await lockedVolunteering(transaction, acting.volunteeringId);
  const { day } = await lockedActivity(transaction, activityId);
  if (day <= civilDate(acting.at.getTime())) throw refused('The activity has begun.');
  const found = await participationOf(transaction, activityId, acting.volunteeringId);
  if (found === null) throw refused('You have not signed up.');
  await step(transaction, acting, found, { act: 'WITHDRAW' });
}

/** Whether somebody was there, and for how long. */
export type Attended = {
  readonly activityId: string;
  readonly hours: number | null;
  readonly areas: readonly string[];
};

/** Records whether a volunteer was there; again where it was recorded wrongly. @throws STEP_REFUSED before the day, and where they have not signed up, BAD_USER_INPUT for more hours than the activity took, and where it is of other areas */
export async function recordParticipation(
  transaction: Transaction,
  acting: Acting,
  { activityId, hours, areas }: Attended,
): Promise<void> {
  await lockedVolunteering(transaction, acting.volunteeringId);
  const activity = await lockedActivity(transaction, activityId);
  if (!covers(areas, activity.district, activity.state)) throw noActivity();
  if (activity.day > civilDate(acting.at.getTime())) throw refused(`The activity is on ${activity.day}.`);
  if (hours !== null && hours > activity.hours) throw badInput('hours', `takes 1 to ${activity.hours}`);
  const found = await participationOf(transaction, activityId, acting.volunteeringId);
  if (found === null) throw refused('They have not signed up.');
  await step(transaction, acting, found, { act: hours === null ? 'MISS' : 'ATTEND', hours });
}

async function step(
  transaction: Transaction,
  acting: Acting,
  { id, status, certificateNumber }: ActivityParticipationRow,
  { act, hours = null }: { readonly act: ParticipationAct; readonly hours?: number | null },
): Promise<void> {
  const next = advance<ActivityParticipationRow['status'], ParticipationAct>(participationLife, {
    ...{ thing: 'participation', status, step: act },
  });
  const year = civilDate(acting.at.getTime()).slice(0, 4);
  const drawn = `SJ-${year}-${String(randomInt(NUMBERS)).padStart(10, '0')}`;
  const number = next === 'ATTENDED' ? (certificateNumber ?? drawn) : certificateNumber;
  await transaction
    .update(participations)
    .set({ status: next, hours, certificateNumber: number, recordedAt: acting.at })
    .where(eq(participations.id, id));
  await keep(transaction, acting, id, next, hours);
}

async function keep(
  transaction: Transaction,
  { by, at }: Acting,
  participationId: string,
  toStatus: ActivityParticipationRow['status'],
  hours: number | null,
): Promise<void> {
  const row = { id: crypto.randomUUID(), participationId, toStatus, hours, by, at };
  await transaction.insert(participationSteps).values(row);
}

/** The lock on an activity is that of its places. @throws BAD_USER_INPUT where there is none */
export async function lockedActivity(transaction: Transaction, id: string): Promise<VolunteerActivityRow> {
  const [found] = await transaction.select().from(activities).where(eq(activities.id, id)).for('update');
  if (found !== undefined) return found;
  throw noActivity();
}

async function participationOf(
  transaction: Transaction,
  activityId: string,
  volunteeringId: string,
): Promise<ActivityParticipationRow | null> {
  const [found] = await transaction
    .select()
    .from(participations)
    .where(and(eq(participations.activityId, activityId), eq(participations.volunteeringId, volunteeringId)));
  return found ?? null;
}

function noActivity(): RegistryError {
  return badInput('activity', 'is no activity for you: `volunteerActivities` lists them');
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}
