import { randomBytes, randomInt } from 'node:crypto';
import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, count, eq, isNull, max } from 'drizzle-orm';
import { credentials } from './credential.table.ts';
import type { CardClaims, HolderKey } from './credential.ts';
import { lockedRegistration } from './locked-registration.step.ts';
import { NEWEST_FIRST } from './registration.loaders.ts';
import { cards } from './registration.table.ts';
import { cardStatusOn } from './registration.ts';
import { LIST_SIZE } from './status-list.ts';

/** Credentials of one entry that count; a holder has a device or two. */
const MOST_CREDENTIALS = 10;
const ATTEMPTS = 50;

/** Who is to hold it, by which key; the others of the same entry end where it is asked. */
export type WantedCredential = {
  readonly registrationId: string;
  readonly holderKey: HolderKey;
  readonly endOthers: boolean;
  readonly at: Date;
};

/**
 * Issues a credential for the newest card. Gives its identifier.
 * @throws STEP_REFUSED where the card is not valid today, or ten of them count already
 */
export async function issueCredential(
  transaction: Transaction,
  { registrationId, holderKey, endOthers, at }: WantedCredential,
): Promise<string> {
  const entry = await lockedRegistration(transaction, registrationId);
  const [card] = await transaction
    .select()
    .from(cards)
    .where(eq(cards.registrationId, registrationId))
    .orderBy(...NEWEST_FIRST)
    .limit(1);
  const today = civilDate(at.getTime());
  const { number, category, subCategory } = entry;
  const isValid =
    entry.status === 'REGISTERED' && card !== undefined && cardStatusOn(today, card) === 'ACTIVE';
  if (!isValid || number === null || category === null)
    throw new RegistryError('STEP_REFUSED', 'A credential is issued for a card that is valid today.');
  const standing = and(eq(credentials.registrationId, registrationId), isNull(credentials.revokedAt));
  if (endOthers) await transaction.update(credentials).set({ revokedAt: at }).where(standing);
  const [{ those } = { those: 0 }] = await transaction
    .select({ those: count() })
    .from(credentials)
    .where(standing);
  if (those >= MOST_CREDENTIALS)
    throw new RegistryError(
      'STEP_REFUSED',
      `No more than ${MOST_CREDENTIALS} credentials of a card count at a time. Ask with \`endOthers\`.`,
    );
  const claims: CardClaims = {
    ...{ registered: true, category, cardNumber: card.number, registrationNumber: number },
    ...(subCategory === null ? {} : { subCategory }),
  };
  const seed = randomBytes(32).toString('base64url');
  return place(transaction, { registrationId, cardId: card.id, claims, holderKey, seed, issuedAt: at });
}

/** Puts it at a place of the newest list that nobody has, drawn. */
async function place(
  transaction: Transaction,
  row: Omit<typeof credentials.$inferInsert, 'id' | 'list' | 'place'>,
): Promise<string> {
  const [{ newest } = { newest: null }] = await transaction
    .select({ newest: max(credentials.list) })
    .from(credentials);
  const current = newest ?? 1;
  const [{ taken } = { taken: 0 }] = await transaction
    .select({ taken: count() })
    .from(credentials)
    .where(eq(credentials.list, current));
  const list = taken < LIST_SIZE / 2 ? current : current + 1;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const drawn = { id: crypto.randomUUID(), list, place: randomInt(LIST_SIZE) };
    const made = await transaction
      .insert(credentials)
      .values({ ...row, ...drawn })
      .onConflictDoNothing()
      .returning({ id: credentials.id });
    if (made.length > 0) return drawn.id;
  }
  throw new Error('No place of the list was free.');
}
