import type { DataClass } from '@seisi/schema/classes';
import { Closed, type Withheld } from './closed.ts';
import { collect, type Question } from './document.ts';
import type { ExpectedError } from './expected-error.ts';
import type { World } from './field.ts';
import type { Ground } from './ground.ts';
import { reasonClosed } from './limit.ts';
import { OKU_ACTS } from './oku-act.ts';
import { PASS_ACTS } from './pass-act.ts';
import type { Registry } from './registry.ts';
import { VOLUNTEER_ACTS } from './volunteer-act.ts';

/** Whose an act is; consent is given by an adult with the own token, and so is what is not named here. */
const WHOSE: ReadonlyMap<string, keyof typeof IS> = new Map([
  ['recordPaperConsent', 'OFFICER'],
  ['confirmPaperConsent', 'OFFICER'],
  ['lockList', 'REGISTER_OFFICER'],
  ['decideCandidate', 'FOCUS_GROUP'],
  ['drawProgramme', 'PROGRAMME_OFFICER'],
  ['recordAidReceived', 'OFFICER'],
  ['strikeAidReceived', 'OFFICER'],
  ['acceptUpdateRequest', 'OFFICER'],
  ['declineUpdateRequest', 'OFFICER'],
  ['importAgencyList', 'LIST_OFFICER'],
  ['finaliseRecipients', 'PROGRAMME_OFFICER'],
  ['fundRecipients', 'PAYMENT_OFFICER'],
  ['announceRecipients', 'DISTRICT_OFFICE'],
  ['returnToTreasurer', 'DISTRICT_OFFICE'],
  ['chooseCounter', 'DISTRICT_OFFICE'],
  ['payAtCounter', 'DISTRICT_OFFICE'],
  ['recordAddress', 'OFFICER'],
  ['recordIncome', 'OFFICER'],
  ['correctIncome', 'OFFICER'],
  ['updatePerson', 'OFFICER'],
  ['proposeMove', 'MOVER'],
  ['confirmMove', 'MOVER'],
  ['withdrawMove', 'MOVER'],
  ['proposeRelocation', 'RELOCATOR'],
  ['confirmRelocation', 'RELOCATOR'],
  ['withdrawRelocation', 'RELOCATOR'],
  ['contestAccess', 'CITIZEN'],
  ['answerContest', 'DATA_OFFICER'],
  ['extendContest', 'DATA_OFFICER'],
  ['askForDocuments', 'AID_OFFICER'],
  ['completeApplication', 'AID_OFFICER_OR_CITIZEN'],
  ['attachDocument', 'AID_OFFICER_OR_CITIZEN'],
  ['recordInvestigation', 'AID_OFFICER'],
  ['recordFinding', 'AID_OFFICER'],
  ['checkRegisters', 'AID_OFFICER'],
  ['proposeDecision', 'AID_OFFICER'],
  ['confirmDecision', 'AID_OFFICER'],
  ['declineDecision', 'AID_OFFICER'],
  ['startApplication', 'CITIZEN'],
  ['stateHousehold', 'CITIZEN'],
  ['stateEmployment', 'CITIZEN'],
  ['stateAid', 'CITIZEN'],
  ['stateContact', 'CITIZEN'],
  ['discardDraft', 'CITIZEN'],
  ['submitApplication', 'CITIZEN'],
  ['stateBankAccount', 'CITIZEN'],
  ['checkBankAccount', 'PAYMENT_OFFICER'],
  ['payAgain', 'PAYMENT_OFFICER'],
  ['preparePaymentRun', 'PAYMENT_OFFICER'],
  ['releasePaymentRun', 'PAYMENT_OFFICER'],
  ['settlePaymentFile', 'PAYMENT_OFFICER'],
  ['recordPaymentReturns', 'PAYMENT_OFFICER'],
  ['lodgeAppeal', 'CITIZEN'],
  ['decideAppeal', 'AID_OFFICER'],
  ['reportChange', 'CITIZEN'],
  ['openReview', 'AID_OFFICER'],
  ['proposeReview', 'AID_OFFICER'],
  ['closeReview', 'AID_OFFICER'],
  ['registerHousehold', 'PROXY'],
  ['askForStatus', 'CITIZEN'],
  ['issueIdentityCard', 'REGISTRAR'],
  ['replaceIdentityCard', 'REGISTRAR'],
  ['cancelIdentityCard', 'REGISTRAR'],
  ['checkRegistration', 'REGISTRAR'],
  ['decideInFocusGroup', 'REGISTRAR'],
  ['recordCensus', 'REGISTRAR'],
  ['rejectAfterCensus', 'REGISTRAR'],
  ['decideIdentityMatch', 'REGISTRAR'],
  ['proposePovertyLine', 'LINE_OFFICER'],
  ['adoptPovertyLine', 'LINE_OFFICER'],
  ['draftSharingRequest', 'SHARER'],
  ['reviseSharingRequest', 'SHARER'],
  ['submitSharingRequest', 'SHARER'],
  ['withdrawSharingRequest', 'SHARER'],
  ['extendSharingRequest', 'SHARER'],
  ['proposeSharingDecision', 'SHARER'],
  ['declineSharingDecision', 'SHARER'],
  ['confirmSharingDecision', 'SHARER'],
  ['suspendAgreement', 'SHARER'],
  ['endAgreement', 'SHARER'],
  ['proposeAgreementChange', 'SHARER'],
  ['declineAgreementChange', 'SHARER'],
  ['confirmAgreementChange', 'SHARER'],
  ['sendReferral', 'REFERRER'],
  ['acceptReferral', 'REFERRER'],
  ['returnReferral', 'REFERRER'],
  ['beginReferral', 'REFERRER'],
  ['completeReferral', 'REFERRER'],
  ['closeReferral', 'REFERRER'],
  ['escalateReferral', 'REFERRER'],
  ['sendReferralOn', 'REFERRER'],
  ['openEvacuationCentre', 'CRISIS_OFFICER'],
  ['closeEvacuationCentre', 'CRISIS_OFFICER'],
  ['countEvacuees', 'RELIEVER'],
  ['reportIncidentNeed', 'RELIEVER'],
  ['takeOnIncidentNeed', 'RELIEVER'],
  ['fulfilIncidentNeed', 'RELIEVER'],
  ['dropIncidentNeed', 'RELIEVER'],
  ['reportBreach', 'SHARER'],
  ['recordBreachNotification', 'SHARER'],
  ['closeBreach', 'SHARER'],
  ['reportIncident', 'CRISIS_OFFICER'],
  ['activateIncident', 'CRISIS_OFFICER'],
  ['dismissIncident', 'CRISIS_OFFICER'],
  ['proposeIncidentExtension', 'CRISIS_OFFICER'],
  ['confirmIncidentExtension', 'CRISIS_OFFICER'],
  ['coordinateIncident', 'CRISIS_OFFICER'],
  ['handOverIncident', 'CRISIS_OFFICER'],
  ['takeOverIncident', 'CRISIS_OFFICER'],
  ['beginRecovery', 'CRISIS_OFFICER'],
  ['standDownIncident', 'CRISIS_OFFICER'],
  ['applyAsAgency', 'CITIZEN'],
  ['withdrawAgencyApplication', 'CITIZEN'],
  ['checkAgencyNumber', 'ONBOARDER'],
  ['checkAgencyLetter', 'ONBOARDER'],
  ['admitAgency', 'ONBOARDER'],
  ['refuseAgency', 'ONBOARDER'],
  ['proposePosting', 'POSTER'],
  ['confirmPosting', 'POSTER_OR_ONBOARDER'],
  ['withdrawPostingOffer', 'POSTER_OR_ONBOARDER'],
  ['renewPostingCode', 'POSTER_OR_ONBOARDER'],
  ['acceptPosting', 'CITIZEN'],
  ['endPosting', 'POSTER'],
  ['suspendAgency', 'ONBOARDER'],
  ['proposeAgencyResumption', 'ONBOARDER'],
  ['confirmAgencyResumption', 'ONBOARDER'],
  ['proposeAgencyEnd', 'ONBOARDER'],
  ['confirmAgencyEnd', 'ONBOARDER'],
  ...OKU_ACTS,
  ...PASS_ACTS,
  ...VOLUNTEER_ACTS,
  ['publishAnnouncement', 'HEADQUARTERS'],
  ['withdrawAnnouncement', 'HEADQUARTERS'],
]);

