import { ALL_CLASSES, type ClassSet, NO_CLASSES } from './classes.ts';
import type { Grant } from './grant.ts';

/** What the text of a grant says. Subject, viewer and request are not in it: whoever received it knows for what. */
export type GrantText = Pick<Grant, 'classes' | 'byConsent' | 'byIncident' | 'incidents' | 'isSealed'>;

/**
 * The form of the text: `version.classes.byConsent.byIncident.sealed.tag`, the sets as bits to the base 36, the tag over all before it. Where an incident
 * opened something, which ones stands before the tag: `INC-1~INC-2`.
 */
const GRANT_VERSION = '2';

/** What stands before the tag. */
export function grantTextOf({ classes, byConsent, byIncident, incidents, isSealed }: GrantText): string {
  const sets = [classes, byConsent, byIncident].map((set) => set.toString(36));
  const named = incidents.length === 0 ? [] : [incidents.join('~')];
  return [GRANT_VERSION, ...sets, isSealed ? '1' : '0', ...named].join('.');
}

/**
 * What a grant that was received as text says, null where it is not the text of one. Nothing is verified: that is for whoever opens
 * something by it. For whoever received it from the room that mints, and only tells what it says.
 */
export function readGrantText(text: string): GrantText | null {
  const [version, classes, byConsent, byIncident, sealed, ...ended] = text.split('.');
  const [tag, ...named] = ended.toReversed();
  if (version !== GRANT_VERSION || named.length > 1 || tag === undefined || tag === '') return null;
  const sets = [setOf(classes), setOf(byConsent), setOf(byIncident)] as const;
  if (sets[0] === null || sets[1] === null || sets[2] === null) return null;
  if (sealed !== '0' && sealed !== '1') return null;
  const incidents = namedIn(named[0], sets[2]);
  if (incidents === null) return null;
  return { classes: sets[0], byConsent: sets[1], byIncident: sets[2], incidents, isSealed: sealed === '1' };
}

const INCIDENTS = /^[\w-]+(?:~[\w-]+)*$/;
const NO_INCIDENTS: readonly string[] = [];

/** Incidents are named only where one opened something. */
function namedIn(text: string | undefined, byIncident: ClassSet): readonly string[] | null {
  if (text === undefined) return NO_INCIDENTS;
  return byIncident !== NO_CLASSES && INCIDENTS.test(text) ? text.split('~') : null;
}

/** Only as it is written: no other text stands for the same set. Compared as a number, for bitwise operators see 32 bits only. */
function setOf(text: string | undefined): ClassSet | null {
  const bits = Number.parseInt(text ?? '', 36);
  return bits >= 0 && bits <= ALL_CLASSES && bits.toString(36) === text ? bits : null;
}
