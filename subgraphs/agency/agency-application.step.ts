import type { Transaction } from '@seisi/host/act';
import { and, eq, notInArray, sql } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { noApplication } from './agency-application.policy.ts';
import {
  type AgencyApplicationRow,
  type AgencyApplicationStepRow,
  agencyApplicationSteps,
  agencyApplications,
} from './agency-application.table.ts';
import { type ApplicationAct, type Applying, nextStatus, refused } from './agency-application.ts';

/** How many applications of one citizen may wait at a time; no source says. */
const MOST_WAITING = 5;

/**
 * Makes an application. Whether somebody else asked for the same organisation, or it takes part already, is not told here.
 * @throws STEP_REFUSED where too many of the same citizen wait
 */
export async function applyAsAgency(
  transaction: Transaction,
  applying: Applying,
  applicantKey: string,
  at: Date,
): Promise<string> {
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtext('agency.apply'), hashtext(${applicantKey}))`,
  );
  const waiting = await transaction.$count(
    agencyApplications,
    and(
      eq(agencyApplications.applicantKey, applicantKey),
      notInArray(agencyApplications.status, ['ADMITTED', 'REFUSED', 'WITHDRAWN']),
    ),
  );
  if (waiting >= MOST_WAITING) throw refused('Too many of your applications wait. Withdraw one first.');
  const id = crypto.randomUUID();
  const reference = `APL-${at.getUTCFullYear()}-${id.slice(0, 8)}`;
  await transaction
    .insert(agencyApplications)
    .values({ id, reference, applicantKey, status: 'APPLIED', appliedAt: at, ...applying });
  const step = { applicationId: id, act: 'APPLY' as const, toStatus: 'APPLIED' as const };
  await keep(transaction, { ...step, nth: 1, by: null, byKey: applicantKey, at, reason: null });
  return id;
}

/** A step as it is taken: by an officer or the applicant, when, and why where it is refused. */
export type ApplicationStep = {
  readonly act: ApplicationAct;
  readonly by: string | null;
  readonly byKey: string;
  readonly at: Date;
  readonly reason: string | null;
};

/**
 * Takes a step on an application. `check` says who may, given what was done before, and what changes beside the status.
 * @throws NOT_FOUND where there is none, STEP_REFUSED where the step is not open
 */
export async function stepApplication(
  transaction: Transaction,
  id: string,
  step: ApplicationStep,
  check: (
    current: AgencyApplicationRow,
    before: readonly AgencyApplicationStepRow[],
  ) => Promise<Partial<AgencyApplicationRow>> | Partial<AgencyApplicationRow>,
): Promise<string> {
  const ofId = eq(agencyApplications.id, id);
  const [current] = await transaction.select().from(agencyApplications).where(ofId).for('update');
  if (current === undefined) throw noApplication();
  // Whoever takes a step holds the application's row, so places are given one at a time.
  const before = await transaction
    .select()
    .from(agencyApplicationSteps)
    .where(eq(agencyApplicationSteps.applicationId, id));
  const changed = await check(current, before);
  const status = nextStatus(current, step.act);
  await transaction
    .update(agencyApplications)
    .set({ ...changed, status })
    .where(ofId);
  await keep(transaction, { applicationId: id, nth: before.length + 1, toStatus: status, ...step });
  return id;
}

/**
 * Puts an organisation into the directory. Of two with one number or one code, at once or years apart, the first one has it, for ever.
 * @throws STEP_REFUSED where the code or the number is borne
 */
export async function enterAgency(
  transaction: Transaction,
  code: string,
  { name, kind, registrationScheme: scheme, registrationNumber: number, contactEmail }: AgencyApplicationRow,
): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('agency.admission'))`);
  const bearsNumber =
    scheme === null || number === null
      ? null
      : and(eq(agencies.registrationScheme, scheme), eq(agencies.registrationNumber, number));
  if (bearsNumber !== null && (await transaction.$count(agencies, bearsNumber)) > 0)
    throw refused('An agency is in the directory under this number.');
  if ((await transaction.$count(agencies, eq(agencies.code, code))) > 0)
    throw refused('An agency is in the directory under this code. Take another one.');
  const registered = { registrationScheme: scheme, registrationNumber: number };
  await transaction
    .insert(agencies)
    .values({ code, name, kind, ...registered, status: 'ACTIVE', contactEmail });
}

async function keep(transaction: Transaction, step: Omit<AgencyApplicationStepRow, 'id'>): Promise<void> {
  await transaction.insert(agencyApplicationSteps).values({ id: crypto.randomUUID(), ...step });
}
