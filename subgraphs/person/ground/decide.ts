import { classesOfAssurance } from '@seisi/schema/assurance';
import {
  ALL_CLASSES,
  type ClassSet,
  classNames,
  classSet,
  closure,
  DATA_CLASSES,
  type DataClass,
  NO_CLASSES,
  opens,
} from '@seisi/schema/classes';
import { classesOfPurpose, type Purpose } from '@seisi/schema/purpose';
import type { Cut } from '@seisi/schema/viewer';
import { classesOfAgreement } from './agreement.ts';
import { classesOfConsents, mostByConsents, NEVER_BY_CONSENT } from './consent.ts';
import type { Ground } from './ground.ts';
import { classesOfIncidents, incidentsOf, incidentsThatCount, mostByIncidents } from './incident.ts';
import { classesOfPosting } from './posting.ts';
import { FIGURES, leftBySeals, passesEverySeal, passesSeal } from './seal.ts';
import { classesOfSelf, OWN_HOUSEHOLD } from './self.ts';
import type { Place, Subject } from './situation.ts';

type Step = (classes: ClassSet, ground: Ground, place: Place) => ClassSet;

/** The order of access §3: what the basis opens, with what is added to it; cut by purpose and assurance; closed over implied classes; seals last. */
const ORDER: readonly Step[] = [
  (_none, ground, place) => classesOfBasis(ground, place),
  (classes, ground, place) => classes | additions(ground, place),
  (classes, ground) => classes & classesOfPurpose(purposeOf(ground)),
  (classes, ground) => classes & levelOf(ground),
  (classes) => closure(classes),
  leftBySeals,
];

/** The classes of one subject that a ground opens; null where the subject is out of reach. A ground that opens no class opens no existence. */
export function decide(ground: Ground, subject: Subject): ClassSet | null {
  const classes =
    subject.kind === 'HOUSEHOLD'
      ? decidePlace(ground, { household: subject.household, person: null, consents: [] })
      : decidePerson(ground, subject);
  return classes === NO_CLASSES ? null : classes;
}

/** The incidents that are added to a ground in one of these households, in order. */
export function incidentsIn(ground: Ground, households: readonly Place['household'][]): readonly string[] {
  return ground.kind === 'AGREEMENT' ? incidentsOf(ground, households) : [];
}

/** What purpose, assurance level and implication make of classes, of any subject that is not sealed. */
export function leftOf(ground: Ground, classes: ClassSet): ClassSet {
  return closure(classes & classesOfPurpose(purposeOf(ground)) & levelOf(ground));
}

/** What a ground can open of anyone at the most: the ceiling by which the gateway filters. */
export function mostOf(ground: Ground): ClassSet {
  return leftOf(ground, beforeCuts(ground));
}

/** What the purpose, and after it the assurance level, took of what the ground would open. */
export function cutOf(ground: Ground): Cut {
  const whole = closure(beforeCuts(ground));
  const forPurpose = closure(beforeCuts(ground) & classesOfPurpose(purposeOf(ground)));
  return { purpose: whole & ~forPurpose, assurance: forPurpose & ~mostOf(ground) };
}

/** Whoever lives in two households is as open as in the more closed one. One without a household is out of every ground but the own. */
function decidePerson(
  ground: Ground,
  { key: person, households, consents }: Extract<Subject, { kind: 'PERSON' }>,
): ClassSet {
  const isOwn = ground.kind === 'SELF' && ground.personKey === person;
  if (households.length === 0) return isOwn ? leftOf(ground, ALL_CLASSES) : NO_CLASSES;
  return households.reduce(
    (classes, household) => classes & decidePlace(ground, { household, person, consents }),
    ALL_CLASSES,
  );
}

function decidePlace(ground: Ground, place: Place): ClassSet {
  return ORDER.reduce((classes, step) => step(classes, ground, place), NO_CLASSES);
}

function classesOfBasis(ground: Ground, place: Place): ClassSet {
  switch (ground.kind) {
    case 'NONE':
      return NO_CLASSES;
    case 'SELF':
      return classesOfSelf(ground, place);
    case 'POSTING':
      return classesOfPosting(ground, place);
    case 'AGREEMENT':
      return classesOfAgreement(ground, place, leftOf(ground, ground.classes));
    default:
      return ground satisfies never;
  }
}

