import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const ON_ONE = { referral: NOBODYS, ...TRIED };
const SENT = {
  ...{ household: NOBODYS, person: 'null', toAgency: '"none"', need: 'FOOD', urgency: 'ROUTINE' },
  ...{ classes: '["register"]', note: '"xyz"' },
};

/** The acts on referrals, on one that there is not, and about nobody. */
export const REFERRAL_PROBES: readonly ActProbe[] = [
  act('sendReferral', 'SendReferralInput', { ...SENT, ...TRIED }, 'task'),
  act('acceptReferral', 'AcceptReferralInput', ON_ONE, 'task'),
  act('returnReferral', 'ReturnReferralInput', { reason: 'WRONG_AGENCY', ...ON_ONE }, 'task'),
  act('beginReferral', 'BeginReferralInput', ON_ONE, 'task'),
  act('completeReferral', 'CompleteReferralInput', ON_ONE, 'task'),
  act('closeReferral', 'CloseReferralInput', { reason: 'NO_LONGER_NEEDED', ...ON_ONE }, 'task'),
  act('escalateReferral', 'EscalateReferralInput', { reason: 'DANGER', ...ON_ONE }, 'task'),
  act('sendReferralOn', 'SendReferralOnInput', { toAgency: '"none"', ...ON_ONE }, 'task'),
];
