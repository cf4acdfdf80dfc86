import type { Purpose, ViewerKind } from '@seisi/schema/viewer';
import { AGENCY, AGREEMENT, type Agency } from './agency-code.ts';
import { CAST, castMember, castOf, PLACE } from './known.ts';
import { OFFICERS } from './officer-personas.ts';

/** The personas (access §11): everyone without whom a rule of access would go untested. */
export const PERSONA_NAMES = [
  'icu-officer',
  'icu-adopter',
  'district-officer',
  'jkm-officer',
  'hospital',
  'ngo',
  'state-upen',
  'citizen',
  'second-adult',
  'protected-mother',
  'outside-father',
  'officer-at-home',
  'two-agreements-client',
  'self-referring-ngo',
  'dashboard',
  'auditor',
  'data-officer',
  'payment-officer',
  'payment-releaser',
  'headquarters-officer',
  'local-leader',
  'pass-officer',
] as const;

export type PersonaName = (typeof PERSONA_NAMES)[number];

/** One agreement that a token allows (RFC 9396). */
export type AgreementDetail = {
  readonly type: 'seisi_agreement';
  readonly agreement: string;
  readonly purpose: Purpose;
};

/** The claims of a persona's token; the issuer adds times, issuer and audience. */
export type PersonaToken = {
  readonly sub: string;
  readonly viewer_kind: ViewerKind;
  /** The agency's code; absent for a citizen. */
  readonly agency?: string;
  /** The public id of the citizen's own person; absent for everyone else. */
  readonly person?: string;
  readonly scope: string;
  readonly acr: string;
  readonly authorization_details?: readonly AgreementDetail[];
};

/** One persona: who it is, what its token says, and which household its golden profile asks for. */
export type Persona = {
  readonly name: PersonaName;
  readonly title: string;
  readonly token: PersonaToken;
  /** The public id of a household. */
  readonly profileHousehold: string;
  /** What this persona proves, in one line. */
  readonly says: string;
};

const SCOPE = 'registry:read';

/** The personas of the registry made with this seed. */
export function personasOf({ seed }: { readonly seed: number }): Record<PersonaName, Persona> {
  const all = [...officers(seed), ...clients(seed), ...citizens(seed)];
  return Object.fromEntries(all.map((persona) => [persona.name, persona])) as Record<PersonaName, Persona>;
}

function officers(seed: number): Persona[] {
  const { known, officer } = castOf(seed);
  return OFFICERS.map(([name, sub, agency, title, says]) => ({
    name,
    title,
    token: { sub, viewer_kind: 'OFFICER', agency, scope: SCOPE, acr: 'high' },
    profileHousehold: name === 'officer-at-home' ? officer.id : known.id,
    says,
  }));
}

/** Name, agency, agreements that the token allows, title, what it proves. */
const CLIENTS = [
  [
    'hospital',
    AGENCY.hospital,
    [AGREEMENT.hospital],
    'Hospital system',
    'Sees members by masked number, and who is registered as OKU, in its state.',
  ],
  [
    'ngo',
    AGENCY.ngo,
    [AGREEMENT.ngo],
    'NGO that accepted a referral',
    'Sees poverty and number of members of a household referred to it and accepted.',
  ],
  [
    'state-upen',
    AGENCY.stateUnit,
    [AGREEMENT.c4u],
    'State programme C4U',
    'Sees whom the programme pays, in Negeri Sembilan.',
  ],
  [
    'two-agreements-client',
    AGENCY.twoAgreements,
    [AGREEMENT.registerOnly, AGREEMENT.povertyCount],
    'Client with two agreements in force',
    'Must choose one agreement: they never add up.',
  ],
  [
    'self-referring-ngo',
    AGENCY.selfReferring,
    [AGREEMENT.selfReferring],
    'NGO that referred a household to itself',
    'Sees nobody: nobody makes a ground for himself.',
  ],
  ['dashboard', AGENCY.dashboard, [], 'Public dashboard', 'Sees reference data only: it has no agreement.'],
] as const satisfies readonly (readonly [PersonaName, Agency, readonly string[], string, string])[];

function clients(seed: number): Persona[] {
  const { known, selfReferred } = castOf(seed);
  return CLIENTS.map(([name, agency, agreements, title, says]) => ({
    name,
    title,
    token: {
      sub: `client-${agency}`,
      viewer_kind: 'AGENCY_CLIENT',
      agency,
      scope: SCOPE,
      acr: 'substantial',
      authorization_details: agreements.map((agreement) => ({
        type: 'seisi_agreement',
        agreement,
        purpose: 'SERVICE_DELIVERY',
      })),
    },
    profileHousehold: name === 'self-referring-ngo' ? selfReferred.id : known.id,
    says,
  }));
}

/** Name, own person's household and place, household asked for, title, what it proves. */
const CITIZENS = [
  [
    'citizen',
    [CAST.known, PLACE.known.head],
    'known',
    'Head of the known household',
    'Sees the own record and the minor; of the other adults only who they are to the household.',
  ],
  [
    'second-adult',
    [CAST.known, PLACE.known.spouse],
    'known',
    'The other earning adult of the same household',
    'Sees the own record; the head’s income stays the head’s.',
  ],
  [
    'protected-mother',
    [CAST.sealed, PLACE.sealed.mother],
    'sealed',
    'Mother under protection',
    'Sees the own record although the household is sealed.',
  ],
  [
    'outside-father',
    [CAST.father, PLACE.father.head],
    'sealed',
    'Father of the sealed children',
    'Guardianship from outside ends at the seal: the household does not exist for him.',
  ],
] as const satisfies readonly (readonly [
  PersonaName,
  readonly [number, number],
  keyof typeof CAST,
  string,
  string,
])[];

function citizens(seed: number): Persona[] {
  const cast = castOf(seed);
  return CITIZENS.map(([name, [household, place], asked, title, says]) => ({
    name,
    title,
    token: {
      sub: `citizen-${name}`,
      viewer_kind: 'CITIZEN',
      person: castMember(seed, household, place).id,
      scope: SCOPE,
      acr: 'high',
    },
    profileHousehold: cast[asked].id,
    says,
  }));
}

/** The personas of the registry of seed 1, which `pnpm start` fills. */
export const personas: Record<PersonaName, Persona> = personasOf({ seed: 1 });
