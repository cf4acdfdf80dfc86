import type { Circumstances } from './eligibility.ts';
import type { Found, FoundFact } from './finding.ts';

/** What other departments' registers said of a person; null where one is down, stale or was not asked. Income in whole sen a year, age in completed years. */
export type RegisterSays = {
  readonly LHDN: { readonly yearlyIncome: number } | null;
  readonly JPN: { readonly citizen: boolean; readonly alive: boolean; readonly age: number } | null;
};

/** What is known when all registers are put together, and on which facts two of them disagree. */
export type Reconciled = {
  /** Only an officer can find that the person lives no more; a register alone contests it. */
  readonly known: Circumstances & { readonly alive: boolean | null };
  readonly conflicts: readonly FoundFact[];
};

const MONTHS = 12;

/**
 * A fact that two registers tell is known where both were heard and agree; else it is unknown until an officer has found it out (Decisions,
 * 2026-11-22 and 2026-11-23). So a register that falls silent can never make an answer that it spoke against.
 */
export function reconciled(known: Circumstances, { LHDN, JPN }: RegisterSays, found: Found): Reconciled {
  const { age, citizen, income } = known;
  const isRicher = income !== null && LHDN !== null && LHDN.yearlyIncome > income * MONTHS;
  const stated = income !== null && LHDN !== null && !isRicher ? income : null;
  const contested: readonly [FoundFact, keyof Found, boolean][] = [
    ['AGE', 'age', isOther(age, JPN?.age)],
    // The register of households has somebody who lives and applies.
    ['ALIVE', 'alive', JPN?.alive === false],
    ['CITIZENSHIP', 'citizen', isOther(citizen, JPN?.citizen)],
    ['INCOME', 'income', isRicher],
  ];
  return {
    known: {
      ...known,
      age: found.age ?? agreed(age, JPN?.age),
      alive: found.alive ?? (JPN?.alive === true ? true : null),
      citizen: found.citizen ?? agreed(citizen, JPN?.citizen),
      income: found.income ?? stated,
      household: (found.income ?? stated) === null ? null : withIncome(known, found.income),
    },
    conflicts: contested.flatMap(([fact, name, is]) => (is && found[name] === null ? [fact] : [])),
  };
}

/** The household's total stands on what the person stated; what was found out takes its place. Null where it is not known what to replace. */
function withIncome({ income, household }: Circumstances, found: number | null): Circumstances['household'] {
  if (found === null || household === null) return household;
  return income === null || income > household.income
    ? null
    : { ...household, income: household.income - income + found };
}

/** What both tell; null where one does not, or tells something else. */
function agreed<Value>(one: Value | null, other: Value | undefined): Value | null {
  return one === other ? one : null;
}

function isOther<Value>(one: Value | null, other: Value | undefined): boolean {
  return one !== null && other !== undefined && one !== other;
}
