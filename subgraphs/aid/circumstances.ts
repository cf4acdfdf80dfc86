import type { Circumstances } from './eligibility.ts';

/** What other departments' registers said of a person; null where one is down, stale or was not asked. Income in whole sen a year, age in completed years. */
export type RegisterSays = {
  readonly LHDN: { readonly yearlyIncome: number } | null;
  readonly JPN: { readonly citizen: boolean; readonly alive: boolean; readonly age: number } | null;
};

/** What two registers tell differently. */
export type ContestedFact = 'AGE' | 'ALIVE' | 'CITIZENSHIP' | 'INCOME';

/** What is known when all registers are put together, and on which facts two of them disagree. */
export type Reconciled = {
  /** That the person is alive is known, or it is not known. */
  readonly known: Circumstances & { readonly alive: true | null };
  readonly conflicts: readonly ContestedFact[];
};

const MONTHS = 12;

/**
 * A fact that two registers tell is known where both were heard and agree; else it is unknown until an officer resolves it (Decisions,
 * 2026-11-22). So a register that falls silent can never make an answer that it spoke against.
 */
export function reconciled(known: Circumstances, { LHDN, JPN }: RegisterSays): Reconciled {
  const { age, citizen, income } = known;
  const isRicher = income !== null && LHDN !== null && LHDN.yearlyIncome > income * MONTHS;
  const hasIncome = income !== null && LHDN !== null && !isRicher;
  const contested: readonly [ContestedFact, boolean][] = [
    ['AGE', isOther(age, JPN?.age)],
    // The register of households has somebody who lives and applies.
    ['ALIVE', JPN?.alive === false],
    ['CITIZENSHIP', isOther(citizen, JPN?.citizen)],
    ['INCOME', isRicher],
  ];
  return {
    known: {
      ...known,
      age: agreed(age, JPN?.age),
      alive: JPN?.alive === true ? true : null,
      citizen: agreed(citizen, JPN?.citizen),
      income: hasIncome ? income : null,
      // The household's total stands on the same statement.
      household: hasIncome ? known.household : null,
    },
    conflicts: contested.flatMap(([fact, is]) => (is ? [fact] : [])),
  };
}

/** What both tell; null where one does not, or tells something else. */
function agreed<Value>(one: Value | null, other: Value | undefined): Value | null {
  return one === other ? one : null;
}

function isOther<Value>(one: Value | null, other: Value | undefined): boolean {
  return one !== null && other !== undefined && one !== other;
}
