import { type ClassSet, classSet, NO_CLASSES } from '@seisi/schema/classes';
import type { AgreementGround } from './agreement.ts';
import type { Place } from './situation.ts';
import { areTwoOfficers } from './two-officers.ts';

/** A consent in force, as the mint knows it: to whom, for what, of which classes. */
export type GivenConsent = {
  readonly agency: string;
  readonly purposes: readonly string[];
  readonly classes: ClassSet;
  /** Nobody where the person gave it with the own token; the officers who took it down where it is on paper. */
  readonly recordedBy: readonly string[];
};

/**
 * What nobody can consent to: protection is not the person's alone, a bank account opens a purse, receipts are the person's own proof;
 * and files of aid and cases are listed by area, so that one person's consent would show that other people's files exist.
 */
export const NEVER_BY_CONSENT = classSet(['protection', 'bank', 'receipts', 'aid', 'case']);

/** What a person's consents add to an agreement, of that person alone: given to that very agency, for that very purpose; on paper before two officers. */
export function classesOfConsents({ agency, purpose }: AgreementGround, { consents }: Place): ClassSet {
  return consents
    .filter((consent) => consent.agency === agency && consent.purposes.includes(purpose))
    .filter(({ recordedBy }) => recordedBy.length === 0 || areTwoOfficers(recordedBy))
    .reduce((open, { classes }) => open | (classes & ~NEVER_BY_CONSENT), NO_CLASSES);
}

/** What the consents of all people together can add to an agreement. */
export function mostByConsents({ consented }: AgreementGround): ClassSet {
  return consented & ~NEVER_BY_CONSENT;
}
