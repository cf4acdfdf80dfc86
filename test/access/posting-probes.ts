import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const PROPOSED = {
  ...{ areas: '["none"]', classes: '["none"]', duties: '[REFERRAL]', phone: '"x"' },
  ...{ validFrom: '"2020-01-01"', validUntil: '"2020-01-01"' },
};
const ON_ONE = { offer: NOBODYS, ...TRIED };

/** The acts on postings, on one that there is not. */
export const POSTING_PROBES: readonly ActProbe[] = [
  act('proposePosting', 'ProposePostingInput', { ...PROPOSED, ...TRIED }, 'offer'),
  act('confirmPosting', 'ConfirmPostingInput', ON_ONE, 'offer'),
  act('withdrawPostingOffer', 'WithdrawPostingOfferInput', ON_ONE, 'offer'),
  act('renewPostingCode', 'RenewPostingCodeInput', ON_ONE, 'offer'),
  act('acceptPosting', 'AcceptPostingInput', { officer: '"x"', code: '"x"', ...TRIED }, 'posting'),
  act('endPosting', 'EndPostingInput', { posting: '"none"', ...TRIED }, 'posting'),
];
