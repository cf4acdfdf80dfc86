import { told, Verdict } from '@seisi/schema/verdict';
import type { AidReceivedRow } from './aid-received.table.ts';

/** Aid as its effect is computed from: sen each time. */
export type CountedAid = Pick<AidReceivedRow, 'rhythm' | 'value' | 'isInIncome' | 'since' | 'until'>;

/** What is known of a household today: whole sen a month; the line per head, null where none is in force. */
export type EffectFacts = {
  readonly totalMonthlyIncome: number;
  readonly memberCount: number;
  readonly linePerHead: number | null;
  readonly aid: readonly CountedAid[];
};

/** What aid of the last twelve months makes of a household's income (long form C: bantuan 12 bulan dan kesannya). Sen a month, rounded down. */
export type AidEffect = {
  readonly monthlyAid: number;
  readonly isWhole: boolean;
  readonly incomeWithout: number;
  readonly incomeWith: number;
  readonly isPoorWithout: 'YES' | 'NO' | 'CANNOT_TELL';
  readonly isPoorWith: 'YES' | 'NO' | 'CANNOT_TELL';
};

const MONTHS = 12;

/**
 * The effect on a day, YYYY-MM-DD. A monthly aid counts for each first of a month within the twelve months up to that day, what came once where its day lies
 * within them. A value that nobody knows makes a verdict unknown unless it cannot change it: more aid makes nobody poorer, less nobody richer.
 */
export function aidEffect(
  { totalMonthlyIncome, memberCount, linePerHead, aid }: EffectFacts,
  today: string,
): AidEffect {
  const firsts = firstsOfMonths(today);
  const counted = aid
    .map((one) => ({ ...one, times: timesOf(one, firsts, today) }))
    .filter(({ times }) => times > 0);
  const within = monthly(counted.filter(({ isInIncome }) => isInIncome));
  const beside = monthly(counted.filter(({ isInIncome }) => !isInIncome));
  const incomeWithout = Math.max(0, totalMonthlyIncome - within.sum);
  const incomeWith = totalMonthlyIncome + beside.sum;
  const line = linePerHead === null || memberCount === 0 ? null : linePerHead * memberCount;
  return {
    monthlyAid: within.sum + beside.sum,
    isWhole: within.isWhole && beside.isWhole,
    incomeWithout,
    incomeWith,
    // Unknown aid among the incomes could only make less of them: who is poor all the same stays poor.
    isPoorWithout: poor(line, incomeWithout, within.isWhole || isBelow(incomeWithout, line)),
    // Unknown aid beside them could only make more: who is not poor all the same stays so.
    isPoorWith: poor(line, incomeWith, beside.isWhole || !isBelow(incomeWith, line)),
  };
}

type Fact = 'LINE' | 'VALUE';

function poor(line: number | null, income: number, isTold: boolean): AidEffect['isPoorWith'] {
  const byLine = Verdict.of(told<Fact, number>('LINE', line), (amount) => income < amount);
  return isTold ? byLine.answer : Verdict.unknown<Fact>('VALUE').answer;
}

function isBelow(income: number, line: number | null): boolean {
  return line !== null && income < line;
}

function monthly(aid: readonly (CountedAid & { readonly times: number })[]): {
  readonly sum: number;
  readonly isWhole: boolean;
} {
  const sum = aid.reduce((total, { value, times }) => total + (value ?? 0) * times, 0);
  return { sum: Math.floor(sum / MONTHS), isWhole: aid.every(({ value }) => value !== null) };
}

function timesOf({ rhythm, since, until }: CountedAid, firsts: readonly string[], today: string): number {
  if (rhythm === 'ONCE') return since >= yearBefore(today) && since <= today ? 1 : 0;
  return firsts.filter((day) => since <= day && (until === null || day < until)).length;
}

/** The twelve firsts of months up to a day. */
function firstsOfMonths(today: string): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_none, back) => {
    const months = year * MONTHS + (month - 1) - back;
    return `${Math.floor(months / MONTHS)}-${String((months % MONTHS) + 1).padStart(2, '0')}-01`;
  });
}

/** The day after the same day of the year before: twelve months end today. After 29 February that is 1 March. */
function yearBefore(today: string): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const isLeapDay = month === 2 && day === 29;
  return new Date(Date.UTC(year - 1, month - 1, isLeapDay ? day : day + 1)).toISOString().slice(0, 10);
}
