import { AGENCY, type Agency, OFFICER } from './agency-code.ts';

/** Name, token's subject, agency, title, what it proves. */
export const OFFICERS = [
  [
    'icu-officer',
    OFFICER.icu,
    AGENCY.icu,
    'eKasih officer, all Malaysia',
    'Sees what eKasih keeps, everywhere, and nothing of the other registers.',
  ],
  ['icu-adopter', OFFICER.icuAdopting, AGENCY.icu, 'eKasih officer, all Malaysia', 'Adopts a proposed line.'],
  [
    'district-officer',
    OFFICER.district,
    AGENCY.jkm,
    'Welfare officer, Seremban',
    'Sees the whole profile of a household of the own district.',
  ],
  [
    'jkm-officer',
    OFFICER.jkm,
    AGENCY.jkm,
    'JKM officer, Negeri Sembilan',
    'Sees aid, disability and poverty in the state; neither incomes nor addresses.',
  ],
  [
    'officer-at-home',
    OFFICER.atHome,
    AGENCY.jkm,
    'Welfare officer who lives in the own district',
    'Asks for the own household: it is outside the posting.',
  ],
  ['auditor', OFFICER.auditor, AGENCY.icu, 'Auditor', 'Reads receipts, and no fact about anyone.'],
  ['data-officer', OFFICER.data, AGENCY.jkm, 'JKM data officer', 'Answers contests of the own agency.'],
  ['payment-officer', OFFICER.payment, AGENCY.jkm, 'JKM payment officer', 'Has payment runs prepared.'],
  ['payment-releaser', OFFICER.paymentRelease, AGENCY.jkm, 'JKM payment officer', 'Releases those runs.'],
  [
    'headquarters-officer',
    OFFICER.headquarters,
    AGENCY.jkm,
    'JKM officer, headquarters',
    'Handles applications everywhere, knows nobody by name, and announces to everyone.',
  ],
  [
    'pass-officer',
    OFFICER.immigration,
    AGENCY.immigration,
    'Immigration officer',
    'Sees who employs whom under passes.',
  ],
  ['local-leader', OFFICER.leader, AGENCY.icu, 'Village head, Seremban', 'Reports, and reads of nobody.'],
] as const satisfies readonly (readonly [string, string, Agency, string, string])[];
