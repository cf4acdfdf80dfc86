/** The agencies of the synthetic registry, by code. Only government bodies have real names; hospital and societies are invented. */
export const AGENCY = {
  icu: 'icu-jpm',
  jkm: 'jkm',
  hospital: 'hospital-tuanku',
  ngo: 'pertubuhan-prihatin',
  otherNgo: 'persatuan-sejahtera',
  stateUnit: 'upen-ns',
  twoAgreements: 'yayasan-dua-hala',
  dashboard: 'papan-pemuka',
  immigration: 'imigresen',
  selfReferring: 'pertubuhan-rujuk-diri',
} as const;

export type Agency = (typeof AGENCY)[keyof typeof AGENCY];

/** The data-sharing agreements by the number that a token names. */
export const AGREEMENT = {
  hospital: 'AGR-2025-001',
  ngo: 'AGR-2025-002',
  c4u: 'AGR-2025-003',
  registerOnly: 'AGR-2025-004',
  povertyCount: 'AGR-2025-005',
  selfReferring: 'AGR-2025-006',
  /** Ended on 1 July 2025: opens nothing. */
  ended: 'AGR-2024-001',
} as const;

/** The officers by the subject of their tokens. */
export const OFFICER = {
  icu: 'officer-icu-001',
  /** Adopts what the other proposes. */
  icuAdopting: 'officer-icu-002',
  leader: 'leader-seremban-001',
  district: 'officer-jkm-seremban-001',
  jkm: 'officer-jkm-ns-001',
  atHome: 'officer-jkm-seremban-002',
  auditor: 'officer-audit-001',
  data: 'officer-jkm-data-001',
  payment: 'officer-jkm-payment-001',
  paymentRelease: 'officer-jkm-payment-002',
  headquarters: 'officer-jkm-hq-001',
  immigration: 'officer-imigresen-001',
  /** Posted until 1 July 2025: the posting has ended. */
  former: 'officer-jkm-seremban-003',
} as const;
