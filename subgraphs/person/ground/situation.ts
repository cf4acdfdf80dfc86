import type { ClassSet } from '@seisi/schema/classes';
import type { Relation } from '../types.generated.ts';
import type { GivenConsent } from './consent.ts';

/** One who lives in a household today. */
export type Resident = { readonly personKey: string; readonly relation: Relation; readonly adult: boolean };

/** An accepted referral: who sent it, and its minimum set, closed over what it implies. */
export type Referrer = { readonly sender: string; readonly classes: ClassSet };

/** What is decided by: how a household stands today. */
export type Situation = {
  readonly key: string;
  readonly state: string;
  readonly district: string;
  /** Whether the household, or anyone who lives in it, is under protection today. */
  readonly sealed: boolean;
  /**
   * Whether someone who has a part in the household's figures (lives here today, or did on the day of its newest assessment) is under a seal elsewhere:
   * lives today in another household that is sealed, other than one of the citizen who asks; or has left and is under protection.
   */
  readonly sealedElsewhere: boolean;
  /** The referrals of this household that the viewer's agency accepted and that are in force today: from which agency, and which classes may be read by each. */
  readonly referrers: readonly Referrer[];
  readonly residents: readonly Resident[];
  /** The persons whose incomes are in the household's figures: those of today, and those of its newest assessment. */
  readonly earners: readonly string[];
  /** Who consented that the citizen who asks reads these figures: given while both lived here, in force today, and both have lived here ever since. */
  readonly consenters: readonly string[];
};

/** About whom is decided: a household, or a person with every household in which the person lives today and the consents in force that the person gave. */
export type Subject =
  | { readonly kind: 'HOUSEHOLD'; readonly household: Situation }
  | {
      readonly kind: 'PERSON';
      readonly key: string;
      readonly households: readonly Situation[];
      readonly consents: readonly GivenConsent[];
    };

/** Where a decision stands: a household, and the person in it or null for the household itself. */
export type Place = {
  readonly household: Situation;
  readonly person: string | null;
  /** Of the person; none for a household. */
  readonly consents: readonly GivenConsent[];
};
