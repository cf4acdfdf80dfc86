import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { tellAgencies } from './notice.step.ts';
import { referrals } from './referral.table.ts';
import { sharingRequests } from './sharing-request.table.ts';

type OverdueOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once: how many were told of. */
export type Overdue = Work & { turn(): Promise<number> };

const INTERVAL_MILLISECONDS = 60_000;
/** How many are told of in one transaction; the next round takes the rest. */
const PAGE = 200;
/** Of many processes one at a time tells. */
const LOCK = 5_071_410;

/**
 * Tells both agencies, once, of requests and referrals whose time is over without an answer (Act 864 s.14; processes (e)), for as long as it is open. It decides
 * nothing: silence neither gives nor refuses. Any number may run.
 */
export function openOverdue({ databaseUrl, now, onNotice, intervalMs }: OverdueOptions): Overdue {
  const database = openDatabase(databaseUrl);
  let told = 0;
  const round = async (): Promise<string> => {
    told = await database.quiet.transaction(async (transaction) => {
      const [lock] = await transaction.execute<{ held: boolean }>(
        sql`select pg_try_advisory_xact_lock(${LOCK}) as held`,
      );
      if (lock?.held !== true) return 0;
      const at = new Date(now());
      return (await tellOfRequests(transaction, at)) + (await tellOfReferrals(transaction, at));
    });
    return '';
  };
  const rounds = new Rounds({
    round,
    restMs: intervalMs ?? INTERVAL_MILLISECONDS,
    tell: (reason) => onNotice(`Agencies are not told of what is overdue: ${reason}`),
  });
  return {
    turn: async () => {
      await rounds.once();
      return told;
    },
    close: async () => {
      await rounds.close();
      await database.close();
    },
  };
}

async function tellOfRequests(transaction: Transaction, at: Date): Promise<number> {
  const isDue = and(
    inArray(sharingRequests.status, ['SUBMITTED', 'EXTENDED', 'PROPOSED']),
    lt(sharingRequests.dueOn, civilDate(at.getTime())),
    isNull(sharingRequests.overdueToldAt),
  );
  const due = await transaction
    .select({ id: sharingRequests.id })
    .from(sharingRequests)
    .where(isDue)
    .limit(PAGE);
  for (const { id } of due) {
    const [row] = await transaction
      .update(sharingRequests)
      .set({ overdueToldAt: at })
      .where(and(eq(sharingRequests.id, id), isDue))
      .returning();
    if (row === undefined) continue;
    const both = [row.recipientCode, row.providerCode];
    const told = both.map((agencyCode) => ({
      agencyCode,
      kind: 'SHARING_OVERDUE' as const,
      about: row.reference,
    }));
    await tellAgencies(transaction, told, at);
  }
  return due.length;
}

async function tellOfReferrals(transaction: Transaction, at: Date): Promise<number> {
  const isDue = and(eq(referrals.status, 'SENT'), lt(referrals.dueAt, at), isNull(referrals.overdueToldAt));
  const due = await transaction.select({ id: referrals.id }).from(referrals).where(isDue).limit(PAGE);
  for (const { id } of due) {
    const [row] = await transaction
      .update(referrals)
      .set({ overdueToldAt: at })
      .where(and(eq(referrals.id, id), isDue))
      .returning();
    if (row === undefined) continue;
    const both = [row.fromAgency, row.toAgency];
    const told = both.map((agencyCode) => ({
      agencyCode,
      kind: 'REFERRAL_OVERDUE' as const,
      about: row.reference,
    }));
    await tellAgencies(transaction, told, at);
  }
  return due.length;
}
