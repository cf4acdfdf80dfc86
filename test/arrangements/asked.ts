import { AGENCY, AGREEMENT } from '@seisi/migrations/seed/agency-code';
import { CAST, castMember, PLACE } from '@seisi/migrations/seed/known';
import { ASSURANCE_LEVELS } from '@seisi/schema/assurance';
import { PURPOSES } from '@seisi/schema/purpose';
import fc from 'fast-check';
import { poolsOf } from '../access/pools.ts';
import { CURSORS, type Pools, randomAct, randomQuestion } from '../access/random-question.ts';
import { API } from '../receipts/expected-receipt.ts';
import { ASKERS, type Asker, ROWS } from '../receipts/reads.ts';
import type { Question } from '../setup/house.ts';
import { poolsByName } from './pools-by-name.ts';
import { volunteerPools } from './volunteer-pools.ts';

/** Everybody who asks elsewhere, each client for every purpose, and everybody at every level of assurance. */
const ALL_ASKERS: readonly Asker[] = [
  ...ASKERS,
  ...PURPOSES.flatMap((purpose) => ASKERS.flatMap((asker) => forPurpose(asker, purpose))),
  ...ASSURANCE_LEVELS.flatMap((acr) => ASKERS.flatMap((asker) => atLevel(asker, acr))),
];

function forPurpose(asker: Asker, purpose: (typeof PURPOSES)[number]): readonly Asker[] {
  const { token } = asker;
  const details = token?.authorization_details;
  if (token === null || details === undefined) return [];
  const asked = details.map((detail) => ({ ...detail, purpose }));
  return [
    { ...asker, name: `${asker.name} for ${purpose}`, token: { ...token, authorization_details: asked } },
  ];
}

function atLevel(asker: Asker, acr: string): readonly Asker[] {
  const { token } = asker;
  return token === null ? [] : [{ ...asker, name: `${asker.name} at ${acr}`, token: { ...token, acr } }];
}

const tape = fc.array(fc.nat({ max: 9_999 }), { minLength: 60, maxLength: 600, size: 'max' });
const asker = fc.constantFrom(...ALL_ASKERS);
/** How a client may ask for the same: the form of the answer, what is told beside it, and a ground that it names. */
const manner = fc.record({
  accept: fc.constantFrom('*/*', 'application/json', 'application/graphql-response+json'),
  extensions: fc.constantFrom({}, {}, { cost: true }, { decisions: true }, { cost: true, decisions: true }),
  ground: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    fc.constantFrom<Readonly<Record<string, string>>>(
      { 'seisi-agreement': AGREEMENT.hospital },
      { 'seisi-agreement': 'AGR-0' },
      { 'seisi-posting': 'POS-0' },
    ),
  ),
});
type Manner = typeof manner extends fc.Arbitrary<infer Value> ? Value : never;

/** One operation to be asked: a question, an act, or a list read page by page; each a tape from which it is made when what both houses know by then is known. */
export const operations = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('question' as const), asker, tape, manner }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('act' as const), asker: actors(), tape, manner }),
  },
);

/** Acts are for people, so people try them more often. */
function actors(): fc.Arbitrary<Asker> {
  const people = ASKERS.filter(({ token }) => token !== null && token.viewer_kind !== 'AGENCY_CLIENT');
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...people) }, asker);
}

type Operation = {
  readonly kind: 'question' | 'act';
  readonly asker: Asker;
  readonly tape: readonly number[];
  readonly manner: Manner;
};

/** A random operation as it is sent. Records and cursors are named as `BothHouses.ask` reads them. */
export function asQuestion(
  { kind, asker: who, tape: drawn, manner: asked }: Operation,
  known: { readonly records: readonly string[]; readonly cursors: readonly string[]; readonly nth: number },
): Question {
  const pools = { ...poolsOf(ROWS, who), [CURSORS]: ['', 'x', ...known.cursors.slice(-MOST_CURSORS)] };
  const question =
    kind === 'question'
      ? randomQuestion(drawn, API, pools)
      : randomAct(drawn, API, { ...pools, ...actPools(known) });
  return { ...question, extensions: asked.extensions, headers: { accept: asked.accept, ...asked.ground } };
}

