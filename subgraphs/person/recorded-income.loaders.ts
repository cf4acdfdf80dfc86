import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { RowLoader } from '@seisi/host/loader';
import { and, desc, eq, isNull, lt, notExists, or } from 'drizzle-orm';
import { endOf, holdsOn } from './as-of.ts';
import { inForce } from './effective-date.policy.ts';
import { byDay } from './household-on-day.loaders.ts';
import { incomes } from './income.table.ts';
import { type RecordedIncomeRow, recordedIncomes } from './recorded-income.table.ts';
import { carriedOver } from './recorded-income.ts';

/** Reads of incomes as the register had them. They are asked only below a subject whose grant the guard has opened. */
export const recordedIncomeLoaders = ({ db }: Pick<RoomParts, 'db'>) => {
  /** Incomes that nobody ever changed, as far as they hold on the day: what they say they have always said. */
  const unchanged = (people: readonly string[], day: string) => {
    const changed = db
      .select({ id: recordedIncomes.incomeId })
      .from(recordedIncomes)
      .where(eq(recordedIncomes.incomeId, incomes.id));
    const holds = inForce(incomes.since, incomes.until, day);
    return db
      .select()
      .from(incomes)
      .where(and(anyOf(incomes.personKey, people), holds, notExists(changed)));
  };

  /** Of each income the newest of the versions that were recorded by the end of the day. */
  const recorded = (people: readonly string[], day: string) => {
    const byThen = or(isNull(recordedIncomes.recordedAt), lt(recordedIncomes.recordedAt, endOf(day)));
    return db
      .selectDistinctOn([recordedIncomes.incomeId])
      .from(recordedIncomes)
      .where(and(anyOf(recordedIncomes.personKey, people), byThen))
      .orderBy(recordedIncomes.incomeId, desc(recordedIncomes.version));
  };

  const read = async (people: readonly string[], day: string): Promise<RecordedIncomeRow[][]> => {
    // An income that is changed for the first time between the two reads is in both: the second, which knows its history, counts.
    const found = new Map((await unchanged(people, day)).map((row) => [row.id, carriedOver(row)]));
    for (const version of await recorded(people, day)) found.set(version.incomeId, version);
    const held = [...found.values()].filter((version) => holdsOn(version, day)).sort(oldestFirst);
    const ofPerson = Map.groupBy(held, ({ personKey }) => personKey);
    return people.map((key) => ofPerson.get(key) ?? []);
  };

  return {
    /** What the register said at the end of a day, YYYY-MM-DD, of what a person earned on it; the oldest first. */
    incomesAsOf: byDay((day) => new RowLoader((people) => read(people, day))),
  };
};

function oldestFirst(one: RecordedIncomeRow, other: RecordedIncomeRow): number {
  if (one.since !== other.since) return one.since < other.since ? -1 : 1;
  return one.incomeId < other.incomeId ? -1 : 1;
}
