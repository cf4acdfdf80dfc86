import type { Sql } from 'postgres';
import { read } from '../oracle/reference.ts';

/** The first day of the line that is adopted, and when the run over all households goes on. */
export const DAY = '2026-11-22';
export const NOW = Date.parse('2026-11-22T04:00:00Z');

/**
 * Writes so many invented households of one to five people, and among them those that are not assessed: not confirmed, empty since yesterday, assessed for a later day, in
 * a state without lines. Two in three were assessed before.
 */
export async function writeHouseholds(sql: Sql, households: number): Promise<void> {
  await sql`
    insert into person.household (key, id, registration_number, registration_status, registered_on, state, district, strata, address_line, postcode, head_key)
    select md5('home' || n)::uuid, md5('id' || n)::uuid, 'EK-' || n,
           (case when n % 13 = 0 then 'UNDER_CENSUS' else 'CONFIRMED' end)::person.registration_status, '2020-01-01',
           case when n % 101 = 0 then '99' when n % 2 = 0 then '05' else '12' end, '5_5', (array['URBAN', 'RURAL'])[n % 2 + 1]::person.strata,
           'No. 1, Jalan Rekaan', '70000', md5('person' || n || '/0')::uuid
      from generate_series(1, ${households}::int) n`;
  await sql`
    insert into person.membership (id, household_key, person_key, relation_to_head, since, until)
    select md5('membership' || n || '/' || p)::uuid, md5('home' || n)::uuid, md5('person' || n || '/' || p)::uuid,
           (case when p = 0 then 'HEAD' else 'CHILD' end)::person.relation, '2020-01-01',
           case when n % 31 = 0 or p = 4 then ${DAY}::date end
      from generate_series(1, ${households}::int) n, generate_series(0, 4) p where p <= n % 5`;
  await sql`
    insert into person.income (id, person_key, source, monthly, since, until)
    select md5('income' || n || '/' || p)::uuid, md5('person' || n || '/' || p)::uuid, 'WAGES', n::bigint * 7919 % 90001, '2020-01-01',
           case when p = 1 then ${DAY}::date end
      from generate_series(1, ${households}::int) n, generate_series(0, 4) p where p <= n % 5`;
  await sql`
    insert into person.assessment (id, household_key, assessed_on, status, exit_reason, test, basis_year, state, strata, total_monthly_income, member_count, assessed_at, cause)
    select md5('assessment' || n)::uuid, md5('home' || n)::uuid, case when n % 37 = 0 then ${DAY}::date + 1 else '2025-01-01' end,
           (case when n % 3 = 1 then 'POOR' else 'EXITED' end)::person.poverty_status, (case when n % 3 = 2 then 'NOT_POOR' end)::person.exit_reason,
           'PER_HEAD', 2022, '05', 'URBAN', 1, 1, '2025-01-01', 'CENSUS'
      from generate_series(1, ${households}::int) n where n % 3 <> 0 or n % 37 = 0`;
  await sql`analyze person.household, person.membership, person.income, person.assessment`;
}

/** What a run by the lines of 2019 must come to, told from the numbers of the households alone: status by household, and why the others have none. */
export function expectedRun(households: number): {
  readonly statuses: ReadonlyMap<number, string>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
} {
  const confirmed = Array.from({ length: households }, (_, at) => at + 1).filter((n) => n % 13 !== 0);
  const assessed = confirmed.filter((n) => whyNot(n) === null);
  return {
    statuses: new Map(assessed.map((n) => [n, cameTo(n)])),
    outcomes: countsOf(assessed.map((n) => `${beforeOf(n)}>${statusOf(n)}`)),
    skipped: countsOf(confirmed.flatMap((n) => whyNot(n) ?? [])),
  };
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function cameTo(n: number): string {
  const status = statusOf(n);
  if (status !== 'EXITED') return status;
  return beforeOf(n) === 'POOR' ? 'EXITED INCOME_RISE' : 'EXITED NOT_POOR';
}

function whyNot(n: number): string | null {
  if (n % 37 === 0) return 'ASSESSED_LATER';
  if (n % 31 === 0) return 'NOBODY_LIVES_THERE';
  return n % 101 === 0 ? 'NO_LINE' : null;
}

function beforeOf(n: number): string {
  if (n % 3 === 0) return 'NONE';
  return n % 3 === 1 ? 'POOR' : 'EXITED';
}

/** The fifth is gone that day, and the second earns nothing any more. */
function statusOf(n: number): string {
  const people = Math.min((n % 5) + 1, 4);
  const earners = people === 1 ? 1 : people - 1;
  const total = BigInt((n * 7919) % 90_001) * BigInt(earners);
  const [state, strata] = [n % 2 === 0 ? '05' : '12', n % 2 === 0 ? 'URBAN' : 'RURAL'];
  if (total < amountOf(state, strata, 'FOOD') * BigInt(people)) return 'HARDCORE_POOR';
  return total < amountOf(state, strata, 'POVERTY') * BigInt(people) ? 'POOR' : 'EXITED';
}

const AMOUNTS: ReadonlyMap<string, bigint> = new Map(
  read('person.poverty_line').map(({ code = '', amount = '' }) => [code, BigInt(amount)]),
);

function amountOf(state: string, strata: string, kind: string): bigint {
  const amount = AMOUNTS.get(`2019-${state}-${strata}-${kind}-PER_HEAD`);
  if (amount === undefined) throw new Error(`No line of ${state} ${strata} is on record.`);
  return amount;
}
