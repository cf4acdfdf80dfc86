import type { DataClass } from '@seisi/schema/classes';
import { RegistryError } from '@seisi/schema/errors';
import { holdsDistrict } from './incident.ts';
import type { SharingTerms } from './sharing-terms.ts';

/** The nine grounds of Act 864 s.15, by their letters (a) to (i). */
export type RefusalGround =
  | 'CONFIDENTIAL_SOURCE'
  | 'WITNESS_PROTECTION'
  | 'INVESTIGATIVE_METHODS'
  | 'BREACH_OF_CONFIDENCE'
  | 'NATIONAL_SECURITY'
  | 'DANGER_TO_SOMEBODY'
  | 'PURPOSE_NOT_WARRANTED'
  | 'LACK_OF_SAFEGUARDS'
  | 'SET_BY_COMMITTEE';

/** One class that is refused, and why. */
export type Refusal = { readonly dataClass: DataClass; readonly ground: RefusalGround };

/** What the provider weighs before it answers (s.14(1)). */
export type Weighed = {
  readonly purposeWarrants: boolean;
  readonly publicInterest: boolean;
  readonly safeguards: boolean;
};

/** What is given narrower than it was asked. */
export type Conditions = Pick<SharingTerms, 'areas' | 'population' | 'dailySubjects' | 'validUntil'>;

/** What a provider decides: what was weighed, which classes are refused on which grounds, and, where anything is given, on which conditions. JSON-safe. */
export type SharingDecision = {
  readonly weighed: Weighed;
  readonly refusals: readonly Refusal[];
  readonly given: { readonly classes: readonly DataClass[]; readonly conditions: Conditions } | null;
  readonly reason: string;
};

export type Outcome = 'APPROVED' | 'APPROVED_WITH_CONDITIONS' | 'PARTLY_REFUSED' | 'REFUSED';

/** What an officer says, before it is held to what was asked. */
export type GivenDecision = {
  readonly weighed: Weighed;
  readonly refusals: readonly Refusal[];
  /** Null where nothing is narrower than it was asked. */
  readonly conditions: Conditions | null;
  readonly reason: string;
};

/**
 * Holds a decision to what was asked: each class is given or refused on a ground, nothing is given wider, and nothing at all where what s.14(1) weighs does
 * not speak for it.
 * @throws BAD_USER_INPUT naming what does not fit
 */
export function decisionOn(
  asked: SharingTerms,
  { weighed, refusals, conditions, reason }: GivenDecision,
): SharingDecision {
  checkRefusals(asked, refusals);
  const refused = new Set<string>(refusals.map(({ dataClass }) => dataClass));
  const classes = asked.classes.filter((name) => !refused.has(name));
  checkWeighed(weighed, refusals, classes.length > 0);
  if (classes.length === 0) return { weighed, refusals, given: null, reason };
  const narrowed = conditions ?? asConditions(asked);
  checkNarrower(asked, narrowed);
  return { weighed, refusals, given: { classes, conditions: narrowed }, reason };
}

/** What a decision comes to. */
export function outcomeOf(asked: SharingTerms, { refusals, given }: SharingDecision): Outcome {
  if (given === null) return 'REFUSED';
  if (refusals.length > 0) return 'PARTLY_REFUSED';
  const isAsAsked = JSON.stringify(asConditions(asked)) === JSON.stringify(asConditions(given.conditions));
  return isAsAsked ? 'APPROVED' : 'APPROVED_WITH_CONDITIONS';
}

function asConditions({ areas, population, dailySubjects, validUntil }: Conditions): Conditions {
  return { areas: areas.toSorted(), population, dailySubjects, validUntil };
}

function checkRefusals({ classes }: SharingTerms, refusals: readonly Refusal[]): void {
  const names = refusals.map(({ dataClass }) => dataClass);
  if (new Set(names).size !== names.length) throw bad('refusals', 'names a class twice');
  const other = names.find((name) => !classes.includes(name));
  if (other !== undefined) throw bad('refusals', `names ${other}, which was not asked`);
}

/** Whoever lacks safeguards, or asks for what the purpose or the public interest does not warrant, is given nothing; and is told which of them it was. */
function checkWeighed(weighed: Weighed, refusals: readonly Refusal[], isGiven: boolean): void {
  const { purposeWarrants, publicInterest, safeguards } = weighed;
  if (isGiven && !(purposeWarrants && publicInterest && safeguards))
    throw bad('weighed', 'does not speak for giving anything (s.14(1)): refuse every class');
  const grounds = new Set(refusals.map(({ ground }) => ground));
  if (safeguards === grounds.has('LACK_OF_SAFEGUARDS'))
    throw bad('weighed', 'and the refusals differ about safeguards (s.15(h))');
  if (!(purposeWarrants && publicInterest) && !grounds.has('PURPOSE_NOT_WARRANTED'))
    throw bad(
      'refusals',
      'must name PURPOSE_NOT_WARRANTED where purpose or public interest do not warrant it (s.15(g))',
    );
}

/** @throws BAD_USER_INPUT where a condition is wider than what was asked */
function checkNarrower(asked: SharingTerms, given: Conditions): void {
  if (given.areas.length === 0 || !given.areas.every((area) => isWithin(asked.areas, area)))
    throw bad('conditions.areas', 'must lie within what was asked');
  if (asked.population === 'REFERRED' && given.population === 'ALL')
    throw bad('conditions.population', 'must not be wider than what was asked');
  if (
    !Number.isInteger(given.dailySubjects) ||
    given.dailySubjects < 1 ||
    given.dailySubjects > asked.dailySubjects
  )
    throw bad('conditions.dailySubjects', 'takes 1 to what was asked');
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(given.validUntil) ||
    given.validUntil <= asked.validFrom ||
    given.validUntil > asked.validUntil
  )
    throw bad('conditions.validUntil', 'takes a day after `validFrom`, at the latest that which was asked');
}

/** Whether an area (`MY`, a state, a district) lies within a list of them. */
export function isWithin(areas: readonly string[], area: string): boolean {
  return areas.includes('MY') || areas.includes(area) || holdsDistrict(areas, area);
}

function bad(name: string, says: string): RegistryError {
  return new RegistryError('BAD_USER_INPUT', `\`input.${name}\` ${says}.`, { argument: `input.${name}` });
}
