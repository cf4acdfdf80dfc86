import {
  type ActProbe,
  act,
  NO_CONSENT,
  NOBODYS,
  ofApplication,
  ofDraft,
  ofHousehold,
  TRIED,
} from './act-probe.ts';
import { AGENCY_PROBES } from './agency-probes.ts';
import { AGREEMENT_PROBES } from './agreement-probes.ts';
import { BREACH_PROBES } from './breach-probes.ts';
import { IDENTITY_MATCH_PROBE } from './identity-match-probe.ts';
import { INCIDENT_PROBES } from './incident-probes.ts';
import { MOVE_PROBES } from './move-probes.ts';
import { OKU_PROBES } from './oku-probes.ts';
import { PASS_PROBES } from './pass-probes.ts';
import { POSTING_PROBES } from './posting-probes.ts';
import { RECIPIENT_PROBES } from './recipient-probes.ts';
import { REFERRAL_PROBES } from './referral-probes.ts';
import { REGISTER_ACTS } from './register-acts.ts';
import { RELIEF_PROBES } from './relief-probes.ts';
import { SHARING_PROBES } from './sharing-probes.ts';
import { VALUE_PROBES } from './value-probes.ts';
import { VOLUNTEER_PROBES } from './volunteer-probes.ts';

const PAPER = {
  person: '"nobody"',
  agencyCode: '""',
  purpose: 'SERVICE_DELIVERY',
  classes: '["contact"]',
  until: '"2026-12-01"',
  idempotencyKey: '"tried"',
};
const STOPPING = { review: NOBODYS, finding: 'STOPPED', amount: '1', effectiveOn: '"2026-12-01"' };
const ATTACHING = { application: NOBODYS, draft: 'null', kind: 'OTHER', ...TRIED };
const INCOME = {
  person: '"nobody"',
  monthly: '1',
  since: '"2026-01-01"',
  until: 'null',
  origin: 'DECLARATION',
  method: 'FORM',
  ...TRIED,
};
const UPDATE = {
  person: '"nobody"',
  maritalStatus: 'SINGLE',
  education: 'NONE',
  employment: 'EMPLOYED',
  phone: '"x"',
  email: '"x"',
  since: '"2026-01-01"',
  origin: 'DECLARATION',
  method: 'FORM',
  ...TRIED,
};
const ANNOUNCING = {
  titleMs: '""',
  titleEn: '"x"',
  bodyMs: '"x"',
  bodyEn: '"x"',
  startsOn: '"2026-12-01"',
  endsOn: '"2026-12-01"',
  ...TRIED,
};

const PLACE = {
  ...{ addressLine: '"x"', postcode: '"x"', district: '"none"', strata: 'URBAN' },
  ...{ members: '1', monthlyIncome: '0' },
};
const SOMEBODY = {
  ...{ identityNumber: '"x"', identityNumberKind: 'MYKAD', name: '"x"', birthDate: '"1980-01-01"' },
  ...{ maritalStatus: 'SINGLE', education: 'NONE', employment: 'EMPLOYED' },
};
const EARNED = '[{ source: WAGES, monthly: 0 }]';
const VISITED = {
  head: `{ maritalStatus: SINGLE, education: NONE, employment: EMPLOYED, incomes: ${EARNED} }`,
  members: `[{ ${Object.entries(SOMEBODY)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')}, relationToHead: CHILD, incomes: ${EARNED} }]`,
};

