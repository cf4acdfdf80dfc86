import { type ActProbe, act, NOBODYS, TRIED } from './act-probe.ts';

/** An act on a renewal that there is not. */
function ofRenewal(name: string, input: Readonly<Record<string, string>> = {}): ActProbe {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return act(name, type, { renewal: NOBODYS, ...TRIED, ...input }, 'passRenewal');
}

const CONTACT = { phone: '"x"', email: 'null', language: 'MS' };
const PAPERS = { passportExpiresOn: '"2029-01-01"', medicalOn: '"2025-12-01"' };

/** The acts of the register of passes, on what there is not. */
export const PASS_PROBES: readonly ActProbe[] = [
  act(
    'registerPassEmployer',
    'RegisterPassEmployerInput',
    { ssmNumber: '"x"', name: '"x"', household: 'null', ...TRIED },
    'passEmployer',
  ),
  act(
    'activatePassEmployer',
    'ActivatePassEmployerInput',
    { person: NOBODYS, employer: NOBODYS, ...TRIED },
    'passEmployer',
  ),
  act(
    'beginPassRenewal',
    'BeginPassRenewalInput',
    { pass: NOBODYS, ...PAPERS, ...CONTACT, ...TRIED },
    'passRenewal',
  ),
  act(
    'attachPassDocument',
    'AttachPassDocumentInput',
    { renewal: NOBODYS, kind: 'PASSPORT', ...TRIED },
    'passAttached',
  ),
  ofRenewal('submitPassRenewal'),
  ofRenewal('cancelPassRenewal'),
  ofRenewal('returnPassRenewal', { note: '"x"' }),
  ofRenewal('rejectPassRenewal', { note: '"x"' }),
  ofRenewal('recordPassCheck', { condition: 'INSURED', answer: 'PASSED' }),
  ofRenewal('askForPassLevy'),
  ofRenewal('recordPassLevy', { reference: '"x"', amount: '1', paidOn: '"2026-01-01"' }),
  ofRenewal('issuePass'),
];
