import type { Transaction } from '@seisi/host/act';
import { and, eq } from 'drizzle-orm';
import { type ApplicationRow, applications } from './application.table.ts';
import { type AwardVersionRow, awards } from './award.table.ts';
import { shownOn, type Version, versionsOf } from './award.ts';
import type { Segment } from './award-rate.ts';
import { locked } from './locked-application.step.ts';

/** Who changed an award, when and why. */
export type AwardAct = {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** The civil date. */
  readonly today: string;
};

/** All versions of a locked application's award, by number; nobody else changes them before this transaction ends. */
export async function versionsHeld(
  transaction: Transaction,
  application: ApplicationRow,
): Promise<readonly AwardVersionRow[]> {
  return versionsOf(application, await rowsHeld(transaction, application));
}

/** Why a new award is what it is: for whom the rates are paid, where they are. */
export type Grant = AwardAct & Pick<AwardVersionRow, 'recipients'>;

/** Keeps the versions of a new award of a locked application, beside those of an earlier one; the application shows the one in force. */
export async function grantVersions(
  transaction: Transaction,
  application: ApplicationRow,
  segments: readonly Segment[],
  { recipients, reason, by, at, today }: Grant,
): Promise<ApplicationRow> {
  const { id: applicationId, applicantKey: personKey, schemeCode } = application;
  const before = await rowsHeld(transaction, application);
  const last = Math.max(0, ...before.map(({ version }) => version));
  const rows = segments.map((segment, place) => ({
    ...{ id: crypto.randomUUID(), applicationId, version: last + 1 + place, personKey, schemeCode },
    ...{ ...segment, recipients, reason, by, at },
  }));
  await transaction.insert(awards).values(rows);
  return showVersion(transaction, application, shownOn(rows, today));
}

/** Keeps what an award has become: ends of versions move, new versions are added, nothing else changes; the application shows the one in force. */
export async function keepVersions(
  transaction: Transaction,
  application: ApplicationRow,
  versions: readonly Version[],
  { reason, by, at, today }: AwardAct,
): Promise<ApplicationRow> {
  const { id: applicationId, applicantKey: personKey, schemeCode } = application;
  const rows = await rowsHeld(transaction, application);
  const kept = new Map(rows.map((row) => [row.version, row]));
  const granted = new Map(versionsOf(application, rows).map((row) => [row.version, row]));
  const begun = { applicationId, personKey, schemeCode, recipients: null, reason, by, at };
  // What is open is ended before anything else is begun: there is one open version at the most.
  for (const { version, endsOn } of versions) {
    const row = kept.get(version);
    if (row === undefined || row.endsOn === endsOn) continue;
    const ofVersion = and(eq(awards.applicationId, applicationId), eq(awards.version, version));
    await transaction.update(awards).set({ endsOn }).where(ofVersion);
  }
  for (const version of versions) {
    if (kept.has(version.version)) continue;
    const row = { ...(granted.get(version.version) ?? begun), ...version, id: crypto.randomUUID() };
    await transaction.insert(awards).values(row);
  }
  return showVersion(transaction, application, shownOn(versions, today));
}

/** Lets an application show the version of its award that is in force on a day. */
export async function showInForce(
  transaction: Transaction,
  applicationId: string,
  today: string,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  await showVersion(transaction, application, shownOn(await versionsHeld(transaction, application), today));
}

async function showVersion(
  transaction: Transaction,
  application: ApplicationRow,
  shown: Version | null,
): Promise<ApplicationRow> {
  const [after] = await transaction
    .update(applications)
    .set({
      awardAmount: shown?.amount ?? null,
      awardStartsOn: shown?.startsOn ?? null,
      awardEndsOn: shown?.endsOn ?? null,
    })
    .where(eq(applications.id, application.id))
    .returning();
  return after ?? application;
}

function rowsHeld(transaction: Transaction, { id }: ApplicationRow): Promise<AwardVersionRow[]> {
  return transaction.select().from(awards).where(eq(awards.applicationId, id)).for('update').execute();
}
