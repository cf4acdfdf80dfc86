import type { Transaction } from '@seisi/host/act';
import { arrayText } from '@seisi/host/hot-read';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { candidates, programmeDraws } from './candidate.table.ts';
import { stepMany } from './candidate-steps.step.ts';
import { programmes } from './programme.table.ts';
import { type RecipientListRow, recipientLists } from './recipient-list.table.ts';
import { hashOfRecipients } from './recipient-list.ts';

/** Who does it, and when. */
export type Doing = { readonly by: string; readonly at: Date };

type Finalised = Doing & {
  readonly programmeCode: string;
  readonly phase: number;
  /** The people whom the register has; whoever must be put on it first waits for the next list. */
  readonly onRegister: ReadonlySet<string>;
};

/**
 * Makes the list of recipients of a phase final (S3: dimuktamadkan): every eligible candidate of it, once. Gives its identifier.
 * @throws STEP_REFUSED where nobody waits, and for the officer who had the programme drawn
 */
export async function finaliseRecipients(
  transaction: Transaction,
  { programmeCode, phase, onRegister, by, at }: Finalised,
): Promise<string> {
  const waiting = await transaction
    .select()
    .from(candidates)
    .where(
      and(
        eq(candidates.programmeCode, programmeCode),
        eq(candidates.phase, phase),
        eq(candidates.status, 'ELIGIBLE'),
      ),
    )
    .orderBy(candidates.id)
    .for('update');
  const taken = waiting.filter((row) => !row.needsRegistration || onRegister.has(row.personKey));
  if (taken.length === 0)
    throw new RegistryError('STEP_REFUSED', 'No eligible candidate of this phase waits for a list.');
  const drew = await drawnBy(transaction, [...new Set(taken.map(({ drawId }) => drawId))]);
  if (drew.has(by)) throw otherOfficer('Whoever had the programme drawn does not make its list final');
  const [programme] = await transaction.select().from(programmes).where(eq(programmes.code, programmeCode));
  if (programme === undefined) throw new Error('A programme with candidates is no longer on record.');
  const { amount } = programme;
  const ids = taken.map(({ id }) => id);
  const list = { id: crypto.randomUUID(), programmeCode, phase, amount, recipients: ids.length };
  const hash = hashOfRecipients(ids, amount);
  await transaction
    .insert(recipientLists)
    .values({ ...list, hash, status: 'FINALISED', finalisedBy: by, finalisedAt: at });
  const which = sql`${candidates.id} = any(${arrayText(ids)}::uuid[])`;
  await stepMany(transaction, {
    ...{ which, from: 'ELIGIBLE', act: 'FINALISE', by, at, set: { listId: list.id } },
  });
  return list.id;
}

/**
 * Releases the money for a list (S3: Pejabat Kewangan Negeri), as the officer saw it.
 * @throws NOT_FOUND, and STEP_REFUSED where it was released, is not what the officer saw or what was finalised, and for whoever drew or finalised it
 */
export async function fundRecipients(
  transaction: Transaction,
  { id, hash, by, at }: Doing & { readonly id: string; readonly hash: string },
): Promise<string> {
  const list = await lockedRecipientList(transaction, id);
  if (list.status !== 'FINALISED')
    throw new RegistryError('STEP_REFUSED', 'The money for this list is released already.');
  const rows = await transaction
    .select({ id: candidates.id, drawId: candidates.drawId })
    .from(candidates)
    .where(and(eq(candidates.programmeCode, list.programmeCode), eq(candidates.listId, id)));
  const drew = await drawnBy(transaction, [...new Set(rows.map(({ drawId }) => drawId))]);
  if (drew.has(by) || list.finalisedBy === by)
    throw otherOfficer('Whoever drew or finalised a list does not release its money');
  const found = hashOfRecipients(
    rows.map((row) => row.id),
    list.amount,
  );
  if (found !== list.hash || found !== hash)
    throw new RegistryError(
      'STEP_REFUSED',
      'The list is not the one that this hash stands for. Read it again.',
    );
  await transaction
    .update(recipientLists)
    .set({ status: 'FUNDED', fundedBy: by, fundedAt: at })
    .where(eq(recipientLists.id, id));
  return id;
}

/** The list, locked: of two who act on it one waits. @throws NOT_FOUND */
export async function lockedRecipientList(transaction: Transaction, id: string): Promise<RecipientListRow> {
  const [list] = await transaction
    .select()
    .from(recipientLists)
    .where(eq(recipientLists.id, id))
    .for('update');
  if (list !== undefined) return list;
  throw noRecipientList();
}

/** For whoever is out of reach, and for no list at all. */
export function noRecipientList(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such list for you. `recipientLists` lists them.');
}

/** S3: the list is of one office, the money of another, the payment of a third. */
export function otherOfficer(who: string): RegistryError {
  return new RegistryError('STEP_REFUSED', `${who}: another officer does (four eyes).`);
}

/** Who had these drawn. */
export async function drawnBy(
  transaction: Transaction,
  draws: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .select({ by: programmeDraws.drawnBy })
    .from(programmeDraws)
    .where(inArray(programmeDraws.id, [...draws]));
  return new Set(rows.map(({ by }) => by));
}
