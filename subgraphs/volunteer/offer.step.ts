import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { and, eq, isNull } from 'drizzle-orm';
import { type CaseActing, keepCaseStep, liveOf, lockedCase, refused, stepAssignment } from './case.step.ts';
import { cases, matches } from './case.table.ts';
import { caseLife } from './case.ts';
import { tellVolunteer } from './notice.step.ts';
import { type Acting, lockedVolunteering } from './volunteering.step.ts';
import { assignments } from './volunteering.table.ts';

/** What one of the two answers; the words are what the other reads once both have agreed. */
type Answer = { readonly agrees: boolean; readonly words: string | null };

/**
 * Asks a volunteer to help in a case. Two at once: one is refused.
 * @throws STEP_REFUSED where another is asked or the case is closed, for who needs the help, is not active, has another task, does not help with this, or was asked in it before
 */
export async function offerCase(
  transaction: Transaction,
  acting: CaseActing,
  volunteeringId: string,
): Promise<void> {
  const { caseId, by, at } = acting;
  const found = await lockedCase(transaction, caseId);
  const toStatus = advance(caseLife, { thing: 'case', status: found.status, step: 'OFFER' });
  const volunteering = await lockedVolunteering(transaction, volunteeringId);
  if (volunteering.status !== 'ACTIVE')
    throw refused(`The volunteer is ${volunteering.status}; who is ACTIVE is asked.`);
  if (volunteering.personKey === found.personKey) throw refused('The volunteer is who needs the help.');
  if (!volunteering.interests.includes(found.interest))
    throw refused(`The volunteer does not help with ${found.interest}.`);
  const tasks = await transaction
    .select({ caseId: matches.caseId, endedAt: matches.endedAt })
    .from(matches)
    .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
    .where(eq(assignments.volunteeringId, volunteeringId));
  if (tasks.some((task) => task.caseId === caseId))
    throw refused('The volunteer was asked in this case before.');
  if (tasks.some(({ endedAt }) => endedAt === null)) throw refused('The volunteer has another task.');
  const { interest, startsOn } = found;
  const id = crypto.randomUUID();
  await transaction
    .insert(assignments)
    .values({ id, volunteeringId, activity: interest, status: 'OFFERED', startsOn, hours: 0 });
  await transaction.insert(matches).values({ assignmentId: id, caseId, offeredBy: by, offeredAt: at });
  await transaction.update(cases).set({ status: toStatus }).where(eq(cases.id, caseId));
  await keepCaseStep(transaction, acting, { act: 'OFFER', toStatus });
  await tellVolunteer(transaction, volunteering, { event: 'ASKED', day: startsOn, at });
}

/** Answers for the person who needs help. An officer who made the offer does not say that it is agreed to. @throws STEP_REFUSED where the answer is not open */
export async function answerForPerson(
  transaction: Transaction,
  acting: CaseActing,
  { agrees, words, isOfficer }: Answer & { readonly isOfficer: boolean },
): Promise<void> {
  await lockedCase(transaction, acting.caseId);
  const live = await liveOf(transaction, acting.caseId);
  if (agrees && isOfficer && live?.match.offeredBy === acting.by)
    throw refused(
      'Whoever made the offer does not agree to it for the person: another officer records that.',
    );
  await stepAssignment(
    transaction,
    acting,
    agrees ? { act: 'PERSON_AGREE', words: { personWords: words } } : { act: 'DECLINE' },
  );
}

/** Answers as the volunteer. @throws STEP_REFUSED where it is no task that is open for them, and where the answer is not open */
export async function answerAsVolunteer(
  transaction: Transaction,
  acting: Acting,
  { assignmentId, agrees, words }: Answer & { readonly assignmentId: string },
): Promise<void> {
  const ofCase = await ownCase(transaction, acting, assignmentId);
  const { status } = await lockedVolunteering(transaction, acting.volunteeringId);
  if (agrees && status !== 'ACTIVE') throw refused(`The record is ${status}; who is ACTIVE helps.`);
  await stepAssignment(
    transaction,
    ofCase,
    agrees ? { act: 'VOLUNTEER_AGREE', words: { volunteerWords: words } } : { act: 'DECLINE' },
  );
}

/** Ends help as the volunteer. @throws as `answerAsVolunteer` */
export async function endAsVolunteer(
  transaction: Transaction,
  acting: Acting,
  { assignmentId, note }: { readonly assignmentId: string; readonly note: string },
): Promise<void> {
  const ofCase = await ownCase(transaction, acting, assignmentId);
  await stepAssignment(transaction, ofCase, { act: 'END', note });
}

/** Ends whatever a volunteer who is about to rest was asked or helps with. */
export async function endAllOf(transaction: Transaction, acting: Acting): Promise<void> {
  const live = await transaction
    .select({ caseId: matches.caseId })
    .from(matches)
    .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
    .where(and(eq(assignments.volunteeringId, acting.volunteeringId), isNull(matches.endedAt)))
    .orderBy(matches.caseId);
  for (const { caseId } of live)
    await stepAssignment(transaction, { caseId, by: acting.by, at: acting.at }, { act: 'END' });
}

/** The case of an assignment of theirs that is live, locked: whoever acts on a case and a record locks the case first. */
async function ownCase(
  transaction: Transaction,
  { volunteeringId, by, at }: Acting,
  assignmentId: string,
): Promise<CaseActing> {
  const [found] = await transaction
    .select({ caseId: matches.caseId })
    .from(matches)
    .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
    .where(
      and(
        eq(matches.assignmentId, assignmentId),
        eq(assignments.volunteeringId, volunteeringId),
        isNull(matches.endedAt),
      ),
    );
  if (found === undefined) throw refused('This is no task that is open for you.');
  await lockedCase(transaction, found.caseId);
  return { caseId: found.caseId, by, at };
}
