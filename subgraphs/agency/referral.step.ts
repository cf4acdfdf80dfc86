import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import type { AgencyActor } from './duty.policy.ts';
import { tellAgencies } from './notice.step.ts';
import { type ReferralRow, type ReferralStepRow, referralSteps, referrals } from './referral.table.ts';
import { dueAtOf, nextReferral, type ReferralAct } from './referral.ts';
import { checkReferralSide, noTask } from './referral-task.policy.ts';

/** The department to which what cannot wait goes (processes (e)). */
export const ESCALATES_TO = 'jkm';

/** What is sent. */
export type Sent = Pick<
  ReferralRow,
  'householdKey' | 'personKey' | 'toAgency' | 'need' | 'note' | 'classes' | 'urgency'
>;

/**
 * Sends a referral, and tells its receiver by a reference that was drawn. It holds who, what for and which classes: no value of anybody. Gives its identifier.
 * @throws BAD_USER_INPUT for a receiver that takes no part, or is the own agency
 */
export async function sendReferral(
  transaction: Transaction,
  sent: Sent,
  actor: AgencyActor,
  at: Date,
): Promise<string> {
  await checkReceiver(transaction, sent.toAgency, actor.agency);
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  const row: ReferralRow = {
    ...sent,
    id: crypto.randomUUID(),
    reference: `EZ-${at.getUTCFullYear()}-${String(word % 1_000_000_000).padStart(9, '0')}`,
    fromAgency: actor.agency,
    status: 'SENT',
    sentAt: at,
    dueAt: dueAtOf(sent.urgency, at),
    onwardId: null,
    overdueToldAt: null,
  };
  await transaction.insert(referrals).values(row);
  await keep(transaction, { referralId: row.id, act: 'SEND', fromStatus: null, toStatus: 'SENT' }, actor, at);
  await tellAgencies(
    transaction,
    [{ agencyCode: sent.toAgency, kind: 'REFERRAL_SENT', about: row.reference }],
    at,
  );
  return row.id;
}

/** A step as an agency takes it. */
export type ReferralTaking = {
  readonly act: ReferralAct;
  readonly actor: AgencyActor;
  readonly at: Date;
  readonly reason: ReferralStepRow['reason'];
};

/**
 * Takes a step on a referral, in the transaction; what it opens follows by the trigger of its table.
 * @throws NOT_FOUND, STEP_REFUSED, and what `become` throws
 */
export async function stepReferral(
  transaction: Transaction,
  id: string,
  { act, actor, at, reason }: ReferralTaking,
  become: (current: ReferralRow) => Partial<ReferralRow> | Promise<Partial<ReferralRow>> = () => ({}),
): Promise<string> {
  const [current] = await transaction.select().from(referrals).where(eq(referrals.id, id)).for('update');
  if (current === undefined) throw noTask();
  checkReferralSide(current, actor, act);
  const status = nextReferral(current.status, act);
  const changed = await become(current);
  await transaction
    .update(referrals)
    .set({ ...changed, status })
    .where(eq(referrals.id, id));
  await keep(
    transaction,
    { referralId: id, act, fromStatus: current.status, toStatus: status, reason },
    actor,
    at,
  );
  const other = current.fromAgency === actor.agency ? current.toAgency : current.fromAgency;
  await tellAgencies(
    transaction,
    [{ agencyCode: other, kind: 'REFERRAL_CHANGED', about: current.reference }],
    at,
  );
  return id;
}

/**
 * The same subject and minimum set, to another agency, as a referral of its own.
 * @throws STEP_REFUSED where one was sent in its place already
 */
export function inPlaceOf(current: ReferralRow, toAgency: string, urgency: ReferralRow['urgency']): Sent {
  if (current.onwardId !== null)
    throw new RegistryError('STEP_REFUSED', 'It was sent on already. `referralTasks` lists what was sent.');
  const { householdKey, personKey, need, note, classes } = current;
  return { householdKey, personKey, need, note, classes, toAgency, urgency };
}

async function keep(
  transaction: Transaction,
  step: Pick<ReferralStepRow, 'referralId' | 'act' | 'fromStatus' | 'toStatus'> & Partial<ReferralStepRow>,
  { id: by, agency: agencyCode }: AgencyActor,
  at: Date,
): Promise<void> {
  // Whoever takes a step holds the referral's row, so places are given one at a time.
  const before = await transaction.$count(referralSteps, eq(referralSteps.referralId, step.referralId));
  await transaction
    .insert(referralSteps)
    .values({ id: crypto.randomUUID(), nth: before + 1, ...step, by, agencyCode, at });
}

async function checkReceiver(transaction: Transaction, toAgency: string, own: string): Promise<void> {
  const found = await transaction
    .select({ code: agencies.code })
    .from(agencies)
    .where(and(eq(agencies.code, toAgency), eq(agencies.status, 'ACTIVE')));
  if (found.length === 1 && toAgency !== own) return;
  throw new RegistryError(
    'BAD_USER_INPUT',
    '`input.toAgency` takes another agency that takes part. See `agencies`.',
    {
      argument: 'input.toAgency',
    },
  );
}