/**
 * Why a mutation is refused before anything of it runs (access §5: arguments, input and payload are decided whole), or nothing where it may
 * run. What comes of one that runs is not said here.
 */
export function refusalOf(question: Question, { registry, token, ground }: World): readonly ExpectedError[] {
  const closed = new Closed(question, { authenticated: token !== null, classes: ground.ceiling });
  for (const [, nodes] of collect(question, 'Mutation', [question.operation.selectionSet])) {
    const first = closed.at('Mutation', nodes) ?? closed.below('Mutation', nodes)[0];
    const coordinate = `Mutation.${nodes[0]?.name.value}`;
    if (first !== undefined)
      return [refused(first, reasonClosed(ground.limit, ground.named, first.dataClass))];
    const reason = whyNotTheirs(nodes[0]?.name.value ?? '', ground, registry);
    if (reason !== null) return [refused({ coordinate, dataClass: null }, reason)];
  }
  return [];
}

function whyNotTheirs(act: string, ground: Ground, registry: Registry): string | null {
  const whose = WHOSE.get(act);
  if (!(whose === undefined ? ground.kind === 'SELF' : IS[whose](ground))) return 'CLASS_NOT_IN_BASIS';
  if (whose !== undefined || ground.kind !== 'SELF') return null;
  return registry.isAdult(ground.person) ? null : 'NOT_FOR_THIS_SUBJECT';
}

function refused({ coordinate, dataClass }: Withheld, reason: string): ExpectedError {
  const named = dataClass === null ? {} : { class: dataClass };
  return { path: null, code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate, ...named, reason };
}

