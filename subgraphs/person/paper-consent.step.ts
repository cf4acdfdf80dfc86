import { createHash } from 'node:crypto';
import type { RoomParts } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { keepConsent, type Transaction } from './consent.step.ts';
import { consentSteps } from './consent.table.ts';
import { GROUNDS_KEPT } from './ground-fact.lease.ts';
import { tell } from './notice.step.ts';
import {
  type PaperConsentRow,
  type PaperConsentStepRow,
  paperConsentSteps,
  paperConsents,
} from './paper-consent.table.ts';

/** One act of an officer on a consent on paper. */
export type PaperConsentAct = {
  readonly act: PaperConsentStepRow['act'];
  readonly by: string;
  readonly idempotencyKey: string;
  /** What was asked, as checked: the same act is the same text. */
  readonly input: unknown;
  /** Which paper of which person; null where it is a new one. */
  readonly paper: { readonly id: string; readonly personKey: string } | null;
  /** What the paper becomes, or the refusal. Given null, there is no such paper of this person. */
  readonly become: (current: PaperConsentRow | null) => PaperConsentRow;
};

/**
 * Takes an act in one transaction: the history, the paper and, once two officers stand behind it, the consent with its fact and the notice to
 * the person. A key that was used before gives the paper that it was about and does nothing.
 * @throws IDEMPOTENCY_KEY_REUSED where the key stands for another act or input
 */
export async function takePaperConsentAct(
  { db, now, memory }: RoomParts,
  act: PaperConsentAct,
): Promise<PaperConsentRow> {
  const hash = createHash('sha256').update(JSON.stringify(act.input)).digest('base64url');
  const taken = await db.transaction(async (transaction) => {
    const known = await answered(transaction, act, hash);
    if (known !== null) return known;
    const paper = act.become(act.paper === null ? null : await locked(transaction, act.paper));
    const at = paper.confirmedAt ?? new Date(now());
    const { act: name, by, idempotencyKey } = act;
    const step = {
      id: crypto.randomUUID(),
      paperConsentId: paper.id,
      act: name,
      by,
      at,
      idempotencyKey,
      input: hash,
    };
    const kept = await transaction.insert(paperConsentSteps).values(step).onConflictDoNothing().returning();
    // Somebody was faster with this very key, and has committed: their answer is the answer.
    if (kept.length === 0) return (await answered(transaction, act, hash)) ?? paper;
    await transaction
      .insert(paperConsents)
      .values(paper)
      .onConflictDoUpdate({ target: paperConsents.id, set: paper });
    if (paper.confirmedBy !== null) await makeConsent(transaction, paper, paper.confirmedBy, at);
    return paper;
  });
  memory.forget(GROUNDS_KEPT);
  return taken;
}

async function answered(
  transaction: Transaction,
  { act, by, idempotencyKey }: PaperConsentAct,
  hash: string,
): Promise<PaperConsentRow | null> {
  const [found] = await transaction
    .select({ paper: paperConsents, step: paperConsentSteps })
    .from(paperConsentSteps)
    .innerJoin(paperConsents, eq(paperConsents.id, paperConsentSteps.paperConsentId))
    .where(and(eq(paperConsentSteps.by, by), eq(paperConsentSteps.idempotencyKey, idempotencyKey)));
  if (found === undefined) return null;
  if (found.step.act !== act || found.step.input !== hash)
    throw new RegistryError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key stands for another act or input. Nothing was done; take a new key.',
    );
  return found.paper;
}

async function locked(
  transaction: Transaction,
  { id, personKey }: { readonly id: string; readonly personKey: string },
): Promise<PaperConsentRow | null> {
  const ofPerson = and(eq(paperConsents.id, id), eq(paperConsents.personKey, personKey));
  const [found] = await transaction.select().from(paperConsents).where(ofPerson).for('update');
  return found ?? null;
}

/** The consent of a confirmed paper, with its history; from now on it is the person's own to narrow and withdraw. */
async function makeConsent(
  transaction: Transaction,
  { id, personKey, agencyCode, purpose, classes, validUntil, recordedBy }: PaperConsentRow,
  confirmedBy: string,
  at: Date,
): Promise<void> {
  const said = { personKey, classes, validUntil };
  const step = { ...said, id: crypto.randomUUID(), consentId: id, act: 'GIVE' as const, by: confirmedBy, at };
  await transaction
    .insert(consentSteps)
    .values({ ...step, idempotencyKey: `paper-consent-${id}`, input: '' });
  await keepConsent(transaction, {
    ...said,
    id,
    agencyCode,
    purpose,
    readerKey: null,
    householdKey: null,
    basis: 'PAPER',
    recordedBy: [recordedBy, confirmedBy],
    givenAt: at,
    withdrawnAt: null,
  });
  await tell(transaction, [{ personKey, kind: 'PAPER_CONSENT_CONFIRMED', aboutId: id }], at);
}
