import type { Transaction } from '@seisi/host/act';
import type { Database } from '@seisi/host/database';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, gt, gte, isNotNull, isNull, or } from 'drizzle-orm';
import type { ApplicationRow } from './application.table.ts';
import type { DecisionProposalRow } from './application-process.table.ts';
import { keepVersions, versionsHeld } from './award.step.ts';
import { awards } from './award.table.ts';
import { firstOfNextMonth, followed, isPossible, type Segment, segmentsOf } from './award-rate.ts';
import type { WantedDecision } from './decision.ts';
import type { Rate } from './entitlement.ts';
import { locked } from './locked-application.step.ts';
import { tell } from './notice.step.ts';
import { schemes } from './scheme.table.ts';
import { schemeRates } from './scheme-rate.table.ts';

const PAGE = 500;
const REASON =
  'The rates of the scheme, or the ages of those for whom it is paid, are others from this day on.';

/**
 * The amount of a proposal, in whole sen: what the rates say, where it names recipients, else what the officer set; null for a refusal.
 * @throws STEP_REFUSED where the rates do not tell or pay nothing for them, and for an amount that they never give, unless it is discretionary
 */
export async function amountProposed(
  transaction: Transaction,
  { schemeCode }: ApplicationRow,
  wanted: WantedDecision,
  today: string,
): Promise<number | null> {
  if (wanted.outcome === 'REJECT') return null;
  const { amount, recipients, startsOn, endsOn, isDiscretionary } = wanted;
  const rates = await ratesOf(transaction, schemeCode);
  if (recipients !== null) {
    const segments = segmentsOf({ rates, recipients }, { startsOn, endsOn }, today);
    if (segments !== null) return segments[0].amount;
    throw refused(
      `The rates of ${schemeCode} pay nothing for these people from ${startsOn}, or are not on record.`,
    );
  }
  if (amount === null || isDiscretionary || isPossible(rates, startsOn, amount)) return amount;
  throw refused(
    `The rates of ${schemeCode} never give ${amount} sen on ${startsOn}. Name the recipients instead, or say that it is discretionary.`,
  );
}

type Granted = { readonly segments: readonly Segment[]; readonly recipients: readonly string[] | null };

/**
 * What a confirmed proposal grants, from one day to another: by the rates of each month up to the next, where it names recipients of what is paid monthly.
 * @throws STEP_REFUSED where the rates have become others than those by which it was proposed
 */
export async function segmentsGranted(
  transaction: Transaction,
  { schemeCode }: ApplicationRow,
  { amount, recipients, startsOn, endsOn }: DecisionProposalRow,
  today: string,
): Promise<Granted> {
  if (amount === null || startsOn === null) throw new Error('An approval without its amount was kept.');
  const once = { segments: [{ amount, startsOn, endsOn }], recipients: null };
  if (recipients === null) return once;
  const rates = await ratesOf(transaction, schemeCode);
  const segments = segmentsOf({ rates, recipients }, { startsOn, endsOn }, today);
  if (segments?.[0].amount !== amount)
    throw refused('The rates are others than when this was proposed. Decline it and propose it anew.');
  const [scheme] = await transaction.select().from(schemes).where(eq(schemes.code, schemeCode));
  return scheme?.frequency === 'MONTHLY' ? { segments, recipients } : once;
}

/**
 * Lets every award that is paid by rates follow them and the ages of its recipients into the month after `today`; the applicant is told. Gives how many changed. Whoever does it twice, or
 * beside another process, changes nothing more; who is killed goes on by doing it again.
 */
export async function followRates(
  db: Database,
  { today, at }: { readonly today: string; readonly at: Date },
): Promise<number> {
  const rates = Map.groupBy(await db.select().from(schemeRates), ({ schemeCode }) => schemeCode);
  const month = firstOfNextMonth(today);
  let changed = 0;
  for await (const row of heldByRate(db, month)) {
    if (followed([row], rates.get(row.schemeCode) ?? [], today) === null) continue;
    changed += Number(await db.transaction((one) => follow(one, row.applicationId, { rates, today, at })));
  }
  return changed;
}

type Following = {
  readonly rates: ReadonlyMap<string, readonly Rate[]>;
  readonly today: string;
  readonly at: Date;
};

/** Under the lock of its application: an officer may have changed it meanwhile. */
async function follow(
  transaction: Transaction,
  applicationId: string,
  { rates, today, at }: Following,
): Promise<boolean> {
  const application = await locked(transaction, applicationId);
  const versions = await versionsHeld(transaction, application);
  const after = followed(versions, rates.get(application.schemeCode) ?? [], today);
  if (after === null) return false;
  await keepVersions(transaction, application, after.versions, { reason: REASON, by: 'system', at, today });
  const event = after.isStopped ? 'AWARD_STOPPED' : 'AWARD_CHANGED';
  await tell(transaction, application, { event, day: after.from }, at);
  return true;
}

/** Page by page, those in force on the first day of a month. */
async function* heldByRate(db: Database, month: string) {
  let last: string | undefined;
  do {
    const isHeld = and(isNotNull(awards.recipients), or(isNull(awards.endsOn), gte(awards.endsOn, month)));
    const page = await db
      .select()
      .from(awards)
      .where(and(isHeld, last === undefined ? undefined : gt(awards.id, last)))
      .orderBy(awards.id)
      .limit(PAGE);
    yield* page;
    last = page.at(-1)?.id;
  } while (last !== undefined);
}

function ratesOf(transaction: Transaction, code: string): Promise<Rate[]> {
  return transaction.select().from(schemeRates).where(eq(schemeRates.schemeCode, code)).execute();
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
