import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { sql } from 'drizzle-orm';
import {
  type ProgrammeCriterionRow,
  type ProgrammeListRow,
  type ProgrammeRow,
  type ProgrammeRuleRow,
  programmeCriteria,
  programmeLists,
  programmeRules,
  programmes,
} from './programme.table.ts';

const codeOf = ({ programmeCode }: { readonly programmeCode: string }) => programmeCode;

/** The reads of programmes: reference data, the same for every viewer. */
export const programmeLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** All of them, by code; in the order of its bytes, the same on every machine. */
  allProgrammes: (): Promise<ProgrammeRow[]> =>
    db.select().from(programmes).orderBy(sql`${programmes.code} collate "C"`).execute(),

  listsByProgramme: manyBy<ProgrammeListRow>(codeOf, (codes) =>
    db
      .select()
      .from(programmeLists)
      .where(anyOf(programmeLists.programmeCode, codes))
      .orderBy(programmeLists.position),
  ),

  criteriaByProgramme: manyBy<ProgrammeCriterionRow>(codeOf, (codes) =>
    db
      .select()
      .from(programmeCriteria)
      .where(anyOf(programmeCriteria.programmeCode, codes))
      .orderBy(programmeCriteria.position),
  ),

  /** In the order in which they decide. */
  rulesByProgramme: manyBy<ProgrammeRuleRow>(codeOf, (codes) =>
    db
      .select()
      .from(programmeRules)
      .where(anyOf(programmeRules.programmeCode, codes))
      .orderBy(programmeRules.phase, programmeRules.position),
  ),
});
