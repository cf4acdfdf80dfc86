/** The places of everything in the synthetic registry: an index of each thing follows from its household's and never meets another's. */
import { scramble, uuidOf } from './random.ts';

/** People a household may have at the most, with one place (the last) that nobody ever has. */
const PLACES = 32;

/** The last place of a household: its person key belongs to nobody, for references that lead nowhere. */
export const NOBODY = PLACES - 1;

/** How many households one registry holds at the most: so far identity numbers are unique by construction. */
export const MOST_HOUSEHOLDS = 1_200_000;

/** The index of a person: the household's index and the place in it, 0 for the head. */
export function personIndex(household: number, place: number): number {
  return household * PLACES + place;
}

/** The index of a person's nth application, at most 6. */
export function applicationIndex(person: number, nth: number): number {
  return person * 6 + nth;
}

/** The index of a household's nth referral, at most 8. */
export function referralIndex(household: number, nth: number): number {
  return household * 8 + nth;
}

/** The public id of a household. */
export function householdId(seed: number, household: number): string {
  return uuidOf(seed, 'household', household);
}

/** The hidden key of a household. */
export function householdKey(seed: number, household: number): string {
  return uuidOf(seed, 'household-key', household);
}

/** The public id of the person at a place of a household. */
export function personId(seed: number, household: number, place: number): string {
  return uuidOf(seed, 'person', personIndex(household, place));
}

/** The hidden key of the person at a place of a household. */
export function personKey(seed: number, household: number, place: number): string {
  return uuidOf(seed, 'person-key', personIndex(household, place));
}

/** The eKasih registration number of a household; it tells no district. */
export function registrationNumber(household: number): string {
  return `EK-${scramble(household, 9)}`;
}

/** The reference number of an application lodged in a year; it tells no district. */
export function applicationReference(year: number, application: number): string {
  return `JKM-${year}-${scramble(application, 9)}`;
}

/** The reference number of a referral sent in a year; it tells no district. */
export function referralReference(year: number, referral: number): string {
  return `EZ-${year}-${scramble(referral, 9)}`;
}
