import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const TERMS = {
  ...{ classes: '["none"]', areas: '["none"]', population: 'ALL', dailySubjects: '1' },
  ...{ purposes: '[SERVICE_DELIVERY]', why: '"x"', custody: '"x"', safeguards: '"x"', retentionDays: '1' },
  ...{ thirdParties: '["x"]', validFrom: '"2020-01-01"', validUntil: '"2020-01-01"' },
};
const CONDITIONS = { areas: '["none"]', population: 'ALL', dailySubjects: '1', validUntil: '"2020-01-01"' };
const WEIGHED = { purposeWarrants: 'true', publicInterest: 'true', safeguards: 'true' };
const REFUSAL = { class: '"none"', ground: 'SET_BY_COMMITTEE' };
const ON_ONE = { request: NOBODYS, ...TRIED };

type Given = Readonly<Record<string, string>>;
const object = (parts: Given) =>
  `{ ${Object.entries(parts)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} }`;

/** An act whose input holds other inputs: what is told of it holds for their parts too. */
function nested(probe: ActProbe, ...inner: readonly (readonly [type: string, parts: Given])[]): ActProbe {
  const parts = inner.flatMap(([type, given]) => Object.keys(given).map((part) => `${type}.${part}`));
  return { ...probe, asked: [...probe.asked, ...parts] };
}

/** The acts on requests to share data, on one that there is not. */
export const SHARING_PROBES: readonly ActProbe[] = [
  nested(
    act(
      'draftSharingRequest',
      'DraftSharingRequestInput',
      { provider: '"none"', terms: object(TERMS), ...TRIED },
      'sharing',
    ),
    ['SharingTermsInput', TERMS],
  ),
  act(
    'reviseSharingRequest',
    'ReviseSharingRequestInput',
    { revision: '1', terms: object(TERMS), ...ON_ONE },
    'sharing',
  ),
  act('submitSharingRequest', 'SubmitSharingRequestInput', { revision: '1', ...ON_ONE }, 'sharing'),
  act('withdrawSharingRequest', 'WithdrawSharingRequestInput', ON_ONE, 'sharing'),
  act(
    'extendSharingRequest',
    'ExtendSharingRequestInput',
    { until: '"2020-01-01"', reason: '"x"', ...ON_ONE },
    'sharing',
  ),
  nested(
    act(
      'proposeSharingDecision',
      'ProposeSharingDecisionInput',
      {
        ...{ weighed: object(WEIGHED), refusals: `[${object(REFUSAL)}]`, conditions: object(CONDITIONS) },
        ...{ reason: '"x"', ...ON_ONE },
      },
      'sharing',
    ),
    ['SharingWeighedInput', WEIGHED],
    ['SharingRefusalInput', REFUSAL],
    ['SharingConditionsInput', CONDITIONS],
  ),
  act(
    'declineSharingDecision',
    'DeclineSharingDecisionInput',
    { decision: NOBODYS, reason: '"x"', ...ON_ONE },
    'sharing',
  ),
  act('confirmSharingDecision', 'ConfirmSharingDecisionInput', { decision: NOBODYS, ...ON_ONE }, 'sharing'),
];
