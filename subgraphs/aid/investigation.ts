import { badInput, readText } from './decision.ts';
import type { RecordInvestigationInput } from './types.generated.ts';

/** What an officer found. Money in whole sen a month; null where it was not found out. */
export type WantedInvestigation = {
  readonly visitedOn: string;
  readonly findings: string;
  readonly householdIncome: number | null;
  readonly ownIncome: number | null;
};

/**
 * Findings, as they may be kept.
 * @throws BAD_USER_INPUT for a visit after today, for incomes below nothing, and for a text that is empty or too long
 */
export function wantedInvestigation(
  { visitedOn, findings, householdIncome = null, ownIncome = null }: RecordInvestigationInput,
  today: string,
): WantedInvestigation {
  if (visitedOn > today) throw badInput('visitedOn', 'is after today');
  for (const [name, sen] of Object.entries({ householdIncome, ownIncome }))
    if (sen !== null && sen < 0) throw badInput(name, 'is less than 0');
  return { visitedOn, findings: readText('findings', findings), householdIncome, ownIncome };
}
