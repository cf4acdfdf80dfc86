import { ALL_CLASSES, type ClassSet, classSet } from './classes.ts';

/** For what a request is made: the limbs of Act 864 s.13, a closed list. */
export const PURPOSES = [
  'SERVICE_DELIVERY',
  'LIFE_HEALTH_SAFETY',
  'PUBLIC_EMERGENCY',
  'PUBLIC_INTEREST',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** The purposes for which an incident is added to an agreement at all (access §3). */
export const INCIDENT_PURPOSES: readonly Purpose[] = ['PUBLIC_EMERGENCY', 'LIFE_HEALTH_SAFETY'];

/** Whether a word is a purpose of the closed list. */
export function isPurpose(word: unknown): word is Purpose {
  return PURPOSES.some((purpose) => purpose === word);
}

/** What each purpose can open at the most; each set holds what its classes imply. */
const CLASSES: Readonly<Record<Purpose, ClassSet>> = {
  // s.13(a), delivery of a programme or service: whatever a service asks, but neither protection nor who read what.
  SERVICE_DELIVERY: ALL_CLASSES & ~classSet(['protection', 'receipts']),
  // s.13(b), a threat to life, health or safety: who it is, where and how to reach them, with whom, in what health.
  LIFE_HEALTH_SAFETY: classSet([
    'register',
    'area',
    'identity.masked',
    'identity',
    'contact',
    'kinship.count',
    'kinship',
    'health',
    'disability.fact',
    'disability',
  ]),
  // s.13(c), a public emergency: the same for many people at once, so of a disability only that there is one.
  PUBLIC_EMERGENCY: classSet([
    'register',
    'area',
    'identity.masked',
    'identity',
    'contact',
    'kinship.count',
    'kinship',
    'health',
    'disability.fact',
  ]),
  // s.13(d), public interest (planning, research): circumstances, and nothing that names or finds a person.
  PUBLIC_INTEREST: classSet([
    'register',
    'area',
    'kinship.count',
    'income.band',
    'poverty.status',
    'poverty',
    'disability.fact',
  ]),
};

/** The classes that a purpose can open; a ground without one (the own record, a posting, whose duty is its purpose) is not cut. */
export function classesOfPurpose(purpose: Purpose | null): ClassSet {
  return purpose === null ? ALL_CLASSES : CLASSES[purpose];
}
