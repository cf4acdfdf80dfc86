import type { Transaction } from '@seisi/host/act';
import { eq } from 'drizzle-orm';
import { assessAgain } from './assess-again.step.ts';
import { households } from './household.table.ts';
import type { Moved } from './move.ts';
import { endFellowConsents } from './move-consent.step.ts';
import type { Home, Standing } from './move-standing.ts';
import { tell } from './notice.step.ts';
import type { Recording } from './recorded-income.ts';
import { beginMembership, changeMembership } from './recorded-membership.step.ts';

/**
 * Lets a move take effect: the old membership ends, the new one begins, whoever stays behind a head has another, and both households are assessed anew. Consents
 * between the adults of the old home and who leaves it end. A home that nobody lives in any more stays on the register, as it was last headed.
 */
export async function takeEffect(
  transaction: Transaction,
  moved: Moved,
  { person, homes: [home], target }: Standing,
  recording: Recording,
): Promise<void> {
  const { since } = moved;
  if (home !== undefined) await leave(transaction, moved, home, recording);
  if (home !== undefined && person !== null)
    await endFellowConsents(
      transaction,
      { householdKey: home.householdKey, personKey: person.key },
      recording,
    );
  if (person !== null && target !== null && moved.relationToHead !== null) {
    const { relationToHead } = moved;
    const said = { householdKey: target.key, personKey: person.key, relationToHead, since, until: null };
    await beginMembership(transaction, said, recording);
  }
  const keys = [home?.householdKey, target?.key].filter((key) => key !== undefined);
  await assessAgain(transaction, keys, recording.at);
}

/** Two officers stand behind a move, and whom it is about is to know all the same. */
export async function tellOfMove(
  transaction: Transaction,
  { id, kind }: { readonly id: string; readonly kind: Moved['kind'] },
  { person }: Standing,
  at: Date,
): Promise<void> {
  if (person === null || kind === 'DIED') return;
  await tell(transaction, [{ personKey: person.key, kind: 'MOVED', aboutId: id }], at);
}

async function leave(
  transaction: Transaction,
  { since: until, remaining }: Moved,
  { membershipId, householdKey, others }: Home,
  recording: Recording,
): Promise<void> {
  await changeMembership(
    transaction,
    membershipId,
    ({ relationToHead, since }) => ({ relationToHead, since, until }),
    recording,
  );
  for (const { personId, relationToHead } of remaining) {
    const staying = others.find((one) => one.personId === personId);
    if (staying === undefined) throw new TypeError('Who stays behind lives there.');
    await changeMembership(
      transaction,
      staying.membershipId,
      (current) => ({ relationToHead, since: current.since, until: current.until }),
      recording,
    );
    if (relationToHead !== 'HEAD') continue;
    const { personKey: headKey } = staying;
    await transaction.update(households).set({ headKey }).where(eq(households.key, householdKey));
  }
}