const MOST_CURSORS = 12;
const ADULTS = [
  castMember(1, CAST.known, PLACE.known.head),
  castMember(1, CAST.known, PLACE.known.spouse),
  castMember(1, CAST.sealed, PLACE.sealed.mother),
].map(({ id }) => id);
const MONTHS = ['2026-01-01', '2025-12-01', '2026-01-02', '2027-06-01'];
const RETURN = Object.fromEntries(
  Object.entries({
    line: [1, 0],
    amount: [60_000, -1],
    reason: ['Account closed.', ''],
    bankReference: ['R-1', ''],
  }).map(([name, pool]) => [`PaymentReturnInput.${name}`, pool]),
);
/** Of the cast, and some others. */
const APPLICATIONS = ROWS.applications.slice(0, 12).map(({ id }) => id);
const HOUSEHOLDS = ROWS.households.slice(0, 6).map(({ id }) => id);
const HOME = { addressLine: ['1 Jalan Contoh', ''], postcode: ['70100', 'x'], members: [4, 0] };
const NOBODY = '00000000-0000-4000-8000-000000000000';
const OKU_APPLICATIONS = ROWS.okuApplications.slice(0, 6).map(({ id }) => id);
const OKU_ENTRIES = ROWS.okuRegistrations.slice(0, 6).map(({ id }) => id);
const OF_APPLICATIONS = [
  ...['AttachOkuDocument', 'SubmitOkuApplication', 'WithdrawOkuApplication', 'RequestOkuInformation'],
  ...['AnswerOkuInformation', 'RecordMedicalCertificate', 'AssessOkuApplication', 'ConfirmOkuAssessment'],
  ...['LodgeOkuAppeal', 'RecordOkuAppeal'],
];

