import { createHash } from 'node:crypto';
import { civilDate, type RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { type ConsentRow, type ConsentStepRow, consentSteps, consents } from './consent.table.ts';
import { GROUNDS_KEPT } from './ground-fact.lease.ts';
import { groundFacts } from './ground-fact.table.ts';

/** One act of a person on a consent of their own. */
export type ConsentAct = {
  readonly act: ConsentStepRow['act'];
  readonly personKey: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: unknown;
  /** On which consent; null where it makes a new one. */
  readonly consent: string | null;
  /** What the consent becomes, or the refusal. Given null, the consent is not the person's or does not exist. */
  readonly become: (current: ConsentRow | null) => ConsentRow;
};

/** A transaction of this room's database. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Takes an act in one transaction: the history, the consent, and the ground fact that opens by it. A key that was used before gives what it gave
 * then and does nothing; of two at once with one key, one waits for the other.
 * @throws IDEMPOTENCY_KEY_REUSED where the key stands for another act or input
 */
export async function takeConsentAct(
  { db, now, passport, memory }: RoomParts,
  act: ConsentAct,
): Promise<ConsentRow> {
  const hash = createHash('sha256').update(JSON.stringify(act.input)).digest('base64url');
  const taken = await db.transaction(async (transaction) => {
    const known = await answered(transaction, act, hash);
    if (known !== null) return known;
    const current = act.consent === null ? null : await locked(transaction, act.personKey, act.consent);
    const consent = act.become(current);
    const step = {
      id: crypto.randomUUID(),
      consentId: consent.id,
      personKey: act.personKey,
      act: act.act,
      classes: consent.classes,
      validUntil: consent.validUntil,
      by: passport.viewer?.id ?? '',
      at: consent.withdrawnAt ?? new Date(now()),
      idempotencyKey: act.idempotencyKey,
      input: hash,
    };
    const kept = await transaction.insert(consentSteps).values(step).onConflictDoNothing().returning();
    // Somebody was faster with this very key, and has committed: their answer is the answer.
    if (kept.length === 0) return (await answered(transaction, act, hash)) ?? consent;
    await keepConsent(transaction, consent);
    return consent;
  });
  // Who was let in may ask at once, before the database has told this process that a fact changed.
  memory.forget(GROUNDS_KEPT);
  return taken;
}

/** What the key gave before, as the consent stood then; null where it is new. */
async function answered(
  transaction: Transaction,
  { act, personKey, idempotencyKey }: ConsentAct,
  hash: string,
): Promise<ConsentRow | null> {
  const [found] = await transaction
    .select({ consent: consents, step: consentSteps })
    .from(consentSteps)
    .innerJoin(consents, eq(consents.id, consentSteps.consentId))
    .where(and(eq(consentSteps.personKey, personKey), eq(consentSteps.idempotencyKey, idempotencyKey)));
  if (found === undefined) return null;
  const { consent, step } = found;
  if (step.act !== act || step.input !== hash)
    throw new RegistryError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key stands for another act or input. Nothing was done; take a new key.',
    );
  const withdrawnAt = step.act === 'WITHDRAW' ? step.at : null;
  return { ...consent, classes: step.classes, validUntil: step.validUntil, withdrawnAt };
}

async function locked(transaction: Transaction, personKey: string, id: string): Promise<ConsentRow | null> {
  const own = and(eq(consents.id, id), eq(consents.personKey, personKey));
  const [found] = await transaction.select().from(consents).where(own).for('update');
  return found ?? null;
}

/** Writes a consent as it stands now, with the fact by which it opens. */
export async function keepConsent(transaction: Transaction, consent: ConsentRow): Promise<void> {
  await transaction
    .insert(consents)
    .values(consent)
    .onConflictDoUpdate({ target: consents.id, set: consent });
  const fact = factOf(consent);
  await transaction
    .insert(groundFacts)
    .values(fact)
    .onConflictDoUpdate({ target: groundFacts.id, set: fact });
}

/** The fact by which the consent opens. */
function factOf(consent: ConsentRow): typeof groundFacts.$inferInsert {
  const { id, agencyCode, personKey, purpose, readerKey, classes, recordedBy } = consent;
  const { givenAt, validUntil, withdrawnAt } = consent;
  const recipient =
    readerKey === null
      ? { kind: 'CONSENT' as const, holder: agencyCode }
      : { kind: 'HOUSEHOLD_CONSENT' as const, holder: readerKey, other: consent.householdKey };
  return {
    ...recipient,
    id: `consent-${id}`,
    subjectKey: personKey,
    purposes: purpose === null ? [] : [purpose],
    classes,
    declaredBy: recordedBy,
    validFrom: civilDate(givenAt.getTime()),
    // The first day on which it does not count: that of a withdrawal, so that it ends at once.
    validUntil: withdrawnAt === null ? validUntil : civilDate(withdrawnAt.getTime()),
  };
}
