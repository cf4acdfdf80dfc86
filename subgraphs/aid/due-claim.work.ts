import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { and, eq, gt, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { bankAccounts } from './award.table.ts';
import { candidates } from './candidate.table.ts';
import { candidateClocks } from './candidate-clock.table.ts';
import { lapse } from './due-claim.step.ts';

type DueClaimsOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once. */
export type DueClaims = Work & {
  /** Takes every step that is due after its last day. Rejects with what went wrong. */
  turn(): Promise<void>;
};

const INTERVAL_MILLISECONDS = 60_000;
/** How many clocks are found by one statement. */
const PAGE = 500;
/** Of many processes one at a time lapses. */
const LOCK = 7_146_032;

/** Watches the clocks of recipients, for as long as it is open (S3: no account in time is cash at the counter, no claim in time goes back). Any number may run. */
export function openDueClaims({ databaseUrl, now, onNotice, intervalMs }: DueClaimsOptions): DueClaims {
  const { quiet: db, close } = openDatabase(databaseUrl);
  const rounds: Rounds = new Rounds({
    round: async () => {
      const at = new Date(now());
      for await (const id of dueClocks(db, civilDate(at.getTime()))) {
        if (rounds.isClosed) break;
        // One transaction each: a kill costs nothing, and one that fails is found by the next round.
        await db.transaction(async (transaction) => {
          if (await holdsLock(transaction)) await lapse(transaction, id, at);
        });
      }
      return '';
    },
    restMs: intervalMs ?? INTERVAL_MILLISECONDS,
    tell: (reason) => onNotice(`The clocks of recipients are not watched after their last day: ${reason}`),
  });
  return {
    turn: () => rounds.once(),
    close: async () => {
      await rounds.close();
      await close();
    },
  };
}

type Quiet = ReturnType<typeof openDatabase>['quiet'];

/** Page by page. A stated account that nobody has checked yet was given in time: it waits for its check. */
async function* dueClocks(db: Quiet, today: string): AsyncGenerator<string> {
  const stated = db
    .select({ id: bankAccounts.id })
    .from(bankAccounts)
    .where(and(eq(bankAccounts.personKey, candidates.personKey), isNull(bankAccounts.endsOn)));
  let last: string | undefined;
  do {
    const page: readonly { readonly id: string }[] = await db
      .select({ id: candidateClocks.id })
      .from(candidateClocks)
      .innerJoin(candidates, eq(candidates.id, candidateClocks.candidateId))
      .where(
        and(
          isNull(candidateClocks.endedOn),
          lt(candidateClocks.dueOn, today),
          or(eq(candidateClocks.kind, 'CLAIM'), notExists(stated)),
          last === undefined ? undefined : gt(candidateClocks.id, last),
        ),
      )
      .orderBy(candidateClocks.id)
      .limit(PAGE);
    for (const { id } of page) yield id;
    last = page.at(-1)?.id;
  } while (last !== undefined);
}

async function holdsLock(transaction: Transaction): Promise<boolean> {
  const [lock] = await transaction.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${LOCK}) as held`,
  );
  return lock?.held === true;
}
