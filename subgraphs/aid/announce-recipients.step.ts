import type { Transaction } from '@seisi/host/act';
import { arrayText } from '@seisi/host/hot-read';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, exists, isNotNull, isNull, sql } from 'drizzle-orm';
import { bankAccounts } from './award.table.ts';
import { candidates } from './candidate.table.ts';
import { startClocks } from './candidate-clock.step.ts';
import { stepMany } from './candidate-steps.step.ts';
import { programmes } from './programme.table.ts';
import { writeLetters } from './recipient-letter.step.ts';
import { type Doing, lockedRecipientList, otherOfficer } from './recipient-list.step.ts';
import { recipientAnnouncements } from './recipient-list.table.ts';

type Announced = Doing & {
  readonly listId: string;
  readonly district: string;
  /** The date of the letters, YYYY-MM-DD. */
  readonly today: string;
};

/**
 * Tells the recipients of a list in a district (S3: dimaklumkan): whoever has a checked account that the money goes there, everybody else by which day an account is wanted.
 * @throws NOT_FOUND, and STEP_REFUSED where its money is not released, where the district was told, where nobody of it lives there, and for whoever finalised it or released its money
 */
export async function announceRecipients(
  transaction: Transaction,
  { listId, district, today, by, at }: Announced,
): Promise<string> {
  const list = await lockedRecipientList(transaction, listId);
  if (list.status !== 'FUNDED')
    throw new RegistryError('STEP_REFUSED', 'The money for this list is not released yet.');
  if (list.finalisedBy === by || list.fundedBy === by)
    throw otherOfficer('Whoever finalised a list or released its money does not announce it');
  const told = await transaction
    .insert(recipientAnnouncements)
    .values({ listId, district, letterOn: today, by, at })
    .onConflictDoNothing()
    .returning({ district: recipientAnnouncements.district });
  if (told.length === 0) throw new RegistryError('STEP_REFUSED', 'This district was told.');
  const ofDistrict = and(
    eq(candidates.programmeCode, list.programmeCode),
    eq(candidates.district, district),
    eq(candidates.listId, listId),
  );
  const ids = await stepMany(transaction, {
    ...{ which: ofDistrict, from: 'FINALISED', act: 'ANNOUNCE', by, at },
  });
  if (ids.length === 0) throw new RegistryError('STEP_REFUSED', 'Nobody of this list is in the district.');
  await onTheirWay(transaction, ids, { programmeCode: list.programmeCode, today, by, at });
  return listId;
}

type OnTheirWay = Doing & { readonly programmeCode: string; readonly today: string };

/** By the account and not by the phase (S3: “bagi yang tidak tersedia maklumat akaun”). Whoever checks an account waits for these rows, so none falls between the two. */
async function onTheirWay(
  transaction: Transaction,
  ids: readonly string[],
  { programmeCode, today, by, at }: OnTheirWay,
): Promise<void> {
  const isTold = sql`${candidates.id} = any(${arrayText(ids)}::uuid[])`;
  const checked = transaction
    .select({ id: bankAccounts.id })
    .from(bankAccounts)
    .where(
      and(
        eq(bankAccounts.personKey, candidates.personKey),
        isNull(bankAccounts.endsOn),
        isNotNull(bankAccounts.checkedAt),
      ),
    );
  const from = 'ANNOUNCED';
  const byEft = await stepMany(transaction, {
    ...{ which: and(isTold, exists(checked)), from, act: 'SEND_BY_EFT', by, at },
  });
  await writeLetters(transaction, byEft, { event: 'BY_EFT', writtenOn: today, dueOn: null, at });
  const without = await stepMany(transaction, { which: isTold, from, act: 'ASK_FOR_ACCOUNT', by, at });
  const { accountDays: days } = await daysOf(transaction, programmeCode);
  const dueOn = await startClocks(transaction, without, { kind: 'ACCOUNT', days, startedOn: today });
  await writeLetters(transaction, without, { event: 'ACCOUNT_WANTED', writtenOn: today, dueOn, at });
}

/** Within how many days a programme's recipients state an account and claim cash. */
export async function daysOf(
  transaction: Transaction,
  code: string,
): Promise<{ readonly accountDays: number; readonly claimDays: number }> {
  const [programme] = await transaction.select().from(programmes).where(eq(programmes.code, code));
  if (programme !== undefined) return programme;
  throw new Error('A programme with candidates is no longer on record.');
}
