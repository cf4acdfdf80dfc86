import type { Sql } from 'postgres';
import type { AssessmentRow } from '../../subgraphs/person/assessment.table.ts';
import {
  type ComparedLine,
  recordedIn,
  replayOf,
  verdictIn,
} from '../../subgraphs/person/assessment-verdict.ts';

type Verdict = Pick<AssessmentRow, 'status' | 'exitReason'>;
type Kept = Verdict &
  Pick<AssessmentRow, 'householdKey' | 'test' | 'basisYear' | 'state' | 'strata' | 'memberCount'> & {
    readonly total: string;
    readonly before: Verdict['status'] | null;
    readonly beforeReason: Verdict['exitReason'];
  };

/** Replays every assessment of the run from what it kept and the lines on record; a sentence for each that comes to something else. */
export async function replayFaults(
  sql: Sql,
): Promise<{ readonly replayed: number; readonly faults: string[] }> {
  const lines = await linesOf(sql);
  const faults: string[] = [];
  let replayed = 0;
  const rows = sql<Kept[]>`
    select a.household_key as "householdKey", a.status, a.exit_reason as "exitReason", a.test, a.basis_year as "basisYear", a.state, a.strata,
           a.total_monthly_income as total, a.member_count as "memberCount", b.status as before, b.exit_reason as "beforeReason"
      from person.assessment a left join person.assessment b on b.id = a.previous_id
     where a.run_id is not null`;
  for await (const page of rows.cursor(5000))
    for (const row of page) {
      replayed += 1;
      const { before: status, beforeReason: exitReason } = row;
      const previous = status === null ? null : verdictIn({ status, exitReason });
      const counted = { ...row, totalMonthlyIncome: Number(row.total), previous };
      const found = replayOf(recordedIn(row as unknown as AssessmentRow), {
        ...counted,
        lines: lines.get(`${row.basisYear}/${row.state}`) ?? [],
      });
      if (found?.isSame !== true) faults.push(`${row.householdKey} does not replay to ${row.status}.`);
    }
  return { replayed, faults };
}

async function linesOf(sql: Sql): Promise<ReadonlyMap<string, ComparedLine[]>> {
  const rows = await sql<
    (Omit<ComparedLine, 'amount'> & { readonly place: string; readonly amount: string })[]
  >`
    select concat_ws('/', basis_year, state_code) as place, kind, basis, strata, provenance, amount from person.poverty_line`;
  const compared = rows.map(({ amount, ...line }) => ({ ...line, amount: Number(amount) }));
  return Map.groupBy(compared, ({ place }) => place);
}
