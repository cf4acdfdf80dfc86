import type { DataClass } from '@seisi/schema/classes';
import type { AgencyRow } from '../../subgraphs/agency/agency.table.ts';
import type { AgreementRow, Duty, PostingRow } from '../../subgraphs/agency/agreement.table.ts';
import { AGENCY, AGREEMENT, OFFICER } from './agency-code.ts';
import { CAST, PLACE } from './known.ts';
import { uuidOf } from './random.ts';
import { personKey } from './registry-index.ts';

const IN_FORCE = { validFrom: '2025-01-01', validUntil: null } as const;
const ENDED = { validFrom: '2024-01-01', validUntil: '2025-07-01' } as const;

/** What officers do in the room of agencies, by the subject of their tokens. Acts of weight take two of them. */
const DUTIES: Readonly<Record<string, readonly Duty[]>> = {
  [OFFICER.icu]: ['SHARING', 'REFERRAL', 'CRISIS'],
  [OFFICER.icuAdopting]: ['SHARING', 'REFERRAL', 'CRISIS'],
  [OFFICER.district]: ['REFERRAL', 'CRISIS'],
  [OFFICER.jkm]: ['REFERRAL', 'CRISIS'],
  [OFFICER.headquarters]: ['ONBOARDING', 'POSTING', 'SHARING'],
  [OFFICER.data]: ['ONBOARDING', 'POSTING', 'SHARING'],
};

/** What eKasih's own officers may see (S1). */
const EKASIH: readonly DataClass[] = [
  'register',
  'area',
  'identity',
  'contact',
  'kinship',
  'education',
  'employment',
  'income',
  'poverty',
];

/** Every class that the household profile touches. */
const PROFILE: readonly DataClass[] = [
  ...EKASIH,
  'disability',
  'aid',
  'aid.note',
  'payment',
  'case',
  'volunteering',
  'pass',
];

/** The agencies of the synthetic registry. */
export function agencyRows(): AgencyRow[] {
  const government = (code: string, name: string, kind: AgencyRow['kind']): AgencyRow => ({
    code,
    name,
    kind,
    registrationScheme: null,
    registrationNumber: null,
    status: 'ACTIVE',
    contactEmail: `${code}@agensi.example`,
  });
  const society = (code: string, name: string, serial: number): AgencyRow => ({
    ...government(code, name, 'NGO'),
    registrationScheme: 'ROS',
    registrationNumber: `PPM-000-00-0101${2000 + serial}`,
  });
  return [
    government(AGENCY.icu, 'Unit Penyelarasan Pelaksanaan, Jabatan Perdana Menteri', 'FEDERAL'),
    government(AGENCY.jkm, 'Jabatan Kebajikan Masyarakat', 'FEDERAL'),
    government(AGENCY.hospital, 'Hospital Rekaan Tuanku', 'HOSPITAL'),
    government(AGENCY.stateUnit, 'Unit Perancang Ekonomi Negeri Sembilan', 'STATE'),
    government(AGENCY.immigration, 'Jabatan Imigresen Malaysia', 'FEDERAL'),
    government(AGENCY.dashboard, 'Papan Pemuka Kebajikan', 'FEDERAL'),
    society(AGENCY.ngo, 'Pertubuhan Prihatin Rekaan', 1),
    society(AGENCY.otherNgo, 'Persatuan Sejahtera Rekaan', 2),
    society(AGENCY.selfReferring, 'Pertubuhan Rujuk Diri Rekaan', 3),
    {
      ...government(AGENCY.twoAgreements, 'Yayasan Dua Hala Rekaan', 'NGO'),
      registrationScheme: 'SSM',
      registrationNumber: '200001000000',
    },
  ];
}

