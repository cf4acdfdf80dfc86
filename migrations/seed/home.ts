import type { HouseholdRow } from '../../subgraphs/person/household.table.ts';
import type { PersonRow } from '../../subgraphs/person/person.table.ts';
import type { Place } from './area.ts';
import type { MemberPlan } from './member-plan.ts';
import type { Random } from './random.ts';

/** One day of computation, and the basis year whose lines were in force on it. */
export type AssessmentDay = { readonly on: string; readonly basisYear: 2019 | 2022 };

/** From when a household earns what it does today, and the factor to what it earned before; null if it always did. */
export type IncomeChange = { readonly on: string; readonly before: number } | null;

/** What a household is to be, before its rows are written. */
export type HouseholdPlan = {
  readonly place: Place;
  readonly registrationStatus: HouseholdRow['registrationStatus'];
  readonly registeredOn: string;
  readonly members: readonly MemberPlan[];
  /** When poverty is computed, oldest first. */
  readonly assessments: readonly AssessmentDay[];
  /** When what the household earns changed, if it did. */
  readonly incomeChange: IncomeChange;
  /** Whether everything is in the plan: then no aid, disability, volunteer or referral is drawn. */
  readonly scripted: boolean;
};

/** One member while the household's rows are written. */
export type Member = {
  readonly plan: MemberPlan;
  /** The person's index in the registry. */
  readonly index: number;
  readonly row: PersonRow;
  /** In full years on the registry's date. */
  readonly age: number;
};

/** What every maker of rows is given: the plan, the rows so far, and the draws of this household alone. */
export type Home = {
  readonly seed: number;
  readonly asOf: string;
  readonly index: number;
  readonly random: Random;
  readonly plan: HouseholdPlan;
  readonly household: HouseholdRow;
  readonly members: readonly Member[];
};