/** What acts are tried with: mostly what can be done, and what others did or tried before. */
function actPools({ records, nth }: { readonly records: readonly string[]; readonly nth: number }): Pools {
  const made = [...records.slice(-5), NOBODY];
  const classes = [['income'], ['contact'], ['contact', 'identity'], ['protection'], ['nothing'], []];
  const keys = [`act-${nth}`, `act-${nth}-again`, `act-${nth - 1}`, `act-${nth - 2}`];
  const input = (type: string, fields: Pools): Pools =>
    Object.fromEntries(
      Object.entries({ ...fields, idempotencyKey: keys }).map(([name, pool]) => [`${type}.${name}`, pool]),
    );
  const given = { agencyCode: [AGENCY.ngo, AGENCY.ngo, AGENCY.hospital, 'nobody', ''], classes };
  const paper = { ...given, person: [...ADULTS, NOBODY] };
  const texts = ['Kerana perlu.', 'Kerana perlu.', ''];
  const amounts = [1, 60_000, 0];
  return {
    ...poolsByName(API, {
      ...{
        application: [...APPLICATIONS, ...APPLICATIONS, NOBODY],
        idempotencyKey: keys,
        receives: [[], ['BWE']],
      },
      ...{ review: made, appeal: made, draft: made, id: made, scheme: ['BKK', 'BWE', 'none'] },
      ...{ reason: texts, grounds: texts, report: texts, findings: texts, email: ['a@example.my', 'x'] },
      ...{ titleMs: texts, titleEn: texts, bodyMs: texts, bodyEn: texts, phone: ['0123456789', 'x'] },
      ...{ amount: amounts, monthlyIncome: amounts, householdIncome: amounts, ownIncome: amounts },
      ...{
        household: [...HOUSEHOLDS, NOBODY],
        candidate: [NOBODY],
        members: [4],
        minors: [1],
        revision: [1, 2],
        district: ['5_5', '0_0'],
      },
      // Acts that change grounds would be told to both houses at different moments.
      ...{ incident: ['incident-1', 'none'], agreement: ['none'], request: [NOBODY], referral: [NOBODY] },
      ...{
        breach: [NOBODY],
        hoursSinceDiscovery: [-1],
        centre: [NOBODY],
        need: [NOBODY],
        renewal: [NOBODY],
        registration: [...OKU_ENTRIES, NOBODY],
        assessment: made,
        note: texts,
        together: [[]],
        toAgency: ['none'],
        provider: ['none'],
        areas: [['5_5'], []],
        agencies: [['nobody'], []],
      },
    }),
    // Whatever no act names for itself.
    ...{ Boolean: [true, false], Sen: amounts, Int: [1, 0], String: texts, ID: made },
    Date: ['2026-12-31', '2026-12-31', '2026-06-30', '2026-01-01', 'never'],
    ...input('GiveConsentInput', given),
    ...input('GiveHouseholdConsentInput', { reader: [...ADULTS, NOBODY] }),
    ...input('NarrowConsentInput', { id: made, classes }),
    ...input('WithdrawConsentInput', { id: made }),
    ...input('RecordPaperConsentInput', paper),
    ...input('ConfirmPaperConsentInput', { ...paper, id: made }),
    ...input('RecordIncomeInput', { person: paper.person, monthly: amounts }),
    ...input('CorrectIncomeInput', { person: paper.person, income: made, monthly: amounts }),
    ...input('UpdatePersonInput', { person: paper.person }),
    ...input('RecordAddressInput', { household: HOUSEHOLDS, ...HOME }),
    ...input('ProposeRelocationInput', { household: HOUSEHOLDS, ...HOME }),
    ...input('ConfirmRelocationInput', { household: HOUSEHOLDS, id: made, ...HOME }),
    ...input('WithdrawRelocationInput', { id: made }),
    ...input('ProposeMoveInput', { person: paper.person }),
    ...input('ConfirmMoveInput', { person: paper.person, id: made }),
    ...input('WithdrawMoveInput', { id: made }),
    'RemainingMemberInput.person': paper.person,
    // What would give the two houses other numbers, or begin work beside requests, is refused in both.
    ...input('RegisterHouseholdInput', { identityNumber: ['x'], name: texts, ...HOME }),
    ...input('ApplyForRegistrationInput', HOME),
    ...input('RequestUpdateInput', { phone: ['+60123456789'], email: ['a@mail.example'] }),
    ...input('RequestedIncomeInput', { income: [NOBODY], monthly: amounts }),
    ...input('RecordAidReceivedInput', {
      person: paper.person,
      agencyCode: ['jkm', ''],
      programme: texts,
      value: amounts,
    }),
    ...input('StrikeAidReceivedInput', { person: paper.person, aidReceived: made }),
    ...input('AskForStatusInput', { identityNumber: ['x', '800203701112'], postcode: ['70100'] }),
    ...input('RecordCensusInput', { members: [[]] }),
    'CensusHeadInput.incomes': [[]],
    ...input('ProposePovertyLineInput', { basisYear: [1] }),
    ...input('LockListInput', { name: [''], state: ['05'] }),
    ...input('DrawProgrammeInput', { programme: ['none'], list: [NOBODY] }),
    ...input('ImportAgencyListInput', { programme: ['C4U-IT', 'none'], name: [''] }),
    ...input('FinaliseRecipientsInput', { programme: ['C4U-IT', 'BKIT', 'none'], phase: [1, 2] }),
    ...input('FundRecipientsInput', { list: [NOBODY], hash: ['ab'.repeat(32), 'ab'] }),
    ...input('AnnounceRecipientsInput', { list: [NOBODY] }),
    ...input('ReturnToTreasurerInput', { list: [NOBODY] }),
    ...input('DecideIdentityMatchInput', { match: [NOBODY] }),
    ...input('ContestAccessInput', { entry: made, reason: ['I was never asked.', ''] }),
    ...input('AnswerContestInput', { id: made, answer: ['A review.'] }),
    ...input('StateBankAccountInput', {
      bankCode: ['REKAMYK1', 'x'],
      accountNumber: ['9000000001', '9000000002', ''],
    }),
    ...input('CheckBankAccountInput', { id: made, accountNumber: ['9000000001', '9000000002'] }),
    ...input('PayAgainInput', { payment: made }),
    ...input('PreparePaymentRunInput', { month: MONTHS }),
    ...input('ReleasePaymentRunInput', { month: MONTHS, hash: ['ab'.repeat(32), 'ab'] }),
    ...input('SettlePaymentFileInput', { number: [0, 1] }),
    ...input('RecordPaymentReturnsInput', { number: [0, 1] }),
    ...RETURN,
    ...Object.fromEntries(
      ['Return', 'Close', 'Escalate'].map((act) => [`${act}ReferralInput.reason`, ['NO_CAPACITY', 'DANGER']]),
    ),
    'SendReferralInput.need': ['FOOD', 'HEALTH'],
    ...Object.fromEntries(
      OF_APPLICATIONS.map((act) => [`${act}Input.application`, [...OKU_APPLICATIONS, ...made]]),
    ),
    ...input('ApplyForOkuRegistrationInput', { person: paper.person, phone: ['x'] }),
    ...input('RegisterPassEmployerInput', { ssmNumber: ['202501000123', 'x'], name: texts }),
    ...input('ActivatePassEmployerInput', { person: paper.person, employer: [NOBODY] }),
    ...input('BeginPassRenewalInput', { pass: [NOBODY] }),
    ...input('RecordPassLevyInput', { reference: texts, amount: amounts }),
    ...input('IssueOkuCredentialInput', { registration: [NOBODY], holderKey: ['{}'] }),
    ...input('RenewOkuCardInput', { registration: [NOBODY] }),
    ...input('ReplaceOkuCardInput', { registration: [NOBODY] }),
    ...input('ConfirmOkuAssessmentInput', { assessment: [NOBODY] }),
    ...input('CertifyCareCentreInput', { centre: ['PJ-0001', 'none'], number: ['PJ/1', ''] }),
    ...input('AskForOkuStatusInput', {
      identityNumber: ['800203701112', 'x'],
      number: ['LD000000000000', ''],
    }),
    'RecordMedicalCertificateInput.certifierNumber': ['MMC-123', ''],
    'LinkCareCentreInput.centre': ['PJ-0001', 'none'],
    ...volunteerPools(input, ROWS.volunteerings),
    ...input('ExtendContestInput', { id: made, reason: ['It takes longer.'] }),
  };
}