/** The data-sharing agreements; one has ended, and opens nothing. */
export function agreementRows(): AgreementRow[] {
  const hospital: readonly DataClass[] = [
    'register',
    'kinship',
    'identity.masked',
    'disability.fact',
    'disability',
  ];
  const referred: readonly DataClass[] = ['register', 'area', 'poverty', 'kinship.count'];
  const c4u: readonly DataClass[] = [
    'register',
    'area',
    'identity',
    'contact',
    'kinship',
    'poverty',
    'aid',
    'payment',
  ];
  const state = ['05'];
  return [
    agreement(AGREEMENT.hospital, AGENCY.hospital, hospital, {
      areas: state,
      purposes: ['SERVICE_DELIVERY', 'LIFE_HEALTH_SAFETY'],
    }),
    agreement(AGREEMENT.ngo, AGENCY.ngo, referred, { population: 'REFERRED' }),
    agreement(AGREEMENT.c4u, AGENCY.stateUnit, c4u, {
      areas: state,
      purposes: ['SERVICE_DELIVERY', 'PUBLIC_INTEREST'],
    }),
    agreement(AGREEMENT.registerOnly, AGENCY.twoAgreements, ['register', 'area'], {}),
    agreement(AGREEMENT.povertyCount, AGENCY.twoAgreements, ['poverty', 'kinship.count'], {}),
    agreement(AGREEMENT.selfReferring, AGENCY.selfReferring, referred, { population: 'REFERRED' }),
    agreement(AGREEMENT.ended, AGENCY.otherNgo, referred, ENDED),
  ];
}

function agreement(
  number: string,
  agencyCode: string,
  classes: readonly DataClass[],
  rest: Partial<AgreementRow>,
): AgreementRow {
  return {
    number,
    agencyCode,
    providerCode: AGENCY.jkm,
    legalBasis: 'AGREEMENT',
    purposes: ['SERVICE_DELIVERY'],
    classes: [...classes],
    areas: ['MY'],
    population: 'ALL',
    dailySubjects: 1000,
    state: 'IN_FORCE',
    pending: null,
    ...IN_FORCE,
    ...rest,
  };
}

/** The officers' postings; one has ended. Officers are people of no household here, except the one who lives in the own district. */
export function postingRows(seed: number): PostingRow[] {
  const posting = (
    nth: number,
    officer: string,
    agencyCode: string,
    area: string,
    classes: readonly DataClass[],
  ): PostingRow => ({
    id: `POS-${String(nth).padStart(3, '0')}`,
    officer,
    personKey: uuidOf(seed, 'officer-person', nth),
    agencyCode,
    areas: [area],
    classes: [...classes],
    duties: [...(DUTIES[officer] ?? [])],
    ...IN_FORCE,
  });
  const jkm: readonly DataClass[] = [
    'register',
    'area',
    'identity',
    'kinship',
    'poverty',
    'disability',
    'aid',
    'aid.note',
    'payment',
  ];
  /** Who may have a run prepared may release one, of which somebody else had it prepared. */
  const paying: readonly DataClass[] = ['register', 'identity', 'aid', 'payment', 'bank'];
  return [
    posting(1, OFFICER.icu, AGENCY.icu, 'MY', EKASIH),
    posting(2, OFFICER.district, AGENCY.jkm, '5_5', PROFILE),
    posting(3, OFFICER.jkm, AGENCY.jkm, '05', jkm),
    {
      ...posting(4, OFFICER.atHome, AGENCY.jkm, '5_5', PROFILE),
      personKey: personKey(seed, CAST.officer, PLACE.officer.officer),
    },
    posting(5, OFFICER.auditor, AGENCY.icu, 'MY', ['receipts']),
    { ...posting(6, OFFICER.former, AGENCY.jkm, '5_5', PROFILE), ...ENDED },
    posting(7, OFFICER.data, AGENCY.jkm, 'MY', ['receipts', 'case']),
    posting(8, OFFICER.payment, AGENCY.jkm, 'MY', paying),
    posting(9, OFFICER.paymentRelease, AGENCY.jkm, 'MY', paying),
    posting(13, OFFICER.icuAdopting, AGENCY.icu, 'MY', EKASIH),
    { ...posting(14, OFFICER.leader, AGENCY.icu, '5_5', []), classes: ['report'] },
    posting(15, OFFICER.immigration, AGENCY.immigration, 'MY', ['register', 'identity', 'pass']),
    posting(12, OFFICER.headquarters, AGENCY.jkm, 'MY', ['register', 'area', 'aid', 'aid.note']),
  ];
}
