import { ALL_CLASSES, type ClassSet } from './classes.ts';
import type { Grant } from './grant.ts';

/** What the text of a grant says. Subject, viewer and request are not in it: whoever received it knows for what. */
export type GrantText = Pick<Grant, 'classes' | 'byConsent' | 'byIncident' | 'isSealed'>;

/** The form of the text: `version.classes.byConsent.byIncident.sealed.tag`, the sets as bits to the base 36, the tag over all before it. */
const GRANT_VERSION = '2';

/** What stands before the tag. */
export function grantTextOf({ classes, byConsent, byIncident, isSealed }: GrantText): string {
  const sets = [classes, byConsent, byIncident].map((set) => set.toString(36));
  return [GRANT_VERSION, ...sets, isSealed ? '1' : '0'].join('.');
}

/**
 * What a grant that was received as text says, null where it is not the text of one. Nothing is verified: that is for whoever opens
 * something by it. For whoever received it from the room that mints, and only tells what it says.
 */
export function readGrantText(text: string): GrantText | null {
  const [version, classes, byConsent, byIncident, sealed, tag, ...rest] = text.split('.');
  if (version !== GRANT_VERSION || rest.length > 0 || tag === undefined || tag === '') return null;
  const sets = [setOf(classes), setOf(byConsent), setOf(byIncident)] as const;
  if (sets[0] === null || sets[1] === null || sets[2] === null) return null;
  if (sealed !== '0' && sealed !== '1') return null;
  return { classes: sets[0], byConsent: sets[1], byIncident: sets[2], isSealed: sealed === '1' };
}

/** Only as it is written: no other text stands for the same set. Compared as a number, for bitwise operators see 32 bits only. */
function setOf(text: string | undefined): ClassSet | null {
  const bits = Number.parseInt(text ?? '', 36);
  return bits >= 0 && bits <= ALL_CLASSES && bits.toString(36) === text ? bits : null;
}
