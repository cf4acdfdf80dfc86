import type { TurnSql } from './one-worker.step.ts';
import { monthsBefore } from './payment-run.ts';

/** A run as its worker reads it, with its row locked. */
export type LockedRun = {
  readonly id: string;
  readonly month: string;
  readonly status: 'PREPARING' | 'RELEASED';
  readonly cursor: string | null;
  readonly payments: number;
  readonly total: number;
  readonly startedAt: Date;
};

/** For how many months back what is still owed is paid: without a checked account until now, or granted after the run of that month. */
const MONTHS_BACK = 12;
/** What was written shortly before a run began may have been committed behind its cursor: the next run looks at it once more. */
const GRACE = '1 hour';
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Takes so many awards, in the order of their identifiers, into a run: a payment each that is due, and a line for each payment that can be paid; the run's cursor and sums move with them.
 * Whether there were so many: then there may be more.
 */
export async function takeAwards(sql: TurnSql, run: LockedRun, chunk: number): Promise<boolean> {
  const after = run.cursor ?? BEFORE_ALL;
  const [seen] = await sql<{ last: string | null; count: number }[]>`
    select (array_agg(id order by id desc))[1] as last, count(*)::int as count
      from (select id from aid.award where id > ${after} order by id limit ${chunk}) next`;
  const last = seen?.last ?? null;
  if (last === null) return false;
  const within = { after, last, from: monthsBefore(run.month, MONTHS_BACK) };
  await makePayments(sql, run, within);
  const { payments, total, unpaid } = await makeLines(sql, run, within);
  await sql`
    update aid.payment_run
       set cursor = ${last}, payments = payments + ${payments}, total = total + ${total}::bigint,
           without_account = without_account + ${unpaid}
     where id = ${run.id}`;
  return seen?.count === chunk;
}

type Within = { readonly after: string; readonly last: string; readonly from: string };

/**
 * Whether an award is paid for a month: `paysFor` in SQL. `payment-run.test.ts` holds the two together.
 */
function pays(sql: TurnSql, month: string) {
  return sql`(award.amount > 0 and award.starts_on <= ${sql(month)}
    and (scheme.frequency = 'ONE_OFF'
         or scheme.frequency = 'MONTHLY' and (award.ends_on is null or award.ends_on >= ${sql(month)})))`;
}

/** A payment each for the run's month, and for those months whose run had begun before the award was written. What is recorded later than the run's beginning is the next one's. */
async function makePayments(sql: TurnSql, run: LockedRun, { after, last, from }: Within): Promise<void> {
  await sql`
    insert into aid.payment (id, application_id, month, amount, status)
    select gen_random_uuid(), award.application_id, due.month, award.amount, 'SCHEDULED'
      from aid.award
      join aid.scheme on scheme.code = award.scheme_code
      join aid.payment_run due on due.month between ${from} and ${run.month}
     where award.id > ${after} and award.id <= ${last}
       and award.at < ${run.startedAt} and (due.id = ${run.id} or award.at >= due.started_at - ${GRACE}::interval)
       and ${pays(sql, 'due.month')}
       and (scheme.frequency <> 'ONE_OFF' or due.id = ${run.id} and not exists (
             select from aid.payment paid where paid.application_id = award.application_id))
    on conflict (application_id, month) do nothing`;
}

/** A line for each payment that is owed and has none but such as the bank returned, where the account was checked, as it stands now. */
async function makeLines(sql: TurnSql, run: LockedRun, { after, last, from }: Within) {
  const [made] = await sql<{ payments: number; total: string; unpaid: number }[]>`
    with owed as materialized (
      select distinct on (payment.id) payment.id, payment.amount, award.id as award_id,
             account.bank_code, account.account_number,
             1 + (select count(*) from aid.payment_return back where back.payment_id = payment.id) as attempt
        from aid.award
        join aid.scheme on scheme.code = award.scheme_code
        join aid.payment on payment.application_id = award.application_id
         and payment.month between ${from} and ${run.month} and payment.status = 'SCHEDULED'
        left join aid.bank_account account on account.person_key = award.person_key
         and account.ends_on is null and account.checked_at is not null
       where award.id > ${after} and award.id <= ${last}
         and ${pays(sql, 'payment.month')}
         and not exists (
               select from aid.payment_line line
                where line.payment_id = payment.id and not exists (
                        select from aid.payment_return back
                         where back.payment_id = line.payment_id and back.attempt = line.attempt))
       order by payment.id, award.version desc
    ), lined as (
      insert into aid.payment_line (payment_id, attempt, run_id, award_id, amount, bank_code, account_number)
      select id, attempt, ${run.id}, award_id, amount, bank_code, account_number from owed where bank_code is not null
      on conflict (payment_id, attempt) do nothing
      returning amount
    )
    select (select count(*) from lined)::int as payments,
           (select coalesce(sum(amount), 0) from lined)::text as total,
           (select count(*) from owed where bank_code is null)::int as unpaid`;
  return made ?? { payments: 0, total: '0', unpaid: 0 };
}
