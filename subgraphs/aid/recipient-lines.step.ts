import type { TurnSql } from './one-worker.step.ts';
import type { LockedRun } from './prepare-run.step.ts';

/**
 * Takes so many recipients of programmes, whose money goes to their account, into a run: a line each where the account is checked as it stands now; the run's sums move with them. A payment of theirs has the identifier of the
 * candidate. Whether there were so many: then there may be more.
 */
export async function takeRecipients(
  sql: TurnSql,
  run: Pick<LockedRun, 'id'>,
  chunk: number,
): Promise<boolean> {
  const [made] = await sql<{ lines: number; total: string }[]>`
    with ready as materialized (
      select candidate.id, list.amount, account.bank_code, account.account_number
        from aid.candidate
        join aid.recipient_list list on list.id = candidate.list_id
        join aid.bank_account account on account.person_key = candidate.person_key
         and account.ends_on is null and account.checked_at is not null
       where candidate.status = 'READY_EFT'
         and not exists (select from aid.payment_line line where line.payment_id = candidate.id)
       order by candidate.id limit ${chunk}
         for update of candidate skip locked
    ), lined as (
      insert into aid.payment_line (payment_id, attempt, run_id, candidate_id, amount, bank_code, account_number)
      select id, 1, ${run.id}, id, amount, bank_code, account_number from ready
      on conflict (payment_id, attempt) do nothing
      returning amount
    )
    select count(*)::int as lines, coalesce(sum(amount), 0)::text as total from lined`;
  const { lines = 0, total = '0' } = made ?? {};
  const isMore = lines === chunk;
  // Counted once, when all who have a checked account stand in their lines.
  const waiting = isMore ? 0 : await waitingRecipients(sql);
  await sql`
    update aid.payment_run
       set payments = payments + ${lines}, total = total + ${total}::bigint, without_account = without_account + ${waiting}
     where id = ${run.id}`;
  return isMore;
}

/** Those whose account was changed since and is not checked again: a later run pays them. */
async function waitingRecipients(sql: TurnSql): Promise<number> {
  const [found] = await sql<{ count: number }[]>`
    select count(*)::int as count from aid.candidate
     where status = 'READY_EFT' and not exists (select from aid.payment_line line where line.payment_id = candidate.id)`;
  return found?.count ?? 0;
}
