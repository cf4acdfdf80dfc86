import { type ClassSet, NO_CLASSES, opens } from '@seisi/schema/classes';
import type { Ground } from './ground.ts';

/** A seal leaves the duty that names protection, and the protected adult's own ground; nothing else, neither consent nor incident (access §3). */
export function leftBySeal(classes: ClassSet, ground: Ground): ClassSet {
  return passesSeal(ground, classes) ? classes : NO_CLASSES;
}

/** Whether a ground that opens these classes reaches the sealed. A duty names protection in vain where the assurance level took it. */
export function passesSeal(ground: Ground, classes: ClassSet): boolean {
  switch (ground.kind) {
    case 'SELF':
      return ground.adult;
    case 'POSTING':
      return opens(classes, 'protection');
    case 'AGREEMENT':
    case 'NONE':
      return false;
    default:
      return ground satisfies never;
  }
}
