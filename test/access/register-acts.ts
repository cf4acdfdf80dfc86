import { type ActProbe, act, NOBODYS, ofHousehold, TRIED } from './act-probe.ts';

const TWO_FACTS = {
  ...{ identityNumber: '"x"', phone: '"x"', email: '"x"', postcode: '"x"', reference: NOBODYS },
};

const ASKED = {
  ...{
    statement: '"x"',
    since: '"2026-01-01"',
    income: '{ income: null, source: WAGES, monthly: 1, until: null }',
  },
  ...{ maritalStatus: 'SINGLE', education: 'NONE', employment: 'EMPLOYED', phone: '"x"', email: '"x"' },
};

const AID = {
  ...{ person: '"nobody"', agencyCode: '"x"', kind: 'CASH', programme: '"x"', rhythm: 'MONTHLY', value: '1' },
  ...{ isInIncome: 'true', since: '"2026-01-01"', until: 'null', origin: 'DECLARATION', method: 'FORM' },
};

/** The acts on the register that are no step of a registration. */
export const REGISTER_ACTS: readonly ActProbe[] = [
  act('askForStatus', 'AskForStatusInput', { ...TWO_FACTS, ...TRIED }, 'advice'),
  ofHousehold('issueIdentityCard', {}, 'card'),
  ofHousehold('replaceIdentityCard', { reason: '"x"' }, 'card'),
  ofHousehold('cancelIdentityCard', { reason: '"x"' }, 'card'),
  act('requestUpdate', 'RequestUpdateInput', { ...ASKED, ...TRIED }, 'request'),
  act('withdrawUpdateRequest', 'WithdrawUpdateRequestInput', { request: NOBODYS, ...TRIED }, 'request'),
  act('acceptUpdateRequest', 'AcceptUpdateRequestInput', { request: NOBODYS, ...TRIED }, 'request'),
  act(
    'declineUpdateRequest',
    'DeclineUpdateRequestInput',
    { request: NOBODYS, reason: '"x"', ...TRIED },
    'request',
  ),
  act('recordAidReceived', 'RecordAidReceivedInput', { ...AID, ...TRIED }, 'aidReceived'),
  act(
    'strikeAidReceived',
    'StrikeAidReceivedInput',
    { person: '"nobody"', aidReceived: NOBODYS, reason: '"x"', ...TRIED },
    'aidReceived',
  ),
];
