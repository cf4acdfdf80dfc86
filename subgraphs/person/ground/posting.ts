import { type ClassSet, NO_CLASSES } from '@seisi/schema/classes';
import { covers } from '@seisi/schema/viewer';
import type { Place } from './situation.ts';

/** An officer's duty in areas (access §3). */
export type PostingGround = {
  readonly kind: 'POSTING';
  /** The officer's own person. */
  readonly personKey: string;
  /** The agency whose duty it is. */
  readonly agency: string;
  readonly areas: readonly string[];
  /** As the duty names them. */
  readonly classes: ClassSet;
  /** The right to bring households of the areas to the register (S1, S2: local leaders). It opens no class: nothing is told for it. */
  readonly mayReport?: boolean;
  /** The officer's own person and declared relatives: a household with one of them is out of the posting. */
  readonly kin: readonly string[];
};

/** The duty's classes of whoever lives in its areas, but not with the officer or a declared relative. */
export function classesOfPosting({ areas, classes, kin }: PostingGround, { household }: Place): ClassSet {
  const isKin = household.residents.some(({ personKey }) => kin.includes(personKey));
  return isKin || !covers(areas, household.district, household.state) ? NO_CLASSES : classes;
}
