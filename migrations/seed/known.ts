/** The households with a part to play, by index, and the identifiers by which tests and documents meet them. Light: no tables, no files. */
import {
  applicationIndex,
  applicationReference,
  householdId,
  householdKey,
  NOBODY,
  personId,
  personIndex,
  personKey,
  referralIndex,
  referralReference,
  registrationNumber,
} from './registry-index.ts';

/** Which household plays which part. All others are drawn at random. */
export const CAST = {
  /** The household of every example: head, spouse, a minor with an OKU card, a grandmother who volunteers. */
  known: 0,
  /** Under protection: a mother who left with her children. */
  sealed: 1,
  /** The household she left: the children's father is its head. */
  father: 2,
  /** An officer lives here, and is posted to this very district. */
  officer: 3,
  /** A relative of the district officer lives here. */
  relative: 4,
  /** In another state (Kelantan). */
  elsewhere: 5,
  /** An agency referred this household to itself, and accepted. */
  selfReferred: 6,
} as const;

/** How many households have a part to play: a registry has at least so many. */
export const CAST_SIZE = Object.keys(CAST).length;

/** Who stands at which place of the known and the sealed household. */
export const PLACE = {
  known: { head: 0, spouse: 1, child: 2, grandmother: 3 },
  sealed: { mother: 0, daughter: 1, son: 2 },
  father: { head: 0 },
  officer: { head: 0, officer: 1 },
  relative: { head: 0 },
} as const;

/** The public handles of one household. */
export type KnownHousehold = {
  readonly id: string;
  readonly key: string;
  readonly registrationNumber: string;
};

/** The public handles of one household of the registry. */
function householdOf(seed: number, household: number): KnownHousehold {
  return {
    id: householdId(seed, household),
    key: householdKey(seed, household),
    registrationNumber: registrationNumber(household),
  };
}

/** The households with a part, by name. `key` is hidden: it is here for tests alone. */
export function castOf(seed: number): Record<keyof typeof CAST, KnownHousehold> {
  return {
    known: householdOf(seed, CAST.known),
    sealed: householdOf(seed, CAST.sealed),
    father: householdOf(seed, CAST.father),
    officer: householdOf(seed, CAST.officer),
    relative: householdOf(seed, CAST.relative),
    elsewhere: householdOf(seed, CAST.elsewhere),
    selfReferred: householdOf(seed, CAST.selfReferred),
  };
}

/** The public id and hidden key of a person of the cast. */
export function castMember(seed: number, household: number, place: number): { id: string; key: string } {
  return { id: personId(seed, household, place), key: personKey(seed, household, place) };
}

/** The year in which the cast's references were given. */
export const CAST_YEAR = 2025;

/** Reference numbers of the known household, of a subject that does not exist, and of one out of everyone's reach: the last two must look the same. */
export const KNOWN_REFERENCES = {
  application: applicationReference(
    CAST_YEAR,
    applicationIndex(personIndex(CAST.known, PLACE.known.head), 0),
  ),
  applicationOfNobody: applicationReference(CAST_YEAR, applicationIndex(personIndex(CAST.known, NOBODY), 0)),
  applicationOfSealed: applicationReference(
    CAST_YEAR,
    applicationIndex(personIndex(CAST.sealed, PLACE.sealed.mother), 0),
  ),
  householdReferral: referralReference(CAST_YEAR, referralIndex(CAST.known, 0)),
  personReferral: referralReference(CAST_YEAR, referralIndex(CAST.known, 1)),
  householdReferralOfNobody: referralReference(CAST_YEAR, referralIndex(CAST.known, 6)),
  personReferralOfNobody: referralReference(CAST_YEAR, referralIndex(CAST.known, 7)),
  householdReferralOfSealed: referralReference(CAST_YEAR, referralIndex(CAST.sealed, 0)),
  personReferralOfSealed: referralReference(CAST_YEAR, referralIndex(CAST.sealed, 1)),
  selfMadeReferral: referralReference(CAST_YEAR, referralIndex(CAST.selfReferred, 0)),
} as const;

/** The public handles of the household that every example asks for, in the registry of seed 1. */
export const knownHousehold: KnownHousehold = householdOf(1, CAST.known);
