import type { Question } from '../oracle/oracle.ts';

/** An act that is tried: what is told of it holds for the act itself and for every part of its input. */
export type ActProbe = {
  readonly question: Question;
  readonly asked: readonly string[];
  /** Told closed where the act is; where it may be done it is not, so nothing is met here. */
  readonly payload: string;
};

export const TRIED = { idempotencyKey: '"tried"' };
export const NO_CONSENT = '00000000-0000-4000-8000-000000000000';
export const NOBODYS = `"${NO_CONSENT}"`;

const PAYLOADS = {
  consent: 'ConsentPayload.consent',
  paperConsent: 'PaperConsentPayload.paperConsent',
  income: 'IncomePayload.income',
  updated: 'UpdatePersonPayload.updated',
  contest: 'ContestPayload.contest',
  application: 'ApplicationPayload.application',
  draft: 'DraftPayload.draft',
  run: 'PaymentRunPayload.run',
  adoptedLine: 'AdoptedLinePayload.adoptedLine',
  list: 'LockListPayload.list',
  match: 'IdentityMatchPayload.match',
  draw: 'DrawProgrammePayload.draw',
  candidate: 'CandidatePayload.candidate',
  recipients: 'RecipientListPayload.recipients',
  agencyList: 'AgencyListPayload.agencyList',
  account: 'BankAccountPayload.account',
  move: 'MovePayload.move',
  relocation: 'RelocationPayload.relocation',
  recorded: 'RecordAddressPayload.recorded',
  announcement: 'AnnouncementPayload.announcement',
  attached: 'AttachDocumentPayload.application',
  registration: 'RegistrationPayload.registration',
  reference: 'RegisterHouseholdPayload.reference',
  advice: 'AskForStatusPayload.advice',
  card: 'IdentityCardPayload.card',
  request: 'UpdateRequestPayload.request',
  aidReceived: 'AidReceivedPayload.aidReceived',
  incident: 'IncidentPayload.incident',
  breach: 'BreachReportPayload.breach',
  centre: 'EvacuationCentrePayload.centre',
  need: 'IncidentNeedPayload.need',
  task: 'ReferralTaskPayload.task',
  agreement: 'AgreementPayload.agreement',
  sharing: 'SharingRequestPayload.request',
  agency: 'AgencyPayload.agency',
  offer: 'PostingOfferPayload.offer',
  posting: 'PostingPayload.posting',
  joining: 'AgencyApplicationPayload.application',
  okuApplication: 'OkuApplicationPayload.file',
  okuAttached: 'AttachOkuDocumentPayload.file',
  okuRegistration: 'OkuRegistrationPayload.file',
  okuAdvice: 'AskForOkuStatusPayload.advice',
  careCentre: 'CareCentrePayload.centre',
  passRenewal: 'PassRenewalPayload.file',
  passAttached: 'AttachPassDocumentPayload.file',
  passEmployer: 'PassEmployerPayload.recorded',
  volunteerFile: 'VolunteerApplicationPayload.file',
  volunteerAttached: 'AttachVolunteerDocumentPayload.file',
  volunteerCase: 'VolunteerCasePayload.file',
  induction: 'VolunteerInductionPayload.induction',
  programme: 'VolunteerProgrammePayload.programme',
  activity: 'VolunteerActivityPayload.activity',
  organisation: 'VoluntaryOrganisationPayload.organisation',
} as const;

/** What is no object, or has no identifier. */
const NO_ID: Readonly<Record<string, string>> = {
  reference: 'reference',
  advice: 'advice',
  okuAdvice: 'advice',
  careCentre: 'centre { code }',
  passEmployer: 'recorded',
  organisation: 'organisation { code }',
  agency: 'agency { code }',
  agreement: 'agreement { number }',
};

/** An act on a draft that there is not. */
export function ofDraft(
  name: string,
  input: Readonly<Record<string, string>>,
  payload: keyof typeof PAYLOADS = 'draft',
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { draft: `"${NO_CONSENT}"`, revision: '1', ...input, ...TRIED }, payload);
}

/** An act on a household that there is not. */
export function ofHousehold(
  name: string,
  input: Readonly<Record<string, string>> = {},
  payload: keyof typeof PAYLOADS = 'registration',
): ActProbe {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { household: NOBODYS, ...input, ...TRIED }, payload);
}

/** An act on an application that there is not. */
export function ofApplication(name: string, input: Readonly<Record<string, string>> = {}): ActProbe {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { application: `"${NO_CONSENT}"`, ...input, ...TRIED }, 'application');
}

/** An act with its input and what it gives. */
export function act(
  name: string,
  type: string,
  input: Readonly<Record<string, string>>,
  payload: keyof typeof PAYLOADS = 'consent',
): ActProbe {
  const given = Object.entries(input).map(([part, value]) => `${part}: ${value}`);
  const told = NO_ID[payload] ?? `${PAYLOADS[payload].split('.')[1]} { id }`;
  return {
    question: { query: `mutation { ${name}(input: { ${given.join(', ')} }) { ${told} } }` },
    asked: [`Mutation.${name}`, ...Object.keys(input).map((part) => `${type}.${part}`)],
    payload: PAYLOADS[payload],
  };
}
