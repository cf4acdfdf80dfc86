import { civilDate } from '@seisi/host/context';
import type { Carrier, Recorded, Statements } from '@seisi/host/courier';
import { MessageRefused, type MessageSink } from '@seisi/host/message/message';
import { and, count, desc, eq, gt } from 'drizzle-orm';
import { assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { waysTo } from './notice.step.ts';
import { type NoticeRow, notices } from './notice.table.ts';
import { type StatusFound, statusText } from './notice-text.ts';
import { people } from './person.table.ts';
import { isSealed } from './seal.policy.ts';
import { statusChecks } from './status-check.table.ts';

/** Nobody's telephone is filled by others: what is asked more often is not sent, and whoever asked is not told so. */
const MOST_TO_ONE_A_DAY = 3;
const DAY_MILLISECONDS = 86_400_000;

const nothing: Recorded = async () => {};

/**
 * Carries the status to the person who was asked about, where two facts named one: by SMS, else by e-mail, under the errand's identifier. Nothing is sent about
 * who lives under a seal. What was sent stands in the person's own list of notices.
 */
export function statusCarrier(sink: MessageSink): Carrier {
  return async ({ id, at }, db) => {
    const person = await personOf(db, id);
    if (person === null || (await sentLately(db, person.key, at)) >= MOST_TO_ONE_A_DAY) return nothing;
    const home = await homeOf(db, person.key, civilDate(at.getTime()));
    if (home?.isSealed === true) return nothing;
    const [way = 'NONE'] = waysTo(person);
    const told = { id, personKey: person.key, kind: 'STATUS_ASKED', aboutId: id, way, at } as const;
    const failure = await send(sink, { ...told, to: way === 'SMS' ? person.phone : person.email }, home);
    return (transaction, sentAt) =>
      transaction
        .insert(notices)
        .values({ ...told, sentAt: failure === null ? sentAt : null, failure })
        .onConflictDoNothing();
  };
}

/** Sends it; null, or why it never will be taken. @throws MessageFailure where it may be later */
async function send(
  sink: MessageSink,
  { id, way, to }: Pick<NoticeRow, 'id' | 'way'> & { readonly to: string | null },
  found: StatusFound | null,
): Promise<string | null> {
  if (way === 'NONE' || to === null) return 'NO_ADDRESS';
  try {
    await sink.send({ id, channel: way, to, ...statusText(found) });
    return null;
  } catch (error) {
    if (error instanceof MessageRefused) return error.code;
    throw error;
  }
}

async function personOf(db: Statements, checkId: string) {
  const { key, phone, email } = people;
  const [found] = await db
    .select({ key, phone, email })
    .from(statusChecks)
    .innerJoin(people, eq(people.key, statusChecks.personKey))
    .where(eq(statusChecks.id, checkId));
  return found ?? null;
}

async function sentLately(db: Statements, personKey: string, at: Date): Promise<number> {
  const since = new Date(at.getTime() - DAY_MILLISECONDS);
  const [found] = await db
    .select({ often: count() })
    .from(notices)
    .where(and(eq(notices.personKey, personKey), eq(notices.kind, 'STATUS_ASKED'), gt(notices.at, since)));
  return found?.often ?? 0;
}

async function homeOf(
  db: Statements,
  personKey: string,
  today: string,
): Promise<(StatusFound & { readonly isSealed: boolean }) | null> {
  const homes = await db
    .select({ key: households.key, registration: households.registrationStatus, isSealed: isSealed(today) })
    .from(households)
    .innerJoin(memberships, eq(memberships.householdKey, households.key))
    .where(and(eq(memberships.personKey, personKey), inForce(memberships.since, memberships.until, today)));
  const [home] = homes;
  if (home === undefined) return null;
  const [newest] = await db
    .select({ poverty: assessments.status })
    .from(assessments)
    .where(eq(assessments.householdKey, home.key))
    .orderBy(desc(assessments.assessedOn), desc(assessments.assessedAt))
    .limit(1);
  const { registration } = home;
  // Whoever lives in two homes is as closed as in the more closed one.
  return { registration, poverty: newest?.poverty ?? null, isSealed: homes.some((one) => one.isSealed) };
}
