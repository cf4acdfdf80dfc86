import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { and } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { type DayFigures, dayKey, figuresOn, type HouseholdFigures } from './household-figures.statement.ts';
import { type IncomeRow, incomes } from './income.table.ts';

/** Reads of incomes in force today. They are asked only below a subject whose grant the guard has opened. */
export const incomeLoaders = ({ db, today }: RoomParts) => ({
  incomesByPerson: manyBy(
    (row: IncomeRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(incomes)
        .where(and(anyOf(incomes.personKey, keys), inForce(incomes.since, incomes.until, today)))
        .orderBy(incomes.since, incomes.id),
  ),

  figuresByHousehold: oneBy(
    (figures: HouseholdFigures) => figures.householdKey,
    (keys) => figuresOn(db, keys, today),
  ),

  /** What a household was and earned on a day, as the register says it now; null where nobody lived there. */
  figuresOfDay: oneBy(
    (row: DayFigures) => dayKey(row),
    async (keys) => {
      const asked = keys.map((key) => key.split('/') as [string, string]);
      const days = Map.groupBy(asked, ([, day]) => day);
      const read = [...days].map(async ([day, ofDay]) => {
        const rows = await figuresOn(
          db,
          ofDay.map(([householdKey]) => householdKey),
          day,
        );
        return rows.map((row) => ({ ...row, assessedOn: day }));
      });
      return (await Promise.all(read)).flat();
    },
  ),
});