/** A posting whose duty has these classes; at this agency, where one is named. */
function isOfficerOf(ground: Ground, classes: readonly DataClass[], agency?: string): boolean {
  if (ground.kind !== 'POSTING' || (agency !== undefined && ground.posting.agencyCode !== agency))
    return false;
  return classes.every((one) => ground.ceiling.has(one));
}

/** A posting with a duty of the room of agencies: these are no classes, and open no fact. */
function isOnDuty(ground: Ground, duty: string): boolean {
  return ground.kind === 'POSTING' && ground.posting.duties.some((one: string) => one === duty);
}

const IS = {
  ONBOARDER: (ground: Ground) => isOnDuty(ground, 'ONBOARDING'),
  POSTER: (ground: Ground) => isOnDuty(ground, 'POSTING'),
  POSTER_OR_ONBOARDER: (ground: Ground) => IS.POSTER(ground) || IS.ONBOARDER(ground),
  SHARER: (ground: Ground) => isOnDuty(ground, 'SHARING'),
  CRISIS_OFFICER: (ground: Ground) => isOnDuty(ground, 'CRISIS'),
  RELIEVER: (ground: Ground) => ground.kind === 'AGREEMENT' || isOnDuty(ground, 'CRISIS'),
  /** An officer with the duty, or the agency's own client. */
  REFERRER: (ground: Ground) => ground.kind === 'AGREEMENT' || isOnDuty(ground, 'REFERRAL'),
  CITIZEN: ({ kind }: Ground) => kind === 'SELF',
  OFFICER: ({ kind }: Ground) => kind === 'POSTING',
  REGISTER_OFFICER: (ground: Ground) =>
    isOfficerOf(ground, ['register', 'area', 'kinship', 'income', 'poverty']),
  FOCUS_GROUP: (ground: Ground) => isOfficerOf(ground, ['poverty', 'aid', 'aid.note']),
  LIST_OFFICER: (ground: Ground) => isOfficerOf(ground, ['poverty', 'aid', 'identity']),
  DISTRICT_OFFICE: (ground: Ground) => isOfficerOf(ground, ['poverty', 'aid', 'aid.note', 'payment']),
  PROGRAMME_OFFICER: (ground: Ground) => isOfficerOf(ground, ['poverty', 'aid']),
  DATA_OFFICER: (ground: Ground) => isOfficerOf(ground, ['receipts', 'case']),
  MOVER: (ground: Ground) => isOfficerOf(ground, ['register', 'area', 'kinship']),
  RELOCATOR: (ground: Ground) => isOfficerOf(ground, ['register', 'area', 'kinship', 'contact']),
  REGISTRAR: (ground: Ground) =>
    isOfficerOf(ground, ['register', 'area', 'contact', 'identity', 'kinship', 'income'], 'icu-jpm'),
  PROXY: (ground: Ground) =>
    IS.REGISTRAR(ground) ||
    // A local leader: the right stands among the words of the posting, and is no class.
    (ground.kind === 'POSTING' && ground.posting.classes.some((word: string) => word === 'report')),
  PAYMENT_OFFICER: (ground: Ground) => isOfficerOf(ground, ['payment', 'bank']),
  AID_OFFICER_OR_CITIZEN: (ground: Ground) => IS.CITIZEN(ground) || IS.AID_OFFICER(ground),
  AID_OFFICER: (ground: Ground) => isOfficerOf(ground, ['aid', 'aid.note'], 'jkm'),
  PASS_OFFICER: (ground: Ground) => isOfficerOf(ground, ['pass'], 'imigresen'),
  PASS_OFFICER_OR_CITIZEN: (ground: Ground) => IS.CITIZEN(ground) || IS.PASS_OFFICER(ground),
  OKU_OFFICER: (ground: Ground) => isOfficerOf(ground, ['disability'], 'jkm'),
  OKU_OFFICER_OR_CITIZEN: (ground: Ground) => IS.CITIZEN(ground) || IS.OKU_OFFICER(ground),
  VOLUNTEER_OFFICER: (ground: Ground) => isOfficerOf(ground, ['volunteering'], 'jkm'),
  CASE_OFFICER: (ground: Ground) => isOfficerOf(ground, ['volunteering', 'case'], 'jkm'),
  CASE_OFFICER_OR_CITIZEN: (ground: Ground) => IS.CITIZEN(ground) || IS.CASE_OFFICER(ground),
  VOLUNTEER_OFFICER_OR_CITIZEN: (ground: Ground) => IS.CITIZEN(ground) || IS.VOLUNTEER_OFFICER(ground),
  LINE_OFFICER: (ground: Ground) =>
    isOfficerOf(ground, ['poverty'], 'icu-jpm') &&
    ground.kind === 'POSTING' &&
    ground.posting.areas.includes('MY'),
  HEADQUARTERS: (ground: Ground) =>
    isOfficerOf(ground, ['aid', 'aid.note'], 'jkm') &&
    ground.kind === 'POSTING' &&
    ground.posting.areas.includes('MY'),
} as const;