/** Each act of the graph, as nobody can do it: with input that is refused after the rules of access, so that trying changes nothing. */
export const ACT_PROBES: readonly ActProbe[] = [
  act('giveConsent', 'GiveConsentInput', {
    agencyCode: '""',
    purpose: 'SERVICE_DELIVERY',
    classes: '["income"]',
    until: '"2026-12-01"',
    idempotencyKey: '"tried"',
  }),
  act('giveHouseholdConsent', 'GiveHouseholdConsentInput', {
    reader: '"nobody"',
    until: '"2026-12-01"',
    idempotencyKey: '"tried"',
  }),
  act('narrowConsent', 'NarrowConsentInput', {
    id: `"${NO_CONSENT}"`,
    classes: '["income"]',
    until: '"2026-12-01"',
    idempotencyKey: '"tried"',
  }),
  act('withdrawConsent', 'WithdrawConsentInput', { id: `"${NO_CONSENT}"`, idempotencyKey: '"tried"' }),
  act('recordPaperConsent', 'RecordPaperConsentInput', PAPER, 'paperConsent'),
  act('confirmPaperConsent', 'ConfirmPaperConsentInput', { id: `"${NO_CONSENT}"`, ...PAPER }, 'paperConsent'),
  act('recordIncome', 'RecordIncomeInput', { source: 'WAGES', ...INCOME }, 'income'),
  act('correctIncome', 'CorrectIncomeInput', { income: NOBODYS, ...INCOME }, 'income'),
  act('updatePerson', 'UpdatePersonInput', UPDATE, 'updated'),
  ...MOVE_PROBES,
  ...VALUE_PROBES,
  act('contestAccess', 'ContestAccessInput', { entry: '"none"', reason: '"x"', ...TRIED }, 'contest'),
  act(
    'answerContest',
    'AnswerContestInput',
    { id: `"${NO_CONSENT}"`, finding: 'EXPLAINED', answer: '"x"', ...TRIED },
    'contest',
  ),
  act(
    'stateBankAccount',
    'StateBankAccountInput',
    { bankCode: '"x"', accountNumber: '"x"', ...TRIED },
    'account',
  ),
  act(
    'checkBankAccount',
    'CheckBankAccountInput',
    { id: `"${NO_CONSENT}"`, accountNumber: '"x"', ...TRIED },
    'account',
  ),
  act('payAgain', 'PayAgainInput', { payment: `"${NO_CONSENT}"`, ...TRIED }, 'application'),
  act(
    'proposePovertyLine',
    'ProposePovertyLineInput',
    { basisYear: '2022', since: '"2020-01-01"', ...TRIED },
    'adoptedLine',
  ),
  act('adoptPovertyLine', 'AdoptPovertyLineInput', { id: `"${NO_CONSENT}"`, ...TRIED }, 'adoptedLine'),
  act(
    'lockList',
    'LockListInput',
    { name: '""', asOf: '"2026-01-02"', state: '"05"', sex: 'FEMALE', ...TRIED },
    'list',
  ),
  act(
    'drawProgramme',
    'DrawProgrammeInput',
    { programme: '"none"', list: `"${NO_CONSENT}"`, ...TRIED },
    'draw',
  ),
  act(
    'decideCandidate',
    'DecideCandidateInput',
    { candidate: `"${NO_CONSENT}"`, outcome: 'ELIGIBLE', reason: '"x"', ...TRIED },
    'candidate',
  ),
  ...RECIPIENT_PROBES,
  act('preparePaymentRun', 'PreparePaymentRunInput', { month: '"2026-01-02"', ...TRIED }, 'run'),
  act('releasePaymentRun', 'ReleasePaymentRunInput', { month: '"2026-01-02"', hash: '"x"', ...TRIED }, 'run'),
  act(
    'settlePaymentFile',
    'SettlePaymentFileInput',
    { number: '0', paidOn: '"2026-01-02"', ...TRIED },
    'run',
  ),
  act('recordPaymentReturns', 'RecordPaymentReturnsInput', { number: '0', returns: '[]', ...TRIED }, 'run'),
  act('extendContest', 'ExtendContestInput', { id: `"${NO_CONSENT}"`, reason: '"x"', ...TRIED }, 'contest'),
  ofApplication('askForDocuments', { kinds: '[OTHER]', reason: '"x"' }),
  ofApplication('completeApplication'),
  act('attachDocument', 'AttachDocumentInput', ATTACHING, 'attached'),
  ofApplication('checkRegisters', { registers: '[JPN]' }),
  ofApplication('recordInvestigation', {
    visitedOn: '"2026-01-01"',
    findings: '"x"',
    householdIncome: '0',
    ownIncome: '0',
  }),
  ofApplication('recordFinding', {
    reason: '"x"',
    income: '0',
    birthDate: '"1960-01-01"',
    alive: 'true',
    citizen: 'true',
  }),
  ofApplication('proposeDecision', {
    outcome: 'APPROVE',
    reason: '"x"',
    isDiscretionary: 'false',
    amount: '1',
    startsOn: '"2026-12-01"',
    endsOn: '"2026-12-01"',
  }),
  ofApplication('confirmDecision'),
  ofApplication('declineDecision', { reason: '"x"' }),
  act('startApplication', 'StartApplicationInput', { scheme: '"none"', ...TRIED }, 'draft'),
  ofDraft('stateHousehold', { district: '"5_5"', members: '1', minors: '0', monthlyIncome: '0' }),
  ofDraft('stateEmployment', { status: 'EMPLOYED', monthlyIncome: '0' }),
  ofDraft('stateAid', { reason: '"x"', receives: '[]' }),
  ofDraft('stateContact', { phone: '"0123456789"', email: 'null', language: 'MS' }),
  act('discardDraft', 'DiscardDraftInput', { draft: `"${NO_CONSENT}"`, ...TRIED }, 'draft'),
  ofDraft('submitApplication', {}, 'application'),
  ofApplication('lodgeAppeal', { grounds: '"x"' }),
  ofApplication('decideAppeal', { appeal: NOBODYS, outcome: 'DISMISSED', reason: '"x"' }),
  ofApplication('openReview', { trigger: 'OFFICER', reason: '"x"' }),
  ofApplication('reportChange', { report: '"x"' }),
  ofApplication('proposeReview', { ...STOPPING, reason: '"x"' }),
  ofApplication('closeReview', STOPPING),
  act('applyForRegistration', 'ApplyForRegistrationInput', { ...PLACE, ...TRIED }, 'registration'),
  act(
    'registerHousehold',
    'RegisterHouseholdInput',
    { ...SOMEBODY, phone: 'null', ...PLACE, ...TRIED },
    'reference',
  ),
  ...REGISTER_ACTS,
  ofHousehold('checkRegistration'),
  ofHousehold('decideInFocusGroup', {
    ...{ level: 'DISTRICT', heldOn: '"2026-01-01"', isConfirmed: 'true', reason: '"x"' },
  }),
  ofHousehold('recordCensus', { visitedOn: '"2026-01-01"', ...VISITED }),
  ofHousehold('rejectAfterCensus', { visitedOn: '"2026-01-01"', reason: '"x"' }),
  IDENTITY_MATCH_PROBE,
  ...OKU_PROBES,
  ...PASS_PROBES,
  ...VOLUNTEER_PROBES,
  ...AGREEMENT_PROBES,
  ...BREACH_PROBES,
  ...INCIDENT_PROBES,
  ...REFERRAL_PROBES,
  ...RELIEF_PROBES,
  ...SHARING_PROBES,
  ...AGENCY_PROBES,
  ...POSTING_PROBES,
  act('publishAnnouncement', 'PublishAnnouncementInput', ANNOUNCING, 'announcement'),
  act('withdrawAnnouncement', 'WithdrawAnnouncementInput', { id: '"none"', ...TRIED }, 'announcement'),
];
