import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { badInput } from '@seisi/host/read-input';
import { RegistryError } from '@seisi/schema/errors';
import { covers } from '@seisi/schema/viewer';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { lockedActivity } from './activity.step.ts';
import { activities, participations, programmes, type VolunteerProgrammeRow } from './activity.table.ts';
import { toldFigure } from './activity.ts';

/** Who ends what, and when. */
type Ending = { readonly id: string; readonly areas: readonly string[]; readonly at: Date };

/** Begins a programme. Gives its identifier. */
export async function openProgramme(
  transaction: Transaction,
  opened: Omit<VolunteerProgrammeRow, 'id' | 'closedOn'>,
): Promise<string> {
  const id = crypto.randomUUID();
  await transaction.insert(programmes).values({ ...opened, id });
  return id;
}

/** Ends a programme. @throws BAD_USER_INPUT where the officer's areas hold no such one, STEP_REFUSED where it was ended */
export async function closeProgramme(transaction: Transaction, { id, areas, at }: Ending): Promise<string> {
  const [found] = await transaction.select().from(programmes).where(eq(programmes.id, id)).for('update');
  if (found === undefined || !covers(areas, '', found.state)) throw noProgramme();
  if (found.closedOn !== null) throw refused('The programme was closed before.');
  await transaction
    .update(programmes)
    .set({ closedOn: civilDate(at.getTime()) })
    .where(eq(programmes.id, id));
  return id;
}

/** Cancels an activity. @throws BAD_USER_INPUT where the officer's areas hold no such one, STEP_REFUSED from its day on, and where it was cancelled */
export async function cancelActivity(transaction: Transaction, { id, areas, at }: Ending): Promise<string> {
  const activity = await lockedActivity(transaction, id);
  const today = civilDate(at.getTime());
  if (!covers(areas, activity.district, activity.state))
    throw badInput('activity', 'is no activity of your areas: `volunteerActivities` lists them');
  if (activity.cancelledOn !== null) throw refused('The activity was cancelled before.');
  if (activity.day <= today) throw refused('The activity has begun.');
  await transaction.update(activities).set({ cancelledOn: today }).where(eq(activities.id, id));
  return id;
}

/** What a programme came to; null where the officer's areas hold no such one. */
export async function reportOf(db: Database, id: string, areas: readonly string[]) {
  const [programme] = await db.select().from(programmes).where(eq(programmes.id, id));
  if (programme === undefined || !covers(areas, '', programme.state)) return null;
  const [found] = await db
    .select({
      activities: sql<number>`count(distinct ${activities.id})::int`,
      signedUp: sql<number>`(count(*) filter (where ${participations.status} in ('SIGNED_UP', 'ATTENDED', 'ABSENT')))::int`,
      attended: sql<number>`(count(*) filter (where ${participations.status} = 'ATTENDED'))::int`,
      people: sql<number>`(count(distinct ${participations.volunteeringId}) filter (where ${participations.status} in ('SIGNED_UP', 'ATTENDED', 'ABSENT')))::int`,
      present: sql<number>`(count(distinct ${participations.volunteeringId}) filter (where ${participations.status} = 'ATTENDED'))::int`,
      hours: sql<number>`coalesce(sum(${participations.hours}) filter (where ${participations.status} = 'ATTENDED'), 0)::int`,
    })
    .from(activities)
    .leftJoin(participations, eq(participations.activityId, activities.id))
    .where(and(eq(activities.programmeId, id), isNull(activities.cancelledOn)));
  const {
    activities: planned = 0,
    signedUp = 0,
    attended = 0,
    hours = 0,
    people = 0,
    present = 0,
  } = found ?? {};
  return {
    activities: planned,
    signedUp: toldFigure(people) === null ? null : signedUp,
    attended: toldFigure(present) === null ? null : attended,
    hours: toldFigure(present) === null ? null : hours,
  };
}

function noProgramme(): RegistryError {
  return badInput('programme', 'is no programme of your areas: `volunteerProgrammes` lists them');
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}
