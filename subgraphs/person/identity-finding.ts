import { advance, type Life } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import type { Likeness } from './identity-match.ts';
import type { IdentityFinding, IdentityLikeness, IdentityMatchStatus } from './types.generated.ts';

/** The life of a question whether two entries are one person's. That they are one's takes two officers; that they are two people's takes one, for it leaves everything as it is. */
export const identityMatchLife = {
  OPEN: { SAME: 'SAME_PROPOSED', DIFFERENT: 'DIFFERENT' },
  SAME_PROPOSED: { SAME: 'SAME', DIFFERENT: 'DIFFERENT' },
  SAME: {},
  DIFFERENT: {},
} as const satisfies Life<IdentityMatchStatus, IdentityFinding>;

/** An officer: the account, and the person behind it. */
export type Finder = { readonly by: string; readonly byKey: string };

/**
 * Where a finding leads.
 * @throws STEP_REFUSED for an officer who found the same before, by either account or person, and where the question is answered
 */
export function foundBy(
  { status, before }: { readonly status: IdentityMatchStatus; readonly before: readonly Finder[] },
  finding: IdentityFinding,
  { by, byKey }: Finder,
): IdentityMatchStatus {
  const next = advance(identityMatchLife, { thing: 'pair', status, step: finding });
  const isAgain = before.some((one) => one.by === by || one.byKey === byKey);
  if (next === 'SAME' && isAgain)
    throw new RegistryError(
      'STEP_REFUSED',
      'Another officer confirms that two entries are one person’s than the one who found it.',
    );
  return next;
}

const OF_NAME: Readonly<Partial<Record<Likeness['own'], IdentityLikeness>>> = {
  SAME: 'SAME_NAME',
  COMMON: 'SAME_NAME',
  ALIKE: 'LIKE_NAME',
  CLOSE: 'LIKE_NAME',
  PART: 'LIKE_NAME',
};
const OF_FATHER: Readonly<Partial<Record<Likeness['father'], IdentityLikeness>>> = {
  SAME: 'FATHERS_NAME',
  COMMON: 'FATHERS_NAME',
  ALIKE: 'FATHERS_NAME',
};
const OF_BIRTH: Readonly<Partial<Record<Likeness['birth'], IdentityLikeness>>> = {
  EQUAL: 'SAME_BIRTH_DATE',
  SWAPPED: 'LIKE_BIRTH_DATE',
  SLIP: 'LIKE_BIRTH_DATE',
};
const OF_PLACE: Readonly<Partial<Record<Likeness['place'], IdentityLikeness>>> = {
  HOUSE: 'SAME_HOUSE',
  POSTCODE: 'SAME_POSTCODE',
};

/** In what two entries agree, as an officer is told. */
export function agreementsOf({ own, father, birth, number, place }: Likeness): readonly IdentityLikeness[] {
  const like = number === 'SLIP' ? ('LIKE_NUMBER' as const) : undefined;
  return [OF_NAME[own], OF_FATHER[father], OF_BIRTH[birth], like, OF_PLACE[place]].filter(
    (one) => one !== undefined,
  );
}
