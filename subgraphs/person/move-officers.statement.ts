import type { Transaction } from '@seisi/host/act';
import { and, eq, gte } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { groundFacts } from './ground-fact.table.ts';
import type { Mover } from './move.policy.ts';
import type { KeptMove } from './move.table.ts';
import type { Standing } from './move-standing.ts';
import { recordedMemberships } from './recorded-membership.table.ts';

/** Whether one of the two officers, or a declared relative, lives in one of the homes or moves. */
export function isOfThem(
  transaction: Transaction,
  move: KeptMove,
  officer: Mover,
  { person, homes, target }: Standing,
  today: string,
): Promise<boolean> {
  const living = [...homes.flatMap(({ others }) => others), ...(target?.living ?? [])];
  const keys = [...living.map(({ personKey }) => personKey), ...(person === null ? [] : [person.key])];
  return isOneOfThem(transaction, move, officer, { keys, today });
}

/** Whether one of the two officers, or a declared relative, is among these people today. */
export async function isOneOfThem(
  transaction: Transaction,
  { proposedBy, proposerKey }: Pick<KeptMove, 'proposedBy' | 'proposerKey'>,
  officer: Mover,
  { keys, today }: { readonly keys: readonly string[]; readonly today: string },
): Promise<boolean> {
  const relatives = await transaction
    .select({ key: groundFacts.subjectKey })
    .from(groundFacts)
    .where(
      and(
        eq(groundFacts.kind, 'RELATIVE'),
        eq(groundFacts.holder, proposedBy),
        inForce(groundFacts.validFrom, groundFacts.validUntil, today),
      ),
    );
  const theirs = new Set([proposerKey, ...relatives.map(({ key }) => key), ...officer.kin]);
  return keys.some((key) => theirs.has(key));
}

/** Whether anything was recorded of where the person lives since it was proposed. */
export async function isMovedSince(
  transaction: Transaction,
  { proposedAt }: KeptMove,
  { person }: Standing,
): Promise<boolean> {
  const rows = await transaction
    .select({ id: recordedMemberships.membershipId })
    .from(recordedMemberships)
    .where(
      and(
        eq(recordedMemberships.personKey, person?.key ?? ''),
        gte(recordedMemberships.recordedAt, proposedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
