import { ALL_CLASSES, type ClassSet, classSet } from './classes.ts';

/** How sure the issuer is of who signed in: the levels of eIDAS art. 8 and ISO/IEC 29115, lowest first. */
export const ASSURANCE_LEVELS = ['low', 'substantial', 'high'] as const;

export type Assurance = (typeof ASSURANCE_LEVELS)[number];

/** The level that a token's `acr` names; a missing or unknown word is the lowest. */
export function assuranceOf(acr: string | null): Assurance {
  return ASSURANCE_LEVELS.find((level) => level === acr) ?? 'low';
}

/** What each level can open at the most; each set holds what its classes imply, and the level below it. */
const CLASSES: Readonly<Record<Assurance, ClassSet>> = {
  // A password alone: nothing that names or finds a person, or that a neighbour does not see.
  low: classSet(['register', 'area', 'kinship.count', 'poverty.status', 'volunteering']),
  // Two factors: all but where a mistake about who asks costs health, money or a life.
  substantial: ALL_CLASSES & ~classSet(['bank', 'protection', 'health']),
  high: ALL_CLASSES,
};

/** The classes that a level of assurance can open. */
export function classesOfAssurance(level: Assurance): ClassSet {
  return CLASSES[level];
}
