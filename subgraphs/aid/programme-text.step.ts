import type { TurnSql } from './one-worker.step.ts';
import type { ProgrammeListRow, ProgrammeRow } from './programme.table.ts';
import { readConditions } from './programme-condition.ts';
import type { ProgrammeText } from './programme-judgement.ts';

/** A programme with what it is drawn from. */
export type DrawnProgramme = ProgrammeText &
  Pick<ProgrammeRow, 'asOf' | 'state'> & {
    readonly lists: readonly Pick<ProgrammeListRow, 'kind' | 'schemeCode'>[];
  };

type Row = { readonly id: string; readonly conditions: unknown };
type Rule = Row & Pick<ProgrammeText['rules'][number], 'phase' | 'outcome' | 'needsRegistration'>;

/**
 * A programme as the reference data has it at this moment.
 * @throws where there is none, and where a condition of it is not known here
 */
export async function readProgramme(sql: TurnSql, code: string): Promise<DrawnProgramme> {
  const [programme] = await sql<Pick<ProgrammeRow, 'asOf' | 'state'>[]>`
    select as_of::text as "asOf", state from aid.programme where code = ${code}`;
  if (programme === undefined) throw new Error('A programme that is to be drawn is no longer on record.');
  const lists = await sql<DrawnProgramme['lists'][number][]>`
    select kind, scheme_code as "schemeCode" from aid.programme_list where programme_code = ${code} order by position`;
  const criteria = await sql<Row[]>`
    select id, conditions from aid.programme_criterion where programme_code = ${code} order by position`;
  const rules = await sql<Rule[]>`
    select id, conditions, phase, outcome, needs_registration as "needsRegistration"
      from aid.programme_rule where programme_code = ${code} order by phase, position`;
  return {
    ...programme,
    lists,
    criteria: criteria.map(({ id, conditions }) => readConditions(id, conditions)),
    rules: rules.map((rule) => ({ ...rule, conditions: readConditions(rule.id, rule.conditions) })),
  };
}