/** Consents and incidents are added to an agreement alone: they name an agency. */
function additions(ground: Ground, place: Place): ClassSet {
  return ground.kind === 'AGREEMENT'
    ? classesOfConsents(ground, place) | classesOfIncidents(ground, place)
    : NO_CLASSES;
}

function beforeCuts(ground: Ground): ClassSet {
  switch (ground.kind) {
    case 'NONE':
      return NO_CLASSES;
    case 'SELF':
      return ALL_CLASSES;
    case 'POSTING':
      return ground.classes;
    case 'AGREEMENT':
      return ground.classes | mostByConsents(ground) | mostByIncidents(ground);
    default:
      return ground satisfies never;
  }
}

function purposeOf(ground: Ground): Purpose | null {
  return ground.kind === 'AGREEMENT' ? ground.purpose : null;
}

function levelOf(ground: Ground): ClassSet {
  return ground.kind === 'NONE' ? NO_CLASSES : classesOfAssurance(ground.assurance);
}

/** One way in which a ground reaches households, and the classes that it opens of each: lists are found along these. Null is no condition. */
export type Way = {
  readonly classes: ClassSet;
  /** Only where this person lives today. */
  readonly homeOf: string | null;
  readonly areas: readonly string[] | null;
  /** Not where one of these lives today. */
  readonly notHomeOf: readonly string[];
  /** Only what this agency accepted from another one, by a referral that names one of these classes. */
  readonly acceptedBy: { readonly agency: string; readonly classes: readonly DataClass[] } | null;
};

const ANYWHERE = { homeOf: null, areas: null, notHomeOf: [], acceptedBy: null } as const;

/** What a consent can hold at all. */
export const CONSENTABLE = ALL_CLASSES & ~NEVER_BY_CONSENT;

/** All ways of a ground that open a class. A household reached along several is open by all of them together; whom a seal covers, by none, unless the ground `reachesSealed`. */
export function waysOf(ground: Ground): Way[] {
  return waysBeforeCuts(ground)
    .map((way) => ({ ...way, classes: leftOf(ground, way.classes) }))
    .filter(({ classes }) => classes !== NO_CLASSES);
}

/** The figures of a household in which several people may have a part. */
export const FIGURES_OF_SEVERAL = FIGURES;

/** Whether a ground reaches households under a seal. */
export function reachesSealed(ground: Ground): boolean {
  return passesSeal(ground, mostOf(ground));
}

/** Whether a ground reaches the figures of a household in which someone has a part who is under a seal elsewhere. */
export function reachesFiguresOfHidden(ground: Ground): boolean {
  return passesEverySeal(ground, mostOf(ground));
}

/** The classes of which one at least must stand in a consent, given to this agency for this purpose, for it to open the person; null where none can. */
export function openedByConsent(
  ground: Ground,
): { readonly agency: string; readonly purpose: Purpose; readonly classes: ClassSet } | null {
  if (ground.kind !== 'AGREEMENT') return null;
  const { agency, purpose } = ground;
  return { agency, purpose, classes: classesOfPurpose(purpose) & levelOf(ground) & ~NEVER_BY_CONSENT };
}

/** A way for each class that is left of the agreement: where a referral names it, or what implies it. */
function waysOfReferred(ground: Extract<Ground, { kind: 'AGREEMENT' }>): Way[] {
  const { agency, areas } = ground;
  return classNames(leftOf(ground, ground.classes)).map((name) => {
    const naming = DATA_CLASSES.filter((each) => opens(closure(classSet([each])), name));
    return { ...ANYWHERE, classes: classSet([name]), areas, acceptedBy: { agency, classes: naming } };
  });
}

function waysBeforeCuts(ground: Ground): Way[] {
  switch (ground.kind) {
    case 'NONE':
      return [];
    case 'SELF':
      return [{ ...ANYWHERE, classes: OWN_HOUSEHOLD, homeOf: ground.personKey }];
    case 'POSTING':
      return [{ ...ANYWHERE, classes: ground.classes, areas: ground.areas, notHomeOf: ground.kin }];
    case 'AGREEMENT': {
      return [
        ...(ground.population === 'REFERRED'
          ? waysOfReferred(ground)
          : [{ ...ANYWHERE, classes: ground.classes, areas: ground.areas }]),
        ...incidentsThatCount(ground).map(({ areas }) => ({
          ...ANYWHERE,
          classes: mostByIncidents(ground),
          areas,
        })),
      ];
    }
    default:
      return ground satisfies never;
  }
}
