import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, isNull } from 'drizzle-orm';
import { caseSteps, cases, type MatchRow, matches, type VolunteerCaseRow } from './case.table.ts';
import { type AssignmentAct, assignmentLife, CASE_STATUS, caseLife } from './case.ts';
import { tellVolunteer } from './notice.step.ts';
import type { VolunteerCaseAct, VolunteerCaseStatus } from './types.generated.ts';
import { lockedVolunteering } from './volunteering.step.ts';
import { type AssignmentRow, assignments } from './volunteering.table.ts';

/** Who acts on which case, and when. */
export type CaseActing = { readonly caseId: string; readonly by: string; readonly at: Date };

/** What is done to the assignment that is live in a case. */
type Done = {
  readonly act: AssignmentAct;
  readonly words?: Partial<Pick<MatchRow, 'volunteerWords' | 'personWords'>>;
  readonly hours?: number;
  readonly note?: string | null;
  /** A part of another step, which is kept instead. */
  readonly isPart?: true;
};

/** The volunteer who is asked in a case now. */
export type Live = { readonly match: MatchRow; readonly assignment: AssignmentRow };

/** Opens a case. Gives its identifier. */
export async function openCase(
  transaction: Transaction,
  opened: Omit<VolunteerCaseRow, 'id' | 'status'>,
): Promise<string> {
  const id = crypto.randomUUID();
  await transaction.insert(cases).values({ ...opened, id, status: 'OPEN' });
  const acting = { caseId: id, by: opened.openedBy, at: opened.openedAt };
  await keepCaseStep(transaction, acting, { act: 'OPEN', toStatus: 'OPEN' });
  return id;
}

/** Closes a case; an offer or help that goes on ends with it. @throws STEP_REFUSED where it was closed */
export async function closeCase(transaction: Transaction, acting: CaseActing, note: string): Promise<void> {
  const { status } = await lockedCase(transaction, acting.caseId);
  const toStatus = advance(caseLife, { thing: 'case', status, step: 'CLOSE' });
  if ((await liveOf(transaction, acting.caseId)) !== null)
    await stepAssignment(transaction, acting, { act: 'END', isPart: true });
  await transaction.update(cases).set({ status: toStatus }).where(eq(cases.id, acting.caseId));
  await keepCaseStep(transaction, acting, { act: 'CLOSE', toStatus, note });
}

/**
 * Takes a step of the volunteer who is asked in a case; the case follows, and the volunteer is told when both have agreed and when it ends.
 * @throws STEP_REFUSED where nobody is asked, and where the step is not open
 */
export async function stepAssignment(
  transaction: Transaction,
  acting: CaseActing,
  { act, words = {}, hours, note = null, isPart }: Done,
): Promise<void> {
  await lockedCase(transaction, acting.caseId);
  const live = await liveOf(transaction, acting.caseId);
  if (live === null) throw refused('No volunteer is asked in this case now.');
  const { match, assignment } = live;
  const status = advance(assignmentLife, { thing: 'assignment', status: assignment.status, step: act });
  const toStatus = CASE_STATUS[status];
  const isOver = toStatus === 'OPEN' || toStatus === 'CLOSED';
  await transaction
    .update(assignments)
    .set({ status, ...(hours === undefined ? {} : { hours }) })
    .where(eq(assignments.id, assignment.id));
  // What they said of themselves was for each other, while it lasted.
  const kept = isOver ? { volunteerWords: null, personWords: null, endedAt: acting.at } : words;
  if (Object.keys(kept).length > 0)
    await transaction.update(matches).set(kept).where(eq(matches.assignmentId, match.assignmentId));
  await transaction.update(cases).set({ status: toStatus }).where(eq(cases.id, acting.caseId));
  if (!isPart) await keepCaseStep(transaction, acting, { act, toStatus, note });
  if (status !== 'ACCEPTED' && !isOver) return;
  const volunteering = await lockedVolunteering(transaction, assignment.volunteeringId);
  const event = status === 'ACCEPTED' ? ('MATCHED' as const) : ('RELEASED' as const);
  await tellVolunteer(transaction, volunteering, { event, day: assignment.startsOn, at: acting.at });
}

/** The lock on a case is that of all that happens in it. */
export async function lockedCase(transaction: Transaction, id: string): Promise<VolunteerCaseRow> {
  const [found] = await transaction.select().from(cases).where(eq(cases.id, id)).for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such case for you. `volunteerCaseFiles` lists them.');
}

/** The volunteer who is asked in a case now; null where nobody is. */
export async function liveOf(transaction: Transaction, caseId: string): Promise<Live | null> {
  const [found] = await transaction
    .select()
    .from(matches)
    .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
    .where(and(eq(matches.caseId, caseId), isNull(matches.endedAt)));
  return found ?? null;
}

/** Writes a step into the history of a case. */
export async function keepCaseStep(
  transaction: Transaction,
  { caseId, by, at }: CaseActing,
  {
    act,
    toStatus,
    note = null,
  }: {
    readonly act: VolunteerCaseAct;
    readonly toStatus: VolunteerCaseStatus;
    readonly note?: string | null;
  },
): Promise<void> {
  await transaction
    .insert(caseSteps)
    .values({ id: crypto.randomUUID(), caseId, act, toStatus, by, at, note });
}

export function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', why);
}
