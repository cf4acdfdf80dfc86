import { type Assurance, assuranceOf } from '@seisi/schema/assurance';
import { classSetOf, NO_CLASSES } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import type { Basis, Viewer } from '@seisi/schema/viewer';
import type { GroundFactRow } from '../ground-fact.table.ts';
import type { AgreementGround } from './agreement.ts';
import { cutOf, mostOf } from './decide.ts';
import type { Ground } from './ground.ts';
import type { PostingGround } from './posting.ts';

/** What this room knows of a viewer at an instant: the own person of a citizen, and the facts in force that name the viewer. */
export type GroundFacts = {
  readonly person: { readonly key: string; readonly adult: boolean } | null;
  readonly facts: readonly GroundFactRow[];
  /** The classes of every consent in force that was given to the viewer's agency for the viewer's purpose. */
  readonly consented: readonly string[];
};

/**
 * What `basisFacts` answers: the one ground in force, or how many there are where it is not exactly one. JSON-safe. `until` is when something of the ground
 * ends by the clock, in milliseconds of the epoch; what ends with a day is not told.
 */
export type BasisFacts =
  | (Basis & { readonly until?: number })
  | { readonly kind: 'NONE'; readonly choices: number };

/** What stands among the classes of a local leader's posting and is none: a right, as an agreement's `match` is (access §2). */
const REPORT = 'report';

const NO_GROUND: Ground = Object.freeze({ kind: 'NONE' });

/** Finds the one ground in force for a verified token (access §3), with the classes that it can open at the most and what was cut from it. */
export function basisFacts(viewer: Viewer | null, known: GroundFacts): BasisFacts {
  const found = viewer === null ? [] : candidates(viewer, known);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return { kind: 'NONE', choices: found.length };
  const cut = cutOf(only.ground);
  const isCut = (cut.purpose | cut.assurance) !== NO_CLASSES;
  const until = endOf(only.ground, known);
  return {
    ...only.basis,
    classes: mostOf(only.ground),
    ...(isCut ? { cut } : {}),
    ...(until === null ? {} : { until }),
  };
}

/** When the first of the incidents that are added to a ground ends (access §3: it ends by itself). No other fact ends by the clock. */
function endOf({ kind }: Ground, { facts }: GroundFacts): number | null {
  if (kind !== 'AGREEMENT') return null;
  const ends = facts.flatMap(({ endsAt }) => (endsAt instanceof Date ? [endsAt.getTime()] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The ground of a passport as this room's own facts have it; a passport that names another one has none. */
export function groundOf({ viewer, basis: claimed }: Passport, known: GroundFacts): Ground {
  const [only, ...others] = viewer === null ? [] : candidates(viewer, known);
  if (only === undefined || others.length > 0) return NO_GROUND;
  return isSame(only.basis, claimed) ? only.ground : NO_GROUND;
}

type Found = Exclude<Basis, { kind: 'NONE' }>;

/** One ground that the facts hold for a viewer, and the basis that tells it to the gateway, its classes still to come. */
type Candidate = { readonly ground: Exclude<Ground, { kind: 'NONE' }>; readonly basis: Found };

function candidates(viewer: Viewer, known: GroundFacts): Candidate[] {
  const assurance = assuranceOf(viewer.assurance);
  switch (viewer.kind) {
    case 'CITIZEN':
      return own(known, assurance);
    case 'OFFICER':
      return known.facts.flatMap((fact) => posting(fact, viewer, known, assurance));
    case 'AGENCY_CLIENT':
      return known.facts.flatMap((fact) => agreement(fact, viewer, known, assurance));
    case 'SYSTEM':
      return [];
    default:
      return viewer.kind satisfies never;
  }
}

function own({ person }: GroundFacts, assurance: Assurance): Candidate[] {
  if (person === null) return [];
  const { key: personKey, adult } = person;
  return [
    {
      ground: { kind: 'SELF', personKey, adult, assurance },
      basis: { kind: 'SELF', personKey, classes: NO_CLASSES },
    },
  ];
}

/** The posting that the header names, or any. One that does not say who the officer is cannot leave out the officer's own household, and is none. */
function posting(fact: GroundFactRow, viewer: Viewer, known: GroundFacts, assurance: Assurance): Candidate[] {
  const { id, subjectKey: personKey, areas } = fact;
  if (fact.kind !== 'POSTING' || fact.holder !== viewer.id || personKey === null) return [];
  if (viewer.posting !== null && viewer.posting !== id) return [];
  const agency = fact.agency ?? viewer.agency ?? '';
  const ground: PostingGround = {
    kind: 'POSTING',
    personKey,
    agency,
    areas,
    classes: classSetOf(fact.classes),
    mayReport: fact.classes.includes(REPORT),
    kin: kinOf(personKey, known),
  };
  return [
    {
      ground: { ...ground, assurance },
      basis: { kind: 'POSTING', id, personKey, agency, areas, classes: NO_CLASSES },
    },
  ];
}

/** An agreement counts for the agency that holds it, for a purpose, on the law and within the daily number of subjects that it names. */
function agreement(
  fact: GroundFactRow,
  { agreement: number, agency, purpose }: Viewer,
  known: GroundFacts,
  assurance: Assurance,
): Candidate[] {
  const { id, areas, legalBasis, population, dailySubjects } = fact;
  if (fact.kind !== 'AGREEMENT' || id !== number || legalBasis === null) return [];
  if (agency === null || fact.holder !== agency) return [];
  if (purpose === null || !fact.purposes.includes(purpose)) return [];
  if (population !== 'ALL' && population !== 'REFERRED') return [];
  if (dailySubjects === null) return [];
  const ground: AgreementGround = {
    kind: 'AGREEMENT',
    id,
    agency,
    purpose,
    areas,
    classes: classSetOf(fact.classes),
    population,
    dailySubjects,
    incidents: known.facts.filter(({ kind }) => kind === 'INCIDENT'),
    consented: classSetOf(known.consented),
  };
  const named = { kind: 'AGREEMENT', id, agency, purpose, legalBasis, areas, population } as const;
  return [{ ground: { ...ground, assurance }, basis: { ...named, classes: NO_CLASSES } }];
}

function kinOf(personKey: string, { facts }: GroundFacts): readonly string[] {
  const relatives = facts.filter((fact) => fact.kind === 'RELATIVE').map((fact) => fact.subjectKey);
  return [personKey, ...relatives.filter((key) => key !== null)];
}

function isSame(found: Found, claimed: Basis): boolean {
  if (found.kind === 'SELF') return claimed.kind === 'SELF' && claimed.personKey === found.personKey;
  return claimed.kind === found.kind && claimed.id === found.id;
}
