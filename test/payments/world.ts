import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

/** The month that is paid here, and when its run begins. */
export const MONTH = '2026-11-01';
export const NOW = Date.parse('2026-11-22T04:00:00Z');

/**
 * Writes so many invented awards, with accounts, earlier payments, and among them those that must not be paid: not yet or no longer in force, one-off and paid,
 * recorded after the run has begun, without an account, or with one that nobody checked. Two awards a person.
 */
export async function writeAwards(sql: Sql, awards: number): Promise<void> {
  await sql`
    insert into aid.award (id, application_id, version, person_key, scheme_code, amount, starts_on, ends_on, reason, by, at)
    select md5('award' || n)::uuid, md5('application' || n)::uuid, 1, md5('person' || (n + 1) / 2)::uuid,
           case when n % 9 = 0 then 'BAT' else 'BWE' end, 15000 + n::bigint * 7919 % 45001,
           (array['2025-03-17', '2026-10-31', '2026-11-01', '2026-11-02', '2024-01-01'])[n % 5 + 1]::date,
           (array['2026-10-31', '2026-11-01', null, null, null, null, null])[n % 7 + 1]::date,
           'It was granted.', 'officer', case when n % 97 = 0 then '2026-11-23'::timestamptz else '2023-12-01' end
      from generate_series(1, ${awards}::int) n`;
  await sql`
    insert into aid.bank_account (id, person_key, bank_code, account_number, starts_on, stated_by, stated_at, checked_by, checked_at)
    select md5('account' || p)::uuid, md5('person' || p)::uuid, case when p % 2 = 0 then 'MBBEMYKL' else 'CIBBMYKL' end,
           (7000000000 + p)::text, '2024-01-01', 'citizen', '2024-01-01',
           case when p % 13 = 0 then null else 'officer' end, case when p % 13 = 0 then null else '2024-01-02'::timestamptz end
      from generate_series(1, (${awards}::int + 1) / 2) p
     where p % 11 <> 0`;
  await sql`
    insert into aid.payment (id, application_id, month, amount, status, paid_on)
    select md5('payment' || n)::uuid, md5('application' || n)::uuid, '2026-05-01', 20000, 'PAID', '2026-05-20'
      from generate_series(81, ${awards}::int, 81) n`;
  await sql`analyze aid.award, aid.bank_account, aid.payment`;
}

/** What must be paid, told from the numbers of the awards alone: amount in sen and account by application. */
export function expectedPayments(awards: number): {
  readonly lines: ReadonlyMap<string, string>;
  readonly total: bigint;
  readonly withoutAccount: number;
} {
  const lines = new Map<string, string>();
  let [total, withoutAccount] = [0n, 0];
  for (let n = 1; n <= awards; n += 1) {
    if (!isDue(n)) continue;
    const person = Math.floor((n + 1) / 2);
    if (person % 11 === 0 || person % 13 === 0) withoutAccount += 1;
    else {
      const amount = 15_000 + ((n * 7919) % 45_001);
      total += BigInt(amount);
      lines.set(
        uuid(`application${n}`),
        `${amount} ${person % 2 === 0 ? 'MBBEMYKL' : 'CIBBMYKL'} ${7_000_000_000 + person}`,
      );
    }
  }
  return { lines, total, withoutAccount };
}

/** In force on the first of the month; a one-off one has begun and was never paid. */
function isDue(n: number): boolean {
  if (n % 97 === 0 || n % 5 === 3) return false;
  return n % 9 === 0 ? n % 81 !== 0 : n % 7 !== 0;
}

function uuid(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
