import { createHash, randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { putOut } from '@seisi/host/outbox';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { postings } from './agreement.table.ts';
import type { DutyOfficer } from './duty.policy.ts';
import { outbox } from './outbox.table.ts';
import { type PostingOfferRow, postingOffers } from './posting-offer.table.ts';
import {
  afterWrongCode,
  nextOfferStatus,
  type OfferAct,
  type Offered,
  takesCode,
  withCode,
} from './posting-offer.ts';

/** The kind of the errands that carry codes to telephones. */
export const POSTING_CODE = 'posting-code';

/** For which agency an offer is, and who alone may accept it. */
export type OfferedTo = { readonly agencyCode: string; readonly forKey: string | null };

/** Writes down an offer that another officer is to confirm. Its officer's name is drawn: it tells nothing of anybody. */
export async function proposeOffer(
  transaction: Transaction,
  offered: Offered,
  { agencyCode, forKey }: OfferedTo,
  { id: proposedBy, personKey: proposerKey }: DutyOfficer,
  at: Date,
): Promise<string> {
  const id = crypto.randomUUID();
  const officer = `pegawai-${crypto.randomUUID().slice(-12)}`;
  const by = { proposedBy, proposerKey, proposedAt: at };
  await transaction
    .insert(postingOffers)
    .values({ id, agencyCode, officer, status: 'PROPOSED', ...offered, forKey, ...by });
  return id;
}

/**
 * Takes a step of an officer on an offer. `check` says who may, and what changes beside the status; with a confirmation and a renewal a code is sent.
 * @throws NOT_FOUND where there is none, STEP_REFUSED where the step is not open, or the agency takes no part
 */
export async function stepOffer(
  transaction: Transaction,
  id: string,
  act: Exclude<OfferAct, 'ACCEPT'>,
  at: Date,
  check: (current: PostingOfferRow) => Partial<PostingOfferRow>,
): Promise<string> {
  const ofId = eq(postingOffers.id, id);
  const [current] = await transaction.select().from(postingOffers).where(ofId).for('update');
  if (current === undefined) throw noOffer();
  const changed = check(current);
  const status = nextOfferStatus(current.status, act);
  await transaction
    .update(postingOffers)
    .set({ ...changed, status })
    .where(ofId);
  if (act !== 'WITHDRAW') await sendCode(transaction, current, at);
  return id;
}

/**
 * The first officer of an agency that was just admitted is whoever applied for it, and nobody else: the one who posts the others. The code is sent at once (S0:
 * within 24 hours).
 */
export async function offerFirst(
  transaction: Transaction,
  to: OfferedTo,
  { contactPhone: phone }: { readonly contactPhone: string },
  officer: DutyOfficer,
  at: Date,
): Promise<void> {
  const first = { areas: [], classes: [], duties: [...FIRST_DUTIES], validUntil: null };
  const offered = { ...first, phone, validFrom: civilDate(at.getTime()) };
  const id = await proposeOffer(transaction, offered, to, officer, at);
  await stepOffer(transaction, id, 'CONFIRM', at, () => ({ confirmedBy: officer.id }));
}

const FIRST_DUTIES = ['POSTING', 'SHARING', 'REFERRAL'] as const;

/** Draws a code and sends it; the register keeps its hash. */
async function sendCode(transaction: Transaction, { id }: PostingOfferRow, at: Date): Promise<void> {
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  await transaction
    .update(postingOffers)
    .set(withCode(hashOf(id, code), at))
    .where(eq(postingOffers.id, id));
  await putOut(transaction, outbox, [{ kind: POSTING_CODE, about: id, body: { code } }], at);
}

function hashOf(id: string, code: string): string {
  return createHash('sha256').update(`${id} ${code}`).digest('base64url');
}

/**
 * Accepts an offer by its code: the posting is there with the commit, and is a fact of a ground by the trigger of its table. Gives its identifier, or null for
 * whatever is not right: which of it, is not told. A wrong code is counted, so nothing is thrown here.
 */
export async function acceptOffer(
  transaction: Transaction,
  { officer, code }: { readonly officer: string; readonly code: string },
  { personKey, today }: { readonly personKey: string; readonly today: string },
  at: Date,
): Promise<string | null> {
  const ofOfficer = eq(postingOffers.officer, officer);
  const [offer] = await transaction.select().from(postingOffers).where(ofOfficer).for('update');
  if (offer === undefined || !takesCode(offer, personKey, at)) return null;
  if (offer.codeHash !== hashOf(offer.id, code)) {
    await transaction.update(postingOffers).set(afterWrongCode(offer, at)).where(ofOfficer);
    return null;
  }
  const postingId = `POS-${crypto.randomUUID()}`;
  const { agencyCode, areas, classes, duties, validUntil } = offer;
  const validFrom = offer.validFrom > today ? offer.validFrom : today;
  const status = nextOfferStatus(offer.status, 'ACCEPT');
  await transaction.update(postingOffers).set({ status, postingId, codeHash: null }).where(ofOfficer);
  const posting = { id: postingId, officer, personKey, agencyCode, areas, classes, duties };
  await transaction.insert(postings).values({ ...posting, validFrom, validUntil });
  return postingId;
}

/**
 * Ends a posting of an agency, today; it may have been over.
 * @throws NOT_FOUND where that agency has none of this identifier, STEP_REFUSED where it has ended
 */
export async function endPosting(
  transaction: Transaction,
  id: string,
  agencyCode: string,
  today: string,
): Promise<string> {
  const [current] = await transaction.select().from(postings).where(eq(postings.id, id)).for('update');
  if (current?.agencyCode !== agencyCode)
    throw new RegistryError('NOT_FOUND', 'There is no such posting in your agency. `postings` lists them.');
  if (current.validUntil !== null && current.validUntil <= today)
    throw new RegistryError('STEP_REFUSED', 'This posting has ended.');
  await transaction.update(postings).set({ validUntil: today }).where(eq(postings.id, id));
  return id;
}

/** What kind of agency it is. @throws STEP_REFUSED where it takes no part */
export async function agencyOf(transaction: Transaction, code: string) {
  const [found] = await transaction.select().from(agencies).where(eq(agencies.code, code));
  if (found?.status === 'ACTIVE') return found;
  throw new RegistryError('STEP_REFUSED', 'The agency takes no part.');
}

export function noOffer(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such offer for you, or not by this code.');
}
