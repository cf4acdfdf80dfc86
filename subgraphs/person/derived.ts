import type { HouseholdFacts, HouseholdTotals, LineFacts, PersonFacts } from '@seisi/schema/facts';
import { isAdult } from './person.ts';
import type { PovertyLineBasis, PovertyLineKind, Relation, Strata } from './types.generated.ts';

/** How many requests a day may have something computed about one subject under one agreement: one an hour, for whoever looks again; a search for an income by repeating is over before it begins. */
export const ANSWERS_A_DAY = 24;

/** What is known of one who lives in a household: birth date YYYY-MM-DD, whole sen a month. */
export type MemberFigures = {
  readonly personKey: string;
  readonly relation: Relation;
  readonly birthDate: string;
  readonly monthly: number;
};

/** Who lives in a household, as far as this viewer may be told: not `whole` where somebody is out of reach, or not on record. */
export type Composition = { readonly members: readonly MemberFigures[]; readonly whole: boolean };

/** Age in whole years on a day; one born on 29 February has a birthday on 1 March. Dates are YYYY-MM-DD. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) <= today.slice(5) ? years : years - 1;
}

/** How many members are under 18, the head not counted. */
export function dependantsUnder18({ members }: Composition, today: string): number {
  return members.filter(({ relation, birthDate }) => relation !== 'HEAD' && !isAdult(birthDate, today))
    .length;
}

/** What all members earn together, in whole sen a month. */
export function incomeOf({ members }: Composition): number {
  return members.reduce((sum, { monthly }) => sum + monthly, 0);
}

/** What the OKU register is told: who lives there. */
export function factsForOku({ members, whole }: Composition): HouseholdFacts {
  return { members: members.map(({ personKey }) => personKey), whole };
}

/** The figures of a household; unknown (null) where they would leave somebody out, or nobody lives there. */
export function totalsOf(composition: Composition, today: string): HouseholdTotals | null {
  const { members, whole } = composition;
  if (!whole || members.length === 0) return null;
  const minors = members.filter(({ birthDate }) => !isAdult(birthDate, today)).length;
  return { income: incomeOf(composition), members: members.length, minors };
}

/** What the room of aid is told of a person; what is not known is null. */
export function factsForAid(
  own: { readonly birthDate: string; readonly identityNumberKind: string; readonly monthly: number } | null,
  home: { readonly household: PersonFacts['household']; readonly lines: LineFacts | null },
  today: string,
): PersonFacts {
  if (own === null) return { age: null, citizen: null, income: null, ...home };
  return {
    age: ageOn(own.birthDate, today),
    citizen: own.identityNumberKind !== 'MYPR',
    income: own.monthly,
    ...home,
  };
}

type Line = {
  readonly kind: PovertyLineKind;
  readonly basis: PovertyLineBasis;
  readonly strata: Strata | null;
  readonly amount: number;
};

/** The four lines of a place, among those of its state; null where one is not on record. A line for the strata goes before one for both. */
export function linesOf(lines: readonly Line[], strata: Strata): LineFacts | null {
  const amountOf = (kind: PovertyLineKind, basis: PovertyLineBasis): number | null => {
    const fitting = lines.filter((line) => line.kind === kind && line.basis === basis);
    const found =
      fitting.find((line) => line.strata === strata) ?? fitting.find((line) => line.strata === null);
    return found?.amount ?? null;
  };
  const household = amountOf('POVERTY', 'HOUSEHOLD');
  const perHead = amountOf('POVERTY', 'PER_HEAD');
  const foodHousehold = amountOf('FOOD', 'HOUSEHOLD');
  const foodPerHead = amountOf('FOOD', 'PER_HEAD');
  if (household === null || perHead === null || foodHousehold === null || foodPerHead === null) return null;
  return { household, perHead, foodHousehold, foodPerHead };
}
