import { openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import type { TestDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { applicationContacts, applicationSteps, statements } from './application-process.table.ts';
import { clocks } from './clock.table.ts';
import { type DocumentRow, documents } from './document.table.ts';
import { schemeDocuments } from './scheme-document.table.ts';

/** The stages of a draft, and what is stated in each. */
export const STAGES = [
  ['stateHousehold', { district: '5_5', members: 4, minors: 2, monthlyIncome: 90_000 }],
  ['stateEmployment', { status: 'UNEMPLOYED', monthlyIncome: 0 }],
  ['stateAid', { reason: 'The father is ill.', receives: ['BA'] }],
  ['stateContact', { phone: '012-345 6789', email: 'ana@example.my', language: 'EN' }],
] as const;

/** What is kept of an application. */
export async function stored({ adminUrl }: Pick<TestDatabase, 'adminUrl'>, applicationId: string) {
  const { db, close } = openDatabase(adminUrl);
  const [application] = await db.select().from(applications).where(eq(applications.id, applicationId));
  const [statement] = await db.select().from(statements).where(eq(statements.applicationId, applicationId));
  const ofId = eq(applicationContacts.applicationId, applicationId);
  const [contact] = await db.select().from(applicationContacts).where(ofId);
  const steps = await db
    .select()
    .from(applicationSteps)
    .where(eq(applicationSteps.applicationId, applicationId))
    .orderBy(applicationSteps.place);
  const running = await db.select().from(clocks).where(eq(clocks.applicationId, applicationId));
  const papers = await db.select().from(documents).where(eq(documents.applicationId, applicationId));
  await close();
  return { application, statement, contact, steps, clocks: running, documents: papers };
}

/** From 2024 on a scheme asks for a kind of document, to a last day. */
export async function requires(
  { adminUrl }: Pick<TestDatabase, 'adminUrl'>,
  schemeCode: string,
  kind: DocumentRow['kind'],
  isRequired: boolean,
  endsOn: string | null,
) {
  const { db, close } = openDatabase(adminUrl);
  const id = `${schemeCode} ${kind}`;
  const rule = { id, schemeCode, kind, isRequired, startsOn: '2024-01-01', endsOn, source: 'test' };
  await db.insert(schemeDocuments).values(rule);
  await close();
}
