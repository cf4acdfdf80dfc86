import { randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { lackingDocuments } from '@seisi/host/attached-document.step';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, isNull } from 'drizzle-orm';
import { applications, type VolunteerApplicationRow } from './application.table.ts';
import { missingParts } from './application.ts';
import { documents } from './document.table.ts';
import { tellVolunteer } from './notice.step.ts';
import { type Acting, keepStep, stepVolunteering } from './volunteering.step.ts';
import { type VolunteeringRow, volunteerings } from './volunteering.table.ts';
import { mayApply } from './volunteering.ts';

/** The parts of the form as they are said; what is left out stays. */
export type Said = Partial<
  Pick<
    VolunteerApplicationRow,
    | 'phone'
    | 'email'
    | 'language'
    | 'qualification'
    | 'workExperience'
    | 'interests'
    | 'skills'
    | 'availability'
  >
>;

const NUMBERS = 10 ** 9;
const ATTEMPTS = 5;

/** Saves parts of a draft, and begins one where there is none. Gives the identifier of its file. @throws STEP_REFUSED where a record stands that is not refused */
export async function saveDraft(
  transaction: Transaction,
  personKey: string,
  { said, at }: { readonly said: Said; readonly at: Date },
): Promise<string> {
  const record = await openRecord(transaction, personKey);
  await transaction
    .insert(applications)
    .values({
      id: crypto.randomUUID(),
      volunteeringId: record?.id ?? crypto.randomUUID(),
      personKey,
      startedAt: at,
    })
    .onConflictDoNothing();
  const draft = await lockedDraft(transaction, eq(applications.personKey, personKey));
  // Whoever sent the draft before this one waited has a record by now.
  await openRecord(transaction, personKey);
  if (Object.keys(said).length > 0)
    await transaction.update(applications).set(said).where(eq(applications.id, draft.id));
  return draft.volunteeringId;
}

/** The lock on the draft of a file is that of its documents. @throws STEP_REFUSED where there is none */
export const lockedDraftOf = (transaction: Transaction, file: string): Promise<VolunteerApplicationRow> =>
  lockedDraft(transaction, eq(applications.volunteeringId, file));

/** Sends a draft. @throws STEP_REFUSED where parts or documents are missing, with their names, and where it was sent already */
export async function submitDraft(transaction: Transaction, acting: Acting): Promise<void> {
  const draft = await lockedDraftOf(transaction, acting.volunteeringId);
  await refuseUnready(transaction, draft);
  await transaction.update(applications).set({ submittedAt: acting.at }).where(eq(applications.id, draft.id));
  const record = await recordOf(transaction, draft.personKey);
  const interests = draft.interests ?? [];
  if (record === null) return receiveFirst(transaction, acting, { personKey: draft.personKey, interests });
  // Applied anew after a refusal: the same record under the same number.
  await stepVolunteering(transaction, acting, { act: 'RECEIVE', set: { interests, inductedOn: null } });
}

/** Enters a record under a number that nobody bears: drawn, so that none leads to another, and it tells no district. */
async function receiveFirst(
  transaction: Transaction,
  acting: Acting,
  of: Pick<VolunteeringRow, 'personKey' | 'interests'>,
): Promise<void> {
  const year = civilDate(acting.at.getTime()).slice(0, 4);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const applicationNumber = `SK-${year}-${String(randomInt(NUMBERS)).padStart(9, '0')}`;
    const status = 'RECEIVED' as const;
    const row = { ...of, id: acting.volunteeringId, applicationNumber, status };
    const [added] = await transaction.insert(volunteerings).values(row).onConflictDoNothing().returning();
    if (added === undefined) continue;
    await keepStep(transaction, acting, { act: 'RECEIVE', fromStatus: null, toStatus: status });
    return tellVolunteer(transaction, added, { event: 'RECEIVED', at: acting.at });
  }
  throw new Error('No application number was free.');
}

async function refuseUnready(transaction: Transaction, draft: VolunteerApplicationRow): Promise<void> {
  const parts = missingParts(draft);
  if (parts.length > 0)
    throw new RegistryError('STEP_REFUSED', `These parts are to be filled first: ${parts.join(', ')}.`);
  const lacking = await lackingDocuments(transaction, { documents }, draft.volunteeringId, ['MYKAD']);
  if (lacking.length > 0)
    throw new RegistryError('STEP_REFUSED', `These documents are needed first: ${lacking.join(', ')}.`);
}

async function lockedDraft(
  transaction: Transaction,
  whose: ReturnType<typeof eq>,
): Promise<VolunteerApplicationRow> {
  const [found] = await transaction
    .select()
    .from(applications)
    .where(and(whose, isNull(applications.submittedAt)))
    .for('update');
  if (found !== undefined) return found;
  throw new RegistryError('STEP_REFUSED', 'The application was sent; nothing of it is changed any more.');
}

async function openRecord(transaction: Transaction, personKey: string): Promise<VolunteeringRow | null> {
  const record = await recordOf(transaction, personKey);
  if (mayApply(record?.status ?? null)) return record;
  throw new RegistryError('STEP_REFUSED', `The record is ${record?.status}; no application is open.`);
}

async function recordOf(transaction: Transaction, personKey: string): Promise<VolunteeringRow | null> {
  const [found] = await transaction
    .select()
    .from(volunteerings)
    .where(eq(volunteerings.personKey, personKey));
  return found ?? null;
}
