import { ALL_CLASSES, type ClassSet, classSetOf, closure } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { type Basis, NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import type { GroundFactRow } from './ground-fact.table.ts';

/** What this room knows of a viewer on a day: the own person of a citizen, and the facts in force that name the viewer. */
export type GroundFacts = {
  readonly person: { readonly key: string; readonly adult: boolean } | null;
  readonly facts: readonly GroundFactRow[];
};

/** What `basisFacts` answers: the one ground in force, or how many there are where it is not exactly one. JSON-safe. */
export type BasisFacts = Basis | { readonly kind: 'NONE'; readonly choices: number };

/** The ground on which this room decides: from its own facts alone, whatever classes the passport names. */
export type Ground =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SELF'; readonly personKey: string; readonly adult: boolean }
  | {
      readonly kind: 'POSTING';
      readonly areas: readonly string[];
      readonly classes: ClassSet;
      /** The officer's own person and declared relatives: a household with one of them is out of the posting. */
      readonly kin: readonly string[];
    }
  | {
      readonly kind: 'AGREEMENT';
      readonly areas: readonly string[];
      readonly classes: ClassSet;
      readonly agency: string;
      readonly population: 'ALL' | 'REFERRED';
    };

const NO_GROUND: Ground = Object.freeze({ kind: 'NONE' });

/** Finds the one ground in force for a verified token (access §3). */
export function basisFacts(viewer: Viewer | null, known: GroundFacts): BasisFacts {
  const found = viewer === null ? [] : bases(viewer, known);
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? { kind: 'NONE', choices: found.length } : only;
}

/** The ground of a passport as this room's own facts have it; a passport that names another one has none. */
export function groundOf(passport: Passport, known: GroundFacts): Ground {
  const found = basisFacts(passport.viewer, known);
  if (found.kind === 'NONE' || !isSame(found, passport.basis)) return NO_GROUND;
  switch (found.kind) {
    case 'SELF':
      return { kind: 'SELF', personKey: found.personKey, adult: known.person?.adult ?? false };
    case 'POSTING':
      return {
        kind: 'POSTING',
        areas: found.areas,
        classes: found.classes,
        kin: kinOf(found.personKey, known),
      };
    case 'AGREEMENT':
      return {
        kind: 'AGREEMENT',
        areas: found.areas,
        classes: found.classes,
        agency: found.agency,
        population: found.population,
      };
    default:
      return found satisfies never;
  }
}

function bases(viewer: Viewer, { person, facts }: GroundFacts): Basis[] {
  switch (viewer.kind) {
    case 'CITIZEN':
      return person === null ? [] : [{ kind: 'SELF', personKey: person.key, classes: ALL_CLASSES }];
    case 'OFFICER':
      return facts.map((fact) => posting(fact, viewer)).filter((basis) => basis.kind !== 'NONE');
    case 'AGENCY_CLIENT':
      return facts.map((fact) => agreement(fact, viewer)).filter((basis) => basis.kind !== 'NONE');
    case 'SYSTEM':
      return [];
    default:
      return viewer.kind satisfies never;
  }
}

/** A posting that does not say who the officer is cannot leave out the officer's own household, and is none. */
function posting(fact: GroundFactRow, viewer: Viewer): Basis {
  if (fact.kind !== 'POSTING' || fact.holder !== viewer.id || fact.subjectKey === null) return NO_BASIS;
  return {
    kind: 'POSTING',
    id: fact.id,
    personKey: fact.subjectKey,
    agency: fact.agency ?? viewer.agency ?? '',
    areas: fact.areas,
    classes: classesOf(fact),
  };
}

/** An agreement counts for the agency that holds it, for a purpose that it names, and on the law that it names. */
function agreement(fact: GroundFactRow, viewer: Viewer): Basis {
  const { holder, legalBasis, population } = fact;
  if (fact.kind !== 'AGREEMENT' || fact.id !== viewer.agreement) return NO_BASIS;
  if (holder === null || holder !== viewer.agency || legalBasis === null) return NO_BASIS;
  if (viewer.purpose === null || !fact.purposes.includes(viewer.purpose)) return NO_BASIS;
  if (population !== 'ALL' && population !== 'REFERRED') return NO_BASIS;
  return {
    kind: 'AGREEMENT',
    id: fact.id,
    agency: holder,
    purpose: viewer.purpose,
    legalBasis,
    areas: fact.areas,
    population,
    classes: classesOf(fact),
  };
}

function classesOf(fact: GroundFactRow): ClassSet {
  return closure(classSetOf(fact.classes));
}

function kinOf(personKey: string, { facts }: GroundFacts): readonly string[] {
  const relatives = facts.filter((fact) => fact.kind === 'RELATIVE').map((fact) => fact.subjectKey);
  return [personKey, ...relatives.filter((key) => key !== null)];
}

function isSame(own: Exclude<Basis, { kind: 'NONE' }>, claimed: Basis): boolean {
  if (own.kind === 'SELF') return claimed.kind === 'SELF' && claimed.personKey === own.personKey;
  return claimed.kind === own.kind && claimed.id === own.id;
}
