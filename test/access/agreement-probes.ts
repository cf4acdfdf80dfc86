import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

const ON_ONE = { agreement: '"none"', reason: '"x"', ...TRIED };
const TERMS = {
  ...{ classes: '["none"]', purposes: '[SERVICE_DELIVERY]', areas: '["none"]', population: 'ALL' },
  ...{ dailySubjects: '1', validUntil: '"2020-01-01"' },
};
const terms = `{ ${Object.entries(TERMS)
  .map(([name, value]) => `${name}: ${value}`)
  .join(', ')} }`;

/** The acts on agreements, on one that there is not. */
export const AGREEMENT_PROBES: readonly ActProbe[] = [
  act('suspendAgreement', 'SuspendAgreementInput', ON_ONE, 'agreement'),
  act('endAgreement', 'EndAgreementInput', ON_ONE, 'agreement'),
  proposed(),
  act('declineAgreementChange', 'DeclineAgreementChangeInput', { change: NOBODYS, ...ON_ONE }, 'agreement'),
  act(
    'confirmAgreementChange',
    'ConfirmAgreementChangeInput',
    { agreement: '"none"', change: NOBODYS, ...TRIED },
    'agreement',
  ),
];

/** A change, with what is told of its terms. */
function proposed(): ActProbe {
  const input = { terms, resumes: 'false', ...ON_ONE };
  const probe = act('proposeAgreementChange', 'ProposeAgreementChangeInput', input, 'agreement');
  return {
    ...probe,
    asked: [...probe.asked, ...Object.keys(TERMS).map((part) => `AmendedTermsInput.${part}`)],
  };
}
