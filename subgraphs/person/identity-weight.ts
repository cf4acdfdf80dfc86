import type { Likeness } from './identity-match.ts';

/** What each likeness weighs for one person over two, in bits: log2 of how often it is found of true pairs over how often of others. What says nothing either way weighs nothing. */
export type Weights = { readonly [Part in keyof Likeness]: Readonly<Record<Likeness[Part], number>> };

/**
 * Learned from one half of the labelled set of `test/match`, which computes them again and says so where they differ. Births weigh little, for only people of like birthdays or numbers are compared.
 */
export const WEIGHTS: Weights = {
  number: { EQUAL: 13.4, SLIP: -0.8, OTHER: -6.2, MISSING: 0 },
  own: { SAME: 8.3, COMMON: 7.9, ALIKE: 10.4, CLOSE: 6.1, PART: 3.1, MIXED: 0.1, OTHER: -6.1 },
  father: { SAME: 6, COMMON: 7, ALIKE: 7.6, CLOSE: 6, PART: -5.9, MIXED: 0.3, OTHER: -6.6, UNSAID: 0 },
  birth: { EQUAL: 1.6, SWAPPED: -1.9, SLIP: -2.4, YEAR: -4.6, OTHER: -0.3 },
  place: { HOUSE: 8.7, POSTCODE: 3.7, DISTRICT: -2.5, OTHER: -3.7, MISSING: 0 },
  sex: { EQUAL: 1, OTHER: -5.8 },
};

/** From this weight on two identities are one person's, where nothing else speaks against it. */
export const AUTOMATIC_FROM = 18.4;

/** From this weight on an officer looks. */
export const REVIEW_FROM = 7.2;
