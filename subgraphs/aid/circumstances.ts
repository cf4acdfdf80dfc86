import type { Circumstances } from './eligibility.ts';

/** What other departments' registers said of a person; null where one is down, stale or was not asked. Income in whole sen a year. */
export type RegisterSays = {
  readonly LHDN: { readonly yearlyIncome: number } | null;
  readonly JPN: { readonly citizen: boolean } | null;
};

/** What is known when all registers are put together, and on which facts two of them disagree. */
export type Reconciled = {
  readonly known: Circumstances;
  readonly conflicts: readonly ('CITIZENSHIP' | 'INCOME')[];
};

const MONTHS = 12;

/**
 * A fact that two registers tell is known where both were heard and agree; else it is unknown until an officer resolves it (Decisions,
 * 2026-11-22). So a register that falls silent can never make an answer that it spoke against.
 */
export function reconciled(known: Circumstances, { LHDN, JPN }: RegisterSays): Reconciled {
  const { citizen, income } = known;
  const isOtherCitizen = citizen !== null && JPN !== null && citizen !== JPN.citizen;
  const isRicher = income !== null && LHDN !== null && LHDN.yearlyIncome > income * MONTHS;
  const hasIncome = income !== null && LHDN !== null && !isRicher;
  return {
    known: {
      ...known,
      citizen: JPN !== null && !isOtherCitizen ? citizen : null,
      income: hasIncome ? income : null,
      // The household's total stands on the same statement.
      household: hasIncome ? known.household : null,
    },
    conflicts: [
      ...(isOtherCitizen ? (['CITIZENSHIP'] as const) : []),
      ...(isRicher ? (['INCOME'] as const) : []),
    ],
  };
}
