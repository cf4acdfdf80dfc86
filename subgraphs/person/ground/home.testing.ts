import { type ClassSet, classNames, classSet, type DataClass } from '@seisi/schema/classes';
import type { GivenConsent } from './consent.ts';
import { decide } from './decide.ts';
import type { Ground } from './ground.ts';
import type { DeclaredIncident } from './incident.ts';
import type { Resident, Situation } from './situation.ts';

type Of<Kind extends Ground['kind']> = Extract<Ground, { kind: Kind }>;

function resident(personKey: string, relation: Resident['relation'], adult: boolean): Resident {
  return { personKey, relation, adult };
}

/** A head, a spouse and a grown child, with a child of the head and a grandchild, in Seremban; nobody earns. */
export const home: Situation = {
  key: 'home',
  state: '05',
  district: '5_5',
  sealed: false,
  sealedElsewhere: false,
  referrers: [],
  residents: [
    resident('head', 'HEAD', true),
    resident('spouse', 'SPOUSE', true),
    resident('grown', 'CHILD', true),
    resident('child', 'CHILD', false),
    resident('grandchild', 'GRANDCHILD', false),
  ],
  earners: [],
  consenters: [],
};
export const sealed: Situation = { ...home, sealed: true };

export function self(personKey: string, given: Partial<Of<'SELF'>> = {}): Of<'SELF'> {
  return { kind: 'SELF', personKey, adult: true, assurance: 'high', ...given };
}

/** A posting to Seremban for the register and incomes. */
export function posting(given: Partial<Of<'POSTING'>> = {}): Of<'POSTING'> {
  return {
    kind: 'POSTING',
    personKey: 'officer',
    agency: 'jkm',
    areas: ['5_5'],
    classes: classSet(['register', 'income']),
    kin: ['officer'],
    assurance: 'high',
    ...given,
  };
}

/** An agreement of the NGO about everyone in Negeri Sembilan, for the register and poverty, to deliver a service. */
export function agreement(given: Partial<Of<'AGREEMENT'>> = {}): Of<'AGREEMENT'> {
  return {
    kind: 'AGREEMENT',
    id: 'agreement',
    dailySubjects: 1000,
    agency: 'ngo',
    purpose: 'SERVICE_DELIVERY',
    areas: ['05'],
    classes: classSet(['register', 'poverty']),
    population: 'ALL',
    incidents: [],
    consented: 0,
    assurance: 'high',
    ...given,
  };
}

/** A consent to the NGO for a service, given with the own token. */
export function consent(classes: readonly DataClass[], given: Partial<GivenConsent> = {}): GivenConsent {
  const facts = { agency: 'ngo', purposes: ['SERVICE_DELIVERY'], recordedBy: [] };
  return { ...facts, classes: classSet(classes), ...given };
}

/** An incident in Jelebu, declared by two officers for the NGO. */
export function incident(given: Partial<DeclaredIncident> = {}): DeclaredIncident {
  return {
    id: 'incident-1',
    agencies: ['hospital', 'ngo'],
    areas: ['5_1'],
    declaredBy: ['one', 'two'],
    ...given,
  };
}

/** What is open of the household, by name; null out of reach. */
export function ofHousehold(ground: Ground, household: Situation = home): DataClass[] | null {
  return named(decide(ground, { kind: 'HOUSEHOLD', household }));
}

/** What is open of a person who lives in these households. */
export function ofPerson(ground: Ground, key: string, ...households: Situation[]): DataClass[] | null {
  return named(decide(ground, { kind: 'PERSON', key, households, consents: [] }));
}

/** What is open of a person who lives in the home and gave these consents. */
export function ofConsenting(
  ground: Ground,
  consents: readonly GivenConsent[],
  household: Situation = home,
): DataClass[] | null {
  return named(decide(ground, { kind: 'PERSON', key: 'head', households: [household], consents }));
}

function named(set: ClassSet | null): DataClass[] | null {
  return set === null ? null : classNames(set);
}
