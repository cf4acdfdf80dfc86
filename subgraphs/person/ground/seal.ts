import { bitOf, type ClassSet, classSet, NO_CLASSES, opens } from '@seisi/schema/classes';
import type { Ground } from './ground.ts';
import type { Place } from './situation.ts';

/** The figures of a household in which everyone who lives there has a part. The poverty status is none: it says nothing of how many or how much. */
export const FIGURES = classSet(['kinship.count', 'income.band', 'poverty']);

/** What seals leave of the classes of a place (access §3): that of the place itself, and those of people who have a part in its figures. */
export function leftBySeals(classes: ClassSet, ground: Ground, { household, person }: Place): ClassSet {
  const left = household.sealed ? leftBySeal(classes, ground) : classes;
  const isFigureOfHidden = person === null && household.sealedElsewhere;
  return isFigureOfHidden && !passesEverySeal(ground, left) ? left & ~FIGURES : left;
}

/**
 * A seal leaves the duty that names protection, and the protected adult's own ground; nothing else, neither consent nor incident.
 * Whatever tells a place counts as contact, so without that the area goes too.
 */
function leftBySeal(classes: ClassSet, ground: Ground): ClassSet {
  if (!passesSeal(ground, classes)) return NO_CLASSES;
  return opens(classes, 'contact') ? classes : classes & ~bitOf('area');
}

/** Whether a ground that opens these classes reaches the sealed. A duty names protection in vain where the assurance level took it. */
export function passesSeal(ground: Ground, classes: ClassSet): boolean {
  return ground.kind === 'SELF' ? ground.adult : passesEverySeal(ground, classes);
}

/** Whether it reaches them in every home. A citizen's own ground does not: `sealedElsewhere` leaves out the homes in which the citizen lives too. */
export function passesEverySeal(ground: Ground, classes: ClassSet): boolean {
  return ground.kind === 'POSTING' && opens(classes, 'protection');
}
