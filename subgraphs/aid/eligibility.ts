import type { HouseholdTotals, LineFacts, PersonFacts } from '@seisi/schema/facts';
import { type Input, told, Verdict } from '@seisi/schema/verdict';
import type { Criteria, Criterion } from './scheme-criteria.ts';
import type { EligibilityFact } from './types.generated.ts';

/** What is known of a person and their household; null is unknown. Money in whole sen a month. */
export type Circumstances = Omit<PersonFacts, 'household'> & { readonly household: HouseholdTotals | null };

/** Yes, no, or by which facts it cannot be told. */
export type Answer = Verdict<EligibilityFact>;

/** Whether a person meets all criteria of a scheme; without criteria on record it cannot be told. */
export function eligibility(criteria: Criteria | null, known: Circumstances): Answer {
  if (criteria === null) return Verdict.unknown('CRITERIA');
  const [first, ...others] = criteria;
  return others.reduce<Answer>(
    (answer, criterion) => answer.and(judge(criterion, known)),
    judge(first, known),
  );
}

/** Whether one criterion holds. */
export function judge(criterion: Criterion, known: Circumstances): Answer {
  switch (criterion.kind) {
    case 'CITIZEN':
      return Verdict.of(told('CITIZENSHIP', known.citizen), (citizen) => citizen);
    case 'AGE_FROM':
      return Verdict.of(told('AGE', known.age), (age) => age >= criterion.years);
    case 'OKU_CARD':
      // The register of OKU keeps it, and tells this room nothing.
      return Verdict.unknown('OKU_CARD');
    case 'MINOR_IN_HOUSEHOLD':
      return Verdict.of(household(known), ({ minors }) => minors > 0);
    case 'HOUSEHOLD_WITHIN_LINES':
      return withinLines(criterion.line, known);
    case 'HOUSEHOLD_BELOW_LINE':
      return compared(household(known), lines(known), ({ income }, line) => income < line.household);
    case 'HOUSEHOLD_AT_MOST':
      return Verdict.of(household(known), ({ income }) => income <= criterion.sen);
    case 'OWN_WITHIN_LINE':
      return compared(told('INCOME', known.income), lines(known), (income, line) => income <= line.household);
    case 'OWN_AT_MOST':
      return Verdict.of(told('INCOME', known.income), (income) => income <= criterion.sen);
    default:
      return criterion satisfies never;
  }
}

/** Never a quotient: income is compared with line × members (design §6). */
function withinLines(line: 'POVERTY' | 'FOOD', known: Circumstances): Answer {
  return compared(household(known), lines(known), ({ income, members }, amounts) => {
    const [whole, perHead] =
      line === 'FOOD' ? [amounts.foodHousehold, amounts.foodPerHead] : [amounts.household, amounts.perHead];
    return income <= whole || income <= perHead * members;
  });
}

/** A comparison of two facts: unknown where either is. */
function compared<One, Other>(
  one: Input<EligibilityFact, One>,
  other: Input<EligibilityFact, Other>,
  holds: (one: One, other: Other) => boolean,
): Answer {
  if (one.kind === 'UNKNOWN')
    return other.kind === 'UNKNOWN' ? Verdict.unknown(one.fact, other.fact) : Verdict.unknown(one.fact);
  if (other.kind === 'UNKNOWN') return Verdict.unknown(other.fact);
  return Verdict.of(
    told<EligibilityFact, readonly [One, Other]>('HOUSEHOLD', [one.value, other.value]),
    (both) => holds(...both),
  );
}

function household({ household: totals }: Circumstances): Input<EligibilityFact, HouseholdTotals> {
  return told('HOUSEHOLD', totals);
}

function lines({ lines: amounts }: Circumstances): Input<EligibilityFact, LineFacts> {
  return told('POVERTY_LINE', amounts);
}
