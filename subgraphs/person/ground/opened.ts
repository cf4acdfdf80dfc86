import { type ClassSet, NO_CLASSES } from '@seisi/schema/classes';
import { decide, incidentsIn } from './decide.ts';
import type { Ground } from './ground.ts';
import type { Situation, Subject } from './situation.ts';

/** The classes of one subject that are open, and what opened them beside the basis (access §3). */
export type Opened = {
  readonly classes: ClassSet;
  /** What the basis alone leaves closed and consents open: of the person to the agency, or of the adults with a part in a household's figures. */
  readonly byConsent: ClassSet;
  /** What basis and consents together leave closed. */
  readonly byIncident: ClassSet;
  /** The incidents by which they are open: each one where the subject lives, for each alone would have opened them. */
  readonly incidents: readonly string[];
  /** Whether a seal covers the subject: a household, or one of those in which a person lives. */
  readonly isSealed: boolean;
};

const NONE: readonly string[] = [];

/** Decides, and says of each class what opened it; null where the subject is out of reach. Decided again only where there is something to leave out. */
export function openedOf(ground: Ground, subject: Subject): Opened | null {
  const classes = decide(ground, subject);
  if (classes === null) return null;
  const isSealed = householdsOf(subject).some(({ sealed }) => sealed);
  if (!isAddedTo(ground, subject))
    return { classes, byConsent: NO_CLASSES, byIncident: NO_CLASSES, incidents: NONE, isSealed };
  const alone = withoutIncidents(ground);
  const withConsents = decide(alone, subject) ?? NO_CLASSES;
  const ofBasis = decide(alone, withoutConsents(subject)) ?? NO_CLASSES;
  const byIncident = classes & ~withConsents;
  const incidents = byIncident === NO_CLASSES ? NONE : incidentsIn(ground, householdsOf(subject));
  return { classes, byConsent: withConsents & ~ofBasis, byIncident, incidents, isSealed };
}

/** Whether there is a consent or an incident at all. */
function isAddedTo(ground: Ground, subject: Subject): boolean {
  if (ground.kind === 'AGREEMENT' && ground.incidents.length > 0) return true;
  if (subject.kind === 'PERSON' && subject.consents.length > 0) return true;
  return householdsOf(subject).some(({ consenters }) => consenters.length > 0);
}

/** The same ground without incidents; only an agreement has any. */
function withoutIncidents(ground: Ground): Ground {
  return ground.kind === 'AGREEMENT' ? { ...ground, incidents: [] } : ground;
}

/** The same subject where nobody consented to anything. */
function withoutConsents(subject: Subject): Subject {
  return subject.kind === 'HOUSEHOLD'
    ? { ...subject, household: unconsented(subject.household) }
    : { ...subject, households: subject.households.map(unconsented), consents: [] };
}

function unconsented(household: Situation): Situation {
  return { ...household, consenters: [] };
}

function householdsOf(subject: Subject): readonly Situation[] {
  return subject.kind === 'HOUSEHOLD' ? [subject.household] : subject.households;
}
