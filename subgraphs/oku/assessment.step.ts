import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { type Acting, lockedApplication, stepApplication } from './application.step.ts';
import type { OkuApplicationRow } from './application.table.ts';
import {
  assessments,
  type MedicalCertificateRow,
  medicalCertificates,
  type OkuAssessmentRow,
} from './assessment.table.ts';
import type { Office } from './locked-registration.step.ts';
import { tellApplicant } from './notice.step.ts';
import { registerPerson } from './registration.step.ts';

/** What an officer read in a certificate, or a member of the panel found. */
export type ReadCertificate = Omit<MedicalCertificateRow, 'id' | 'applicationId' | 'by' | 'at'>;
export type Finding = Pick<
  OkuAssessmentRow,
  'outcome' | 'decider' | 'category' | 'subCategory' | 'together' | 'refusal' | 'note'
>;

/** Records what a certificate says. @throws STEP_REFUSED where the application is not under assessment */
export async function recordCertificate(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  read: ReadCertificate,
): Promise<void> {
  refuseClosed(await lockedApplication(transaction, applicationId));
  await transaction
    .insert(medicalCertificates)
    .values({ id: crypto.randomUUID(), applicationId, ...read, by, at });
}

/**
 * Says what a member of the panel found.
 * @throws STEP_REFUSED where the application is not under assessment, another finding is open, a registration has no certificate to stand on, or the Minister allowed an appeal against a refusal
 */
export async function proposeAssessment(
  transaction: Transaction,
  { applicationId, by: proposedBy, at: proposedAt }: Acting,
  finding: Finding,
): Promise<void> {
  const application = await lockedApplication(transaction, applicationId);
  refuseClosed(application);
  if (finding.outcome === 'REFUSE' && application.appealAllowedAt !== null)
    throw refused('The Minister allowed the appeal, and that is final: the person is to be registered.');
  if (finding.outcome === 'REGISTER' && (await newestCertificate(transaction, applicationId)) === null)
    throw refused('No medical certificate is on record. Record what it says first.');
  const made = await transaction
    .insert(assessments)
    .values({ id: crypto.randomUUID(), applicationId, ...finding, proposedBy, proposedAt })
    .onConflictDoNothing()
    .returning({ id: assessments.id });
  if (made.length === 0) throw refused('Another assessment is open. Confirm it or send it back first.');
}

/**
 * Confirms an assessment or sends it back. Confirmed, the person is registered, with a card, or refused, by the same transaction.
 * @throws STEP_REFUSED for the officer who proposed it, where it is closed, and where the application is not under assessment, NOT_FOUND where the application has no such assessment
 */
export async function confirmAssessment(
  transaction: Transaction,
  acting: Acting & Office,
  { assessmentId, isConfirmed }: { readonly assessmentId: string; readonly isConfirmed: boolean },
): Promise<void> {
  const { applicationId, by, at } = acting;
  const application = await lockedApplication(transaction, applicationId);
  const ofId = and(eq(assessments.id, assessmentId), eq(assessments.applicationId, applicationId));
  const [found] = await transaction.select().from(assessments).where(ofId);
  if (found === undefined) throw new RegistryError('NOT_FOUND', 'The application has no such assessment.');
  if (found.closedAt !== null) throw refused('The assessment is closed already. Read the application again.');
  if (found.proposedBy === by) throw refused('You proposed it: another of the panel confirms it.');
  refuseClosed(application);
  await transaction
    .update(assessments)
    .set({ closedBy: by, closedAt: at, isConfirmed })
    .where(and(ofId, isNull(assessments.closedAt)));
  if (!isConfirmed) return;
  if (found.outcome === 'REFUSE') {
    const after = await stepApplication(transaction, { ...acting, act: 'REFUSE' }, { decidedAt: at });
    return tellApplicant(transaction, after, { event: 'REFUSED', at });
  }
  const after = await stepApplication(transaction, { ...acting, act: 'REGISTER' }, { decidedAt: at });
  const sendBy = await registerPerson(transaction, { application: after, assessment: found }, acting);
  await tellApplicant(transaction, after, { event: 'REGISTERED', day: sendBy, at });
}

/** What a certificate of an application says by the newest reading; null for none. */
async function newestCertificate(
  transaction: Transaction,
  applicationId: string,
): Promise<MedicalCertificateRow | null> {
  const [newest] = await transaction
    .select()
    .from(medicalCertificates)
    .where(eq(medicalCertificates.applicationId, applicationId))
    .orderBy(desc(medicalCertificates.at), desc(medicalCertificates.id))
    .limit(1);
  return newest ?? null;
}

function refuseClosed({ status }: Pick<OkuApplicationRow, 'status'>): void {
  if (status !== 'UNDER_ASSESSMENT')
    throw refused(`The application is ${status}; the panel assesses what is UNDER_ASSESSMENT.`);
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
