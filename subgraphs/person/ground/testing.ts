import { NOW } from '@seisi/host/testing';
import { ALL_CLASSES, type DataClass } from '@seisi/schema/classes';
import { Passport } from '@seisi/schema/passport-mint';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import type { PersonRow } from '../person.table.ts';

/** A genuine passport of a request of its own. */
export function passportOf(viewer: Viewer | null, basis: Basis): Passport {
  return new Passport({ request: crypto.randomUUID(), viewer, basis, facts: 0, expires: NOW + 5000 });
}

/** A basis that claims everything, for those who would forge one. */
export function claimOf(personKey: string): Basis {
  return { kind: 'SELF', personKey, classes: ALL_CLASSES };
}

const VIEWER: Viewer = {
  id: 'somebody',
  kind: 'SYSTEM',
  agency: null,
  person: null,
  scopes: [],
  assurance: 'high',
  agreement: null,
  purpose: null,
  posting: null,
};

export function citizen(person: PersonRow): Viewer {
  return { ...VIEWER, id: `account-${person.id}`, kind: 'CITIZEN', person: person.id };
}

export function officer(id: string): Viewer {
  return { ...VIEWER, id, kind: 'OFFICER', agency: 'jkm' };
}

export function client(agency: string, agreement: string): Viewer {
  return {
    ...VIEWER,
    id: `client-${agency}`,
    kind: 'AGENCY_CLIENT',
    agency,
    agreement,
    purpose: 'SERVICE_DELIVERY',
  };
}

/** The columns of a posting of one officer. */
export function postingOf(holder: string, classes: readonly DataClass[], areas: readonly string[]) {
  const subjectKey = crypto.randomUUID();
  return {
    kind: 'POSTING' as const,
    holder,
    agency: 'jkm',
    subjectKey,
    areas: [...areas],
    classes: [...classes],
  };
}

/** The columns of an agreement of one agency. */
export function agreementOf(
  holder: string,
  classes: readonly DataClass[],
  areas: readonly string[],
  population = 'ALL',
) {
  const purposes = ['SERVICE_DELIVERY'];
  const legalBasis = 'AGREEMENT';
  return {
    kind: 'AGREEMENT' as const,
    holder,
    areas: [...areas],
    classes: [...classes],
    purposes,
    legalBasis,
    population,
    dailySubjects: 1000,
  };
}
